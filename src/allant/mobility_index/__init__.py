"""How mobile is this person, how sure are we, and what holds them back?

The formula, its parameters and its limits are in `docs/methods/mobility_index.md`. A scale is compiled once, then
scores one person or millions with the same arithmetic:

>>> yes_no = (ScaleOption("no", 0.0), ScaleOption("yes", 1.0))
>>> scale = Scale(
...     grid="example",
...     dimensions=(Dimension("material", 0.5), Dimension("cognitive", 0.5)),
...     items=tuple(
...         ScaleItem(code, dimension, 1.0, "fact", yes_no)
...         for code, dimension in [
...             ("licence", "material"), ("car", "material"), ("reads_map", "cognitive"), ("plans_trip", "cognitive")
...         ]
...     ),
... )
>>> compiled = compile_scale(scale)
>>> result = score(compiled, {"licence": "yes", "car": "no", "reads_map": "yes", "plans_trip": "yes"})
>>> round(result.index, 1)
70.7
>>> [(part.code, round(part.points, 1)) for part in explain(compiled, {
...     "licence": "yes", "car": "no", "reads_map": "yes", "plans_trip": "yes"}).components]
[('material', 29.3), ('cognitive', 0.0)]
"""

from allant.mobility_index.compiled import ENVIRONMENT, RESERVED, CompiledScale, compile_scale
from allant.mobility_index.decomposition import ComponentContribution, Explanation, ItemContribution, explain
from allant.mobility_index.encoding import encode
from allant.mobility_index.levers import Lever, lever
from allant.mobility_index.progression import (
    Assessment,
    Difference,
    EnvironmentSource,
    NotComparable,
    Progression,
    ThreeParts,
    compare,
)
from allant.mobility_index.scale import Dimension, ItemKind, Scale, ScaleItem, ScaleOption
from allant.mobility_index.scoring import (
    DimensionScore,
    IndexResult,
    ScoreTable,
    score,
    score_encoded,
    score_matrix,
)

__all__ = [
    "ENVIRONMENT",
    "RESERVED",
    "Assessment",
    "CompiledScale",
    "ComponentContribution",
    "Difference",
    "Dimension",
    "DimensionScore",
    "EnvironmentSource",
    "Explanation",
    "IndexResult",
    "ItemContribution",
    "ItemKind",
    "Lever",
    "NotComparable",
    "Progression",
    "Scale",
    "ScaleItem",
    "ScaleOption",
    "ScoreTable",
    "ThreeParts",
    "compare",
    "compile_scale",
    "encode",
    "explain",
    "lever",
    "score",
    "score_encoded",
    "score_matrix",
]
