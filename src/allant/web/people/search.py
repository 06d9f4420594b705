"""Finds a person of one organisation by what somebody types: accents, case, order and one slip a word do not matter.

The words of names, the birth date (12/04/1991, 04/1991 or 1991), the phones and the case reference are kept as keys of
each organisation that has a case of the person. Whoever saves a person or opens a case calls `index`; whoever writes
many calls `index_many`; `allant people reindex` builds everything anew.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from allant.web.accounts.models import Organisation
from allant.web.people import spelling
from allant.web.people.models import Beneficiary, Contact, SearchKey, Spelling

LONGEST_QUERY, MOST_TERMS = 100, 5
"""More is a slip of the hand, or somebody who tries to exhaust the database."""
MOST_SPELLINGS = 40
PEOPLE_AT_ONCE = ROWS_AT_ONCE = 1_000
BORN, PHONE, REFERENCE = "b:", "p:", "r:"
"""What begins the keys that are no words of names; no word holds a colon."""
AFTER_EVERY_KEY = b"\xff"

Row = tuple[int, int, bytes]
"""Organisation, person and key."""

_DAY = re.compile(r"(?<!\d)(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-](\d{4})(?!\d)")
_PHONE = re.compile(r"(?<![\w/])(?:\+\d{2,3}|0)(?:[ .\-]?\d){5,}")
_CALLING_CODE = re.compile(r"^\+(33|262|508|590|594|596|687|689)")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: keys that begin with one of `starts`; a word of a name may also be mistyped."""

    starts: tuple[str, ...]
    word: str = ""


def terms_of(query: str) -> list[Term]:
    """Return what a query asks for; a person is found when every term is."""
    rest = query.replace("\0", "")[:LONGEST_QUERY]
    terms: list[Term] = []

    def taken(start: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def take(found: re.Match[str]) -> str:
            terms.append(Term((start(found),)))
            return " "

        return take

    rest = _DAY.sub(taken(_born), rest)
    rest = _PHONE.sub(taken(lambda found: PHONE + _digits(found[0])), rest)
    return [*terms, *(_of_word(word) for word in spelling.words_of(rest))][:MOST_TERMS]


def matching(organisation: Organisation, query: str) -> QuerySet[Beneficiary]:
    """Return everybody of an organisation whom a query finds, unordered; nobody when it asks for nothing."""
    return _people(organisation, terms_of(query), _any_spelling)


def ranked(organisation: Organisation, query: str, *, most: int) -> list[Beneficiary]:
    """Return the people whom a query finds best: whole words first, then beginnings, then slips of the hand."""
    terms = terms_of(query)
    found: dict[int, Beneficiary] = {}
    for allowed in (_whole, _beginning, _any_spelling):
        people = _people(organisation, terms, allowed).exclude(pk__in=list(found)).select_related("commune")
        found |= {each.pk: each for each in people.order_by("name_key", "pk")[: most - len(found)]}
        if len(found) >= most:
            break
    return list(found.values())


@transaction.atomic
def index(person: Beneficiary) -> None:
    """Keep the keys of a person as they now are, for every organisation that has a case of them."""
    index_many([person.pk])


@transaction.atomic
def index_many(people: Iterable[int]) -> int:
    """Keep the keys of many people, by their numbers, in few statements; return how many people."""
    numbers = iter(people)
    count = 0
    while some := list(islice(numbers, PEOPLE_AT_ONCE)):
        rows = SearchKey.objects.filter(person__in=some).values_list("pk", "organisation", "person", "key")
        former = {(organisation, person, bytes(key)): pk for pk, organisation, person, key in rows}
        wanted = set(_keys_of(some))
        _forget({key: pk for key, pk in former.items() if key not in wanted})
        _keep(wanted - former.keys())
        count += len(some)
    return count


def reindex() -> int:
    """Build every key anew; return how many people are found by them."""
    with transaction.atomic():
        SearchKey.objects.all().delete()
        Spelling.objects.all().delete()
        return index_many(Beneficiary.objects.order_by("pk").values_list("pk", flat=True).iterator())


# —— What is sought ——


def _born(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"{BORN}{year}{int(month):02d}" + (f"{int(day):02d}" if day else "")


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", _CALLING_CODE.sub("0", phone))


def _of_word(word: str) -> Term:
    if not word.isdecimal():
        return Term((word, REFERENCE + word), word)
    if len(word) == len("1991"):
        return Term((BORN + word, REFERENCE + word, PHONE + word))
    return Term((REFERENCE + word, PHONE + word))


def _people(organisation: Organisation, terms: list[Term], allowed: Callable[[Term], Q]) -> QuerySet[Beneficiary]:
    people = Beneficiary.objects.all() if terms else Beneficiary.objects.none()
    for term in terms:
        keys = SearchKey.objects.filter(allowed(term), organisation=organisation)
        people = people.filter(pk__in=keys.values("person"))
    return people


def _whole(term: Term) -> Q:
    return Q(key__in=[start.encode() for start in term.starts])


def _beginning(term: Term) -> Q:
    ranges = Q()
    for start in term.starts:
        ranges |= Q(key__gte=start.encode(), key__lt=start.encode() + AFTER_EVERY_KEY)
    return ranges


def _any_spelling(term: Term) -> Q:
    return _beginning(term) | Q(key__in=[word.encode() for word in mistyped(term.word)])


def mistyped(typed: str) -> list[str]:
    """Return the known words for which a typed one may stand, the nearest first."""
    if len(typed) < spelling.SHORTEST_MISTYPED:
        return []
    known = set(Spelling.objects.filter(key__in=spelling.keys_of(typed)).values_list("word", flat=True))
    meant = [word for word in known if spelling.is_mistyped(typed, word)]
    return sorted(meant, key=lambda word: (spelling.distance(typed, word), word))[:MOST_SPELLINGS]


# —— What is kept ——


def _keys_of(people: list[int]) -> Iterator[Row]:
    """Yield organisation, person and key of each way to find these people."""
    rows = Beneficiary.objects.filter(pk__in=people, cases__isnull=False).values_list(
        "pk", "first_name", "last_name", "birth_date", "phone", "cases__organisation", "cases__reference"
    )
    others: dict[int, set[str]] = {}
    for person, phone in Contact.objects.filter(person__in=people).exclude(phone="").values_list("person", "phone"):
        others.setdefault(person, set()).add(PHONE + _digits(phone))
    for person, first_name, last_name, birth_date, phone, organisation, reference in rows:
        keys = _name_keys(first_name) | _name_keys(last_name)
        keys |= others.get(person, set())
        keys |= {REFERENCE + word for word in spelling.words_of(reference)}
        if birth_date:
            keys.add(f"{BORN}{birth_date:%Y%m%d}")
        if phone:
            keys.add(PHONE + _digits(phone))
        yield from ((organisation, person, key.encode()) for key in keys)


def _name_keys(name: str) -> set[str]:
    """Return the words of a name, and all of it in one: d’Arc is also sought as darc."""
    words = spelling.words_of(name)
    return {*words, "".join(words)[: spelling.LONGEST_WORD]} - {""}


def _keep(rows: set[Row]) -> None:
    SearchKey.objects.bulk_create(
        (SearchKey(organisation_id=organisation, person_id=person, key=key) for organisation, person, key in rows),
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )
    words = {key.decode() for _, _, key in rows if b":" not in key}
    heads = {word[: spelling.COMPARED_LENGTH] for word in words}
    known = Spelling.objects.filter(key__in=heads, word__in=words).values_list("word", flat=True)
    Spelling.objects.bulk_create(
        (Spelling(key=key, word=word) for word in words.difference(known) for key in spelling.keys_of(word)),
        batch_size=ROWS_AT_ONCE,
        ignore_conflicts=True,
    )


def _forget(rows: dict[Row, int]) -> None:
    """Delete keys; a word that nobody bears any more leaves no trace."""
    if not rows:
        return
    SearchKey.objects.filter(pk__in=list(rows.values())).delete()
    words = {key for _, _, key in rows if b":" not in key}
    # Named one by one, the organisations let the database look each word up in its index.
    organisations = list(Organisation.objects.values_list("pk", flat=True))
    borne = SearchKey.objects.filter(organisation__in=organisations, key__in=words).values_list("key", flat=True)
    left = {bytes(key) for key in borne.distinct()}
    Spelling.objects.filter(word__in=[word.decode() for word in words - left]).delete()
