"""Visits of the pages of one database, each beside its twin: the view below its rule and its journal.

The twin runs the same queries and presenter and renders the same compiled template; it has no middleware and no
permission, and writes no journal.
"""

import itertools
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone, translation

from allant.sources.grids import read_grid
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, User
from allant.web.assessments.actions import BILAN_GRID
from allant.web.cases.models import Case, CaseAssessment
from allant.web.people.models import Beneficiary
from bench import population

Act = Callable[[], HttpResponse]
NANOSECONDS = 1e9
WITH_TWINS = "with twins"


def serve(people: int) -> None:
    """Write the people and say how long it took; then answer each line with the times of one round."""
    call_command("migrate", verbosity=0)
    start = perf_counter()
    large = population.LARGE_BLOCKS if people >= population.LARGE_FROM else 0
    population.hurry()
    population.write(people // population.PEOPLE, today=timezone.localdate(), large=large)
    population.settle()
    _say({"written_s": perf_counter() - start})
    rounds, clock = visits(has_large=large > 0), Clock()
    for line in sys.stdin:
        acts = 2 if line.strip() == WITH_TWINS else 1
        _say({name: [clock.time(act) for act in pair[:acts]] for name, pair in next(rounds).items()})


def _say(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)


class Clock:
    """Seconds on the wall, and seconds of processors: ours and, with PostgreSQL, of the process that answers us."""

    def __init__(self) -> None:
        self.file = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                backend = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
            self.file = Path(f"/proc/{backend}/schedstat")

    def _processors(self) -> float:
        there = int(self.file.read_text().split()[0]) / NANOSECONDS if self.file else 0.0
        return process_time() + there

    def time(self, act: Act) -> tuple[float, float]:
        before, start = self._processors(), perf_counter()
        answer = act()
        seconds = perf_counter() - start
        if answer.status_code != 200:
            raise RuntimeError(f"A page answered {answer.status_code} where 200 is expected.")
        return seconds, self._processors() - before


@dataclass(frozen=True, slots=True)
class Visitor:
    """An adviser in front of their pages."""

    user: User
    client: Client

    @classmethod
    def signed_in(cls, user: User) -> "Visitor":
        client = Client()
        client.force_login(user)
        return cls(user, client)

    def page(self, address: str) -> Act:
        return lambda: self.client.get(address)

    def twin(self, address: str, subject: Callable[[], Any]) -> Act:
        """The same page, from its subject on."""
        path, _, query = address.partition("?")
        found = resolve(path)
        rest = {name: value for name, value in found.kwargs.items() if name == "section"}
        view = found.func.__wrapped__

        def act() -> HttpResponse:
            request = RequestFactory().get(path, QueryDict(query).dict())
            request.user, request.htmx = self.user, False
            with translation.override("fr"):
                return view(request, subject(), **rest)

        return act


def visits(*, has_large: bool) -> Iterator[dict[str, tuple[Act, Act]]]:
    """Yield rounds without end: each page and its twin by the name of the page, on other people each time."""
    platforms = Organisation.objects.filter(name="Plateforme").order_by("pk")
    one = Visitor.signed_in(_adviser(platforms[0]))
    pages = {
        "today": _todays(one),
        "search": _searches(one),
        "caseload": _lists(one, "mine"),
        "caseload of the whole platform": _lists(one, "all"),
        "case": _cases(one),
        "bilan": _bilans(one),
        "section of a bilan": _sections(one),
    }
    if has_large:
        pages["today in a team of 120"] = _todays(Visitor.signed_in(_adviser(platforms[1])))
        pages["search among 20,000 people"] = _searches(Visitor.signed_in(_adviser(platforms[1])))
        pages["caseload of 20,000 people"] = _lists(Visitor.signed_in(_adviser(platforms[1])), "all")
    while True:
        yield {name: next(rounds) for name, rounds in pages.items()}


def _adviser(organisation: Organisation) -> User:
    return (
        organisation.people.filter(role=Role.ADVISER).select_related("organisation__territory").order_by("pk").first()
    )


def _pairs(numbers: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield one for the page and another for its twin, so that neither finds warm what the other read; without end."""
    return itertools.cycle(zip(*(Random(seed).sample(numbers, len(numbers)) for seed in (1, 2)), strict=True))


def _todays(visitor: Visitor) -> Iterator[tuple[Act, Act]]:
    address = reverse("day:today")
    while True:
        yield visitor.page(address), visitor.twin(address, lambda: visitor.user.organisation)


def _searches(visitor: Visitor) -> Iterator[tuple[Act, Act]]:
    """The names of the people of the platform, one in four of them mistyped."""
    names = list(
        Beneficiary.objects.filter(cases__organisation=visitor.user.organisation).values_list("last_name", flat=True)[
            :400
        ]
    )
    typed = [name if rank % 4 else name[:2] + name[3:] for rank, name in enumerate(names)]
    for asked, alone in _pairs(typed):
        address, other = (f"{reverse('day:search')}?{urlencode({'cherche': name})}" for name in (asked, alone))
        yield visitor.page(address), visitor.twin(other, lambda: visitor.user.organisation)


def _lists(visitor: Visitor, whose: str) -> Iterator[tuple[Act, Act]]:
    for page in itertools.cycle((1, 2, 3)):
        address = f"{reverse('cases:list')}?qui={whose}&page={page}"
        yield visitor.page(address), visitor.twin(address, lambda: visitor.user.organisation)


def _cases(visitor: Visitor) -> Iterator[tuple[Act, Act]]:
    cases = Case.objects.select_related("beneficiary__commune", "organisation__territory", "adviser", "prescriber")
    numbers = list(cases.filter(organisation=visitor.user.organisation).values_list("pk", flat=True))
    for asked, alone in _pairs(numbers):
        address, other = (reverse("cases:case", args=[number]) for number in (asked, alone))
        yield visitor.page(address), visitor.twin(other, lambda number=alone: cases.get(pk=number))


def _links() -> Any:
    return CaseAssessment.objects.select_related("assessment", "case__beneficiary", "case__organisation__territory")


def _bilans(visitor: Visitor) -> Iterator[tuple[Act, Act]]:
    links = _links()
    numbers = list(
        links.filter(case__organisation=visitor.user.organisation).order_by("pk").values_list("assessment", flat=True)
    )
    for asked, alone in _pairs(numbers):
        address, other = (reverse("cases:bilan", args=[number]) for number in (asked, alone))
        yield visitor.page(address), visitor.twin(other, lambda number=alone: links.get(assessment=number))


def _sections(visitor: Visitor) -> Iterator[tuple[Act, Act]]:
    links = _links()
    own = links.filter(case__organisation=visitor.user.organisation, assessment__finished_at__isnull=True)
    sections = [each.code for each in read_grid(BILAN_GRID).questionnaire.sections]
    sheets = list(itertools.product(own.order_by("pk").values_list("assessment", flat=True), sections))
    for asked, alone in _pairs(sheets):
        address, other = (reverse("cases:bilan-section", args=each) for each in (asked, alone))
        yield visitor.page(address), visitor.twin(other, lambda sheet=alone: links.get(assessment=sheet[0]))
