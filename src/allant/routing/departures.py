"""Days and hours of departure, in the time zone of a network."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from allant.errors import InputError
from allant.routing.network import Network

__all__ = ["departure_of", "typical_day"]

DAYS_OF_WEEK = 7


def departure_of(text: str, network: Network) -> datetime:
    """Return a departure written in ISO 8601 as day and hour of the timetables, without a zone.

    A time without a zone is that of the timetables already; one with a zone is brought to theirs.

    Raises
    ------
    InputError
        Not a date and time, or a day that the timetables do not cover.
    """
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            value=text, rule="un départ s’écrit AAAA-MM-JJThh:mm.", remedy="Exemple : 2026-11-24T08:00."
        ) from error
    zone = network.manifest.timezone
    if given.tzinfo is not None:
        given = given.astimezone(ZoneInfo(zone) if zone else None).replace(tzinfo=None)
    days = network.manifest.days
    if days and not days[0] <= given.date() <= days[1]:
        raise InputError(
            value=f"{given:%d/%m/%Y}",
            rule=f"les horaires de ce réseau vont du {days[0]:%d/%m/%Y} au {days[1]:%d/%m/%Y}.",
            remedy="Choisissez un jour de cette période, ou construisez le réseau avec l’horaire en cours.",
        )
    return given


def typical_day(network: Network, weekday: int, today: date) -> date | None:
    """Return the day that stands for a day of the week (0 is Monday): the next one that the timetables cover.

    Where they have ended, the last one that they covered, before today; None without a timetable, or where they cover
    no such day.
    """
    days = network.manifest.days
    if days is None:
        return None
    first, last = days
    start = max(today, first)
    coming = start + timedelta(days=(weekday - start.weekday()) % DAYS_OF_WEEK)
    if coming <= last:
        return coming
    former = last - timedelta(days=(last.weekday() - weekday) % DAYS_OF_WEEK)
    return former if former >= first else None
