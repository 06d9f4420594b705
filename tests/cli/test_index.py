import csv
import json
import subprocess
import sys

import polars as pl
import pytest
from click.testing import CliRunner

from allant.cli import main
from allant.mobility_index import compile_scale, score
from allant.sources.grids import read_grid

GRID = "fr-2026.1"
SCALE = read_grid(GRID).scale
COMPILED = compile_scale(SCALE)


def allant(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def people(count=9) -> list[dict[str, str]]:
    """Rows whose answers turn through the options, with some reserved and some missing, and some environments."""
    rows = []
    for number in range(count):
        row = {"person_id": f"P{number}", "environment": "" if number % 2 else str(number / 10)}
        for place, item in enumerate(SCALE.items):
            known = [option.code for option in item.options]
            known += ["na", "dk", ""] if number % 3 == 0 else []
            row[item.code] = known[(number * 7 + place) % len(known)]
        rows.append(row)
    return rows


def write_csv(path, rows, separator=",", encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


def scored(tmp_path, answers, out="scores.csv"):
    result = allant("index", "score", answers, "--grid", GRID, "--out", tmp_path / out)
    assert result.exit_code == 0, result.stderr
    return tmp_path / out


def refused(tmp_path, answers, *words):
    """Check that the file is refused with these words, and that nothing is left behind."""
    before = sorted(tmp_path.iterdir())
    result = allant("index", "score", answers, "--grid", GRID, "--out", tmp_path / "scores.csv")
    assert result.exit_code == 2
    for word in words:
        assert word in result.stderr
    assert sorted(tmp_path.iterdir()) == before


def as_read(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_describe_tells_everything_that_scoring_needs():
    description = json.loads(allant("index", "describe", "--grid", GRID, "--json").stdout)
    assert description["grid"] == GRID
    assert [(d["code"], d["weight"]) for d in description["dimensions"]] == [
        (d.code, d.weight) for d in SCALE.dimensions
    ]
    assert [item["code"] for item in description["items"]] == [item.code for item in SCALE.items]
    assert set(description["items"][0]) == {"code", "dimension", "weight", "kind", "public", "options"}
    assert {item["code"] for item in description["items"] if item["public"]} == read_grid(GRID).public_items
    for described, item in zip(description["items"], SCALE.items, strict=True):
        assert described["options"] == [{"code": option.code, "credit": option.credit} for option in item.options]


def test_describe_also_speaks_to_people():
    text = allant("index", "describe", "--grid", GRID).stdout
    assert all(item.code in text for item in SCALE.items)


def test_an_unknown_grid_is_refused():
    result = allant("index", "describe", "--grid", "fr-1999.9", "--json")
    assert result.exit_code == 2
    assert "fr-1999.9" in result.stderr


def test_a_file_gives_for_each_person_what_the_library_gives(tmp_path):
    rows = people()
    for written, row in zip(as_read(scored(tmp_path, write_csv(tmp_path / "a.csv", rows))), rows, strict=True):
        answers = {code: answer for code, answer in row.items() if code in COMPILED.columns}
        alone = score(COMPILED, answers, float(row["environment"]) if row["environment"] else None)
        assert written["person_id"] == row["person_id"]
        for name, value in (("index", alone.index), ("index_low", alone.low), ("index_high", alone.high)):
            assert written[name] == ("" if value is None else repr(value))
        assert written["partial"] == str(alone.partial).lower()
        assert written["not_measured"] == ";".join(alone.not_measured)
        for dimension in alone.dimensions:
            assert written[dimension.code] == ("" if dimension.value is None else repr(100 * dimension.value))


def test_the_order_of_columns_does_not_matter_and_absent_items_are_missing(tmp_path):
    rows = people()
    backwards = [dict(reversed(row.items())) for row in rows]
    one = scored(tmp_path, write_csv(tmp_path / "a.csv", rows), "one.csv")
    other = scored(tmp_path, write_csv(tmp_path / "b.csv", backwards), "other.csv")
    assert one.read_bytes() == other.read_bytes()
    without = [{code: answer for code, answer in row.items() if code != SCALE.items[0].code} for row in rows]
    empty = [row | {SCALE.items[0].code: ""} for row in rows]
    one = scored(tmp_path, write_csv(tmp_path / "c.csv", without), "one.csv")
    other = scored(tmp_path, write_csv(tmp_path / "d.csv", empty), "other.csv")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), (";", "utf-8-sig")])
def test_the_csv_of_a_french_spreadsheet_is_read(tmp_path, separator, encoding):
    expected = scored(tmp_path, write_csv(tmp_path / "a.csv", people()), "one.csv").read_bytes()
    answers = write_csv(tmp_path / "b.csv", people(), separator, encoding)
    assert scored(tmp_path, answers, "other.csv").read_bytes() == expected


@pytest.mark.parametrize("dictionary", [True, False])
def test_parquet_gives_the_same_scores_as_csv(tmp_path, dictionary):
    pytest.importorskip("pyarrow")
    rows = people()
    frame = pl.DataFrame(
        [{name: value or None for name, value in row.items()} for row in rows], infer_schema_length=None
    )
    frame = frame.with_columns(pl.col("environment").cast(pl.Float64))
    frame = frame.with_columns(pl.col(SCALE.items[0].code).cast(pl.Categorical)) if dictionary else frame
    frame.write_parquet(tmp_path / "a.parquet", row_group_size=4)
    from_csv = pl.read_csv(scored(tmp_path, write_csv(tmp_path / "a.csv", rows)))
    from_csv = from_csv.with_columns(pl.col("not_measured").fill_null(""))
    from_parquet = pl.read_parquet(scored(tmp_path, tmp_path / "a.parquet", "scores.parquet"))
    assert from_parquet.rows() == from_csv.rows()
    assert from_parquet["index"].dtype == pl.Float64


def test_a_file_without_anyone_gives_a_header(tmp_path):
    out = scored(tmp_path, write_csv(tmp_path / "a.csv", people(1)).rename(tmp_path / "b.csv"))
    header = out.read_text().splitlines()[0]
    (tmp_path / "c.csv").write_text((tmp_path / "b.csv").read_text().splitlines()[0] + "\n")
    assert scored(tmp_path, tmp_path / "c.csv", "empty.csv").read_text().splitlines() == [header]


def test_an_unknown_column_is_refused(tmp_path):
    answers = write_csv(tmp_path / "a.csv", [row | {"hovercraft": "yes"} for row in people()])
    refused(tmp_path, answers, "hovercraft", "Règle", "Remède")


def test_an_unknown_option_names_its_row_its_person_and_its_column(tmp_path):
    rows = people()
    rows[4]["licence"] = "perhaps"
    refused(tmp_path, write_csv(tmp_path / "a.csv", rows), "perhaps", "licence", "ligne 6", "P4", "valid")


def test_an_unknown_option_of_a_parquet_names_its_row_its_person_and_its_column(tmp_path):
    pytest.importorskip("pyarrow")
    rows = people()
    rows[4]["licence"] = "perhaps"
    pl.DataFrame(rows).drop("environment").write_parquet(tmp_path / "a.parquet")
    refused(tmp_path, tmp_path / "a.parquet", "perhaps", "licence", "ligne 5", "P4", "valid")


def test_the_same_person_twice_is_refused(tmp_path):
    rows = people()
    rows[7]["person_id"] = "P2"
    refused(tmp_path, write_csv(tmp_path / "a.csv", rows), "P2", "ligne 4", "ligne 9", "person_id")


@pytest.mark.parametrize("environment", ["1.5", "-0.1", "0,5", "near", "NaN", "inf"])
def test_an_environment_that_is_no_number_from_0_to_1_is_refused(tmp_path, environment):
    rows = people()
    rows[3]["environment"] = environment
    refused(tmp_path, write_csv(tmp_path / "a.csv", rows), environment, "environment", "ligne 5", "P3")


@pytest.mark.parametrize("person", ["", "  "])
def test_a_row_without_person_is_refused(tmp_path, person):
    rows = people()
    rows[2]["person_id"] = person
    refused(tmp_path, write_csv(tmp_path / "a.csv", rows), "person_id", "ligne 4")


def test_a_file_without_column_of_persons_is_refused(tmp_path):
    rows = [{code: answer for code, answer in row.items() if code != "person_id"} for row in people()]
    refused(tmp_path, write_csv(tmp_path / "a.csv", rows), "person_id", "ligne 1")


def test_a_column_twice_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("person_id,licence,licence\nP1,valid,none\n")
    refused(tmp_path, tmp_path / "a.csv", "licence", "ligne 1")


def test_another_encoding_than_utf_8_names_the_row_and_the_column(tmp_path):
    rows = people()
    rows[5]["person_id"] = "Zoé"
    refused(tmp_path, write_csv(tmp_path / "a.csv", rows, encoding="latin-1"), "UTF-8", "ligne 7", "colonne 1")


def test_a_line_longer_than_its_header_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("person_id,licence\nP1,valid\nP2,valid,none\n")
    refused(tmp_path, tmp_path / "a.csv", "a.csv")


def test_a_truncated_parquet_is_refused(tmp_path):
    pytest.importorskip("pyarrow")
    pl.DataFrame(people()).write_parquet(tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[: len(whole) // 2])
    refused(tmp_path, tmp_path / "b.parquet", "b.parquet")


@pytest.mark.parametrize("name", ["nothing.csv", "answers.txt"])
def test_a_file_that_is_not_there_or_of_another_kind_is_refused(tmp_path, name):
    (tmp_path / "answers.txt").write_text("person_id\n")
    refused(tmp_path, tmp_path / name, name)


@pytest.mark.parametrize("out", ["scores.xlsx", "nowhere/scores.csv"])
def test_an_output_that_cannot_be_written_is_refused(tmp_path, out):
    answers = write_csv(tmp_path / "a.csv", people())
    result = allant("index", "score", answers, "--grid", GRID, "--out", tmp_path / out)
    assert result.exit_code == 2
    assert out.split("/")[0] in result.stderr


def test_scoring_a_csv_needs_neither_the_web_nor_the_compiled_extra(tmp_path):
    answers = write_csv(tmp_path / "a.csv", people())
    blocked = "import sys\nfor name in ('django', 'numba', 'pyarrow'): sys.modules[name] = None\n"
    run = "from allant.cli import main\nmain()"
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            blocked + run,
            "index",
            "score",
            answers,
            "--grid",
            GRID,
            "--out",
            tmp_path / "bare.csv",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    bare, full = as_read(tmp_path / "bare.csv"), as_read(scored(tmp_path, answers))
    for one, other in zip(bare, full, strict=True):
        for name, value in one.items():
            assert value == other[name] or float(value) == pytest.approx(float(other[name]), rel=1e-12)
