"""Who may be the same person: looked for by keys that the database holds, never by comparing everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import BigIntegerField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from rapidfuzz import fuzz

from allant.web.accounts.models import Organisation
from allant.web.cases.enums import PairState
from allant.web.cases.models import Case, DuplicatePair, MergeRecord
from allant.web.people.models import Beneficiary
from allant.web.people.names import birth_key, name_key

MOST_CANDIDATES = 50
KEYS = ("name_key", "birth_key", "phone")
KEYS_AT_ONCE = 200
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


def shared_keys(organisation: Organisation) -> list[tuple[str, str]]:
    """Return the keys that several people of a platform have in common, each with its field."""
    people = _people_of(organisation)
    return [
        (field, key)
        for field in KEYS
        for key in people.exclude(**{field: ""})
        .values_list(field, flat=True)
        .annotate(people=Count("pk"))
        .filter(people__gt=1)
        .order_by(field)
    ]


@transaction.atomic
def propose_among(keys: Iterable[tuple[str, str]], organisation: Organisation) -> int:
    """Keep the pairs of those who share one of some keys and are not known as a pair yet; return how many.

    Whoever shares a key with very many, e.g. the telephone of a hostel, is compared with the nearest by name alone.
    """
    found: dict[tuple[int, int], list[str]] = {}
    for field, some in groupby(keys, key=lambda each: each[0]):
        people = _people_of(organisation).filter(**{f"{field}__in": [key for _, key in some]})
        for _key, alike in groupby(people.order_by(field, "name_key", "birth_date", "pk"), key=attrgetter(field)):
            found |= _pairs_among(list(alike))
    known = set(
        DuplicatePair.objects.filter(
            organisation=organisation, first__in={first for first, _ in found}, second__in={last for _, last in found}
        ).values_list("first_id", "second_id")
    )
    new = [
        DuplicatePair(organisation=organisation, first_id=first, second_id=second, reasons=reasons)
        for (first, second), reasons in found.items()
        if (first, second) not in known
    ]
    DuplicatePair.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _pairs_among(people: list[Beneficiary]) -> dict[tuple[int, int], list[str]]:
    pairs = {}
    for rank, one in enumerate(people, start=1):
        for other in people[rank : rank + MOST_CANDIDATES]:
            if reasons := shared(one, other):
                first, second = sorted((one.pk, other.pk))
                pairs[first, second] = list(reasons)
    return pairs


def _people_of(organisation: Organisation) -> QuerySet[Beneficiary]:
    return Beneficiary.objects.filter(_followed("pk", organisation), merged_into=None)


def _followed(person: str, organisation: Organisation) -> Exists:
    """Return the condition that a platform has a file of the person of an outer row, named by its path."""
    # As a sum, the organisation is no key: the database looks up the files of the person, never all of the platform.
    team = ExpressionWrapper(F("organisation_id") + 0, output_field=BigIntegerField())
    return Exists(Case.objects.alias(team=team).filter(beneficiary=OuterRef(person), team=organisation.pk))


def pairs_of(organisation: Organisation) -> QuerySet[DuplicatePair]:
    """Return the pairs of a platform: of those who went elsewhere since, it reads nothing more."""
    return DuplicatePair.objects.filter(
        _is_ours("first", organisation), _is_ours("second", organisation), organisation=organisation
    )


def merges_of(organisation: Organisation) -> QuerySet[MergeRecord]:
    """Return what a platform made one of those whom it still follows."""
    return MergeRecord.objects.filter(_is_ours("kept", organisation), organisation=organisation)


def to_look_at(organisation: Organisation) -> QuerySet[DuplicatePair]:
    """Return the pairs that await somebody's look: two people still."""
    return pairs_of(organisation).filter(
        state=PairState.PROPOSED, first__merged_into__isnull=True, second__merged_into__isnull=True
    )


def _is_ours(person: str, organisation: Organisation) -> Q:
    return Q(_followed(person, organisation)) | Q(**{f"{person}__merged_into__isnull": False})
