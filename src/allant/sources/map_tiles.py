"""Reads a PMTiles archive: a whole map in one file, cut in tiles that are ready to be drawn."""

import zlib
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from pmtiles.reader import MemorySource, Reader
from pmtiles.tile import Compression, MagicNumberNotFound, SpecVersionUnsupported, TileType

from allant.errors import FileError

__all__ = ["TileSet", "read_tile", "read_tile_set"]

VECTOR, RASTER = "vector", "raster"
MEDIA_TYPES = {
    TileType.MVT: "application/vnd.mapbox-vector-tile",
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}
ENCODINGS = {Compression.NONE: "", Compression.GZIP: "gzip"}
PARTS = ("root", "metadata", "leaf_directory", "tile_data")
E7 = 10_000_000
_REMEDY = "Donnez une archive PMTiles de version 3, vectorielle ou en images, non compressée ou en gzip."


@dataclass(frozen=True, slots=True)
class TileSet:
    """What an archive holds. `bounds` is (west, south, east, north), in degrees; `encoding` that of a vector tile."""

    kind: str
    media_type: str
    encoding: str
    lowest: int
    highest: int
    bounds: tuple[float, float, float, float]


def read_tile_set(path: Path) -> TileSet:
    """Return what an archive holds.

    Raises
    ------
    FileError
        The file is not there, is cut short, or is no archive whose tiles can be drawn.
    """
    if not path.is_file():
        raise FileError(value=str(path), rule="ce fichier n’existe pas.", remedy="Vérifiez le chemin.")
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            header = Reader(MemorySource(content)).header()
            end = max(header[f"{part}_offset"] + header[f"{part}_length"] for part in PARTS)
            is_whole = end <= len(content)
        media_type, encoding = MEDIA_TYPES[header["tile_type"]], ENCODINGS[header["tile_compression"]]
    except (MagicNumberNotFound, SpecVersionUnsupported, ValueError, KeyError, IndexError, OSError) as error:
        raise FileError(
            value=path.name, rule="ce fichier n’est pas une carte que l’on sait dessiner.", remedy=_REMEDY
        ) from error
    if not is_whole:
        raise FileError(value=path.name, rule="cette carte est coupée.", remedy="Copiez-la de nouveau.")
    west, south, east, north = (header[f"{side}_e7"] / E7 for side in ("min_lon", "min_lat", "max_lon", "max_lat"))
    kind = VECTOR if header["tile_type"] is TileType.MVT else RASTER
    return TileSet(kind, media_type, encoding, header["min_zoom"], header["max_zoom"], (west, south, east, north))


def read_tile(path: Path, zoom: int, column: int, row: int) -> bytes | None:
    """Return a tile as it lies in the archive, None where nothing is drawn."""
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            found: bytes | None = Reader(MemorySource(content)).get(zoom, column, row)
            return found
    except (ValueError, OverflowError, OSError, zlib.error, EOFError):
        return None
