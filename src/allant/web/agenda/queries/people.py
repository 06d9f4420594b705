"""Reads of people as the agenda needs them: whom a name means, and where their case is."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from allant.web.accounts.models import Organisation
from allant.web.people import search
from allant.web.people.models import Beneficiary

MOST_FOUND = 10


def case_numbers(organisation: Organisation, people: Iterable[int | None]) -> dict[int, int]:
    """Return the number of the case of each person in an organisation; of several, the latest."""
    wanted = {each for each in people if each is not None}
    if not wanted:
        return {}
    cases = organisation.cases.filter(beneficiary__in=wanted).order_by("opened_on", "pk")
    return dict(cases.values_list("beneficiary", "pk"))


def people_followed(organisation: Organisation) -> QuerySet[Beneficiary]:
    """Return the people who have an open case in an organisation."""
    still_open = organisation.cases.filter(beneficiary=OuterRef("pk"), exit__isnull=True)
    return Beneficiary.objects.filter(Exists(still_open))


def people_named(organisation: Organisation, typed: str) -> QuerySet[Beneficiary]:
    """Return the people followed by an organisation whom the search finds."""
    return (
        people_followed(organisation)
        .filter(pk__in=search.matching(organisation, typed).values("pk"))
        .order_by("name_key", "pk")[:MOST_FOUND]
    )
