"""Reads of the fictional territory."""

from dataclasses import asdict, dataclass
from typing import Any

from allant.web.accounts.enums import OrganisationKind
from allant.web.accounts.models import Organisation, Territory
from allant.web.assessments.models import Assessment
from allant.web.cases.models import Case, Exit
from allant.web.cases.queries import median_gain
from allant.web.demo.places import TERRITORY
from allant.web.demo.team import PASSWORD, TEAM, VISIT_CODE
from allant.web.documents.models import Code
from allant.web.people.models import Beneficiary


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demonstration, with its public password."""

    role: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What `allant demo --json` prints: tests and bilans count as assessments, cases as pathways."""

    people: int
    assessments: int
    pathways: int
    exits: int
    median_gain: float | None
    accounts: tuple[DemoAccount, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def demo_territory() -> Territory | None:
    """Return the fictional territory, or None before it is loaded."""
    return Territory.objects.filter(name=TERRITORY, is_fictional=True).first()


def demo_summary() -> DemoSummary:
    """Return the counts of the fictional platforms, the neighbour's few included, and their accounts."""
    platforms = Organisation.objects.filter(kind=OrganisationKind.PLATFORM, territory__is_fictional=True)
    cases = Case.objects.filter(organisation__in=platforms)
    return DemoSummary(
        people=Beneficiary.objects.filter(cases__in=cases).distinct().count(),
        assessments=Assessment.objects.filter(case_link__case__in=cases).count(),
        pathways=cases.count(),
        exits=Exit.objects.filter(case__in=cases).count(),
        median_gain=median_gain(platforms),
        accounts=tuple(DemoAccount(member.role.value, member.login, PASSWORD) for member in TEAM),
    )


def visit_code() -> Code | None:
    """Return the code that a visitor can hand over as an adviser; None once it was used or has expired."""
    code = Code.objects.filter(value=VISIT_CODE).first()
    return code if code is not None and code.is_open else None
