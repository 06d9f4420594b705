"""The shape of a questionnaire: texts in several languages, questions, options and conditions.

One engine for every form that asks questions: mobility test, bilan, and later satisfaction, surveys and evaluations.
"""

from dataclasses import dataclass
from typing import Literal

from allant.errors import AnswerError
from allant.texts import Text

QuestionType = Literal["choice", "open", "number"]

NOT_APPLICABLE = "na"
"""Reserved answer: irrelevant to this person (never: lacking)."""

DO_NOT_KNOW = "dk"
"""Reserved answer: does not know or declines; counts as missing."""


@dataclass(frozen=True, slots=True)
class Condition:
    """True when the answer to `question` is one of `options`."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Do not ask while any of `when` is true; the question then counts as answered `counts_as`.

    `counts_as` is an option whose credit is 0 when something is lacking, or `na` when the question is irrelevant.
    Conditions read the answers as they count: a question that is itself not asked counts with its own `counts_as`.
    """

    when: tuple[Condition, ...]
    counts_as: str


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer, in the words shown; `icon` is a pictogram beside them."""

    code: str
    label: Text
    help: Text | None = None
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `section` groups questions on paper and in the adviser's form (for an index: the component)."""

    code: str
    section: str
    type: QuestionType
    label: Text
    help: Text | None
    options: tuple[Option, ...]
    skip: SkipRule | None
    allows_dk: bool
    allows_na: bool
    icon: str | None = None
    external_codes: tuple[str, ...] = ()
    """Codes of the same notion elsewhere, e.g. `france-travail:contrainte-23:situation-6`."""
    short: Text | None = None
    """The notion in three or four words, for tables and charts where the question itself would not fit."""


@dataclass(frozen=True, slots=True)
class Section:
    """A named group of questions; `icon` is a pictogram beside its name."""

    code: str
    title: Text
    intro: Text | None = None
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A whole questionnaire in one version."""

    code: str
    version: str
    purpose: str
    title: Text
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    def question(self, code: str) -> Question:
        """Return the question called `code`; raise AnswerError where the questionnaire has none."""
        for question in self.questions:
            if question.code == code:
                return question
        raise AnswerError(
            value=code,
            rule=f"Le questionnaire {self.code} n’a pas de question de ce nom.",
            remedy="Vérifiez le nom de la question, ou la version du questionnaire.",
        )
