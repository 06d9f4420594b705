"""A signature is drawn or typed, never empty, and what a page posts is never trusted."""

import json

import pytest

from allant.web.ui.signature import SignatureForm, path_of

DRAWN = json.dumps([[[10, 20], [300, 120]], [[5, 5]]])


def asked(**posted):
    form = SignatureForm(data={f"s-{name}": value for name, value in posted.items()}, prefix="s")
    form.is_valid()
    return form


def test_strokes_become_a_path():
    form = asked(strokes=DRAWN)
    assert form.is_valid()
    assert (form.signed.path, form.signed.typed_name) == ("M10 20L300 120M5 5", "")


def test_typed_name_with_its_box_is_a_signature():
    form = asked(typed_name=" Rosa Diaz ", agrees="on")
    assert form.is_valid()
    assert (form.signed.path, form.signed.typed_name) == ("", "Rosa Diaz")


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({}, "typed_name"),
        ({"typed_name": "Rosa"}, "agrees"),
        ({"agrees": "on"}, "typed_name"),
        ({"strokes": "[]"}, "typed_name"),
    ],
)
def test_half_a_signature_says_what_is_missing(posted, field):
    form = asked(**posted)
    assert list(form.errors) == [field]
    assert not hasattr(form, "signed")


@pytest.mark.parametrize(
    "posted",
    [
        "",
        "[]",
        "[[]]",
        "{}",
        "null",
        "12",
        "[[[1,2,3]]]",
        "[[[10, 20], [12, 21]]]",
        "[[[10, 20], [601, 20]]]",
        "[[[10, 20], [10, -300]]]",
        '[[["<script>", 20], [300, 20]]]',
        "[[[1e400, 2], [300, 20]]]",
        "[" * 2000,
        json.dumps([[[0, 0], [600, 200]]] * 201),
        json.dumps([[[0, 0], [600, 200]] * 3001]),
    ],
)
def test_what_is_no_drawing_is_no_signature(posted):
    assert path_of(posted) == ""


def test_path_holds_nothing_but_numbers():
    assert set(path_of('[[["1", 2.7], [300, true]]]')) <= set("ML0123456789 ")
