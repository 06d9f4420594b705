"""Changes of a timetable as they are typed."""

import pytest

from allant.cli._changes import departure_asked, extension_asked
from allant.errors import InputError
from allant.sources.gtfs.edits import NewStop


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("A@05:30", ("A", 19800, None)),
        ("Ligne 1 : nord@5:30/1", ("Ligne 1 : nord", 19800, "1")),
        ("a@b@24:10", ("a@b", 87000, None)),
    ],
)
def test_departure_is_a_line_and_an_hour(typed, meant):
    assert departure_asked(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("A:Gare:6", ("A", "Gare", 6.0)),
        ("A:0.72,45.19:6,5", ("A", NewStop("0.72,45.19", 0.72, 45.19), 6.5)),
        ("a:b:Gare:6", ("a:b", "Gare", 6.0)),
    ],
)
def test_extension_is_a_line_a_stop_and_minutes(typed, meant):
    assert extension_asked(typed) == meant


@pytest.mark.parametrize("typed", ["", "A", "A@", "A@5h30", "@05:30", "A@05:61"])
def test_departure_that_is_not_one_is_told_how_to_write_it(typed):
    with pytest.raises(InputError, match="LIGNE@hh:mm"):
        departure_asked(typed)


@pytest.mark.parametrize("typed", ["", "A", "A:6", ":Gare:6", "A::6", "A:Gare:six"])
def test_extension_that_is_not_one_is_told_how_to_write_it(typed):
    with pytest.raises(InputError, match="LIGNE:ARRÊT:MINUTES"):
        extension_asked(typed)
