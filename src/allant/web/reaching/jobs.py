"""What the worker does for usual weeks and places to be."""

from datetime import datetime, timedelta

from allant.web.reaching.actions import erase_removed, erase_removed_places

EVERY = timedelta(hours=1)


def forget_removed_trips(now: datetime) -> int:
    """Erase the trips and the places that were taken away and that nobody put back."""
    return erase_removed(now) + erase_removed_places(now)
