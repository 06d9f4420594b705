"""What follows a person in Val d'Allant: decisions, objectives, partners, costs, time, rests, later news."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from allant.web.accounts.models import User
from allant.web.cases.enums import (
    AnsweredBy,
    Attempt,
    Decision,
    GoesWhereNeeded,
    ObjectiveKind,
    ObjectiveState,
    Obstacle,
    OutcomeKind,
    Payer,
    RefusalReason,
    Situation,
    StepResult,
    StepState,
    SuspensionReason,
)
from allant.web.cases.follow_ups import due_dates
from allant.web.cases.models import (
    Admission,
    Case,
    FollowUp,
    FollowUpAnswer,
    FollowUpAttempt,
    Objective,
    Step,
    StepSession,
    Suspension,
)
from allant.web.demo.living import pick
from allant.web.demo.population import chance_of
from allant.web.demo.showcase import EDGES, VISIT
from allant.web.demo.stories import Step as ToldStep
from allant.web.demo.stories import Story

WAITED_SHARE, WAITED_DAYS = 0.14, (6, 45)
UNDECIDED = {Decision.WAITING: 0.45, Decision.REFUSED: 0.12, "": 0.43}
DAYS_TO_DECIDE = 7
REFUSALS = {
    RefusalReason.OTHER_OBSTACLE_FIRST: 0.35,
    RefusalReason.SUPPORTED_ELSEWHERE: 0.25,
    RefusalReason.OUTSIDE_TERRITORY: 0.2,
    RefusalReason.NO_MOBILITY_NEED: 0.2,
}
RESTING_SHARE, RESTED_SHARE, RESTED_DAYS = 0.05, 0.07, (14, 70)
RESTS = {
    SuspensionReason.AWAITS_ANSWER: 0.35,
    SuspensionReason.IMPEDED: 0.25,
    SuspensionReason.OTHER_FIRST: 0.25,
    SuspensionReason.AWAY: 0.15,
}
OBJECTIVES = {
    ObjectiveKind.JOB: ("Aller au travail sans dépendre de personne", "Accepter un emploi plus loin que le bourg"),
    ObjectiveKind.KEEP_JOB: ("Garder mon poste malgré la voiture en panne",),
    ObjectiveKind.TRAINING: ("Suivre ma formation jusqu’au bout",),
    ObjectiveKind.CARE: ("Aller seul à mes rendez-vous de soin",),
    ObjectiveKind.DAILY_LIFE: ("Déposer les enfants et faire les courses", "Voir ma famille le dimanche"),
    ObjectiveKind.AUTONOMY: ("Prendre le car sans être accompagnée",),
    ObjectiveKind.BUDGET: ("Dépenser moins pour mes trajets",),
}
OBJECTIVE_SHARES = dict(zip(OBJECTIVES, (0.34, 0.1, 0.12, 0.1, 0.14, 0.12, 0.08), strict=True))
PARTNERS = {
    "repair": ("Garage du Vieux Pont", "Garage Solidaire du Val"),
    "licence": ("Auto-école Les Tilleuls", "Auto-école associative du Val"),
    "training": ("Vélo-école Roule Val", "Auto-école Les Tilleuls"),
    "rental": ("Association Deux Roues", "Location solidaire du Val"),
    "loan": ("Caisse locale de microcrédit",),
    "aid": ("Conseil départemental", "France Travail"),
    "purchase": ("Garage Solidaire du Val",),
    "material_help": ("Recyclerie des Aulnes",),
    "workshop": ("Centre social Les Aulnes",),
}
COSTS_EUR = {
    "repair": (90, 620),
    "licence": (600, 1500),
    "training": (80, 260),
    "rental": (40, 320),
    "purchase": (1500, 3400),
    "material_help": (30, 180),
}
OWN_SHARES = (0.0, 0.1, 0.2, 0.3, 0.5)
NOTED_COST_SHARE = 0.7
RESULTS = {StepResult.REACHED: 0.72, StepResult.PARTLY: 0.2, StepResult.NONE: 0.08}
WITHOUT_RESULT = (Obstacle.UNREACHABLE, Obstacle.REFUSED, Obstacle.NO_PLACE, Obstacle.PERSON_S_CHOICE)
MINUTES = (15, 20, 30, 30, 45, 45, 60, 60, 90)
SESSION_COUNTS = {1: 0.45, 2: 0.35, 3: 0.15, 4: 0.05}
ANSWERED_SHARE, BY_PERSON_SHARE = 0.58, 0.35
LEFT_TO_ASK_DAYS = 20
"""News due lately is left for the daily work to ask."""

LATER = {
    OutcomeKind.JOB: {
        Situation.WORKING: 0.76,
        Situation.LOOKING: 0.16,
        Situation.TRAINING: 0.05,
        Situation.OTHER: 0.03,
    },
    OutcomeKind.TRAINING: {Situation.TRAINING: 0.4, Situation.WORKING: 0.38, Situation.LOOKING: 0.22},
}
LATER[OutcomeKind.JOB_KEPT] = LATER[OutcomeKind.JOB]
LATER_OTHERWISE = {
    Situation.LOOKING: 0.42,
    Situation.WORKING: 0.24,
    Situation.NOT_LOOKING: 0.2,
    Situation.TRAINING: 0.08,
    Situation.OTHER: 0.06,
}
GOES = {GoesWhereNeeded.YES: 0.58, GoesWhereNeeded.SOMETIMES: 0.3, GoesWhereNeeded.NO: 0.12}
SAME_JOB_SHARE = 0.8
NEWS_HOUR = 14


@dataclass(slots=True)
class Rows:
    """Rows to write, in this order: later ones name earlier ones."""

    admissions: list[Admission] = field(default_factory=list)
    suspensions: list[Suspension] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    sessions: list[StepSession] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    answers: list[FollowUpAnswer] = field(default_factory=list)
    attempts: list[FollowUpAttempt] = field(default_factory=list)


def follow(stories: Iterable[Story], cases: Iterable[Case], *, seed: int, as_of: date, manager: User) -> Rows:
    """Draw what follows everybody; each person's drawing is their own."""
    rows, scripted, last_day = Rows(), len(VISIT) + len(EDGES), as_of - timedelta(days=1)
    for number, (story, case) in enumerate(zip(stories, cases, strict=True)):
        told = _Told(chance_of(seed, f"following {number}"), story, case, case.adviser or manager, last_day, rows)
        told.decisions(is_scripted=number < scripted)
        told.rests(is_scripted=number < scripted)
        told.pathway()
        told.news()
    return rows


@dataclass(slots=True)
class _Told:
    """One person: what is drawn goes to `rows`."""

    chance: Random
    story: Story
    case: Case
    by: User
    last_day: date
    rows: Rows

    def decisions(self, *, is_scripted: bool) -> None:
        story = self.story
        if story.decided:
            waited = self.chance.random() < WAITED_SHARE
            since = max(story.opened_on, story.decided_on - timedelta(days=self.chance.randint(*WAITED_DAYS)))
            if waited and since < story.decided_on and not is_scripted:
                self._decide(Decision.WAITING, since, ended_on=story.decided_on)
            self._decide(story.decided, story.decided_on, note=story.decision_reason)
            return
        decision, reason = pick(self.chance, UNDECIDED), pick(self.chance, REFUSALS)
        day = story.opened_on + timedelta(days=DAYS_TO_DECIDE)
        if decision and story.ending is None and day <= self.last_day and not is_scripted:
            self._decide(decision, day, refusal_reason=reason if decision == Decision.REFUSED else "")

    def _decide(self, decision: str, decided_on: date, **details: object) -> None:
        self.rows.admissions.append(
            Admission(case=self.case, decision=decision, decided_on=decided_on, recorded_by=self.by, **details)
        )

    def rests(self, *, is_scripted: bool) -> None:
        drawn, reason, days = self.chance.random(), pick(self.chance, RESTS), self.chance.randint(*RESTED_DAYS)
        begun = self.story.decided_on
        if begun is None or is_scripted:
            return
        is_open = self.story.ending is None
        starts_on = begun + timedelta(days=days)
        ends_on = None if is_open and drawn < RESTING_SHARE else starts_on + timedelta(days=days)
        last = self.story.exited_on or self.last_day
        if drawn < RESTING_SHARE + RESTED_SHARE and (ends_on or starts_on) <= last:
            self.rows.suspensions.append(
                Suspension(case=self.case, reason=reason, starts_on=starts_on, ends_on=ends_on, recorded_by=self.by)
            )

    def pathway(self) -> None:
        kind = pick(self.chance, OBJECTIVE_SHARES)
        label, wished = self.chance.choice(OBJECTIVES[kind]), self.chance.random() < 0.85
        objective = self._objective(kind, label, wished) if self.story.decided_on else None
        for position, step in enumerate(self.story.steps, start=1):
            self._step(step, position, objective)

    def _objective(self, kind: str, label: str, wished: bool) -> Objective:
        ending = self.story.ending
        lost = {OutcomeKind.LOST_CONTACT, OutcomeKind.STOPPED, OutcomeKind.MOVED}
        ended = ObjectiveState.GIVEN_UP if ending and ending.outcome in lost else ObjectiveState.REACHED
        objective = Objective(
            case=self.case,
            kind=kind,
            label=label,
            wished_by_person=wished,
            set_on=self.story.decided_on,
            state=ended if ending else ObjectiveState.OPEN,
            ended_on=self.story.exited_on if ending else None,
        )
        self.rows.objectives.append(objective)
        return objective

    def _step(self, told: ToldStep, position: int, objective: Objective | None) -> None:
        cost, own, payer = self._cost(told)
        is_done = told.state == StepState.DONE
        result, obstacle = pick(self.chance, RESULTS) if is_done else "", told.obstacle
        why = self.chance.choice(WITHOUT_RESULT)
        partner = self.chance.choice(PARTNERS.get(told.kind, ("",)))
        step = Step(
            case=self.case,
            objective=objective,
            position=position,
            kind=told.kind,
            label=told.label,
            solution=told.solution,
            partner=partner,
            state=told.state,
            planned_on=told.planned_on,
            done_on=told.done_on,
            cost_eur=cost,
            out_of_pocket_eur=own,
            payer=payer,
            result=result,
            obstacle=why if result == StepResult.NONE else obstacle,
        )
        self.rows.steps.append(step)
        self._time(step)

    def _cost(self, told: ToldStep) -> tuple[int | None, int | None, str]:
        low, high = COSTS_EUR.get(told.kind, (0, 0))
        cost, share = self.chance.randint(low, high), self.chance.choice(OWN_SHARES)
        payer, is_noted = self.chance.choice(Payer.values), self.chance.random() < NOTED_COST_SHARE
        if not cost or not is_noted or told.state not in {StepState.DONE, StepState.UNDER_WAY}:
            return None, None, ""
        return cost, round(cost * share), payer

    def _time(self, step: Step) -> None:
        count = pick(self.chance, SESSION_COUNTS)
        minutes = [self.chance.choice(MINUTES) for _ in range(count)]
        if step.state not in {StepState.DONE, StepState.UNDER_WAY}:
            return
        begun, last = self.story.decided_on, step.done_on or self.last_day
        length = max(0, (last - begun).days)
        for number, each in enumerate(minutes, start=1):
            on = begun + timedelta(days=length * number // len(minutes))
            self.rows.sessions.append(StepSession(step=step, on=min(on, last), minutes=each, recorded_by=self.by))

    def news(self) -> None:
        if self.story.ending is None:
            return
        for months, due_on in due_dates(self.story.exited_on).items():
            is_past = due_on <= self.last_day - timedelta(days=LEFT_TO_ASK_DAYS)
            asked_at = _at(due_on) if is_past else None
            follow_up = FollowUp(case=self.case, months=months, due_on=due_on, asked_at=asked_at)
            self.rows.follow_ups.append(follow_up)
            answered, heard_after = self.chance.random() < ANSWERED_SHARE, self.chance.randint(1, 15)
            answer, how = (
                self._answer(follow_up, due_on + timedelta(days=heard_after)),
                self.chance.choice(Attempt.values),
            )
            if not is_past:
                continue
            if answered:
                self.rows.answers.append(answer)
            else:
                on = due_on + timedelta(days=heard_after)
                self.rows.attempts.append(FollowUpAttempt(follow_up=follow_up, on=on, how=how, recorded_by=self.by))

    def _answer(self, follow_up: FollowUp, day: date) -> FollowUpAnswer:
        ending = self.story.ending
        situation = pick(self.chance, LATER.get(ending.outcome, LATER_OTHERWISE))
        same_job, goes = self.chance.random() < SAME_JOB_SHARE, pick(self.chance, GOES)
        alone = self.chance.random() < BY_PERSON_SHARE
        had_job = ending.outcome in {OutcomeKind.JOB, OutcomeKind.JOB_KEPT}
        works = situation == Situation.WORKING
        return FollowUpAnswer(
            follow_up=follow_up,
            by=AnsweredBy.PERSON if alone else AnsweredBy.ADVISER,
            recorded_by=None if alone else self.by,
            answered_at=_at(day),
            situation=situation,
            same_job=same_job if works and had_job else None,
            contract=ending.contract if works and had_job and same_job else "",
            goes_where_needed=goes,
        )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(NEWS_HOUR)))
