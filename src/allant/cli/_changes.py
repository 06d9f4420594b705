"""Changes of a timetable as commands are asked them: LINE@05:30, LINE:STOP:MINUTES."""

import re

from allant.errors import InputError
from allant.sources.gtfs.edits import NewStop

__all__ = ["departure_asked", "extension_asked"]

HOUR_S, MINUTE_S = 3600, 60
_DEPARTURE = re.compile(r"(?P<line>.+)@(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?:/(?P<direction>[01]))?")


def departure_asked(text: str) -> tuple[str, int, str | None]:
    """Return the line, the hour (s) and the direction of LINE@05:30 or LINE@05:30/1."""
    found = _DEPARTURE.fullmatch(text.strip())
    if found is None:
        raise InputError(
            value=text,
            rule="un départ ajouté s’écrit LIGNE@hh:mm, ou LIGNE@hh:mm/SENS.",
            remedy="Exemple : --add-departure A@05:30.",
        )
    return found["line"].strip(), int(found["hour"]) * HOUR_S + int(found["minute"]) * MINUTE_S, found["direction"]


def extension_asked(text: str) -> tuple[str, str | NewStop, float]:
    """Return the line, the stop and the minutes of LINE:STOP:MINUTES; a stop is a name, an identifier or lon,lat."""
    parts = [each.strip() for each in text.split(":")]
    try:
        line, stop, minutes = ":".join(parts[:-2]), parts[-2], float(parts[-1].replace(",", "."))
    except (IndexError, ValueError):
        line, stop, minutes = "", "", 0.0
    if not line or not stop:
        raise InputError(
            value=text,
            rule="un prolongement s’écrit LIGNE:ARRÊT:MINUTES.",
            remedy="Exemple : --extend A:Gare:6, ou --extend A:0.72,45.19:6.",
        )
    return line, _stop(stop), minutes


def _stop(text: str) -> str | NewStop:
    try:
        lon, lat = (float(each) for each in text.split(","))
    except ValueError:
        return text
    return NewStop(text, lon, lat)
