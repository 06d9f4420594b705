"""Reads of one file, and of the figures of a platform or network."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from allant.web.accounts.models import Organisation, User
from allant.web.assessments.models import Handover, Score
from allant.web.cases.enums import Moment, TransferState
from allant.web.cases.models import Case, CaseAssessment, Exit, Transfer
from allant.web.people.enums import ConsentPurpose
from allant.web.people.queries import agrees


def case_of_test(handover: Handover) -> Case | None:
    """Return the case in which a received test was put, or None while it waits."""
    return Case.objects.filter(case_assessments__assessment=handover.assessment_id).first()


def bilans_of_case(case: Case) -> list[tuple[CaseAssessment, Score | None]]:
    """Return tests and bilans of a case in order, each with its latest result."""
    links = list(case.case_assessments.select_related("assessment__by").order_by("assessment__started_at"))
    scores = Score.objects.filter(assessment__in=[link.assessment_id for link in links])
    latest = {score.assessment_id: score for score in scores.order_by("computed_at", "pk")}
    return [(link, latest.get(link.assessment_id)) for link in links]


def teams_of(case: Case) -> set[int]:
    """Return the keys of the platforms whose papers a case holds: its own, and those that gave it over."""
    given = Transfer.objects.filter(case=case, state=TransferState.ACCEPTED)
    return {case.organisation_id, *given.values_list("from_organisation", flat=True)}


def latest_bilan(case: Case) -> tuple[CaseAssessment | None, Score | None]:
    """Return the bilan that was finished last, with its latest result; tests are no bilans."""
    finished = case.case_assessments.exclude(moment=Moment.TEST).filter(assessment__finished_at__isnull=False)
    link = finished.select_related("assessment__by").order_by("-assessment__finished_at").first()
    if link is None:
        return None, None
    return link, Score.objects.filter(assessment=link.assessment_id).order_by("-computed_at", "-pk").first()


def entry_of(link: CaseAssessment) -> CaseAssessment | None:
    """Return the finished entry bilan that a later bilan is compared with."""
    if link.moment not in {Moment.MID, Moment.EXIT}:
        return None
    return (
        CaseAssessment.objects.filter(case=link.case, moment=Moment.ENTRY, assessment__finished_at__isnull=False)
        .select_related("assessment")
        .first()
    )


def gains(organisations: QuerySet[Organisation] | list[Organisation]) -> list[float]:
    """Return exit index minus entry index, in points, of every case measured at both ends on the same grid.

    Partial indices are left out: they are never compared with full ones.
    """
    return _gains(Score.objects.filter(assessment__case_link__case__organisation__in=organisations))


def gains_of_cases(cases: Iterable[int]) -> list[float]:
    """Return the same of some cases, by their numbers."""
    return _gains(Score.objects.filter(assessment__case_link__case__in=list(cases)))


def _gains(scores: QuerySet[Score]) -> list[float]:
    scores = scores.filter(
        assessment__case_link__moment__in=[Moment.ENTRY, Moment.EXIT],
        index__isnull=False,
        is_partial=False,
    ).order_by("computed_at", "pk")
    ends: dict[int, dict[str, tuple[str, str, float]]] = {}
    for case, moment, checksum, source, index in scores.values_list(
        "assessment__case_link__case", "assessment__case_link__moment", "grid_checksum", "environment_source", "index"
    ):
        ends.setdefault(case, {})[moment] = (checksum, source, index)
    return [
        pair[Moment.EXIT][2] - pair[Moment.ENTRY][2]
        for pair in ends.values()
        if len(pair) == 2 and pair[Moment.EXIT][:2] == pair[Moment.ENTRY][:2]
    ]


def median_gain(organisations: QuerySet[Organisation] | list[Organisation]) -> float | None:
    """Return the median gain in points, or None when nobody was measured at both ends."""
    measured = gains(organisations)
    return median(measured) if measured else None


@dataclass(frozen=True, slots=True)
class PlatformFigures:
    """The counts of one platform, with what makes its gain honest."""

    organisation: Organisation
    people: int
    open_cases: int
    exits: int
    exits_measured: int
    median_gain: float | None


def platform_figures(organisation: Organisation) -> PlatformFigures:
    """Return the figures of one platform; the gain comes with the number of exits it rests on."""
    cases = Case.objects.filter(organisation=organisation)
    measured = gains([organisation])
    return PlatformFigures(
        organisation=organisation,
        people=cases.count(),
        open_cases=cases.filter(exit__isnull=True).count(),
        exits=Exit.objects.filter(case__organisation=organisation).count(),
        exits_measured=len(measured),
        median_gain=median(measured) if measured else None,
    )


def caseload(organisation: Organisation) -> QuerySet[User]:
    """Return the people of a platform with their open cases and their exits."""
    return organisation.people.filter(is_active=True).annotate(
        open_cases=Count("cases", filter=Q(cases__exit__isnull=True)),
        closed_cases=Count("cases", filter=Q(cases__exit__isnull=False)),
        without_entry=Count(
            "cases",
            filter=Q(cases__exit__isnull=True)
            & ~Exists(CaseAssessment.objects.filter(case=OuterRef("cases__pk"), moment=Moment.ENTRY)),
        ),
    )


def referred(organisation: Organisation) -> QuerySet[Case]:
    """Return the people whom a prescriber referred and who agreed that it hears of them."""
    return (
        Case.objects.filter(
            agrees(ConsentPurpose.INFORM_PRESCRIBER, person="beneficiary", recipient=organisation),
            prescriber=organisation,
        )
        .select_related("beneficiary", "organisation", "exit")
        .annotate(
            has_entry=Exists(
                CaseAssessment.objects.filter(
                    case=OuterRef("pk"), moment=Moment.ENTRY, assessment__finished_at__isnull=False
                )
            )
        )
        .order_by("-opened_on", "-pk")
    )
