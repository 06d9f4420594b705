"""Reads the caseload (`file active`): narrowed, sorted, and what each line of a page shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from allant.web.accounts.models import Organisation, User
from allant.web.agenda.enums import AppointmentState
from allant.web.agenda.models import Appointment
from allant.web.cases.enums import Age, Decision, Moment, NoteKind, Stage, StepState
from allant.web.cases.models import Admission, Case, CaseAssessment, CaseNote, Reassignment, SavedView, Step, Suspension
from allant.web.people import search

MINE, EVERYBODY, NOBODY = "mine", "all", "none"
OPEN, CLOSED, ANY = "open", "closed", "any"
NO_DECISION = "none"
SORTS = {
    "-opened": ("-opened_on", "-pk"),
    "opened": ("opened_on", "pk"),
    "name": ("beneficiary__name_key", "pk"),
    "-name": ("-beneficiary__name_key", "-pk"),
    "adviser": (F("adviser__full_name").asc(nulls_first=True), "-opened_on", "-pk"),
    "-adviser": (F("adviser__full_name").desc(nulls_last=True), "-opened_on", "-pk"),
}
NEWEST_FIRST = "-opened"
AGES = {Age.MINOR: (0, 17), Age.YOUNG: (18, 25), Age.ADULT: (26, 49), Age.SENIOR: (50, 150)}

TOLD = Q(kind__in=[NoteKind.CALL, NoteKind.MEETING, NoteKind.VISIT, NoteKind.MESSAGE])
"""The notes that tell of a contact; an approach or a remark is no news of the person."""
DRAFT = CaseAssessment.objects.filter(case=OuterRef("pk"), assessment__finished_at__isnull=True).exclude(
    moment=Moment.TEST
)
DECISION = Admission.objects.filter(case=OuterRef("pk"), ended_on=None)
SUSPENSION = Suspension.objects.filter(case=OuterRef("pk"), ends_on=None)
FINISHED_ENTRY = CaseAssessment.objects.filter(
    case=OuterRef("pk"), moment=Moment.ENTRY, assessment__finished_at__isnull=False
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to; what is empty narrows nothing. `whose` is a word or the number of a colleague."""

    search: str = ""
    whose: str = MINE
    state: str = OPEN
    stage: str = ""
    commune: int | None = None
    prescriber: int | None = None
    support: str = ""
    silent_days: int | None = None
    is_step_late: bool = False
    age: str = ""
    sort: str = NEWEST_FIRST


def cases_of_team(organisation: Organisation, *, by: User, narrowed: Narrowed) -> QuerySet[Case]:
    """Return the cases of a platform that a list is narrowed to, in its order."""
    cases = Case.objects.filter(_held(by, narrowed), organisation=organisation)
    if narrowed.search:
        cases = cases.filter(beneficiary__in=search.matching(organisation, narrowed.search))
    if narrowed.stage:
        cases = cases.filter(at_stage(narrowed.stage))
    if narrowed.support == NO_DECISION:
        cases = cases.filter(~Exists(DECISION))
    elif narrowed.support:
        cases = cases.filter(Exists(DECISION.filter(decision=narrowed.support)))
    if narrowed.is_step_late:
        cases = cases.filter(Exists(late_steps()))
    if narrowed.silent_days:
        cases = cases.filter(silent_since(timezone.localdate() - timedelta(days=narrowed.silent_days)))
    return cases.order_by(*SORTS[narrowed.sort])


def _held(by: User, narrowed: Narrowed) -> Q:
    """What the rows of the case and of the person themselves must hold."""
    held = Q()
    if narrowed.whose == MINE:
        held &= Q(adviser=by)
    elif narrowed.whose == NOBODY:
        held &= Q(adviser__isnull=True)
    elif narrowed.whose != EVERYBODY:
        held &= Q(adviser=int(narrowed.whose))
    if narrowed.state in {OPEN, CLOSED}:
        held &= Q(exit__isnull=narrowed.state == OPEN)
    if narrowed.commune:
        held &= Q(beneficiary__commune=narrowed.commune)
    if narrowed.prescriber:
        held &= Q(prescriber=narrowed.prescriber)
    if narrowed.age:
        held &= _aged(narrowed.age, timezone.localdate())
    return held


def _aged(bracket: str, today: date) -> Q:
    if bracket == Age.UNKNOWN:
        return Q(beneficiary__birth_date__isnull=True)
    youngest, oldest = AGES[Age(bracket)]
    after, until = _years_before(today, oldest + 1), _years_before(today, youngest)
    return Q(beneficiary__birth_date__gt=after, beneficiary__birth_date__lte=until)


def _years_before(day: date, years: int) -> date:
    """Return the birth date of who reaches this age on that day; who was born on 29 February does on 1 March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def at_stage(stage: str) -> Q:
    """Return the condition of a stage; each case is at one, the first that fits in this order."""
    stages = {
        Stage.SUSPENDED: Exists(SUSPENSION),
        Stage.WAITING: Exists(DECISION.filter(decision=Decision.WAITING)),
        Stage.REFUSED: Exists(DECISION.filter(decision=Decision.REFUSED)),
        Stage.ASSESSING: Exists(DRAFT),
        Stage.UNDER_WAY: Exists(FINISHED_ENTRY),
    }
    condition = Q()
    for each, holds in stages.items():
        if each == stage:
            return condition & Q(holds)
        condition &= Q(~holds)
    return condition


def late_steps() -> QuerySet[Step]:
    """Return the steps of the case of an outer query that should be done by now."""
    return Step.objects.filter(
        case=OuterRef("pk"),
        planned_on__lt=timezone.localdate(),
        state__in=[StepState.PLANNED, StepState.UNDER_WAY],
    )


def silent_since(day: date) -> Q:
    """Return the condition that there is no news of the person since a day: see `last_news`."""
    bilans = CaseAssessment.objects.filter(case=OuterRef("pk"), assessment__started_at__gte=midnight(day))
    steps = Step.objects.filter(case=OuterRef("pk"), done_on__gte=day)
    notes = CaseNote.objects.filter(TOLD, case=OuterRef("pk"), happened_on__gte=day)
    met = Appointment.objects.filter(
        person=OuterRef("beneficiary"),
        organisation=OuterRef("organisation"),
        state=AppointmentState.HELD,
        starts_at__gte=midnight(day),
    )
    return Q(~Exists(bilans), ~Exists(steps), ~Exists(notes), ~Exists(met), opened_on__lt=day)


def last_news(cases: Collection[Case]) -> dict[int, date]:
    """Return the last day of news, by case: the arrival, a bilan, a step done, a contact noted, a meeting held."""
    numbers = [case.pk for case in cases]
    bilans = CaseAssessment.objects.filter(case__in=numbers).values_list("case").annotate(Max("assessment__started_at"))
    steps = Step.objects.filter(case__in=numbers, done_on__isnull=False).values_list("case").annotate(Max("done_on"))
    notes = CaseNote.objects.filter(TOLD, case__in=numbers).order_by().values_list("case").annotate(Max("happened_on"))
    people: dict[tuple[int, int], list[int]] = {}
    for case in cases:
        people.setdefault((case.beneficiary_id, case.organisation_id), []).append(case.pk)
    met = Appointment.objects.filter(
        person__in=[person for person, _ in people],
        organisation__in={organisation for _, organisation in people},
        state=AppointmentState.HELD,
    ).order_by()
    days = [(case.pk, case.opened_on) for case in cases]
    days += [(case, timezone.localdate(at)) for case, at in bilans.order_by()]
    days += [*steps.order_by(), *notes]
    for person, organisation, at in met.values_list("person", "organisation").annotate(Max("starts_at")):
        days += [(case, timezone.localdate(at)) for case in people.get((person, organisation), [])]
    last: dict[int, date] = {}
    for case, day in days:
        last[case] = max(day, last.get(case, day))
    return last


def midnight(day: date) -> datetime:
    """Return when a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def shown(cases: Iterable[int]) -> list[Case]:
    """Return cases by their numbers, in the order given, with what a line of a list says."""
    numbers = list(cases)
    rows = (
        Case.objects.filter(pk__in=numbers)
        .select_related("beneficiary__commune", "adviser", "exit")
        .annotate(
            decision=Subquery(DECISION.values("decision")[:1]),
            is_suspended=Exists(SUSPENSION),
            has_entry=Exists(FINISHED_ENTRY),
            has_draft=Exists(DRAFT),
            has_late_step=Exists(late_steps()),
            steps_done=Count("steps", filter=Q(steps__state=StepState.DONE)),
            steps_in_all=Count("steps", filter=~Q(steps__state=StepState.DROPPED)),
        )
    )
    by_number = {case.pk: case for case in rows}
    news = last_news(by_number.values())
    for case in by_number.values():
        case.last_news_on = news[case.pk]
    return [by_number[number] for number in numbers if number in by_number]


def views_of(user: User) -> QuerySet[SavedView]:
    """Return the views of the caseload that somebody finds: their own, and those that colleagues share."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True), organisation=user.organisation).select_related(
        "owner"
    )


def undoable_reassignment(user: User, number: str) -> Reassignment | None:
    """Return the cases that somebody has just given away, while it can be undone."""
    if not number.isdecimal():
        return None
    own = Reassignment.objects.filter(by=user, organisation=user.organisation, undone_at__isnull=True)
    return own.filter(pk=number).select_related("adviser").first()
