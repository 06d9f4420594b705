"""How a line of public transport is shown: its colours, readable whatever the feed says, and its kind of vehicle."""

from dataclasses import dataclass

from allant.routing.itinerary import Line

ENOUGH = 4.5
"""Contrast of a text with what lies behind it (WCAG 2.2, 1.4.3)."""
INK, WHITE, UNKNOWN = "14222b", "ffffff", "edf0f0"
HEXADECIMAL = 16
LETTER_PX, MARGIN_PX, LEAST_PX = 15, 22, 44
"""Width of a badge whose letters are 24 px high."""
RAIL, ROAD, WATER = "train", "bus", "route"
KINDS = {0: "tram", 1: "metro", 2: "train", 3: "bus", 4: "boat", 5: "tram", 11: "bus", 12: "train"}
"""By GTFS route type; the extended ones go by their hundreds."""
EXTENDED = {1: "train", 2: "coach", 4: "metro", 7: "bus", 8: "bus", 9: "tram", 10: "boat"}
ICONS = {"tram": RAIL, "metro": RAIL, "train": RAIL, "bus": ROAD, "coach": ROAD, "boat": WATER, "line": ROAD}


@dataclass(frozen=True, slots=True)
class Badge:
    """The name of a line on its colour, as attributes of a drawing."""

    name: str
    colour: str
    text: str
    width: int


def badge(line: Line) -> Badge:
    """Return the badge of a line: the feed's own colours where they can be read, else ink or white on its colour."""
    behind = line.colour.lower() if _is_colour(line.colour) else UNKNOWN
    own = line.text_colour.lower() if _is_colour(line.text_colour) else ""
    text = (
        own if own and contrast(own, behind) >= ENOUGH else max((INK, WHITE), key=lambda each: contrast(each, behind))
    )
    return Badge(line.name, f"#{behind}", f"#{text}", max(LEAST_PX, MARGIN_PX + LETTER_PX * len(line.name)))


def vehicle(line: Line) -> str:
    """Return the kind of vehicle: tram, metro, train, bus, coach, boat, or line where nobody knows."""
    return KINDS.get(line.kind) or EXTENDED.get(line.kind // 100, "line")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2): 1 for the same, 21 for black and white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], HEXADECIMAL) / 255 for start in (0, 2, 4))
    return sum(
        share * (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
        for share, value in ((0.2126, red), (0.7152, green), (0.0722, blue))
    )


def _is_colour(text: str) -> bool:
    try:
        return len(text) == len(INK) and int(text, HEXADECIMAL) >= 0
    except ValueError:
        return False
