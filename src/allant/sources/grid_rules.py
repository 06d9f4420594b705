"""What a scored grid must respect so that a better answer never lowers a score, whatever the skip logic."""

from collections.abc import Mapping

from allant.errors import GridError
from allant.mobility_index.scale import Scale, ScaleItem
from allant.questionnaire.logic import check_skip_logic
from allant.questionnaire.structure import NOT_APPLICABLE, Question, Questionnaire

__all__ = ["check_scored_side", "check_variant"]

_DECIMALS = 9
"""Weights written in decimals sum to 1 up to this many of them."""


def check_scored_side(questionnaire: Questionnaire, scale: Scale) -> None:
    """Refuse weights, credits and skip rules under which a score would make no sense.

    A question that is skipped because something is lacking counts 0; it may count "irrelevant" (`na`) only when its
    gate is not scored; and a scored gate locks from its lowest answers up. Otherwise a person could gain points by
    lacking more.

    Raises
    ------
    GridError
        Names the value, the rule and the remedy.
    """
    check_skip_logic(questionnaire)
    _check_weights(scale)
    items = {item.code: item for item in scale.items}
    for item in scale.items:
        _check_credits(item)
    questions = {question.code: question for question in questionnaire.questions}
    for item in scale.items:
        _check_lock(questions[item.code], item, items, questions)


def check_variant(variant: Scale, parent: Scale) -> None:
    """Refuse a variant whose anchor items are not those of the grid it comes from (component, options, credits)."""
    anchors = {item.code: (item.dimension, item.options) for item in parent.items}
    for item in variant.items:
        if anchors.get(item.code) != (item.dimension, item.options):
            raise GridError(
                value=item.code,
                rule=f"This item is not the same in {variant.grid} as in {parent.grid}.",
                remedy="Give it the same component, options and credits, or another code.",
            )


def _check_weights(scale: Scale) -> None:
    for dimension in scale.dimensions:
        if not 0 < dimension.weight <= 1 or not any(item.dimension == dimension.code for item in scale.items):
            raise GridError(
                value=dimension.code,
                rule="Each component has a weight above 0, and at least one scored item.",
                remedy="Correct the weight, add an item, or remove the component.",
            )
    total = sum(dimension.weight for dimension in scale.dimensions)
    if round(total, _DECIMALS) != 1:
        raise GridError(
            value=total,
            rule="The weights of the components sum to 1.",
            remedy="Correct the weights, or write `equal`.",
        )
    for item in scale.items:
        if item.weight <= 0:
            raise GridError(value=item.code, rule="Each item weighs more than 0.", remedy="Correct its weight.")


def _check_credits(item: ScaleItem) -> None:
    given = [option.credit for option in item.options]
    for credit in given:
        if not 0 <= credit <= 1:
            raise GridError(
                value=credit, rule=f"A credit of {item.code!r} is outside 0 to 1.", remedy="Write a share from 0 to 1."
            )
    if given[0] != 1 or given[-1] != 0 or given != sorted(given, reverse=True):
        raise GridError(
            value=given,
            rule=f"The options of {item.code!r} go from the best (1) down to what is lacking (0).",
            remedy="Put the options in this order, and give the first credit 1 and the last credit 0.",
        )


def _check_lock(
    question: Question, item: ScaleItem, items: Mapping[str, ScaleItem], questions: Mapping[str, Question]
) -> None:
    if question.skip is None:
        return
    credit_of = {option.code: option.credit for option in item.options}
    if credit_of.get(question.skip.counts_as, 0) != 0:
        raise GridError(
            value=question.skip.counts_as,
            rule=f"The question {item.code!r} would be worth points without being asked.",
            remedy="Let it count as an option of credit 0.",
        )
    for condition in question.skip.when:
        gate = items.get(condition.question)
        if gate is None:
            _refuse_locked_gate(question, questions[condition.question])
        elif question.skip.counts_as == NOT_APPLICABLE:
            raise GridError(
                value=gate.code,
                rule=f"This scored question makes {item.code!r} irrelevant: lacking more would give points.",
                remedy="Let the locked question count as an option of credit 0.",
            )
        else:
            _check_locks_from_the_bottom(question, gate, condition.options)


def _check_locks_from_the_bottom(question: Question, gate: ScaleItem, locking: tuple[str, ...]) -> None:
    locked = [option.credit for option in gate.options if option.code in locking]
    open_credits = [option.credit for option in gate.options if option.code not in locking]
    if NOT_APPLICABLE in locking or not open_credits or max(locked) >= min(open_credits):
        raise GridError(
            value=list(locking),
            rule=f"The question {question.code!r} would be locked by a better answer to {gate.code!r} and open again "
            "under a worse one.",
            remedy="Lock from the lowest credit up, and leave the best answer open.",
        )


def _refuse_locked_gate(question: Question, gate: Question) -> None:
    for condition in () if gate.skip is None else gate.skip.when:
        raise GridError(
            value=gate.code,
            rule=f"It locks the scored question {question.code!r}, and is itself locked by {condition.question!r}.",
            remedy=f"Let {condition.question!r} lock {question.code!r} itself.",
        )
