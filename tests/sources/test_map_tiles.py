"""Maps given as PMTiles: what they hold is read, what cannot be drawn is refused."""

import gzip

import pytest
from pmtiles.tile import Compression
from tests.web.reaching.given_map import EVERYWHERE, lake_and_road, picture, write_map

from allant.errors import FileError
from allant.sources.map_tiles import read_tile, read_tile_set


@pytest.fixture
def given(tmp_path):
    return write_map(tmp_path / "carte.pmtiles")


def test_map_says_what_it_holds(given, tmp_path):
    held = read_tile_set(given)
    assert (held.kind, held.encoding, held.lowest, held.highest) == ("vector", "gzip", 0, 1)
    assert held.bounds == EVERYWHERE
    images = read_tile_set(write_map(tmp_path / "images.pmtiles", raster=True))
    assert (images.kind, images.media_type, images.encoding) == ("raster", "image/png", "")


def test_tiles_come_as_they_were_written(given, tmp_path):
    assert gzip.decompress(read_tile(given, 1, 1, 0)) == lake_and_road()
    assert read_tile(write_map(tmp_path / "images.pmtiles", raster=True), 0, 0, 0) == picture()


@pytest.mark.parametrize("tile", [(1, 1, 1), (2, 0, 0), (1, 2, 0), (99, 0, 0)])
def test_nothing_is_drawn_beyond_the_map(given, tile):
    assert read_tile(given, *tile) is None


def test_map_cut_short_is_refused(given):
    whole = given.read_bytes()
    for length in (len(whole) - 1, 130, 60, 3, 0):
        given.write_bytes(whole[:length])
        with pytest.raises(FileError, match=r"carte\.pmtiles"):
            read_tile_set(given)


def test_what_is_no_map_is_refused(tmp_path):
    other = tmp_path / "carte.pmtiles"
    other.write_bytes(bytes(range(256)))
    with pytest.raises(FileError, match="sait dessiner"):
        read_tile_set(other)
    with pytest.raises(FileError, match="n’existe pas"):
        read_tile_set(tmp_path / "absente.pmtiles")


def test_compression_that_no_browser_undoes_is_refused(tmp_path):
    with pytest.raises(FileError, match="gzip"):
        read_tile_set(write_map(tmp_path / "carte.pmtiles", compression=Compression.ZSTD))
