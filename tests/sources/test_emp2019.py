"""The 2019 national mobility survey read as answers to a grid, and computed a second time the slow way."""

import contextlib
import csv
import gzip
import io
import math
import os
import re
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from allant.errors import FileError
from allant.mobility_index import ScoreTable, compile_scale, encode, score_matrix
from allant.sources.emp2019 import emp2019_mapping, read_emp2019
from allant.sources.grids import read_grid

ROOT = Path(__file__).parents[2]
SHARED_DATA = Path(os.environ.get("ALLANT_SHARED_DATA", ROOT.parent / "shared" / "data"))
FOLDER = SHARED_DATA / "emp2019"
GUIDE = ROOT / "docs" / "guides" / "researcher.md"
with_survey = pytest.mark.skipif(not FOLDER.exists(), reason="survey absent: set ALLANT_SHARED_DATA to the shared data")

HEADER = [
    "IDENT_IND",
    "pond_indC",
    "BPERMIS",
    "GAGENE",
    "GADIFFI_C",
    "GADIFFI_F",
    *(f"GAGENE{i}CIRC" for i in range(1, 17)),
]
NOT_LIMITED = ["4", "", "", *[""] * 16]
NO_DIFFICULTY = ["1", "0", "0", *["2"] * 16]


def _folder_with(tmp_path: Path, *respondents: list[str], header: list[str] = HEADER) -> Path:
    lines = [header, *(["0001", "1000.5", "1", *answers] for answers in respondents)]
    (tmp_path / "k_individu_public.csv").write_bytes("\n".join(";".join(line) for line in lines).encode("cp1252"))
    return tmp_path


def _difficulties(**changed: str) -> list[str]:
    answers = dict(zip(HEADER[3:], NO_DIFFICULTY, strict=True)) | changed
    return [answers[name] for name in HEADER[3:]]


def _scored(answers: pl.DataFrame) -> ScoreTable:
    scale = compile_scale(read_grid("fr-2026.1").scale)
    items = answers.drop("person_id", "weight", "limitation")
    return score_matrix(scale, np.stack([encode(scale, row) for row in items.iter_rows(named=True)]))


def test_every_item_and_option_of_the_mapping_is_in_its_grid() -> None:
    mapping = emp2019_mapping()
    options = {item.code: {o.code for o in item.options} for item in read_grid(mapping["grid"]).scale.items}
    for code, item in mapping["difficulties"].items():
        assert {item["with"], item["without"]} <= options[code]
    for code, fact in mapping["facts"].items():
        assert set(fact["options"].values()) <= options[code]


def test_each_of_the_16_difficulties_is_mapped_or_left_out_with_a_reason() -> None:
    mapping = emp2019_mapping()
    used = {variable for item in mapping["difficulties"].values() for variable in item["variables"]}
    left_out = {variable for variable, reason in mapping["not_mapped"].items() if reason}
    assert {f"GAGENE{i}CIRC" for i in range(1, 17)} <= used | left_out
    assert used.isdisjoint(left_out)


def test_not_limited_is_no_difficulty_and_blank_is_missing(tmp_path: Path) -> None:
    answers = read_emp2019(_folder_with(tmp_path, NOT_LIMITED, ["", *NOT_LIMITED[1:]]))
    assert answers["limitation"].to_list() == ["not_limited", "blank"]
    assert answers["walk"].to_list() == ["easy", None]
    assert answers["french"].to_list() == ["easy", None]
    assert answers["licence"].to_list() == ["valid", "valid"]
    assert answers["weight"].to_list() == [1000.5, 1000.5]


def test_one_of_two_difficulties_is_enough_and_both_must_be_denied(tmp_path: Path) -> None:
    cases = [
        ({"GAGENE5CIRC": "1"}, "hard"),
        ({"GAGENE5CIRC": "1", "GAGENE6CIRC": ""}, "hard"),
        ({"GAGENE5CIRC": "3"}, None),
        ({"GAGENE6CIRC": ""}, None),
        ({}, "easy"),
    ]
    answers = read_emp2019(_folder_with(tmp_path, *(_difficulties(**changed) for changed, _ in cases)))
    assert answers["hands"].to_list() == [expected for _, expected in cases]


def test_not_concerned_is_missing(tmp_path: Path) -> None:
    answers = read_emp2019(_folder_with(tmp_path, _difficulties(GAGENE14CIRC="3")))
    assert answers["read_map"].to_list() == [None]


def test_a_refusal_to_name_causes_leaves_french_missing(tmp_path: Path) -> None:
    folder = _folder_with(tmp_path, _difficulties(GADIFFI_F="1"), _difficulties(GADIFFI_C="1"), _difficulties())
    assert read_emp2019(folder)["french"].to_list() == [None, "hard", "easy"]


def test_a_compressed_file_is_read_too(tmp_path: Path) -> None:
    plain = _folder_with(tmp_path, NOT_LIMITED) / "k_individu_public.csv"
    plain.with_suffix(".csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    assert read_emp2019(tmp_path).height == 1


def test_a_missing_file_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refusal:
        read_emp2019(tmp_path)
    assert refusal.value.value == "k_individu_public.csv"
    assert "SDES" in refusal.value.remedy


def test_a_missing_variable_is_named(tmp_path: Path) -> None:
    header = [name if name != "GAGENE4CIRC" else "AUTRE" for name in HEADER]
    with pytest.raises(FileError) as refusal:
        read_emp2019(_folder_with(tmp_path, NOT_LIMITED, header=header))
    assert refusal.value.value == "GAGENE4CIRC"


@with_survey
def test_the_survey_counts_are_those_published_with_it() -> None:
    answers = read_emp2019(FOLDER)
    assert answers.height == 13_825
    assert dict(answers.group_by("limitation").len().iter_rows()) == {
        "asked": 2_043,
        "not_limited": 10_839,
        "blank": 943,
    }


@with_survey
def test_the_survey_gives_components_and_no_index() -> None:
    scores = _scored(read_emp2019(FOLDER))
    assert np.isnan(scores.index).all()
    measured = {
        code for code, some in zip(scores.dimensions, ~np.isnan(scores.values).all(axis=0), strict=True) if some
    }
    assert measured == {"physical", "cognitive"}


# The same figures again, from the variables to the means, with nothing but the csv module. Item by item: the numbers
# of the difficulties it rests on. French is read apart, from the causes of the limitation.
PHYSICAL = {"walk": (1,), "stairs": (2,), "stand": (4,), "hands": (5, 6), "ride": (8, 9)}
PHYSICAL_ITEMS_OF_THE_GRID = 8
COGNITIVE = {"ask_way": (12,), "ticket_machine": (13,), "read_map": (14,), "find_way": (16,)}
COGNITIVE_ITEMS_OF_THE_GRID = 7
LEAST_SHARE = 0.6


def _credit(row: dict[str, str], numbers: tuple[int, ...]) -> float | None:
    answers = [row[f"GAGENE{number}CIRC"] for number in numbers]
    if "1" in answers:
        return 0.5
    return 1.0 if all(answer == "2" for answer in answers) else None


def _credit_of_french(row: dict[str, str]) -> float | None:
    if row["GADIFFI_F"] == "1":
        return None
    return {"1": 0.5, "0": 1.0}.get(row["GADIFFI_C"])


def _slow_component(row: dict[str, str], component: str) -> float:
    if row["GAGENE"] == "":
        return math.nan
    if row["GAGENE"] == "4":
        return 1.0
    items, total = (
        (PHYSICAL, PHYSICAL_ITEMS_OF_THE_GRID) if component == "physical" else (COGNITIVE, COGNITIVE_ITEMS_OF_THE_GRID)
    )
    found = [_credit(row, numbers) for numbers in items.values()]
    if component == "cognitive":
        found.append(_credit_of_french(row))
    answered = [credit for credit in found if credit is not None]
    return sum(answered) / len(answered) if len(answered) >= LEAST_SHARE * total else math.nan


@with_survey
@pytest.mark.parametrize("component", ["physical", "cognitive"])
def test_weighted_means_agree_with_a_slow_computation(component: str) -> None:
    with gzip.open(FOLDER / "k_individu_public.csv.gz", "rt", encoding="cp1252", newline="") as text:
        rows = list(csv.DictReader(text, delimiter=";"))
    answers = read_emp2019(FOLDER)
    scores = _scored(answers)
    ours = scores.values[:, scores.dimensions.index(component)].tolist()
    slow = [_slow_component(row, component) for row in rows]
    assert answers["person_id"].to_list() == [row["IDENT_IND"] for row in rows]
    assert [math.isnan(value) for value in ours] == [math.isnan(value) for value in slow]
    pairs = [(a, b, float(row["pond_indC"])) for a, b, row in zip(ours, slow, rows, strict=True) if not math.isnan(b)]
    assert len(pairs) > 12_000
    weight = sum(w for _, _, w in pairs)
    assert sum(a * w for a, _, w in pairs) / weight == pytest.approx(
        sum(b * w for _, b, w in pairs) / weight, abs=1e-12
    )


@with_survey
def test_the_difficulties_agree_with_the_extract_of_those_asked() -> None:
    with (FOLDER / "gagene16.csv").open(encoding="utf-8", newline="") as text:
        extract = list(csv.DictReader(text))
    asked = read_emp2019(FOLDER).filter(pl.col("limitation") == "asked")
    assert len(extract) == asked.height
    numbers = {"walk": 1, "stairs": 2, "stand": 4, "ask_way": 12, "ticket_machine": 13, "read_map": 14, "find_way": 16}
    for code, number in numbers.items():
        theirs = Counter({"1": "hard", "0": "easy", "": None}[row[f"item{number:02d}"]] for row in extract)
        assert Counter(asked[code].to_list()) == theirs
        weight = sum(float(row["w"]) for row in extract if row[f"item{number:02d}"] == "1")
        assert asked.filter(pl.col(code) == "hard")["weight"].sum() == pytest.approx(weight, rel=1e-5)


@with_survey
def test_the_example_of_the_guide_prints_what_the_guide_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    monkeypatch.setenv("ALLANT_SHARED_DATA", str(SHARED_DATA))
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(example, str(GUIDE), "exec"), {})
    assert printed.getvalue() == shown
