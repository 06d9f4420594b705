"""Is a social security number recognised however it is written, and is nothing else taken for one?"""

import datetime
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import allant.nir
from allant.nir import NIR_MASK, holds_nir, without_nir

GAPS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f", "  ", ". "])
BEFORE = st.sampled_from(
    ["", "NIR : ", "n°", "dossier-3-", "Martin 2 ", "24 06 12 34 56 78, ", "12.3.1985 ", "+33612345678 "]
)
AFTER = st.sampled_from(["", ".", ",5", ".csv", " 24000 Périgueux", " / 06 12 34 56 78", "\n12"])


def digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}}")


DEPARTMENTS = st.one_of(digits(2), st.sampled_from(["2A", "2B", "2a", "2b"]))


@st.composite
def nirs(draw: st.DrawFn) -> str:
    """A number with 13 or 15 digits, whole or in its groups."""
    sex = draw(st.sampled_from("123478"))
    groups = [sex, draw(digits(2)), draw(digits(2)), draw(DEPARTMENTS), draw(digits(3)), draw(digits(3))]
    if draw(st.booleans()):
        groups.append(draw(digits(2)))
    return "".join(group + draw(GAPS) for group in groups[:-1]) + groups[-1]


@st.composite
def other_numbers(draw: st.DrawFn) -> str:
    """A telephone number, a SIRET, a date or an amount, as people write them."""
    return draw(st.one_of(phones(), sirets(), dates(), amounts()))


@st.composite
def phones(draw: st.DrawFn) -> str:
    first = draw(st.sampled_from(["06", "07", "01", "+33 6", "+33 7", "+336", "0033 6", "+33 (0)6", "00 33 7"]))
    gap = draw(st.sampled_from(["", " ", ".", "-", "\u00a0"]))
    return gap.join([first, *(draw(digits(2)) for _ in range(4))])


@st.composite
def sirets(draw: st.DrawFn) -> str:
    gap = draw(st.sampled_from(["", " ", "\u00a0"]))
    return gap.join([*(draw(digits(3)) for _ in range(3)), draw(digits(5))])


@st.composite
def dates(draw: st.DrawFn) -> str:
    day = draw(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
    separator = draw(st.sampled_from("/.-"))
    parts = draw(st.sampled_from([f"{day:%d %m %Y}", f"{day.day} {day.month} {day.year}", f"{day:%Y %m %d}"]))
    return parts.replace(" ", separator)


@st.composite
def amounts(draw: st.DrawFn) -> str:
    amount = draw(st.integers(0, 999_999_999))
    gap = draw(st.sampled_from([" ", "\u00a0", "\u202f"]))
    return f"{amount:,}".replace(",", gap) + draw(st.sampled_from(["", ",50", " €", "\u00a0€", ",00 €"]))


@given(BEFORE, nirs(), AFTER)
def test_a_number_is_seen_and_hidden_however_it_is_written(before: str, nir: str, after: str) -> None:
    assert holds_nir(before + nir + after)
    hidden = without_nir(before + nir + after)
    assert NIR_MASK in hidden
    assert nir[:-3] not in hidden
    assert not holds_nir(hidden)


@given(st.lists(other_numbers(), min_size=1, max_size=3), st.sampled_from([", ", " / ", " ou ", "\n"]))
def test_no_other_number_is_taken_for_one(numbers: list[str], between: str) -> None:
    text = between.join(numbers)
    assert not holds_nir(text)
    assert without_nir(text) == text


@given(st.lists(phones(), min_size=2, max_size=3))
def test_telephone_numbers_side_by_side_are_not_taken_for_one(numbers: list[str]) -> None:
    assert not holds_nir(" ".join(numbers))


@pytest.mark.parametrize(
    "text",
    [
        "1 85 05 24 322 001 22",
        "185052432200122",
        "1850524322001",
        "1850200412345 67",
        "NIR: 1.85.05.24.322.001",
        "1.85.02.2a.004.123",
        "2 99 12 2B 004 123 45",
        "1-85-05-24-322-001-22",
        "2\u00a069\u00a005\u202f49\u202f588\u202f157\u202f80",
        "1 8 5 0 5 2 4 3 2 2 0 0 1",
        "1850524322001.csv",
        "2026-1850524322001",
        "8 85 13 24 322 001",
        "06 12 34 56 78 1 85 05 24 322 001 22",
        "12.03.1985 1 85 03 24 322 001",
        "130 025 265 00013 1 85 03 24 322 001",
    ],
)
def test_each_way_of_writing_it_is_known(text: str) -> None:
    assert holds_nir(text)
    assert without_nir(text).count(NIR_MASK) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06 12 34 56 78 06 12 34 56 79",
        "+33 7 12 34 56 78 06 12 34 56 78",
        "+49 151 23456789",
        "+8613812345678",
        "13002526500013",
        "SIRET 130 025 265 00013 2 rue des Lilas",
        "12.3.2026 15.04.2026",
        "du 1-11-2026 15-04-2026",
        "2026-03-12 14:30:15",
        "FR76 3000 6000 0112 3456 7890 189",
        "185052432200",
        "5850524322001",
        "18505243220012345",
    ],
)
def test_what_only_resembles_it_is_left_alone(text: str) -> None:
    assert not holds_nir(text)
    assert without_nir(text) == text


def test_a_telephone_number_beside_it_stays_readable() -> None:
    assert without_nir("06 12 34 56 78 1 85 05 24 322 001 22") == f"06 12 34 56 78 {NIR_MASK}"


@given(st.text())
def test_nothing_is_left_once_hidden_and_hiding_twice_is_hiding_once(text: str) -> None:
    assert without_nir(without_nir(text)) == without_nir(text)
    assert holds_nir(text) == (without_nir(text) != text)


def test_the_examples_of_the_module_hold() -> None:
    result = doctest.testmod(allant.nir)
    assert result.attempted > 0
    assert result.failed == 0
