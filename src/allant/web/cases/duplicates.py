"""Who may be the same person: looked for by keys that the database holds, never by comparing everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from rapidfuzz import fuzz

from allant.web.accounts.models import Organisation
from allant.web.cases.enums import PairState
from allant.web.cases.models import DuplicatePair
from allant.web.people.models import Beneficiary
from allant.web.people.names import birth_key, name_key

MOST_CANDIDATES = 50
CLOSE_NAMES, NOT_UNLIKE_NAMES = 82, 60
"""Of 100: two names that are one with a slip of the hand; two names that may be, when something else agrees."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody known, and what they share with whom one looks for."""

    person: Beneficiary
    reasons: tuple[str, ...]


def look_alikes(person: Beneficiary, organisation: Organisation) -> list[Likeness]:
    """Return who, among the people of a platform, may be this person; the likeliest first."""
    names = name_key(person.first_name, person.last_name)
    birth = birth_key(person.first_name, person.last_name, person.birth_date)
    same = Q(name_key=names)
    if birth:
        same |= Q(birth_key=birth)
    if person.phone:
        same |= Q(phone=person.phone)
    known = Beneficiary.objects.filter(same, cases__organisation=organisation, merged_into=None).exclude(pk=person.pk)
    found = [
        Likeness(each, reasons)
        for each in known.select_related("commune").distinct().order_by("pk")[:MOST_CANDIDATES]
        if (reasons := shared(person, each))
    ]
    return sorted(found, key=lambda each: -len(each.reasons))


def shared(one: Beneficiary, other: Beneficiary) -> tuple[str, ...]:
    """Return what makes two people look like one, in words; nothing when it is not enough."""
    mine, theirs = (name_key(each.first_name, each.last_name) for each in (one, other))
    likeness = fuzz.token_sort_ratio(mine, theirs)
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    near_birth = same_birth or _nearly(one.birth_date, other.birth_date)
    same_phone = bool(one.phone) and one.phone == other.phone
    is_like = (
        (likeness >= CLOSE_NAMES and (near_birth or same_phone))
        or (likeness >= NOT_UNLIKE_NAMES and same_birth and same_phone)
        or (mine == theirs and None in (one.birth_date, other.birth_date))
    )
    if not is_like:
        return ()
    said = ["même nom" if mine == theirs else "noms proches"]
    if near_birth:
        said.append("même date de naissance" if same_birth else "dates de naissance proches")
    if same_phone:
        said.append("même téléphone")
    return tuple(said)


def _nearly(one: date | None, other: date | None) -> bool:
    """Tell whether two dates differ by one slip: a day, a month or a year, or day and month swapped."""
    if one is None or other is None:
        return False
    alike = [one.day == other.day, one.month == other.month, one.year == other.year]
    return sum(alike) == 2 or (one.year == other.year and (one.day, one.month) == (other.month, other.day))


def propose(people: Iterable[Beneficiary], organisation: Organisation) -> int:
    """Keep the pairs that some people make with those already known; a pair once decided stays so."""
    count = 0
    for person in people:
        for each in look_alikes(person, organisation):
            first, second = sorted((person, each.person), key=lambda one: one.pk)
            _pair, is_new = DuplicatePair.objects.get_or_create(
                organisation=organisation, first=first, second=second, defaults={"reasons": list(each.reasons)}
            )
            count += is_new
    return count


def waiting(organisation: Organisation) -> int:
    """Return how many pairs await somebody's look."""
    return DuplicatePair.objects.filter(organisation=organisation, state=PairState.PROPOSED).count()
