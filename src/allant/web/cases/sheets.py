"""The adviser's sheet of questions: what each block shows, and what changes after one answer."""

from collections.abc import Mapping
from typing import Any

from allant.errors import InputError
from allant.questionnaire import Question, Questionnaire, Section, form_state
from allant.sources.grids import read_grid
from allant.web.assessments import presenters as assessments
from allant.web.assessments.actions import ConflictError
from allant.web.assessments.queries import CurrentAnswer, current_answers, values
from allant.web.cases.models import CaseAssessment

LANGUAGE = "fr"


def section_page(
    link: CaseAssessment, section: str, problems: Mapping[str, InputError], typed: Mapping[str, str]
) -> dict[str, Any]:
    """Context of one section of the sheet; what was typed stays where there is a problem."""
    questionnaire = _questionnaire(link)
    answers = current_answers(link.assessment)
    locked = form_state(questionnaire, values(answers)).locked
    return _frame(link, answers) | {
        "section": next(each for each in _sections(link, answers) if each["code"] == section),
        "blocks": [
            block(
                question,
                answers.get(question.code),
                locked,
                problems.get(question.code),
                typed.get(question.code) if question.code in problems else None,
            )
            for question in questionnaire.questions
            if question.section == section
        ],
    }


def overview(link: CaseAssessment) -> dict[str, Any]:
    """Context of the whole sheet read again: every section, what is missing and what is still to confirm."""
    questionnaire = _questionnaire(link)
    answers = current_answers(link.assessment)
    locked = form_state(questionnaire, values(answers)).locked
    asked = [question for question in questionnaire.questions if question.code not in locked]
    return _frame(link, answers) | {
        "missing": [section for section in _sections(link, answers) if section["answered"] < section["count"]],
        "to_confirm": [
            assessments.question(question, language=LANGUAGE)
            for question in asked
            if question.code in answers and answers[question.code].awaits_confirmation
        ],
        "is_finished": link.assessment.finished_at is not None,
        "given": [
            {
                "title": section["title"],
                "rows": [
                    (
                        question.label.in_language(LANGUAGE).text,
                        assessments.answer_text(question, answers[question.code].value, LANGUAGE)
                        if question.code in answers
                        else "",
                    )
                    for question in asked
                    if question.section == section["code"]
                ],
            }
            for section in _sections(link, answers)
        ],
    }


def after_save(
    link: CaseAssessment,
    question: str,
    *,
    shown_locked: frozenset[str],
    problem: InputError | None,
    typed: str,
) -> dict[str, Any]:
    """Context of the answer to an autosave: the state of this question, and the blocks that opened or closed."""
    questionnaire = _questionnaire(link)
    answers = current_answers(link.assessment)
    locked = form_state(questionnaire, values(answers)).locked
    by_code = {each.code: each for each in questionnaire.questions}
    section = by_code[question].section if question in by_code else ""
    turned = [each for each in questionnaire.questions if (each.code in locked) != (each.code in shown_locked)]
    return _frame(link, answers) | {
        "block": block(by_code[question], answers.get(question), locked, problem, typed if problem else None)
        if question in by_code
        else None,
        "turned": [
            block(each, answers.get(each.code), locked, None)
            for each in turned
            if each.section == section and each.code != question
        ],
        "problem": problem,
    }


def locked_questions(link: CaseAssessment, answers: Mapping[str, CurrentAnswer]) -> frozenset[str]:
    """The questions that these answers close."""
    return form_state(_questionnaire(link), values(dict(answers))).locked


def outcome(link: CaseAssessment, question: str, *, problem: InputError | None, typed: str) -> dict[str, Any]:
    """What became of an answer that waited on a device: saved, two versions, or refused with the reason."""
    if problem is None:
        answer = current_answers(link.assessment)[question]
        return {"state": "saved"} | _given(answer)
    if isinstance(problem, ConflictError):
        asked = _questionnaire(link).question(question)
        return {
            "state": "conflict",
            "theirs": _given(problem.theirs),
            "theirs_text": assessments.answer_text(asked, problem.theirs.value, LANGUAGE),
            "mine_text": assessments.answer_text(asked, typed, LANGUAGE),
        }
    return {"state": "refused", "why": f"{problem.rule} {problem.remedy}"}


def taken_along(link: CaseAssessment) -> dict[str, Any]:
    """All that a device needs to go on with a bilan without a network: questions, skip rules, answers, a name."""
    questionnaire = _questionnaire(link)
    return {
        "who": str(link.case),
        "what": link.get_moment_display(),
        "sections": [
            {"code": each.code, "title": each.title.in_language(LANGUAGE).text, "intro": _intro(each)}
            for each in questionnaire.sections
        ],
        "questions": [
            assessments.question(each, language=LANGUAGE) | {"skip": skip_rule(each)}
            for each in questionnaire.questions
        ],
        "answers": {code: _given(answer) for code, answer in current_answers(link.assessment).items()},
    }


def _given(answer: CurrentAnswer) -> dict[str, Any]:
    return {"value": answer.value, "revision": answer.revision, "origin": answer.origin}


def skip_rule(question: Question) -> dict[str, Any] | None:
    """The rule in the shape that `offline/skip.js` reads."""
    if question.skip is None:
        return None
    when = [[condition.question, list(condition.options)] for condition in question.skip.when]
    return {"when": when, "counts_as": question.skip.counts_as}


def block(
    question: Question,
    answer: CurrentAnswer | None,
    locked: frozenset[str],
    problem: InputError | None,
    typed: str | None = None,
) -> dict[str, Any]:
    """One question of the sheet, with the state of its answer; `typed` is what was refused, shown again as it was."""
    shown = typed if typed is not None else (answer.value if answer else "")
    theirs = (
        assessments.answer_text(question, problem.theirs.value, LANGUAGE) if isinstance(problem, ConflictError) else ""
    )
    return assessments.question(question, language=LANGUAGE, chosen=str(shown)) | {
        "name": f"q-{question.code}",
        "revision": answer.revision if answer else 0,
        "awaits_confirmation": bool(answer and answer.awaits_confirmation),
        "origin": answer.origin if answer else "",
        "is_answered": bool(answer and answer.value),
        "is_locked": question.code in locked,
        "error": f"{problem.rule} {problem.remedy}" if problem and not theirs else "",
        "conflict": theirs,
        "mine": assessments.answer_text(question, str(shown), LANGUAGE) if theirs else "",
    }


def _frame(link: CaseAssessment, answers: Mapping[str, CurrentAnswer]) -> dict[str, Any]:
    sections = _sections(link, answers)
    return {
        "link": link,
        "case": link.case,
        "assessment": link.assessment,
        "sections": sections,
        "answered": sum(each["answered"] for each in sections),
        "count": sum(each["count"] for each in sections),
    }


def _sections(link: CaseAssessment, answers: Mapping[str, CurrentAnswer]) -> list[dict[str, Any]]:
    questionnaire = _questionnaire(link)
    locked = form_state(questionnaire, values(dict(answers))).locked
    return [_section(section, questionnaire, answers, locked) for section in questionnaire.sections]


def _section(
    section: Section, questionnaire: Questionnaire, answers: Mapping[str, CurrentAnswer], locked: frozenset[str]
) -> dict[str, Any]:
    """One section with how far it is; open questions do not count."""
    asked = [
        each.code
        for each in questionnaire.questions
        if each.section == section.code and each.code not in locked and each.type != "open"
    ]
    answered = sum(1 for code in asked if code in answers and answers[code].value)
    return {
        "code": section.code,
        "title": section.title.in_language(LANGUAGE).text,
        "intro": _intro(section),
        "count": len(asked),
        "answered": answered,
        "missing": len(asked) - answered,
    }


def _intro(section: Section) -> str:
    return section.intro.in_language(LANGUAGE).text if section.intro else ""


def _questionnaire(link: CaseAssessment) -> Questionnaire:
    return read_grid(link.assessment.grid).questionnaire
