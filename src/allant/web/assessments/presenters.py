"""Turns questionnaires, results and advice into plain values for templates."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from allant.advice import Advice
from allant.parameters import parameter
from allant.questionnaire import DO_NOT_KNOW, NOT_APPLICABLE, Question, Questionnaire, Text, Wording
from allant.sources.grids import Grid, read_grid
from allant.texts import EASY_FRENCH
from allant.web.assessments import actions, counsel

RESERVED_PICTOGRAMS = {DO_NOT_KNOW: "answer-unknown", NOT_APPLICABLE: "answer-not-me"}


def text_status(wordings: Iterable[Wording]) -> dict[str, Any]:
    """Whether one of these texts is still a draft, and who reviewed the others."""
    shown = list(wordings)
    return {
        "is_draft": any(each.status == "draft" for each in shown),
        "reviewed_by": list(dict.fromkeys(each.reviewed_by for each in shown if each.reviewed_by)),
    }


def question_texts(asked: Question) -> list[Text]:
    """Every text that a question shows, its answers included."""
    parts = [asked, *asked.options]
    return [text for part in parts for text in (part.label, part.help) if text is not None]


def question(asked: Question, *, language: str, chosen: str = "") -> dict[str, Any]:
    """One question with its options, `do not know` and `does not apply` last and quieter."""
    options = [
        (each.code, each.label.in_language(language).text, each.help.in_language(language).text if each.help else "")
        for each in asked.options
    ]
    quiet = []
    if asked.type != "open":
        quiet = [DO_NOT_KNOW] * asked.allows_dk + [NOT_APPLICABLE] * asked.allows_na
        options += [(code, reserved_text(code), "") for code in quiet]
    return {
        "code": asked.code,
        "section": asked.section,
        "type": asked.type,
        "label": asked.label.in_language(language).text,
        "help": asked.help.in_language(language).text if asked.help else "",
        "icon": asked.icon or "arrow-right",
        "options": options,
        "quiet": quiet,
        "pictograms": _pictograms(asked),
        "chosen": chosen,
    }


def _pictograms(asked: Question) -> dict[str, str]:
    """The pictogram of each answer, for questions whose answers have some."""
    drawn = {each.code: each.icon for each in asked.options if each.icon}
    return drawn | RESERVED_PICTOGRAMS if drawn else {}


def reserved_text(code: str) -> str:
    """The words of an answer that every question may have."""
    return {DO_NOT_KNOW: _("Je ne sais pas"), NOT_APPLICABLE: _("Cela ne me concerne pas")}[code]


def answer_text(asked: Question, value: str, language: str) -> str:
    """The words of an answer."""
    if value in {DO_NOT_KNOW, NOT_APPLICABLE}:
        return reserved_text(value)
    for option in asked.options:
        if option.code == value:
            return option.label.in_language(language).text
    return value


def section_title(questionnaire: Questionnaire, code: str, language: str) -> str:
    """The title of a section."""
    section = next(each for each in questionnaire.sections if each.code == code)
    return section.title.in_language(language).text


def grids(codes: Iterable[str], language: str) -> list[dict[str, str]]:
    """The grids that can be read, with what they are for, in the language of each title."""
    known = [(code, read_grid(code)) for code in codes]
    return [
        {
            "code": code,
            "title": content.questionnaire.title.in_language(language).text,
            "language": spoken_by(content, language),
        }
        for code, content in known
    ]


def spoken_by(content: Grid, language: str) -> str:
    """Return the language in which a grid can be shown: French where it lacks the one wanted."""
    return language if language in {*content.questionnaire.languages, EASY_FRENCH} else "fr"


def grid(content: Grid, language: str) -> dict[str, Any]:
    """A whole grid with its weights, credits and where they come from."""
    items = {item.code: item for item in content.scale.items}
    weights = {dimension.code: dimension.weight for dimension in content.scale.dimensions}
    total = {code: sum(item.weight for item in content.scale.items if item.dimension == code) for code in weights}
    return {
        "code": content.code,
        "language": language,
        "text_status": text_status(
            text.in_language(language) for each in content.questionnaire.questions for text in question_texts(each)
        ),
        "title": content.questionnaire.title.in_language(language).text,
        "lead": ngettext(
            "%(count)d question comptée, avec son poids et son origine.",
            "%(count)d questions comptées, avec leur poids et leur origine.",
            len(items),
        )
        % {"count": len(items)},
        "checksum": content.checksum,
        "weights_origin": content.weights_origin.in_language(language).text,
        "credits_origin": content.credits_origin.in_language(language).text,
        "variant_of": content.variant_of,
        "variants": content.variants,
        "sections": [
            {
                "title": section.title.in_language(language).text,
                "weight": weights.get(section.code),
                "questions": [
                    _grid_question(content, each, items.get(each.code), total, language)
                    for each in content.questionnaire.questions
                    if each.section == section.code
                ],
            }
            for section in content.questionnaire.sections
        ],
        "references": [
            {"title": content.references[key].title.in_language(language).text, "url": content.references[key].url}
            for key in sorted(content.references)
        ],
    }


def _grid_question(content: Grid, asked: Question, item: Any, total: dict[str, float], language: str) -> dict[str, Any]:
    credit_of = {option.code: option.credit for option in item.options} if item else {}
    return {
        "label": asked.label.in_language(language).text,
        "kind": {"fact": _("vérifié sur papier"), "declared": _("dit par la personne"), "judged": _("jugé ensemble")}[
            item.kind
        ]
        if item
        else _("non compté"),
        "share": item.weight / total[item.dimension] if item else None,
        "options": [
            (option.label.in_language(language).text, _whole(credit_of.get(option.code))) for option in asked.options
        ],
        "sources": [
            content.references[key].title.in_language(language).text for key in content.item_sources.get(asked.code, ())
        ],
    }


def _whole(credit: float | None) -> float | None:
    """Return 1 and 0 as whole numbers, so that they read as such."""
    return int(credit) if credit is not None and credit.is_integer() else credit


def consent_wording() -> str:
    """What the person agrees to when they ask for a code; stored as it was shown."""
    return _(
        "J’accepte qu’Allant garde mes réponses, sans mon nom, pour le conseiller à qui je donnerai mon code. "
        "Je peux retirer ce code à tout moment."
    )


SUPPORT_TITLES = {
    "on_own": gettext_noop("Vous pouvez avancer par vous-même"),
    "light": gettext_noop("Un conseil peut suffire"),
    "reinforced": gettext_noop("Un accompagnement peut vous aider"),
}
TITLE_TO_COMPLETE = gettext_noop("Complétez avec un conseiller")
LEVEL_TONES = {"blocks": "stop", "slows": "sun"}


def test_result(answers: dict[str, str], *, language: str) -> dict[str, Any]:
    """What the public test says: an estimate with its margin, the profile, what blocks, where to start."""
    grid_id = actions.TEST_GRID
    computed, advice = counsel.for_answers(grid_id, answers)
    shown = [advice.profile.label, advice.profile.explanation, advice.orientation.reason]
    shown += [words for each in advice.barriers for words in (each.level_label, each.sentence)]
    for step in advice.steps:
        shown += [step.solution.label, step.solution.how, step.solution.effort, step.solution.delay]
    return {
        "text_status": text_status(words.text.in_language(language) for words in shown),
        "profile": {
            "label": advice.profile.label.in_language(language),
            "explanation": advice.profile.explanation.in_language(language),
        },
        "index": computed.index,
        "margin": margin(computed.index, computed.low, computed.high),
        "index_words": index_words(computed.index, computed.low, computed.high),
        "barriers": barriers(advice, grid_id, language),
        "steps": [
            {
                "label": step.solution.label.in_language(language),
                "how": step.solution.how.in_language(language),
                "effort": step.solution.effort.in_language(language),
                "delay": step.solution.delay.in_language(language),
            }
            for step in advice.steps
        ],
        "support": {
            "title": _(TITLE_TO_COMPLETE if computed.index is None else SUPPORT_TITLES[advice.orientation.code]),
            "reason": advice.orientation.reason.in_language(language),
        },
        "consent_wording": consent_wording(),
        "first_question": read_grid(grid_id).questionnaire.questions[0].code,
    }


def margin(index: float | None, low: float | None, high: float | None) -> tuple[float, float] | None:
    """Return the interval to show, or None where there is none to believe.

    Beyond the bounds where it is computed, so close to 0 or 100, it covers nearly everything and says nothing.
    """
    if index is None or low is None or high is None:
        return None
    lowest, highest = (parameter(f"mobility_index/{end}_index_for_interval") for end in ("lowest", "highest"))
    return (low, high) if lowest <= index <= highest else None


def index_words(index: float | None, low: float | None, high: float | None) -> str:
    """The index in a sentence, with its interval in words."""
    if index is None:
        return _("L’indice n’est pas mesuré : il manque trop de réponses.")
    if low is None or high is None:
        return _("Environ %(index)d sur 100. Il manque des réponses pour dire la marge.") % {"index": round(index)}
    if margin(index, low, high) is None:
        return _("Environ %(index)d sur 100. Si près du bord, la marge ne se calcule pas.") % {"index": round(index)}
    return _("Environ %(index)d sur 100. On est sûr à 90 %% que c’est entre %(low)d et %(high)d.") % {
        "index": round(index),
        "low": round(low),
        "high": round(high),
    }


def barriers(advice: Advice, grid_id: str, language: str) -> list[dict[str, str]]:
    """What blocks or slows down, the strongest first."""
    sections = {each.code: each for each in read_grid(grid_id).questionnaire.sections}
    return [
        {
            "title": sections[each.dimension].title.in_language(language).text,
            "icon": sections[each.dimension].icon or "",
            "level": each.level_label.in_language(language),
            "tone": LEVEL_TONES[each.level],
            "sentence": each.sentence.in_language(language),
        }
        for each in advice.barriers
    ]
