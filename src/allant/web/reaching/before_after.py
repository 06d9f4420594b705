"""What somebody’s travel was at entry and is at exit: the usual weeks, and what the means of each end reach."""

from collections.abc import Iterator

from django.utils import timezone

from allant.intervals import Estimate
from allant.parameters import parameter
from allant.web.cases.before_after import BeforeAfter, Measure
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching.enums import Kind
from allant.web.reaching.grounds import Ground, ground_of
from allant.web.reaching.models import UsualTrip, WeekWithoutTrips
from allant.web.reaching.possibilities import possibilities_of, situation_of
from allant.web.reaching.queries import weeks_of_case
from allant.web.reaching.weeks import Week, week


def before_after_of(case: Case) -> Iterator[BeforeAfter]:
    """Yield what is known at both ends; nothing before the exit bilan is finished."""
    ends = {
        link.moment: (link, rows)
        for link, rows in weeks_of_case(case)
        if link.moment in {Moment.ENTRY, Moment.EXIT} and link.assessment.finished_at
    }
    if len(ends) == 2:
        (entry, first), (exit_, last) = ends[Moment.ENTRY], ends[Moment.EXIT]
        if _is_noted(entry, first) and _is_noted(exit_, last):
            yield from _weeks(week(first), week(last))
        yield from _jobs(case, entry, exit_)


def _is_noted(link: CaseAssessment, rows: list[UsualTrip]) -> bool:
    return bool(rows) or WeekWithoutTrips.objects.filter(link=link).exists()


def _weeks(before: Week, after: Week) -> Iterator[BeforeAfter]:
    """Tell of two weeks; of costs and energy only where all of them is known."""
    for measure, first, last in (
        (Measure.GIVEN_UP, before.not_made.one_way_trips, after.not_made.one_way_trips),
        (Measure.KM, before.km, after.km),
    ):
        yield BeforeAfter(measure, Estimate.exactly(first), Estimate.exactly(last))
    if not before.unknown_costs and not after.unknown_costs:
        yield BeforeAfter(Measure.EUR, before.budget.total, after.budget.total)
    if not before.energy.unknown_km and not after.energy.unknown_km:
        yield BeforeAfter(Measure.KG_CO2E, before.kg_co2e_per_month, after.kg_co2e_per_month)


def _jobs(case: Case, entry: CaseAssessment, exit_: CaseAssessment) -> Iterator[BeforeAfter]:
    """Tell of what the means of each end reach today, from the same door: what changed is the person."""
    ground = ground_of(case.organisation.territory)
    if ground.opportunities is None or Kind.JOBS not in ground.opportunities.kinds or not ground.has_timetable:
        return
    before, after = (_reached(case, link, ground) for link in (entry, exit_))
    if before is not None and after is not None:
        yield BeforeAfter(Measure.JOBS, before, after)


def _reached(case: Case, link: CaseAssessment, ground: Ground) -> Estimate | None:
    possible = possibilities_of(situation_of(case, link), ground, timezone.localdate())
    if possible is None or possible.moments is None:
        return None
    limit, kind = parameter("reach/surroundings_limit"), possible.kinds.index(Kind.JOBS)
    low, open_too = float(possible.within(limit).by_all[kind]), possible.within_if_open(limit)
    high = low if open_too is None else float(open_too.by_all[kind])
    return Estimate(low, (low + high) / 2, high)
