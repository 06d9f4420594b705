"""One person's whole story: identity, assessments, steps, exit, and the truth behind them. Values only, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from allant.questionnaire import fill_skipped
from allant.web.assessments import counsel, scoring
from allant.web.assessments.actions import BILAN_GRID, TEST_GRID
from allant.web.cases.enums import NoAssessmentReason, Source, StepState
from allant.web.demo.answering import answers_to, exact_answers
from allant.web.demo.effects import after_steps, after_time
from allant.web.demo.filling import Filling
from allant.web.demo.identity import Identity, draw_identity
from allant.web.demo.interviews import Interviews
from allant.web.demo.living import State, draw_state, draw_traits, grid, pick
from allant.web.demo.pathways import (
    EXIT_ASSESSMENT_SHARES,
    Ending,
    Pathway,
    PlannedStep,
    draw_ending,
    draw_pathway,
    why_no_assessment,
)
from allant.web.demo.scripts import Fate, Script
from allant.web.demo.team import ADVISERS, PRESCRIBERS, REFERRAL_SHARES
from allant.web.demo.timing import Timing, draw_timing, working_day
from allant.web.demo.words import own_words

SOURCES = {Source.PRESCRIBER: 0.62, Source.TEST: 0.22, Source.SPONTANEOUS: 0.11, Source.IMPORT: 0.05}
TEST_BESIDE_SHARE = 0.3
"""Share of those who came otherwise and took the test all the same."""

KEPT_SHARE = 0.8
"""Share of the test's answers that the interview keeps as they are."""

INFORMED_SHARE = 0.82


@dataclass(frozen=True, slots=True)
class Truth:
    """What no platform knows: how somebody really lived before and after, what was done, what they really gained."""

    before: State
    after: State
    done: tuple[str, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it stands on the last day of the demonstration."""

    kind: str
    label: str
    solution: str
    state: str
    planned_on: date
    done_on: date | None
    obstacle: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that the platform holds about one person, and the truth."""

    identity: Identity
    adviser: int | None
    prescriber: int | None
    prescriber_may_be_informed: bool
    source: str
    reference: str
    opened_on: date
    fillings: tuple[Filling, ...]
    suggested: str
    decided: str
    decided_on: date | None
    decision_reason: str
    steps: tuple[Step, ...]
    ending: Ending | None
    exited_on: date | None
    truth: Truth


def tell(chance: Random, script: Script, last_day: date) -> Story:
    """Draw the story of one person, as it stands on the last day.

    Everything is drawn, also what the last day cuts off, so that a story does not depend on the day it is told.
    """
    traits = script.traits or draw_traits(chance)
    identity = draw_identity(chance, script, traits, last_day)
    source, took_test, prescriber = _arrival(chance, script)
    before = fill_skipped(grid().questionnaire, draw_state(chance, traits) | script.state)
    tested, answers = _answers(chance, script, before, took_test=took_test)
    _, advice = counsel.for_answers(BILAN_GRID, answers)
    pathway = draw_pathway(chance, script, answers, advice)
    dates = draw_timing(chance, script, pathway, last_day)
    middle, after = _changes(chance, script, before, pathway, dates)
    gain = _index(after) - _index(before)
    exit_answers = exact_answers(BILAN_GRID, after) if script.answers_exactly else answers_to(chance, BILAN_GRID, after)
    fillings = Interviews(chance, script, dates, last_day)
    fillings.test(tested)
    is_measured = fillings.entry(answers, tested)
    fillings.middle(answers_to(chance, BILAN_GRID, middle))
    has_exit = _has_exit_assessment(chance, script, pathway, dates)
    reason = "" if has_exit else why_no_assessment(chance, lost=dates.fate != Fate.COMPLETES)
    if has_exit:
        fillings.exit(exit_answers)
    if dates.fate == Fate.LOST_EARLY:
        reason = NoAssessmentReason.NO_ENTRY
    ending = draw_ending(
        chance,
        script,
        lost=dates.fate != Fate.COMPLETES,
        gain=gain,
        situation=before["situation"],
        reason=reason,
    )
    is_decided = is_measured and not script.undecided and dates.decided <= last_day
    adviser = _adviser(chance, script)
    may_be_informed = prescriber is not None and chance.random() < INFORMED_SHARE
    return Story(
        identity=identity,
        adviser=adviser if script.has_adviser else None,
        prescriber=prescriber,
        prescriber_may_be_informed=may_be_informed,
        source=source,
        reference=f"VA-{chance.randint(10000, 99999)}" if source in {Source.IMPORT, Source.PRESCRIBER} else "",
        opened_on=dates.opened,
        fillings=tuple(fillings.kept),
        suggested=pathway.suggested if is_measured else "",
        decided=pathway.decided if is_decided else "",
        decided_on=dates.decided if is_decided else None,
        decision_reason=pathway.reason if is_decided else "",
        steps=_steps(pathway, dates, last_day) if is_decided else (),
        ending=ending if dates.exited <= last_day else None,
        exited_on=dates.exited if dates.exited <= last_day else None,
        truth=Truth(before, after, tuple(pathway.done_by(dates.days)), gain),
    )


def tell_loose_test(chance: Random, last_day: date, days_ago: int) -> Filling:
    """Draw a test whose person has kept a code and whom no case holds yet."""
    state = draw_state(chance, draw_traits(chance))
    return Interviews(chance, Script(), None, last_day).loose(answers_to(chance, TEST_GRID, state), days_ago)


def _arrival(chance: Random, script: Script) -> tuple[str, bool, int | None]:
    source = pick(chance, SOURCES)
    beside = chance.random() < TEST_BESIDE_SHARE
    prescriber = chance.choices(range(len(PRESCRIBERS)), REFERRAL_SHARES)[0]
    source = script.source or source
    took_test = source == Source.TEST or beside if script.took_test is None else script.took_test
    return source, took_test, prescriber if source == Source.PRESCRIBER else None


def _answers(
    chance: Random, script: Script, state: Mapping[str, str], *, took_test: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the answers to the test (none without it) and to the entry assessment."""
    if script.answers_exactly:
        tested, answers = exact_answers(TEST_GRID, state), exact_answers(BILAN_GRID, state)
    else:
        tested = answers_to(chance, TEST_GRID, state)
        kept = {code: value for code, value in tested.items() if chance.random() < KEPT_SHARE} if took_test else {}
        answers = answers_to(chance, BILAN_GRID, state, already=kept, missing=script.missing)
    words = own_words(chance, state)
    return tested if took_test else {}, answers | words | dict(script.words)


def _changes(chance: Random, script: Script, before: State, pathway: Pathway, dates: Timing) -> tuple[State, State]:
    """Return how the person lives half-way and at the end."""
    if script.gains is not None:
        return before, fill_skipped(grid().questionnaire, before | script.gains)
    halfway, all_done = pathway.done_by(dates.days // 2), pathway.done_by(dates.days)
    middle = after_steps(chance, before, halfway)
    after = after_steps(chance, middle, all_done[len(halfway) :])
    return middle, after if dates.fate == Fate.LOST_EARLY else after_time(chance, after)


def _index(state: Mapping[str, str]) -> float:
    """Return the true index: everything is known, so it is always measured."""
    return scoring.result(BILAN_GRID, state).index


def _has_exit_assessment(chance: Random, script: Script, pathway: Pathway, dates: Timing) -> bool:
    drawn = chance.random() < EXIT_ASSESSMENT_SHARES[pathway.decided]
    if script.has_exit_assessment is not None:
        return script.has_exit_assessment
    return drawn and dates.fate == Fate.COMPLETES


def _adviser(chance: Random, script: Script) -> int:
    drawn = chance.randrange(len(ADVISERS))
    return drawn if script.adviser is None else script.adviser


def _steps(pathway: Pathway, dates: Timing, last_day: date) -> tuple[Step, ...]:
    return tuple(_step(each, dates, last_day) for each in pathway.steps)


def _step(planned: PlannedStep, dates: Timing, last_day: date) -> Step:
    due = working_day(dates.entry + timedelta(days=planned.days))
    is_closed = dates.exited <= last_day
    if planned.is_carried_out and planned.days <= dates.days and due <= last_day:
        state = StepState.DONE
    elif is_closed or due <= last_day:
        state = StepState.DROPPED
    elif dates.entry + timedelta(days=planned.days // 2) <= last_day:
        state = StepState.UNDER_WAY
    else:
        state = StepState.PLANNED
    return Step(
        kind=planned.solution.kind,
        label=planned.solution.label.in_language("fr"),
        solution=planned.solution.code,
        state=state,
        planned_on=due,
        done_on=due if state == StepState.DONE else None,
        obstacle=planned.obstacle if state == StepState.DROPPED else "",
    )
