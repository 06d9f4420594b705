"""Which value does a rule use, since when, and who says so?

One YAML file per value, in a folder per room. A file names its unit, its dated values, its source, the day somebody
checked that source, how well it was checked (`evidence`: `read`, `secondary` or `recalled`) and a French label for the
pages that show it. A file that leaves one out is refused: a number without an origin never reaches a computation.

>>> parameter("mobility_index/min_answered_share")
0.6
>>> read_parameter("mobility_index/confidence_level").unit
'probability (0-1)'

Where sources differ, `ranges` gives the least and the most that they say for a day of `values`; `estimate` reads the
three together:

>>> estimate("trips/small_car_petrol_consumption")
Estimate(low=5.07, central=6.61, high=7.11)

Rule tables (which step for which barrier, which profile for which answers) are files of the same kind whose `rules`
are a list of mappings; `rules` reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import yaml

from allant.errors import ParameterError
from allant.intervals import Estimate

__all__ = ["Evidence", "Parameter", "RuleTable", "estimate", "parameter", "paths", "read_parameter", "rules"]

Evidence = Literal["read", "secondary", "recalled"]

_ORIGIN = {"label_fr": str, "source": str, "checked_on": date, "evidence": str}
_SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dated value and its origin.

    `assumption` says, when it is not None, that no study supports the value yet and what would replace it.
    """

    path: str
    label_fr: str
    unit: str
    values: tuple[tuple[date, float], ...]
    source: str
    checked_on: date
    evidence: Evidence
    assumption: str | None = None
    ranges: Mapping[date, tuple[float, float]] = field(default_factory=dict)

    def value(self, as_of: date | None = None) -> float:
        """Return the value in force on `as_of`, or the latest one when no date is asked for.

        Raises
        ------
        ParameterError
            When the parameter had no value yet on that day.
        """
        return self._in_force(as_of)[1]

    def estimate(self, as_of: date | None = None) -> Estimate:
        """Return the value in force on `as_of` between the least and the most that sources say; exact without a range.

        Raises
        ------
        ParameterError
            When the parameter had no value yet on that day.
        """
        since, value = self._in_force(as_of)
        low, high = self.ranges.get(since, (value, value))
        return Estimate(low, value, high)

    def _in_force(self, as_of: date | None) -> tuple[date, float]:
        in_force = [dated for dated in self.values if as_of is None or dated[0] <= as_of]
        if not in_force:
            raise ParameterError(
                value=f"{self.path} on {as_of}",
                rule=f"the first value is of {self.values[0][0]}.",
                remedy="Ask for a later day, or add the earlier value to the file with its source.",
            )
        return in_force[-1]


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A list of rules held as data, with the origin of the whole."""

    path: str
    label_fr: str
    source: str
    checked_on: date
    evidence: Evidence
    rules: tuple[Mapping[str, Any], ...]


def parameter(path: str, as_of: date | None = None) -> float:
    """Return the value of a parameter.

    Parameters
    ----------
    path : str
        Folder and name without suffix, e.g. `mobility_index/min_answered_share`.
    as_of : date, optional
        The day whose value is wanted; the latest value without it.

    Returns
    -------
    float
        In the unit that the file names.

    Raises
    ------
    ParameterError
        Unknown path, incomplete file, or no value yet on that day.
    """
    return read_parameter(path).value(as_of)


def estimate(path: str, as_of: date | None = None) -> Estimate:
    """Return the value of a parameter with its range; takes and raises what `parameter` does."""
    return read_parameter(path).estimate(as_of)


@cache
def read_parameter(path: str) -> Parameter:
    """Return a parameter with its unit, all its dated values and its origin; raise ParameterError like `parameter`."""
    content = _content(path, {"unit": str, "values": dict})
    values = content["values"]
    if not all(isinstance(since, date) and _is_number(value) for since, value in values.items()):
        raise _refused(path, "`values` maps days (2026-01-31) to numbers.", "Correct the days and the numbers.")
    ranges = content.get("ranges", {})
    if not isinstance(ranges, dict) or not all(_is_range(values.get(since), found) for since, found in ranges.items()):
        raise _refused(path, "`ranges` maps days of `values` to [least, most] around them.", "Correct the bounds.")
    return Parameter(
        path=path,
        label_fr=content["label_fr"],
        unit=content["unit"],
        values=tuple((since, float(value)) for since, value in sorted(values.items())),
        source=content["source"],
        checked_on=content["checked_on"],
        evidence=content["evidence"],
        assumption=content.get("assumption"),
        ranges={since: (float(low), float(high)) for since, (low, high) in ranges.items()},
    )


@cache
def rules(path: str) -> RuleTable:
    """Return a table of rules, e.g. `rules("advice/steps").rules`; raise ParameterError when its origin is incomplete.

    What each rule must hold is checked by the room that reads it. The table is shared: treat it as read-only.
    """
    content = _content(path, {"rules": list})
    if not all(isinstance(rule, dict) for rule in content["rules"]):
        raise _refused(path, "each rule is a mapping of names to values.", "Write each rule as `- name: value`.")
    return RuleTable(
        path=path,
        label_fr=content["label_fr"],
        source=content["source"],
        checked_on=content["checked_on"],
        evidence=content["evidence"],
        rules=tuple(content["rules"]),
    )


def paths() -> tuple[str, ...]:
    """Return the path of every file of the package, parameters and rule tables alike, in alphabetical order."""
    return tuple(sorted(_paths(files(__package__), "")))


def _paths(folder: Traversable, prefix: str) -> list[str]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _paths(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            found.append(prefix + entry.name.removesuffix(_SUFFIX))
    return found


def _content(path: str, required: Mapping[str, type]) -> dict[str, Any]:
    if path not in paths():
        raise _refused(path, "no such file among the parameters.", "Correct the path, or add the file.")
    text = files(__package__).joinpath(path + _SUFFIX).read_text(encoding="utf-8")
    return checked(path, text, required)


def checked(path: str, text: str, required: Mapping[str, type]) -> dict[str, Any]:
    """Return the content of one file, refused with a ParameterError unless it holds its origin and `required`."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise _refused(path, "the file is not valid YAML.", str(error)) from error
    if not isinstance(content, dict):
        raise _refused(path, "the file is a mapping of names to values.", "Start from a neighbouring file.")
    for name, kind in {**_ORIGIN, **required}.items():
        if not isinstance(content.get(name), kind) or not content[name]:
            raise _refused(path, f"`{name}` is missing, empty or not a {kind.__name__}.", f"Fill in `{name}`.")
    if content["evidence"] not in get_args(Evidence):
        raise _refused(path, f"`evidence` is one of {', '.join(get_args(Evidence))}.", "Say how it was checked.")
    return content


def _is_range(value: Any, found: Any) -> bool:
    if not isinstance(found, list) or not all(_is_number(number) for number in (value, *found)):
        return False
    low, *rest = found or [value]
    return len(rest) == 1 and low <= value <= rest[0]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _refused(path: str, rule: str, remedy: str) -> ParameterError:
    return ParameterError(value=path, rule=rule, remedy=remedy)
