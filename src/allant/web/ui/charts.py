"""Where the parts of a chart go: figures in, positions out, ready for SVG attributes.

Positions along a line are percentages of its length (0–100), so that a chart stretches with its card without
distorting its text; the radar has its own square of units. Everything is formatted by the templates.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Axis", "Bar", "Bars", "Radar", "Scale", "Segment", "bars", "radar", "scale", "segments"]

# The radar is drawn in a box of these units; its circle leaves room for the labels around it.
RADAR_WIDTH, RADAR_HEIGHT = 400, 330
RADAR_CENTRE_X, RADAR_CENTRE_Y = 200, 168
RADAR_RADIUS = 112
RADAR_LABEL_GAP = 16
RADAR_RINGS = (25, 50, 75, 100)
# A label this close to the vertical axis is centred on it; others start or end at their axis.
CENTRED_WITHIN = 0.2
LABEL_LINE_HEIGHT = 15
LONGEST_LABEL_LINE = 12

# What is not zero must stay visible, however small beside the rest.
SMALLEST_BAR_PCT = 1.5


@dataclass(frozen=True, slots=True)
class Scale:
    """An index on its 0–100 line, with its interval and the value to compare it with."""

    value_pct: float
    low_pct: float
    width_pct: float
    entry_pct: float | None


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a radar: where it ends and where its label stands, line by line."""

    label: str
    lines: tuple[tuple[str, float], ...]
    anchor: str
    x: float
    y: float
    label_x: float


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar ready to draw: SVG `points` strings, and the dots of the present profile."""

    width: int
    height: int
    centre_x: int
    centre_y: int
    axes: tuple[Axis, ...]
    rings: tuple[str, ...]
    now: str
    before: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One signed contribution: its bar starts at `start_pct` and is `width_pct` long."""

    label: str
    value: float
    start_pct: float
    width_pct: float

    @property
    def is_loss(self) -> bool:
        return self.value < 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Contributions that add up to `total`, on one common line whose zero is at `zero_pct`."""

    rows: tuple[Bar, ...]
    zero_pct: float
    total: float


@dataclass(frozen=True, slots=True)
class Segment:
    """One share of a stacked bar."""

    label: str
    count: int
    tone: str
    start_pct: float
    width_pct: float


def _on_line(value: float) -> float:
    """Keep a value on the 0–100 line, with the precision a screen can show."""
    return round(min(max(value, 0.0), 100.0), 2)


def scale(value: float, low: float, high: float, entry: float | None = None) -> Scale:
    """Place an index (0–100) with its interval; `entry` is the value at the first bilan."""
    low_pct, high_pct = _on_line(low), _on_line(high)
    return Scale(
        value_pct=_on_line(value),
        low_pct=low_pct,
        width_pct=round(high_pct - low_pct, 2),
        entry_pct=None if entry is None else _on_line(entry),
    )


def _direction(position: int, count: int) -> tuple[float, float]:
    """Return the unit vector of an axis; the first points up, the others follow clockwise."""
    angle = 2 * math.pi * position / count
    return math.sin(angle), -math.cos(angle)


def _point(position: int, count: int, value: float) -> tuple[float, float]:
    x, y = _direction(position, count)
    reach = RADAR_RADIUS * _on_line(value) / 100
    return round(RADAR_CENTRE_X + x * reach, 1), round(RADAR_CENTRE_Y + y * reach, 1)


def _polygon(values: Sequence[float | None]) -> str:
    """Return the SVG points of a profile; an axis that was not measured is left out of the outline."""
    measured = [(place, value) for place, value in enumerate(values) if value is not None]
    return " ".join("{},{}".format(*_point(place, len(values), value)) for place, value in measured)


def _label_lines(label: str) -> list[str]:
    """Cut a long label at the space nearest to its middle."""
    spaces = [place for place, letter in enumerate(label) if letter == " "]
    if len(label) <= LONGEST_LABEL_LINE or not spaces:
        return [label]
    cut = min(spaces, key=lambda place: abs(place - len(label) / 2))
    return [label[:cut], label[cut + 1 :]]


def _axis(label: str, position: int, count: int) -> Axis:
    x, y = _direction(position, count)
    end_x, end_y = _point(position, count, 100)
    reach = RADAR_RADIUS + RADAR_LABEL_GAP
    anchor = "middle" if abs(x) < CENTRED_WITHIN else ("start" if x > 0 else "end")
    lines = _label_lines(label)
    # The block of lines is centred on the axis' height, pushed fully above or below at the poles.
    first = RADAR_CENTRE_Y + y * reach + LABEL_LINE_HEIGHT * ((1 - len(lines)) / 2 + (y - 1) * (len(lines) - 1) / 4)
    return Axis(
        label=label,
        lines=tuple((line, round(first + LABEL_LINE_HEIGHT * rank, 1)) for rank, line in enumerate(lines)),
        anchor=anchor,
        x=end_x,
        y=end_y,
        label_x=round(RADAR_CENTRE_X + x * reach, 1),
    )


def radar(labels: Sequence[str], now: Sequence[float | None], before: Sequence[float | None] | None = None) -> Radar:
    """Place a profile of 0–100 values, one axis each, first axis up; None is a dimension that was not measured.

    Raises
    ------
    ValueError
        When there are fewer than three axes, or not one value by axis.
    """
    count = len(labels)
    if count < 3:
        raise ValueError(f"{count} axes: a radar needs at least three; show a table instead.")
    for values in (now, before):
        if values is not None and len(values) != count:
            raise ValueError(f"{len(values)} values for {count} axes: give one value, or None, by axis.")
    measured = [(place, value) for place, value in enumerate(now) if value is not None]
    return Radar(
        width=RADAR_WIDTH,
        height=RADAR_HEIGHT,
        centre_x=RADAR_CENTRE_X,
        centre_y=RADAR_CENTRE_Y,
        axes=tuple(_axis(label, place, count) for place, label in enumerate(labels)),
        rings=tuple(_polygon([ring] * count) for ring in RADAR_RINGS),
        now=_polygon(now),
        before="" if before is None else _polygon(before),
        dots=tuple(_point(place, count, value) for place, value in measured),
    )


def bars(contributions: Sequence[tuple[str, float]]) -> Bars:
    """Place signed contributions on one line: gains to the right of zero, losses to its left."""
    values = [value for _, value in contributions]
    most, least = max([0.0, *values]), min([0.0, *values])
    span = (most - least) or 1.0
    zero = -least / span * 100
    rows = []
    for label, value in contributions:
        width = 0.0 if value == 0 else max(abs(value) / span * 100, SMALLEST_BAR_PCT)
        start = zero - width if value < 0 else zero
        rows.append(Bar(label, value, round(max(start, 0.0), 2), round(width, 2)))
    return Bars(rows=tuple(rows), zero_pct=round(zero, 2), total=math.fsum(values))


def segments(counts: Sequence[tuple[str, int, str]]) -> tuple[Segment, ...]:
    """Place counts (label, count, tone) one after the other on one full line; a count of zero has no length."""
    total = sum(count for _, count, _ in counts)
    placed, start = [], 0.0
    for label, count, tone in counts:
        width = count / total * 100 if total else 0.0
        placed.append(Segment(label, count, tone, round(start, 2), round(width, 2)))
        start += width
    return tuple(placed)
