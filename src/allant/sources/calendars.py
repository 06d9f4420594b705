"""Reads an iCalendar file (RFC 5545) as busy times: from when to when somebody is taken, and nothing else.

Titles, places and guests are left in the file. Events that recur are followed up to a day that the caller names. The
file is read in a process of its own, ended when it lasts too long: a rule of recurrence may never come to an end.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from allant.errors import FileError

__all__ = ["Busy", "busy_times", "read_busy"]

Busy = tuple[datetime, datetime]

PATIENCE_S = 20
MOST_BUSY = 20_000
"""Busy times of one file: more is not somebody's diary."""
TOO_FREQUENT = {"SECONDLY", "MINUTELY", "HOURLY"}
PROPERTY = re.compile(r'[A-Za-z0-9-]+(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*:.*', re.DOTALL)


def read_busy(
    content: bytes, *, start: datetime, until: datetime, zone: str, patience_s: float = PATIENCE_S
) -> list[Busy]:
    """Return the busy times of a file between two moments, in UTC and in order.

    Parameters
    ----------
    content : bytes
        The file, in UTF-8.
    start, until : datetime
        Aware; what ends before or begins after is left out.
    zone : str
        Name of the time zone of hours that say none, e.g. `Europe/Paris`.

    Raises
    ------
    FileError
        Not a calendar, or one that takes too long; names the line where there is one.
    """
    asked = json.dumps([start.isoformat(), until.isoformat(), zone]).encode()
    try:
        run = subprocess.run(  # our own module, nothing of the file on the command line
            [sys.executable, "-m", "allant.sources.calendars"],
            input=asked + b"\n" + content,
            capture_output=True,
            timeout=patience_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(
            "agenda trop long à lire",
            "Un événement se répète sans fin ou trop souvent.",
            "Exportez une période courte.",
        ) from error
    if run.returncode != 0:
        raise _refused("agenda", "Le fichier ne se lit pas jusqu’au bout.", "Exportez-le de nouveau.")
    answer = json.loads(run.stdout)
    if "refused" in answer:
        raise _refused(**answer["refused"])
    return [(datetime.fromisoformat(first), datetime.fromisoformat(last)) for first, last in answer["busy"]]


def busy_times(text: str, *, start: datetime, until: datetime, zone: str) -> list[Busy]:
    """Do the same in this process, for a file that is known to be short."""
    import icalendar
    import recurring_ical_events

    lines = list(_unfolded(text))
    _check_frame(lines)
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as error:
        raise _refused(
            "agenda", f"Le fichier n’est pas un agenda valide ({error}).", "Exportez-le de nouveau."
        ) from error
    _check_events(calendar, lines)
    found: set[Busy] = set()
    try:
        for event in recurring_ical_events.of(calendar, skip_bad_series=False).between(start, until):
            span = _span(event, ZoneInfo(zone))
            if span is not None and span[0] < until and start < span[1]:
                found.add(span)
            if len(found) > MOST_BUSY:
                raise _refused(
                    f"plus de {MOST_BUSY} créneaux", "Ce n’est pas l’agenda d’une personne.", "Exportez le vôtre."
                )
    except (ValueError, TypeError, OverflowError, KeyError) as error:
        if isinstance(error, FileError):
            raise
        raise _refused(
            "agenda", f"Une répétition ne se comprend pas ({error}).", "Corrigez-la, puis exportez."
        ) from error
    return sorted(found)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each logical line with the number of its first physical line."""
    number, whole = 0, ""
    for rank, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line[:1] in {" ", "\t"} and number:
            whole += line[1:]
            continue
        if whole:
            yield number, whole
        number, whole = rank, line
    if whole:
        yield number, whole


def _check_frame(lines: list[tuple[int, str]]) -> None:
    if not lines or lines[0][1].strip().upper() != "BEGIN:VCALENDAR":
        raise _refused("ligne 1", "Un agenda commence par BEGIN:VCALENDAR.", "Exportez votre agenda au format .ics.")
    opened: list[tuple[int, str]] = []
    for number, line in lines:
        if not PROPERTY.fullmatch(line):
            raise _refused(
                f"ligne {number}", "Cette ligne n’a pas la forme NOM:valeur.", "Exportez le fichier de nouveau."
            )
        name, _, value = line.partition(":")
        if name.upper() == "BEGIN":
            opened.append((number, value.strip().upper()))
        elif name.upper() == "END" and (not opened or opened.pop()[1] != value.strip().upper()):
            raise _refused(f"ligne {number}", f"{line} ne ferme rien.", "Exportez le fichier de nouveau.")
    if opened:
        number, value = opened[-1]
        raise _refused(
            f"ligne {number}", f"BEGIN:{value} n’est jamais fermé.", "Le fichier est coupé : exportez-le de nouveau."
        )


def _check_events(calendar: Any, lines: list[tuple[int, str]]) -> None:
    begun = [number for number, line in lines if line.strip().upper() == "BEGIN:VEVENT"]
    for number, event in zip(begun, calendar.walk("VEVENT"), strict=False):
        where = f"événement de la ligne {number}"
        if event.errors:
            name, said = event.errors[0]
            raise _refused(where, f"{name} ne se comprend pas ({said}).", "Corrigez cet événement, puis exportez.")
        if "DTSTART" not in event:
            raise _refused(where, "Il n’a pas de début (DTSTART).", "Corrigez cet événement, puis exportez.")
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            if TOO_FREQUENT & {str(each).upper() for each in rule.get("FREQ", [])}:
                raise _refused(where, "Il se répète plusieurs fois par jour.", "Retirez cet événement, puis exportez.")


def _span(event: Any, zone: ZoneInfo) -> Busy | None:
    """Return the time that an event takes; None of one that is cancelled, marked free, or without a length."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return None
    first, last = _moment(event.start, zone), _moment(event.end, zone)
    return (first, last) if first < last else None


def _moment(value: date, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    # An hour without a zone is one of the clock on the wall.
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _refused(value: str, rule: str, remedy: str) -> FileError:
    return FileError(value=value, rule=rule, remedy=remedy)


def _main() -> None:
    asked, _, content = sys.stdin.buffer.read().partition(b"\n")
    start, until, zone = json.loads(asked)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        answer: dict[str, Any] = {
            "refused": {
                "value": f"ligne {line}",
                "rule": "Le fichier n’est pas écrit en UTF-8.",
                "remedy": "Exportez-le de nouveau au format .ics.",
            }
        }
    else:
        answer = _answer(text, datetime.fromisoformat(start), datetime.fromisoformat(until), zone)
    sys.stdout.write(json.dumps(answer))


def _answer(text: str, start: datetime, until: datetime, zone: str) -> dict[str, Any]:
    try:
        found = busy_times(text, start=start, until=until, zone=zone)
    except FileError as error:
        return {"refused": {"value": str(error.value), "rule": error.rule, "remedy": error.remedy}}
    return {"busy": [(first.isoformat(), last.isoformat()) for first, last in found]}


if __name__ == "__main__":
    _main()
