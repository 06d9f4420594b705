"""What the eye needs, checked on the files themselves: contrast, icons, translations, nothing inline."""

import re
from pathlib import Path

import pytest

from allant.sources.icons import ICONS
from allant.web import ui

UI = Path(ui.__file__).parent
SHEETS = ("theme", "layout", "components", "forms", "charts", "pages", "movement")
STYLES = [UI / "static" / "ui" / f"{name}.css" for name in SHEETS]
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLES[0].read_text(encoding="utf-8")))
TEMPLATES = sorted((UI / "templates").rglob("*.html"))

TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "sun"),
    ("ink-2", "paper"),
    ("ink-2", "card"),
    ("ink-2", "neutral-soft"),
    ("ink-2", "go-soft"),
    ("ink-2", "sun-soft"),
    ("ink-2", "stop-soft"),
    ("ink-2", "info-soft"),
    ("card", "go"),
    ("card", "go-strong"),
    ("go-strong", "card"),
    ("go-strong", "paper"),
    ("go-strong", "go-soft"),
    ("go-strong", "sun-soft"),
    ("sun-text", "sun-soft"),
    ("stop-text", "stop-soft"),
    ("stop-text", "card"),
    ("stop-text", "paper"),
    ("info-text", "info-soft"),
]
SHAPE_ON_GROUND = [
    ("field-border", "card"),
    ("go", "card"),
    ("go", "paper"),
    ("stop", "card"),
    ("info", "card"),
    ("info", "paper"),
    ("fourth", "card"),
]


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON_GROUND)
def test_shape_that_means_something_stands_out_from_its_ground(shape, ground):
    assert round(contrast(shape, ground), 1) >= 3.0


def test_styles_name_their_colours_once():
    for style in STYLES:
        rules = re.sub(r":root,.*?\n}", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []


def test_styles_use_only_colours_that_exist():
    named = {name for style in STYLES for name in re.findall(r"--([\w-]+):", style.read_text(encoding="utf-8"))}
    used = {name for style in STYLES for name in re.findall(r"var\(--([\w-]+)", style.read_text(encoding="utf-8"))}
    assert used - named == set()


def test_files_that_styles_point_to_exist():
    for style in STYLES:
        for target in re.findall(r'url\("([^"]+)"\)', style.read_text(encoding="utf-8")):
            assert target.startswith("vendor/") or (style.parent / target).is_file()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_template_has_nothing_inline(template):
    source = template.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", source) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_icon_used_is_in_the_sprite(template):
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (UI / "static" / "ui" / "icons.svg").read_text(encoding="utf-8")))
    source = template.read_text(encoding="utf-8")
    used = re.findall(r'<c-icon name="([\w-]+)"', source) + re.findall(r'\sicon(?:-end)?="([\w-]+)"', source)
    assert set(used) <= drawn


def test_pictogram_that_a_grid_may_name_is_in_the_sprite():
    sprite = (UI / "static" / "ui" / "icons.svg").read_text(encoding="utf-8")
    assert ICONS - set(re.findall(r'<symbol id="([\w-]+)"', sprite)) == set()


def test_styles_know_no_left_and_no_right():
    """What stands at the start of a line stands on the right in Arabic; only a line of figures keeps its direction."""
    physical = re.compile(
        r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)|left|right)\s*:|text-align: (?:left|right)"
    )
    for style in STYLES:
        assert physical.findall(style.read_text(encoding="utf-8")) == [], style.name
