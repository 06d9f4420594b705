"""Parquet in, Parquet out: against a program that reads and writes as much without scoring or checking anything."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from allant.cli.index import score_file
from allant.mobility_index import CompiledScale
from allant.sources.answer_files import BATCH_ROWS
from bench.material import answers, compiled
from bench.result import Result, result

PERSONS = 4_000_000


def run() -> list[Result]:
    """Time both on the same file, one after the other, twice; keep the better of each."""
    scale = compiled()
    with TemporaryDirectory() as folder:
        source = Path(folder) / "answers.parquet"
        _write_answers(source, scale)
        ours, peer = [], []
        for _ in range(2):
            start = perf_counter()
            score_file(scale, source, Path(folder) / "scores.parquet")
            ours.append(perf_counter() - start)
            start = perf_counter()
            _copy_without_scoring(scale, source, Path(folder) / "peer.parquet")
            peer.append(perf_counter() - start)
        shapes = [pq.read_metadata(Path(folder) / name) for name in ("scores.parquet", "peer.parquet")]
        if len({(shape.num_rows, shape.num_columns) for shape in shapes}) > 1:
            raise ValueError(shapes)
    return [
        result("file to file, Parquet", min(ours), "same file to a byte matrix and back, unscored", min(peer), PERSONS)
    ]


def _write_answers(path: Path, scale: CompiledScale) -> None:
    rng = np.random.default_rng(2026)
    writer = None
    for start in range(0, PERSONS, 500_000):
        matrix = answers(rng, 500_000)
        columns = {"person_id": pa.array([f"P{number}" for number in range(start, start + len(matrix))])}
        for place, item in enumerate(scale.scale.items):
            words = pa.array([None, "dk", "na", *(option.code for option in item.options)])
            columns[item.code] = words.take(pa.array(matrix[:, place].astype(np.int32)))
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def _copy_without_scoring(scale: CompiledScale, source: Path, out: Path) -> None:
    """Read into a byte matrix, and write as many columns of as varied numbers as scoring gives."""
    names = ["index", "index_low", "index_high", *scale.dimensions]
    varied = np.random.default_rng(1).random((len(names), BATCH_ROWS)) * 100
    writer = None
    with pq.ParquetFile(source, read_dictionary=list(scale.items)) as file:
        for batch in file.iter_batches(batch_size=BATCH_ROWS):
            matrix = np.zeros((len(batch), len(scale.items)), np.uint8)
            for place, item in enumerate(scale.items):
                column = batch.column(item)
                codes = np.array([scale.codes[item][word] for word in column.dictionary.to_pylist()] + [0], np.uint8)
                matrix[:, place] = codes[column.indices.fill_null(len(codes) - 1).to_numpy()]
            columns = {"person_id": batch.column("person_id")}
            columns |= {name: varied[place, : len(batch)] for place, name in enumerate(names)}
            columns |= {
                "partial": matrix[:, 0] == 0,
                "not_measured": pa.array([""]).take(pa.array(np.zeros(len(batch), int))),
            }
            table = pa.table(columns)
            writer = writer or pq.ParquetWriter(out, table.schema, use_dictionary=["not_measured"])
            writer.write_table(table)
    if writer:
        writer.close()
