"""Ages, from a birth date, as of a day."""

from datetime import date

ADULT_YEARS = 18
"""French civil code, art. 414."""


def age_years(birth_date: date, as_of: date) -> int:
    """Return the age in full years."""
    return as_of.year - birth_date.year - ((as_of.month, as_of.day) < (birth_date.month, birth_date.day))


def is_minor(birth_date: date | None, as_of: date) -> bool:
    """Tell whether somebody is known to be a minor; an unknown birth date is not a minor's."""
    return birth_date is not None and age_years(birth_date, as_of) < ADULT_YEARS
