"""What is done with a person between the entry and the exit: support, steps with their dates, and how it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from allant.advice import Advice, Solution, candidates, solutions
from allant.web.assessments import counsel, scoring
from allant.web.assessments.actions import BILAN_GRID
from allant.web.cases.enums import Contract, NoAssessmentReason, Obstacle, OutcomeKind, Support
from allant.web.demo.effects import finds_work
from allant.web.demo.living import pick
from allant.web.demo.scripts import Script

STEP_COUNTS = {
    Support.ON_OWN: {0: 0.5, 1: 0.5},
    Support.LIGHT: {1: 0.3, 2: 0.5, 3: 0.2},
    Support.REINFORCED: {2: 0.15, 3: 0.4, 4: 0.3, 5: 0.15},
}
OTHER_SUPPORT_SHARE = 0.3
"""Share of suggestions that the adviser reconsiders, and what is decided then."""

DECIDED_OTHERWISE = {Support.REINFORCED: 0.7, Support.LIGHT: 0.2, Support.ON_OWN: 0.1}

OWN_IDEA_SHARE = 0.6
"""Share of the steps that the adviser chooses apart from the suggestions."""

DAYS_OF_KIND = {
    "advice": (4, 25),
    "aid": (15, 70),
    "workshop": (15, 60),
    "accompanied_trip": (7, 35),
    "repair": (14, 60),
    "rental": (10, 45),
    "loan": (25, 80),
    "material_help": (10, 50),
    "training": (30, 120),
    "purchase": (40, 150),
    "licence": (110, 240),
}
DAYS_WITHOUT_STEP = (12, 45)
DAYS_TO_CLOSE = {Support.ON_OWN: (5, 30), Support.LIGHT: (20, 80), Support.REINFORCED: (45, 150)}
"""Days between the last step and the exit."""

CARRIED_OUT_SHARE = 0.86
OBSTACLES = {
    Obstacle.UNREACHABLE: 0.17,
    Obstacle.NO_PLACE: 0.16,
    Obstacle.TOO_EXPENSIVE: 0.15,
    Obstacle.PERSON_S_CHOICE: 0.16,
    Obstacle.SOLVED_OTHERWISE: 0.1,
    Obstacle.IMPEDED: 0.08,
    Obstacle.REFUSED: 0.06,
    Obstacle.CONDITIONS: 0.06,
    Obstacle.NOT_HERE: 0.06,
}
"""Why a step is dropped, as far as anybody says."""

WHY_OTHERWISE = {
    Support.ON_OWN: ("La personne préfère aller à son rythme.", "Tout est déjà engagé : un point suffit."),
    Support.LIGHT: ("Un proche peut aider : un conseil suffit.", "Délai court avant l’embauche."),
    Support.REINFORCED: ("Plusieurs démarches à mener de front.", "Le permis demande un suivi de plusieurs mois."),
}
EXIT_ASSESSMENT_SHARES = {Support.ON_OWN: 0.45, Support.LIGHT: 0.72, Support.REINFORCED: 0.82}
REASONS = {
    NoAssessmentReason.UNREACHABLE: 0.5,
    NoAssessmentReason.DECLINED: 0.32,
    NoAssessmentReason.MOVED: 0.1,
    NoAssessmentReason.HEALTH: 0.08,
}
WITH_WORK = {OutcomeKind.JOB: 0.84, OutcomeKind.JOB_KEPT: 0.12, OutcomeKind.BUSINESS: 0.04}
WITHOUT_WORK = {
    OutcomeKind.AUTONOMY: 0.42,
    OutcomeKind.TRAINING: 0.28,
    OutcomeKind.CARE: 0.07,
    OutcomeKind.SCHOOL: 0.04,
    OutcomeKind.MOVED: 0.04,
    OutcomeKind.OTHER: 0.15,
}
LOST = {OutcomeKind.LOST_CONTACT: 0.62, OutcomeKind.STOPPED: 0.2, OutcomeKind.MOVED: 0.1, OutcomeKind.JOB: 0.08}
CONTRACTS = {
    Contract.PERMANENT: 0.24,
    Contract.FIXED_TERM: 0.36,
    Contract.TEMPORARY: 0.19,
    Contract.SUBSIDISED: 0.08,
    Contract.INSERTION: 0.08,
    Contract.APPRENTICESHIP: 0.05,
}
CONTRACT_MONTHS = (1, 2, 3, 4, 6, 6, 7, 8, 10, 12, 12, 18, 24)
WEEKLY_HOURS = (20, 24, 26, 28, 30, 35, 35, 35, 35, 39)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of the pathway, `days` after the entry assessment."""

    solution: Solution
    days: int
    is_carried_out: bool
    obstacle: str = Obstacle.NO_NEWS
    """Why it would not be, when it is not."""


@dataclass(frozen=True, slots=True)
class Pathway:
    """What would happen after the entry assessment, were there time enough. Days count from that assessment."""

    suggested: str
    decided: str
    reason: str
    steps: tuple[PlannedStep, ...]
    days: int

    def done_by(self, days: int) -> list[str]:
        """Return the solutions carried out by then, in order."""
        return [each.solution.code for each in self.steps if each.is_carried_out and each.days <= days]


@dataclass(frozen=True, slots=True)
class Ending:
    """How the support ended, in the words of the exit form."""

    outcome: str
    contract: str = ""
    contract_months: int | None = None
    hours_per_week: float | None = None
    no_assessment_reason: str = ""


def draw_pathway(chance: Random, script: Script, answers: Mapping[str, str], advice: Advice) -> Pathway:
    """Draw what is decided and done, from what the entry assessment advises."""
    suggested = advice.orientation.code
    otherwise = pick(chance, DECIDED_OTHERWISE)
    decided = script.support or (otherwise if chance.random() < OTHER_SUPPORT_SHARE else suggested)
    steps = _scripted(script) or _draw_steps(chance, decided, answers, advice)
    days = max((each.days for each in steps), default=chance.randint(*DAYS_WITHOUT_STEP))
    days += chance.randint(*DAYS_TO_CLOSE[Support(decided)])
    return Pathway(
        suggested=suggested,
        decided=decided,
        reason="" if decided == suggested else chance.choice(WHY_OTHERWISE[Support(decided)]),
        steps=steps,
        days=script.days_of_support or days,
    )


def _scripted(script: Script) -> tuple[PlannedStep, ...]:
    known = {each.code: each for each in solutions()}
    return tuple(PlannedStep(known[each.solution], each.days, is_carried_out=True) for each in script.steps)


def _draw_steps(chance: Random, support: str, answers: Mapping[str, str], advice: Advice) -> tuple[PlannedStep, ...]:
    suggested = [each.solution for each in advice.steps]
    here = counsel.situation(BILAN_GRID, scoring.scored_answers(BILAN_GRID, answers))
    own_ideas = [each.solution for each in candidates(here, solutions())]
    chosen: dict[str, Solution] = {}
    for _ in range(pick(chance, STEP_COUNTS[Support(support)])):
        left = [each for each in suggested if each.code not in chosen]
        pool = own_ideas if not left or chance.random() < OWN_IDEA_SHARE else left[:1]
        if pool:
            solution = chance.choice(pool)
            chosen[solution.code] = solution
    steps = [
        PlannedStep(
            each,
            chance.randint(*DAYS_OF_KIND[each.kind]),
            chance.random() < CARRIED_OUT_SHARE,
            pick(chance, OBSTACLES),
        )
        for each in chosen.values()
    ]
    return tuple(sorted(steps, key=lambda each: each.days))


def draw_ending(chance: Random, script: Script, *, lost: bool, gain: float, situation: str, reason: str) -> Ending:
    """Draw what happened in the end; who really gained more finds work more often."""
    if script.outcome is not None:
        return Ending(**script.outcome, no_assessment_reason=reason)
    shares = LOST if lost else WITH_WORK if finds_work(chance, gain) else WITHOUT_WORK
    outcome = pick(chance, shares)
    if outcome == OutcomeKind.JOB and situation == "working":
        outcome = OutcomeKind.JOB_KEPT
    if outcome not in {OutcomeKind.JOB, OutcomeKind.JOB_KEPT}:
        return Ending(outcome=outcome, no_assessment_reason=reason)
    contract = pick(chance, CONTRACTS)
    return Ending(
        outcome=outcome,
        contract=contract,
        contract_months=None if contract == Contract.PERMANENT else chance.choice(CONTRACT_MONTHS),
        hours_per_week=chance.choice(WEEKLY_HOURS),
        no_assessment_reason=reason,
    )


def why_no_assessment(chance: Random, *, lost: bool) -> str:
    """Draw the reason why nobody measured the exit."""
    return NoAssessmentReason.UNREACHABLE if lost and chance.random() < 0.8 else pick(chance, REASONS)
