"""One filling of a grid in somebody's story, with every revision of every answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from allant.questionnaire import visible_questions
from allant.sources.grids import read_grid
from allant.web.assessments.enums import Origin


@dataclass(frozen=True, slots=True)
class Revision:
    """One answer as it was saved, and where it came from."""

    question: str
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Filling:
    """A test or an assessment of the story. `moment` is empty for a test that belongs to no case yet."""

    grid: str
    moment: str
    day: date
    hour: int
    minutes: int
    is_finished: bool
    revisions: tuple[Revision, ...]
    language: str = "fr"
    setting: str = ""
    company: str = ""

    @property
    def current(self) -> dict[str, str]:
        """The answers as they stand."""
        return {each.question: each.value for each in self.revisions}


def declared(answers: Mapping[str, str]) -> tuple[Revision, ...]:
    """Return the answers of somebody who took the test alone."""
    return tuple(Revision(question, value, Origin.SELF_DECLARED) for question, value in answers.items())


def interviewed(answers: Mapping[str, str], taken_over: Mapping[str, str]) -> tuple[Revision, ...]:
    """Return the answers of an interview which went through those of the test: kept ones are confirmed."""
    said = tuple(
        Revision(question, value, Origin.CONFIRMED if taken_over.get(question) == value else Origin.INTERVIEW)
        for question, value in answers.items()
    )
    return declared(taken_over) + said


def interrupted(
    grid_id: str, answers: Mapping[str, str], taken_over: Mapping[str, str], sections: int
) -> tuple[Revision, ...]:
    """Return the answers of an interview that has gone through its first sections only."""
    questionnaire = read_grid(grid_id).questionnaire
    reached = {section.code for section in questionnaire.sections[:sections]}
    done = {each.code for each in visible_questions(questionnaire, answers) if each.section in reached}
    return interviewed({code: value for code, value in answers.items() if code in done}, taken_over)
