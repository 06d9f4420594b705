"""One person's whole story: identity, assessments, steps, exit, and the truth behind them. Values only, no database."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from allant.questionnaire import fill_skipped
from allant.web.assessments import counsel, scoring
from allant.web.assessments.actions import BILAN_GRID, TEST_GRID
from allant.web.assessments.enums import Company, Setting
from allant.web.cases.enums import Moment, NoAssessmentReason, Source, StepState
from allant.web.demo import names
from allant.web.demo.answering import answers_to, exact_answers
from allant.web.demo.effects import after_steps, after_time
from allant.web.demo.filling import Filling, declared, interrupted, interviewed
from allant.web.demo.living import State, Traits, draw_state, draw_traits, grid, pick
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
from allant.web.demo.words import own_words

DAYS_SHOWN = 730
"""Twenty-four months."""

FATES = {Fate.LOST_EARLY: 0.11, Fate.LOST_ON_THE_WAY: 0.13, Fate.COMPLETES: 0.76}
SOURCES = {Source.PRESCRIBER: 0.62, Source.TEST: 0.22, Source.SPONTANEOUS: 0.11, Source.IMPORT: 0.05}
TEST_BESIDE_SHARE = 0.3
"""Share of those who came otherwise and took the test all the same."""

KEPT_SHARE = 0.8
"""Share of the test's answers that the interview keeps as they are."""

INFORMED_SHARE = 0.82
PHONE_SHARE, EMAIL_SHARE = 0.93, 0.68
MID_SHARE, DAYS_BEFORE_MID = 0.3, 120
DAYS_TO_ENTRY = (2, 26)
DAYS_LOST_EARLY = (25, 75)
DAYS_UNDER_WAY = 5
"""An interview started less than this many days ago may still be open."""

UNDER_WAY_SHARE = 0.6
SETTINGS = {Setting.FACE_TO_FACE: 0.74, Setting.PHONE: 0.16, Setting.VIDEO: 0.06, Setting.HOME: 0.04}
COMPANIES = {Company.ALONE: 0.86, Company.RELATIVE: 0.06, Company.PROFESSIONAL: 0.05, Company.INTERPRETER: 0.03}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, and how to reach them."""

    first_name: str
    last_name: str
    birth_date: date
    phone: str
    email: str
    code_insee: str


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
    identity = _identity(chance, script, traits, last_day)
    source, took_test, prescriber = _arrival(chance, script)
    before = fill_skipped(grid().questionnaire, draw_state(chance, traits) | script.state)
    tested, answers = _answers(chance, script, before, took_test=took_test)
    _, advice = counsel.for_answers(BILAN_GRID, answers)
    pathway = draw_pathway(chance, script, answers, advice)
    dates = _dates(chance, script, pathway, last_day)
    middle, after = _changes(chance, script, before, pathway, dates)
    gain = _index(after) - _index(before)
    exit_answers = exact_answers(BILAN_GRID, after) if script.answers_exactly else answers_to(chance, BILAN_GRID, after)
    fillings = _Fillings(chance, script, dates, last_day)
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
    return _Fillings(chance, Script(), None, last_day).loose(answers_to(chance, TEST_GRID, state), days_ago)


@dataclass(frozen=True, slots=True)
class _Dates:
    """When things happen in one story; `days` is how long the support lasts after the entry assessment."""

    fate: Fate
    opened: date
    entry: date
    decided: date
    middle: date
    exited: date
    days: int


def _working_day(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _dates(chance: Random, script: Script, pathway: Pathway, last_day: date) -> _Dates:
    ago = chance.randint(1, DAYS_SHOWN)
    to_entry = chance.randint(*DAYS_TO_ENTRY)
    fate = pick(chance, FATES)
    lost_at, lost_early = chance.uniform(0.3, 0.9), chance.randint(*DAYS_LOST_EARLY)
    decided_after = chance.choice((0, 0, 0, 3, 7))
    fate = script.fate or fate
    opened = _working_day(last_day - timedelta(days=ago if script.opened_days_ago is None else script.opened_days_ago))
    entry = _working_day(opened + timedelta(days=to_entry if script.days_to_entry is None else script.days_to_entry))
    days = int(pathway.days * lost_at) if fate == Fate.LOST_ON_THE_WAY else pathway.days
    ends = opened + timedelta(days=lost_early) if fate == Fate.LOST_EARLY else entry + timedelta(days=days)
    return _Dates(
        fate=fate,
        opened=opened,
        entry=entry if fate != Fate.LOST_EARLY else date.max,
        decided=_working_day(entry + timedelta(days=decided_after)),
        middle=_working_day(entry + timedelta(days=days // 2)),
        exited=_working_day(ends),
        days=0 if fate == Fate.LOST_EARLY else days,
    )


def _identity(chance: Random, script: Script, traits: Traits, last_day: date) -> Identity:
    first_name = chance.choice(names.WOMEN if traits.sex == "F" else names.MEN)
    last_name = chance.choice(names.LAST_NAMES)
    birth_date = last_day - timedelta(days=int(traits.age * 365.25) + chance.randint(1, 360))
    phone, email = f"+336399{chance.randint(80000, 89999)}", chance.random() < EMAIL_SHARE
    has_phone = chance.random() < PHONE_SHARE
    first_name, last_name = script.first_name or first_name, script.last_name or last_name
    return Identity(
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_date,
        phone=phone if has_phone and script.has_contacts else "",
        email=_email(first_name, last_name) if email and script.has_contacts else "",
        code_insee=traits.place.code_insee if script.has_commune else "",
    )


def _email(first_name: str, last_name: str) -> str:
    bare = unicodedata.normalize("NFKD", f"{first_name}.{last_name}").encode("ascii", "ignore").decode().lower()
    return "".join(each for each in bare if each.isalnum() or each in ".-")[:60] + "@courrier.val-allant.example"


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


def _changes(chance: Random, script: Script, before: State, pathway: Pathway, dates: _Dates) -> tuple[State, State]:
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


def _has_exit_assessment(chance: Random, script: Script, pathway: Pathway, dates: _Dates) -> bool:
    drawn = chance.random() < EXIT_ASSESSMENT_SHARES[pathway.decided]
    if script.has_exit_assessment is not None:
        return script.has_exit_assessment
    return drawn and dates.fate == Fate.COMPLETES


def _adviser(chance: Random, script: Script) -> int:
    drawn = chance.randrange(len(ADVISERS))
    return drawn if script.adviser is None else script.adviser


class _Fillings:
    """Adds the fillings of a story one after the other, up to the last day."""

    def __init__(self, chance: Random, script: Script, dates: _Dates | None, last_day: date) -> None:
        self.kept: list[Filling] = []
        self._chance, self._script, self._dates, self._last_day = chance, script, dates, last_day

    def loose(self, answers: Mapping[str, str], days_ago: int) -> Filling:
        """A test of a person whom no case holds."""
        day = self._last_day - timedelta(days=days_ago)
        return self._make(TEST_GRID, "", day, declared(answers), hour=self._chance.randint(9, 20), minutes=4)

    def test(self, answers: Mapping[str, str]) -> None:
        """The test, some days before the case was opened."""
        day = self._dates.opened - timedelta(days=self._chance.randint(1, 9))
        hour, minutes = self._chance.randint(9, 20), self._chance.randint(3, 7)
        if answers:
            filling = self._make(TEST_GRID, Moment.TEST, day, declared(answers), hour=hour, minutes=minutes)
            self.kept.append(filling)

    def entry(self, answers: Mapping[str, str], tested: Mapping[str, str]) -> bool:
        """The entry assessment; return whether it is finished."""
        day = self._dates.entry
        hour, minutes, sections = self._draw_interview(), self._chance.randint(45, 85), self._chance.randint(2, 5)
        still_open = self._chance.random() < UNDER_WAY_SHARE
        if day > self._last_day:
            return False
        still_open = still_open and (self._last_day - day).days < DAYS_UNDER_WAY
        if still_open or self._script.keeps_test_unconfirmed:
            revisions = interrupted(BILAN_GRID, answers, tested, sections)
        else:
            revisions = interviewed(answers, tested)
        self.kept.append(
            self._make(
                BILAN_GRID,
                Moment.ENTRY,
                day,
                revisions,
                hour=hour,
                minutes=minutes,
                is_finished=not (still_open or self._script.keeps_test_unconfirmed),
            )
        )
        return self.kept[-1].is_finished

    def middle(self, answers: Mapping[str, str]) -> None:
        """An assessment half-way, in some of the long pathways."""
        hour, wanted = self._draw_interview(), self._chance.random() < MID_SHARE
        is_long = self._dates.days >= DAYS_BEFORE_MID and not self._script.steps
        if wanted and is_long and self._dates.middle <= self._last_day and self._is_measured():
            revisions = interviewed(answers, {})
            self.kept.append(self._make(BILAN_GRID, Moment.MID, self._dates.middle, revisions, hour=hour, minutes=40))

    def exit(self, answers: Mapping[str, str]) -> None:
        """The exit assessment, on the day of the exit."""
        hour = self._draw_interview()
        if self._dates.exited <= self._last_day and self._is_measured():
            revisions = interviewed(answers, {})
            self.kept.append(self._make(BILAN_GRID, Moment.EXIT, self._dates.exited, revisions, hour=hour, minutes=50))

    def _is_measured(self) -> bool:
        return any(each.moment == Moment.ENTRY and each.is_finished for each in self.kept)

    def _draw_interview(self) -> int:
        return self._chance.choice((9, 10, 11, 14, 15, 16))

    def _make(
        self, grid_id: str, moment: str, day: date, revisions, *, hour: int, minutes: int, is_finished: bool = True
    ) -> Filling:
        setting, company = pick(self._chance, SETTINGS), pick(self._chance, COMPANIES)
        by_adviser = moment not in {"", Moment.TEST}
        return Filling(
            grid=grid_id,
            moment=moment,
            day=day,
            hour=hour,
            minutes=minutes,
            is_finished=is_finished,
            revisions=revisions,
            language=self._script.language,
            setting=setting if by_adviser else "",
            company=company if by_adviser else "",
        )


def _steps(pathway: Pathway, dates: _Dates, last_day: date) -> tuple[Step, ...]:
    return tuple(_step(each, dates, last_day) for each in pathway.steps)


def _step(planned: PlannedStep, dates: _Dates, last_day: date) -> Step:
    due = _working_day(dates.entry + timedelta(days=planned.days))
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
    )
