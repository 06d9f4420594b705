"""A scale made ready for scoring: checked once, then held as arrays."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import NormalDist

import numpy as np

from allant.errors import GridError
from allant.mobility_index.kernel import DK, FIRST_OPTION, MISSING, NA, Floats, Places
from allant.mobility_index.scale import Scale, ScaleItem
from allant.parameters import parameter

__all__ = ["ENVIRONMENT", "RESERVED", "CompiledScale", "compile_scale"]

ENVIRONMENT = "environment"
"""The component whose value may come from computed networks instead of answers."""

RESERVED: Mapping[str, int] = {"": MISSING, "dk": DK, "na": NA}
"""Reserved answers and their codes; a missing answer is empty, `None` or absent."""

_ANSWER_CODES = np.iinfo(np.uint8).max + 1
"""How many codes an answer matrix of bytes can tell apart."""


@dataclass(frozen=True, slots=True, eq=False)
class CompiledScale:
    """A scale as the kernel reads it. Made by `compile_scale`, never changed afterwards.

    Attributes
    ----------
    scale : Scale
        What was compiled.
    dimensions, items : tuple of str
        Codes of the components, and of the items in the order of the columns of an answer matrix.
    columns : mapping of str to int
        The column of each item.
    codes : mapping of str to mapping of str to int
        For each item, the code (0-255) of each answer it knows, reserved ones included.
    component_weights : float64[components]
        Shares of the index, summing to 1.
    answer_variances : mapping of str to float
        Variance of an answer to each item, credit².
    floor : float
        The least value of a component in the geometric mean, 0-1.
    noise_multiplier : float
        How many standard errors make the bounds of an interval.
    bounds, layout, item_table, rules
        Described in `kernel.py`.
    """

    scale: Scale
    dimensions: tuple[str, ...]
    items: tuple[str, ...]
    columns: Mapping[str, int]
    codes: Mapping[str, dict[str | None, int]]
    answer_variances: Mapping[str, float]
    floor: float
    noise_multiplier: float
    environment_component: int
    bounds: Places
    layout: Places
    item_table: Floats
    component_weights: Floats
    rules: Floats

    @property
    def kernel_arguments(self) -> tuple[int, Places, Places, Floats, Floats, Floats]:
        """What `score_row` and `score_rows` need of the scale, in their order."""
        return (
            self.environment_component,
            self.bounds,
            self.layout,
            self.item_table,
            self.component_weights,
            self.rules,
        )


def compile_scale(scale: Scale, as_of: date | None = None) -> CompiledScale:
    """Check a scale and make it ready for scoring.

    Parameters
    ----------
    scale : Scale
        Weights of the dimensions sum to 1; credits in [0, 1]; weights of the items above 0.
    as_of : date, optional
        The day whose parameters apply; the latest ones without it.

    Returns
    -------
    CompiledScale
        To be kept: compiling takes about a millisecond, scoring a few microseconds.

    Raises
    ------
    GridError
        A scale that contradicts itself.
    """
    _check(scale)
    groups = [
        sorted((item for item in scale.items if item.dimension == dimension.code), key=lambda item: item.code)
        for dimension in scale.dimensions
    ]
    columns = {item.code: column for column, item in enumerate(scale.items)}
    ordered = [item for group in groups for item in group]
    errors = {kind: parameter(f"mobility_index/answer_error_{kind}", as_of) ** 2 for kind in _kinds(scale)}
    dimensions = tuple(dimension.code for dimension in scale.dimensions)
    multiplier = NormalDist().inv_cdf((1 + parameter("mobility_index/confidence_level", as_of)) / 2)
    floor = parameter("mobility_index/component_floor", as_of)
    # In the order of kernel.RULES.
    rules = [
        parameter("mobility_index/min_answered_share", as_of),
        floor,
        parameter("mobility_index/lowest_index_for_interval", as_of) / 100,
        parameter("mobility_index/highest_index_for_interval", as_of) / 100,
        multiplier,
    ]
    return CompiledScale(
        scale=scale,
        dimensions=dimensions,
        items=tuple(columns),
        columns=columns,
        codes={item.code: _codes(item) for item in scale.items},
        answer_variances={item.code: errors[item.kind] for item in scale.items},
        floor=floor,
        noise_multiplier=multiplier,
        environment_component=dimensions.index(ENVIRONMENT) if ENVIRONMENT in dimensions else -1,
        bounds=np.cumsum([0, *map(len, groups)], dtype=np.uint64),
        layout=np.array([(columns[item.code], FIRST_OPTION + len(item.options)) for item in ordered], dtype=np.uint64),
        item_table=_item_table(groups, errors),
        component_weights=np.array([dimension.weight for dimension in scale.dimensions], dtype=np.float64),
        rules=np.array(rules, dtype=np.float64),
    )


def _codes(item: ScaleItem) -> dict[str | None, int]:
    codes: dict[str | None, int] = {None: MISSING}
    codes.update(RESERVED)
    codes.update((option.code, FIRST_OPTION + place) for place, option in enumerate(item.options))
    return codes


def _item_table(groups: list[list[ScaleItem]], errors: Mapping[str, float]) -> Floats:
    width = max(len(item.options) for group in groups for item in group)
    rows = []
    for group in groups:
        for item, weight in zip(group, _whole_weights(group), strict=True):
            known = [option.credit for option in item.options]
            unused = [0.0] * (width - len(known))
            rows.append([weight, errors[item.kind], *[0.0] * FIRST_OPTION, *known, *unused])
    return np.array(rows, dtype=np.float64)


def _whole_weights(group: list[ScaleItem]) -> list[int]:
    """Return the weights of one component as whole numbers in the same proportions.

    Only proportions matter, and sums of whole numbers are exact: three answers out of five equal ones make exactly the
    60 % asked for, whatever decimals the grid writes.
    """
    fractions = [Fraction(repr(float(item.weight))) for item in group]
    common = math.lcm(*(fraction.denominator for fraction in fractions))
    return [int(fraction * common) for fraction in fractions]


def _kinds(scale: Scale) -> set[str]:
    return {item.kind for item in scale.items}


def _check(scale: Scale) -> None:
    _check_weights(scale)
    for what, codes in (
        ("dimension", [dimension.code for dimension in scale.dimensions]),
        ("question", [item.code for item in scale.items]),
    ):
        _refuse_repeated(f"{scale.grid}, {what}", codes)
    dimensions = {dimension.code for dimension in scale.dimensions}
    for item in scale.items:
        if item.dimension not in dimensions:
            raise GridError(
                value=item.dimension,
                rule=f"la question {item.code} est rangée dans une dimension que la grille ne déclare pas.",
                remedy=f"Choisissez parmi : {', '.join(sorted(dimensions))}.",
            )
        _check_item(item)
    for empty in sorted(dimensions - {item.dimension for item in scale.items}):
        raise GridError(
            value=empty,
            rule="une dimension sans question ne peut pas être mesurée.",
            remedy="Ajoutez-lui au moins une question, ou retirez-la.",
        )


def _check_weights(scale: Scale) -> None:
    weights = [dimension.weight for dimension in scale.dimensions]
    if not math.isclose(math.fsum(weights), 1) or min(weights) <= 0:
        raise GridError(
            value=math.fsum(weights),
            rule=f"les poids des dimensions de la grille {scale.grid} sont positifs et leur somme vaut 1.",
            remedy="Corrigez les poids des dimensions.",
        )


def _check_item(item: ScaleItem) -> None:
    if not 0 < item.weight < math.inf:
        raise GridError(
            value=item.weight,
            rule=f"le poids de la question {item.code} est un nombre positif.",
            remedy="Corrigez ce poids, ou retirez la question de l’indice.",
        )
    _refuse_repeated(item.code, [*filter(None, RESERVED), *(option.code for option in item.options)])
    if not 0 < len(item.options) <= _ANSWER_CODES - FIRST_OPTION or not all(option.code for option in item.options):
        raise GridError(
            value=item.code,
            rule=f"une question a entre 1 et {_ANSWER_CODES - FIRST_OPTION} réponses, chacune avec un code.",
            remedy="Corrigez la liste des réponses.",
        )
    for option in item.options:
        if not 0 <= option.credit <= 1:
            raise GridError(
                value=option.credit,
                rule=f"le crédit de la réponse {option.code} ({item.code}) va de 0 à 1.",
                remedy="Corrigez ce crédit.",
            )


def _refuse_repeated(where: str, codes: Iterable[str]) -> None:
    for code, count in Counter(codes).items():
        if count > 1:
            raise GridError(
                value=code,
                rule=f"ce code est déjà pris ({where}).",
                remedy=f"Donnez un autre code ; {', '.join(filter(None, RESERVED))} sont réservés.",
            )
