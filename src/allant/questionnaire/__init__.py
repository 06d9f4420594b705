"""Which questions does this person see, in which order, and which answers are valid?

One engine for every form that asks questions: the mobility test, the assessment, and every later survey.

>>> from allant.questionnaire import (
...     Condition, Option, Question, Questionnaire, Section, SkipRule, Text, Wording, fill_skipped, visible_questions
... )
>>> def french(text):
...     return Text({"fr": Wording(text, "draft")})
>>> def choice(code, options, skip=None):
...     return Question(
...         code=code, section="about", type="choice", label=french(code), help=None,
...         options=tuple(Option(option, french(option)) for option in options),
...         skip=skip, allows_dk=True, allows_na=False,
...     )
>>> form = Questionnaire(
...     code="demo", version="1", purpose="example", title=french("Exemple"), languages=("fr",),
...     sections=(Section("about", french("Vous")),),
...     questions=(
...         choice("vehicle", ("own", "none")),
...         choice("vehicle_state", ("good", "broken"),
...                skip=SkipRule((Condition("vehicle", ("none",)),), counts_as="broken")),
...     ),
... )
>>> [question.code for question in visible_questions(form, {"vehicle": "none"})]
['vehicle']
>>> fill_skipped(form, {"vehicle": "none"})
{'vehicle': 'none', 'vehicle_state': 'broken'}
"""

from allant.questionnaire.answers import check_answer, fill_skipped
from allant.questionnaire.logic import FormState, check_skip_logic, form_state
from allant.questionnaire.navigation import (
    Position,
    next_question,
    position,
    previous_question,
    unanswered,
    visible_questions,
)
from allant.questionnaire.structure import (
    DO_NOT_KNOW,
    NOT_APPLICABLE,
    Condition,
    Option,
    Question,
    Questionnaire,
    QuestionType,
    Section,
    SkipRule,
)
from allant.texts import Text, TextStatus, Wording

__all__ = [
    "DO_NOT_KNOW",
    "NOT_APPLICABLE",
    "Condition",
    "FormState",
    "Option",
    "Position",
    "Question",
    "QuestionType",
    "Questionnaire",
    "Section",
    "SkipRule",
    "Text",
    "TextStatus",
    "Wording",
    "check_answer",
    "check_skip_logic",
    "fill_skipped",
    "form_state",
    "next_question",
    "position",
    "previous_question",
    "unanswered",
    "visible_questions",
]
