"""Reads of people as the agenda needs them: whom a name means, and where their case is."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from allant.web.accounts.models import Organisation
from allant.web.people.models import Beneficiary
from allant.web.people.names import plain_words

MOST_WORDS, MOST_FOUND = 4, 10


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


def people_named(organisation: Organisation, search: str) -> QuerySet[Beneficiary]:
    """Return the people followed by an organisation whose name holds words that start so, accents aside."""
    people = people_followed(organisation)
    for word in plain_words(search).split()[:MOST_WORDS]:
        people = people.filter(Q(name_key__startswith=word) | Q(name_key__contains=f" {word}"))
    return people.order_by("name_key", "pk")[:MOST_FOUND]
