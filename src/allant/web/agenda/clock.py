"""The clock on the wall, in France: what an hour of a day means, also in the nights when it changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from allant.errors import InputError

PARIS = ZoneInfo("Europe/Paris")


def moment(day: date, at: time) -> datetime:
    """Return the moment at which clocks in France show this hour; of an hour that comes twice, the first.

    >>> moment(date(2026, 7, 1), time(9, 30)).isoformat()
    '2026-07-01T09:30:00+02:00'
    """
    return datetime.combine(day, at, PARIS)


def typed_moment(day: date, at: time) -> datetime:
    """Return the moment that somebody typed; refuse an hour that clocks skip in the spring."""
    meant = moment(day, at)
    shown = meant.astimezone(UTC).astimezone(PARIS)
    if shown.time() != at:
        raise InputError(
            value=f"{day:%d/%m/%Y} {at:%H:%M}",
            rule="Cette heure n’existe pas : cette nuit-là, les horloges passent directement de 2 h à 3 h.",
            remedy=f"Choisissez {shown.hour} h {shown.minute:02d}, ou une autre heure.",
        )
    return meant


def later(start: datetime, minutes: int) -> datetime:
    """Return the moment so many minutes after another: of time that passes, whatever the clocks show."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(PARIS)


def minutes_between(start: datetime, end: datetime) -> int:
    """Return how long something lasts."""
    return round((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60)


def day_of(at: datetime) -> date:
    """Return the day that a moment belongs to, in France."""
    return at.astimezone(PARIS).date()


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins in France."""
    return moment(day, time())


def week_of(day: date) -> list[date]:
    """Return the seven days of a week, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=rank) for rank in range(7)]
