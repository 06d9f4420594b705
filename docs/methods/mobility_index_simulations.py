"""Simulations of the methods page: no change, one fact changed, drift. Run to write their table and their figure.

    python docs/methods/mobility_index_simulations.py

A person has true credits, one per item. A bilan observes them with the assumed error of answers, rounded to the nearest
option; facts are observed as they are. The seed is fixed: the same figures come out each time, and a test recomputes
those of the page.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allant.mobility_index import (
    Assessment,
    CompiledScale,
    Dimension,
    ItemKind,
    Progression,
    Scale,
    ScaleItem,
    ScaleOption,
    compare,
    compile_scale,
)

PERSONS, SEED = 1_000, 20260101
COMPONENTS = ("environment", "material", "financial", "physical", "cognitive", "confidence", "constraints")
MATERIAL_KINDS: tuple[ItemKind, ...] = ("fact", "fact", "judged", "declared", "declared", "declared")
OTHER_KINDS: tuple[ItemKind, ...] = ("declared", "declared", "judged", "declared", "declared", "declared")
LICENCE, CAR = "material_0", "material_1"
STEPS = tuple(
    ScaleOption(code, credit) for code, credit in (("no", 0.0), ("little", 1 / 3), ("mostly", 2 / 3), ("yes", 1.0))
)
ANSWER_ERROR = 0.15
COURTESY = 0.5
"""Share of the declared and judged answers that rise by one step, out of courtesy, in the drift scenario."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario gave: changes in index points, which went beyond noise, and the points that facts brought."""

    name: str
    deltas: NDArray[np.float64]
    beyond: NDArray[np.bool_]
    noises: NDArray[np.float64]
    from_facts: NDArray[np.float64]


def scale() -> CompiledScale:
    """Return a scale of the size of the grid: seven components of six items, two facts in the material one."""
    items = tuple(
        ScaleItem(f"{component}_{number}", component, 1.0, kind, (STEPS[0], STEPS[-1]) if kind == "fact" else STEPS)
        for component in COMPONENTS
        for number, kind in enumerate(MATERIAL_KINDS if component == "material" else OTHER_KINDS)
    )
    weights = tuple(Dimension(component, 1 / len(COMPONENTS)) for component in COMPONENTS)
    return compile_scale(Scale("simulated", weights, items))


def observe(compiled: CompiledScale, truth: dict[str, float], rng: np.random.Generator) -> dict[str, str]:
    """Return one bilan of a person: the option nearest to the true credit plus the error of the answer."""
    answers = {}
    for item in compiled.scale.items:
        seen = truth[item.code] + (0.0 if item.kind == "fact" else rng.normal(0, ANSWER_ERROR))
        answers[item.code] = min(item.options, key=lambda option: abs(option.credit - seen)).code
    return answers


def no_change(_answers: dict[str, str], _rng: np.random.Generator) -> None:
    """Leave everything as it was."""


def licence_obtained(answers: dict[str, str], _rng: np.random.Generator) -> None:
    """Give the licence, checked on paper."""
    answers[LICENCE] = "yes"


def courtesy(answers: dict[str, str], rng: np.random.Generator) -> None:
    """Raise by one step half of the answers that are not facts, though nothing changed."""
    codes = [option.code for option in STEPS]
    for code, answer in answers.items():
        if code not in (LICENCE, CAR) and rng.random() < COURTESY:
            answers[code] = codes[min(codes.index(answer) + 1, len(codes) - 1)]


SCENARIOS: dict[str, Callable[[dict[str, str], np.random.Generator], None]] = {
    "no change": no_change,
    "licence obtained": licence_obtained,
    "drift": courtesy,
}


def simulate(name: str) -> Outcome:
    """Return what a scenario gives for the same persons, without licence at entry."""
    compiled, rng = scale(), np.random.default_rng(SEED)
    rows = []
    for _ in range(PERSONS):
        level = rng.uniform(0.3, 0.8)
        truth = {item.code: float(np.clip(rng.normal(level, 0.25), 0, 1)) for item in compiled.scale.items}
        truth[LICENCE] = 0.0
        truth[CAR] = float(rng.random() < level)
        entry, later = observe(compiled, truth, rng), observe(compiled, truth, rng)
        SCENARIOS[name](later, rng)
        change = compare(compiled, Assessment("simulated", entry), Assessment("simulated", later))
        if isinstance(change, Progression):
            rows.append((change.delta, change.beyond_noise, change.noise, change.from_facts))
    deltas, beyond, noises, from_facts = (np.array(column) for column in zip(*rows, strict=True))
    return Outcome(name, deltas, beyond, noises, from_facts)


def table(outcomes: list[Outcome]) -> str:
    """Return the table of the methods page, in Markdown."""
    titles = ["scenario", "median change", "5 % – 95 % of changes", "median noise threshold"]
    titles += ["up, beyond noise", "down, beyond noise", "median from facts"]
    lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"]
    for outcome in outcomes:
        low, middle, high = np.percentile(outcome.deltas, [5, 50, 95])
        up = np.mean(outcome.beyond & (outcome.deltas > 0))
        down = np.mean(outcome.beyond & (outcome.deltas < 0))
        lines.append(
            f"| {outcome.name} | {middle:+.1f} | {low:+.1f} – {high:+.1f} | ±{np.median(outcome.noises):.1f} "
            f"| {100 * up:.1f} % | {100 * down:.1f} % | {np.median(outcome.from_facts):+.1f} |"
        )
    return "\n".join(lines)


def figure(outcomes: list[Outcome]) -> str:
    """Return the figure of the methods page: the changes of each scenario as bars, those beyond noise darker."""
    width, row, left, bottom = 720, 150, 130, 36
    edges = np.arange(-20, 32, 2)
    step = (width - left - 20) / (len(edges) - 1)
    most = max(np.histogram(outcome.deltas, edges)[0].max() for outcome in outcomes)
    zero = left + step * np.searchsorted(edges, 0)
    height = row * len(outcomes) + bottom
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif"'
        ' font-size="13">',
        "<title>Change of the index in three simulated scenarios</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for place, outcome in enumerate(outcomes):
        base = row * (place + 1)
        parts.append(f'<text x="10" y="{base - 60}" fill="#222">{outcome.name}</text>')
        everyone = np.histogram(outcome.deltas, edges)[0]
        beyond = np.histogram(outcome.deltas[outcome.beyond], edges)[0]
        for counts, colour in ((everyone, "#b8c7d9"), (beyond, "#1f4e79")):
            for bar, count in enumerate(counts):
                tall = (row - 30) * count / most
                if count:
                    parts.append(
                        f'<rect x="{left + bar * step:.1f}" y="{base - tall:.1f}" width="{step - 1:.1f}"'
                        f' height="{tall:.1f}" fill="{colour}"/>'
                    )
        parts.append(f'<line x1="{left}" y1="{base}" x2="{width - 20}" y2="{base}" stroke="#222"/>')
    parts.append(f'<line x1="{zero:.1f}" y1="10" x2="{zero:.1f}" y2="{row * len(outcomes)}" stroke="#222"/>')
    for edge in range(-20, 31, 10):
        x = left + step * np.searchsorted(edges, edge)
        parts.append(f'<text x="{x:.1f}" y="{height - 20}" text-anchor="middle" fill="#222">{edge:+d}</text>')
    parts.append(
        f'<text x="{left}" y="{height - 4}" fill="#222">change of the index, points; dark: beyond noise</text></svg>'
    )
    return "\n".join(parts) + "\n"


def main() -> None:
    """Print the table and write the figure beside this file."""
    outcomes = [simulate(name) for name in SCENARIOS]
    Path(__file__).with_suffix(".svg").write_text(figure(outcomes), encoding="utf-8")
    sys.stdout.write(table(outcomes) + "\n")


if __name__ == "__main__":
    main()
