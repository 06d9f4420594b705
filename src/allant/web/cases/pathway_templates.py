"""Templates of pathways, held as data: applied in one click, then edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from allant.errors import ParameterError
from allant.parameters import rules
from allant.web.cases.enums import StepKind

TABLE = "cases/pathway_templates"
STATUSES = ("draft", "reviewed")


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A step of a template: what, after how many days, and how many minutes it usually takes an adviser."""

    kind: str
    label: str
    days: int
    minutes: int
    solution: str = ""


@dataclass(frozen=True, slots=True)
class PathwayTemplate:
    """An ordered list of steps for a frequent situation."""

    code: str
    label: str
    summary: str
    status: str
    steps: tuple[TemplateStep, ...]

    @property
    def days(self) -> int:
        return max(step.days for step in self.steps)

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


@cache
def pathway_templates() -> tuple[PathwayTemplate, ...]:
    """Return every template, in the order of the file."""
    return tuple(_read(rule) for rule in rules(TABLE).rules)


def pathway_template(code: str) -> PathwayTemplate | None:
    """Return a template by its code."""
    return next((each for each in pathway_templates() if each.code == code), None)


def _read(rule: Mapping[str, Any]) -> PathwayTemplate:
    if rule.get("status") not in STATUSES or not rule.get("steps"):
        raise ParameterError(
            value=rule.get("code"),
            rule=f"A template of {TABLE} has steps and a status ({', '.join(STATUSES)}).",
            remedy="Complete it.",
        )
    return PathwayTemplate(
        code=rule["code"],
        label=rule["label_fr"],
        summary=rule["summary_fr"],
        status=rule["status"],
        steps=tuple(
            TemplateStep(
                kind=StepKind(step["kind"]).value,
                label=step["label_fr"],
                days=step["days"],
                minutes=step["minutes"],
                solution=step.get("solution", ""),
            )
            for step in rule["steps"]
        ),
    )
