"""A map as somebody would give it (PMTiles): one lake over everything, with a road across it, or a plain picture."""

import gzip
from io import BytesIO
from pathlib import Path

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

HIGHEST = 1
EVERYWHERE = (-180.0, -85.0, 180.0, 85.0)
EXTENT = 4096
VARINT, BYTES = 0, 2
LINE, POLYGON = 2, 3
MOVE, DRAW, CLOSE = 1, 2, 15


def write_map(path: Path, *, raster: bool = False, bounds=EVERYWHERE, compression=Compression.GZIP) -> Path:
    """Write the tiles of two zooms; none at the south-east of the second."""
    tile = picture() if raster else gzip.compress(lake_and_road())
    with write(str(path)) as writer:
        for zoom, column, row in [(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 0)]:
            writer.write_tile(zxy_to_tileid(zoom, column, row), tile)
        sides = zip(("min_lon", "min_lat", "max_lon", "max_lat"), bounds, strict=True)
        header = {f"{side}_e7": round(degrees * 10_000_000) for side, degrees in sides}
        middle = {"center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0}
        kind = {"tile_type": TileType.PNG, "tile_compression": Compression.NONE}
        if not raster:
            kind = {"tile_type": TileType.MVT, "tile_compression": compression}
        writer.finalize(header | middle | kind, {"attribution": "Personne"})
    return path


def picture() -> bytes:
    """Return a tile of one colour."""
    content = BytesIO()
    Image.new("RGB", (256, 256), (200, 30, 60)).save(content, "PNG")
    return content.getvalue()


def lake_and_road() -> bytes:
    """Return a vector tile, written by hand: the specification is that of Mapbox, version 2."""
    around = [(EXTENT, 0), (0, EXTENT), (-EXTENT, 0)]
    lake = _feature(POLYGON, [_command(MOVE, 1), 0, 0, _command(DRAW, 3), *_steps(around), CLOSE])
    road = _feature(LINE, [_command(MOVE, 1), 0, 0, _command(DRAW, 1), *_steps([(EXTENT, EXTENT)])], tags=[0, 0])
    kinds = _field(3, b"kind") + _field(4, _field(1, b"highway"))
    return _layer(b"water", lake) + _layer(b"roads", road + kinds)


def _layer(name: bytes, content: bytes) -> bytes:
    layer = _field(1, name) + content + _number(5, EXTENT) + _number(15, 2)
    return _field(3, layer)


def _feature(kind: int, geometry: list[int], tags: list[int] | None = None) -> bytes:
    packed = _field(2, b"".join(map(_varint, tags))) if tags else b""
    return _field(2, packed + _number(3, kind) + _field(4, b"".join(map(_varint, geometry))))


def _command(name: int, count: int) -> int:
    return name | count << 3


def _steps(steps: list[tuple[int, int]]) -> list[int]:
    return [value * 2 if value >= 0 else -value * 2 - 1 for step in steps for value in step]


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | BYTES) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3 | VARINT) + _varint(value)


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes([*written, value])
