"""What a map is drawn from: layers of GeoJSON with their tones, and the legend that says what each one means."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["KINDS", "TONES", "LegendEntry", "MapClass", "MapDrawing", "MapLayer", "MapTiles", "drawing"]

KINDS = ("tiles", "background", "areas", "lines", "places")
"""In the order that they are drawn, whichever order they are given in; places stand on top."""
STEPS = ("step-1", "step-2", "step-3", "step-4", "step-5")
"""From least to most, for cells coloured by a quantity."""
TONES = ("go", "sun", "info", "fourth", "stop", "neutral", "ink", *STEPS)


@dataclass(frozen=True, slots=True)
class MapClass:
    """What a feature whose property `class` is `code` is drawn with, and what the legend says of it, if anything."""

    code: str
    label: str
    tone: str

    def __post_init__(self) -> None:
        """Refuse a tone that no theme names."""
        _refuse_other_than(TONES, self.tone)


@dataclass(frozen=True, slots=True)
class MapTiles:
    """Of what tiles are (`vector` or `raster`), from which zoom to which there are any, and within which bounds."""

    kind: str
    lowest: int
    highest: int
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One layer: where its GeoJSON is (`url`, of this house) or what it is (`data`); `label` is said in the legend.

    A layer of one tone says `tone`; one whose features differ says `classes`. `dashed` tells a second area or line
    apart from the first by more than its colour. What is not `framed` may lie outside the map as it opens.

    A layer of kind `tiles` says what its `tiles` are; its `url` holds `{z}/{x}/{y}`.
    """

    kind: str
    label: str = ""
    tone: str = "go"
    url: str = ""
    data: Mapping[str, Any] | None = None
    classes: Sequence[MapClass] = ()
    dashed: bool = False
    framed: bool = True
    tiles: MapTiles | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, and what would be asked of somebody else's server."""
        _refuse_other_than(KINDS, self.kind)
        _refuse_other_than(TONES, self.tone)
        if bool(self.url) == (self.data is not None):
            raise ValueError(f"A layer of {self.kind} takes either a url or data.")
        if (self.kind == "tiles") != (self.tiles is not None and "{z}/{x}/{y}" in self.url):
            raise ValueError("A layer of tiles, and no other, says what they are and where: …/{z}/{x}/{y}.")
        if self.url and (not self.url.startswith("/") or self.url.startswith("//")):
            raise ValueError(f"{self.url}: a map asks nothing of another server; give a path of this one.")


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend."""

    kind: str
    tone: str
    label: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """What the browser draws, ready for JSON, and the legend, ready for the template."""

    plan: list[dict[str, Any]]
    legend: list[LegendEntry]


def drawing(layers: Sequence[MapLayer]) -> MapDrawing:
    """Return what a map of these layers is drawn from."""
    ordered = sorted(layers, key=lambda layer: KINDS.index(layer.kind))
    return MapDrawing([_plan(layer) for layer in ordered], [entry for layer in layers for entry in _legend(layer)])


def _plan(layer: MapLayer) -> dict[str, Any]:
    return {
        "kind": layer.kind,
        "tone": layer.tone,
        "tones": {each.code: each.tone for each in layer.classes},
        "dashed": layer.dashed,
        "framed": layer.framed and layer.kind not in {"tiles", "background"},
        **({"tiles": asdict(layer.tiles)} if layer.tiles else {}),
        **({"url": layer.url} if layer.url else {"data": layer.data}),
    }


def _legend(layer: MapLayer) -> list[LegendEntry]:
    if layer.classes:
        return [LegendEntry(layer.kind, each.tone, each.label, layer.dashed) for each in layer.classes if each.label]
    return [LegendEntry(layer.kind, layer.tone, layer.label, layer.dashed)] if layer.label else []


def _refuse_other_than(known: Sequence[str], given: str) -> None:
    if given not in known:
        raise ValueError(f"{given!r} is not one of {', '.join(known)}.")
