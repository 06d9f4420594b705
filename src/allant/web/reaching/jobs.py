"""What the worker does for usual weeks."""

from datetime import datetime, timedelta

from allant.web.reaching.actions import erase_removed

EVERY = timedelta(hours=1)


def forget_removed_trips(now: datetime) -> int:
    """Erase the trips that were taken away and that nobody put back."""
    return erase_removed(now)
