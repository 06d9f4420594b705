"""Lists of people: what is accepted, what is refused and why."""

import io
import json
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from allant.errors import FileError
from allant.sources.communes import communes_of_epci, find_commune
from allant.sources.people import PeopleReport, Refusal, person_key, read_people

TODAY = date(2026, 3, 15)
TERRITORY = communes_of_epci("200040392")
NIR = "1 85 05 24 322 001 22"


def _report(text: str, known: frozenset[str] = frozenset()) -> PeopleReport:
    return read_people(io.BytesIO(text.encode()), "liste.csv", territory=TERRITORY, known=known, as_of=TODAY)


def _one_refusal(text: str) -> Refusal:
    report = _report(text)
    assert len(report.refused) == 1, report.refused
    assert report.accepted == ()
    return report.refused[0]


def _accepted(title: str, value: str) -> object:
    (person,) = _report(f"Nom;Prénom;{title}\nMartin;Luc;{value}\n").accepted
    return person


def test_a_full_french_line_is_understood() -> None:
    report = _report(
        "Nom;Prénom;Date de naissance;Téléphone;Courriel;Code postal;Commune;Prescripteur;Référence;"
        "Date d'orientation;Langue\n"
        "Lefèvre;Zoé;12/05/1985;06 12 34 56 78;Zoe.Lefevre@Exemple.fr;24000;PERIGUEUX;Mission locale;A-12;"
        "3 mars 2026;Arabe\n"
    )
    (person,) = report.accepted
    assert (person.row, person.last_name, person.first_name) == (2, "Lefèvre", "Zoé")
    assert person.born_on == date(1985, 5, 12)
    assert person.phone == "+33612345678"
    assert person.email == "zoe.lefevre@exemple.fr"
    assert person.commune is not None
    assert person.commune.code_insee == "24322"
    assert (person.prescriber, person.reference, person.language) == ("Mission locale", "A-12", "ar")
    assert person.referred_on == date(2026, 3, 3)
    assert (report.rows, report.refused, report.notices, report.ignored_columns) == (1, (), (), ())


def test_english_titles_are_understood() -> None:
    (person,) = _report(
        "Last_Name,First Name,DATE OF BIRTH,E-mail,City\nMartin,Luc,1990-01-31,l@m.fr,Trélissac\n"
    ).accepted
    assert person.born_on == date(1990, 1, 31)
    assert person.commune is not None
    assert person.commune.name == "Trélissac"


def test_only_names_are_compulsory() -> None:
    (person,) = _report("nom;prenom\nMartin;Luc\n").accepted
    assert (person.born_on, person.phone, person.commune) == (None, None, None)


@pytest.mark.parametrize(("text", "missing"), [("Nom;Ville\nMartin;x\n", "prénom"), ("Prénom;x\nLuc;y\n", "nom")])
def test_a_list_without_a_name_column_is_refused_whole(text: str, missing: str) -> None:
    with pytest.raises(FileError) as refusal:
        _report(text)
    assert f"«\u00a0{missing}\u00a0»" in refusal.value.rule


def test_a_line_without_first_name_is_refused() -> None:
    refusal = _one_refusal("Nom;Prénom;Tél\nMartin;;\n")
    assert (refusal.row, refusal.field, refusal.value) == (2, "Prénom", "")
    assert "obligatoires" in refusal.rule


@pytest.mark.parametrize(
    "written",
    [
        "12/05/1985",
        "12-05-1985",
        "12.05.1985",
        "1985-05-12",
        "12 mai 1985",
        "12 MAI 1985",
        "1985-05-12 00:00:00",
        "5/5/1985",
    ],
)
def test_dates_are_understood_as_people_write_them(written: str) -> None:
    person = _accepted("Né le", written)
    assert person.born_on in (date(1985, 5, 12), date(1985, 5, 5))  # type: ignore[attr-defined]


def test_the_first_of_the_month_is_understood() -> None:
    assert _accepted("Né le", "1er août 1985").born_on == date(1985, 8, 1)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("31/02/1990", "n’existe pas"),
        ("12/31/1990", "n’existe pas"),
        ("29/02/2023", "n’existe pas"),
        ("12/05/85", "4 chiffres"),
        ("31179", "un nombre"),
        ("hier", "pas comprise"),
        ("16/03/2026", "futur"),
        ("14/03/1906", "plus de 120 ans"),
    ],
)
def test_an_impossible_birth_date_is_refused(written: str, rule: str) -> None:
    refusal = _one_refusal(f"Nom;Prénom;Né le\nMartin;Luc;{written}\n")
    assert (refusal.field, refusal.value) == ("Né le", written)
    assert rule in refusal.rule
    assert refusal.remedy


@pytest.mark.parametrize("written", ["15/03/2026", "15/03/1906"])
def test_the_limits_of_a_life_are_accepted(written: str) -> None:
    assert _accepted("Né le", written).born_on is not None  # type: ignore[attr-defined]


def test_a_referral_in_the_future_is_refused() -> None:
    assert "futur" in _one_refusal("Nom;Prénom;Date d'orientation\nMartin;Luc;16/03/2026\n").rule


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("06-12-34-56-78", "+33612345678"),
        ("612345678", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("33612345678", "+33612345678"),
        ("0690 12 34 56", "+590690123456"),
        ("+262 692 12 34 56", "+262692123456"),
    ],
)
def test_a_phone_is_normalised(written: str, phone: str) -> None:
    assert _accepted("Téléphone", written).phone == phone  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "written", ["06 12 34 56", "+34 612 345 678", "0612345678 / 0553000000", "6,12E+08", "abc", "0012345678"]
)
def test_what_is_not_a_french_phone_is_refused(written: str) -> None:
    refusal = _one_refusal(f"Nom;Prénom;Tél\nMartin;Luc;{written}\n")
    assert (refusal.field, refusal.value) == ("Tél", written)


@pytest.mark.parametrize(
    "written", ["luc@exemple", "luc.exemple.fr", "luc@@exemple.fr", "a..b@exemple.fr", "a@b.fr, c@d.fr", ".a@b.fr"]
)
def test_what_is_not_an_email_is_refused(written: str) -> None:
    assert _one_refusal(f'Nom;Prénom;Mail\nMartin;Luc;"{written}"\n').field == "Mail"


@pytest.mark.parametrize("written", ["luc.d'arc+x@mail.exemple-1.fr", "LUC@EXEMPLE.FR", "zoé@exemple.fr"])
def test_usual_emails_are_accepted(written: str) -> None:
    assert _accepted("Mail", written).email == written.lower()  # type: ignore[attr-defined]


@pytest.mark.parametrize("cell", ["24322", "24 322", "Périgueux", "PERIGUEUX CEDEX"])
def test_the_commune_column_takes_a_name_or_a_code(cell: str) -> None:
    person = _accepted("Commune", cell)
    assert person.commune.code_insee == "24322"  # type: ignore[attr-defined]


def test_a_postal_code_that_lost_its_zero_is_understood() -> None:
    (person,) = _report("Nom;Prénom;CP;Ville\nMartin;Luc;1400;Châtillon-sur-Chalaronne\n").accepted
    assert person.postal_code == "01400"
    assert person.commune is not None
    assert person.commune.code_insee == "01093"


def test_an_unknown_commune_is_refused_with_near_ones() -> None:
    refusal = _one_refusal("Nom;Prénom;Code postal;Commune\nMartin;Luc;24000;Bergerac\n")
    assert (refusal.field, refusal.value) == ("Commune", "24000 Bergerac")
    assert "Périgueux (24322)" in refusal.remedy


def test_an_unknown_insee_code_is_refused() -> None:
    assert _one_refusal("Nom;Prénom;Code INSEE\nMartin;Luc;24999\n").field == "Code INSEE"


def test_a_malformed_postal_code_is_refused_once() -> None:
    assert _one_refusal("Nom;Prénom;Code postal\nMartin;Luc;24 0OO\n").field == "Code postal"


def test_somebody_from_elsewhere_is_accepted_with_a_notice() -> None:
    report = _report("Nom;Prénom;Commune\nMartin;Luc;Bordeaux\n")
    assert len(report.accepted) == 1
    (notice,) = report.notices
    assert "hors du territoire" in notice.text


def test_a_shared_postal_code_is_settled_by_the_territory_or_left_open() -> None:
    report = _report("Nom;Prénom;CP\nMartin;Luc;24110\nDurand;Eve;33000\n")
    assert report.accepted[0].commune is None
    assert "8 communes" in report.notices[0].text
    assert report.accepted[1].commune is not None


def test_the_territory_tells_which_commune_of_a_shared_postal_code_is_meant() -> None:
    grignols = find_commune(code_insee="24205")
    content = io.BytesIO("Nom;Prénom;CP\nMartin;Luc;24110\n".encode())
    report = read_people(content, territory=[grignols], known=frozenset(), as_of=TODAY)
    assert report.accepted[0].commune == grignols
    assert report.notices == ()


@pytest.mark.parametrize(("written", "code"), [("Français", "fr"), ("TURKISH", "tr"), ("uk", "uk"), ("snk", "snk")])
def test_a_language_is_known_by_its_name_or_its_code(written: str, code: str) -> None:
    assert _accepted("Langue", written).language == code  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["x" * 101, "Martin2", "luc@exemple.fr", "-"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    assert _one_refusal(f"Nom;Prénom\n{name};Luc\n").field == "Nom"


def test_an_unknown_language_is_told_and_refuses_nobody() -> None:
    report = _report("Nom;Prénom;Langue\nMartin;Luc;klingon\n")
    assert report.accepted[0].language is None
    assert report.notices[0].value == "klingon"


def test_a_duplicate_names_the_line_of_the_first() -> None:
    report = _report("Nom;Prénom;Né le\nLefèvre;Zoé;12/05/1985\nMartin;Luc;\nLEFEVRE;zoe;1985-05-12\n")
    (refusal,) = report.refused
    assert refusal.row == 4
    assert "ligne 2" in refusal.rule
    assert [person.row for person in report.accepted] == [2, 3]


def test_namesakes_of_another_birth_date_are_two_people() -> None:
    assert len(_report("Nom;Prénom;Né le\nMartin;Luc;12/05/1985\nMartin;Luc;13/05/1985\n").accepted) == 2


def test_somebody_already_known_is_refused() -> None:
    known = frozenset({person_key("MARTIN", "Luc", date(1985, 5, 12))})
    (refusal,) = _report("Nom;Prénom;Né le\nMartin;Luc;12/05/1985\n", known).refused
    assert "déjà suivie" in refusal.rule


@pytest.mark.parametrize(
    "nir", [NIR, "185052432200122", "1850524322001", "2 99 12 2A 004 123 45", "NIR: 1.85.05.24.322.001"]
)
@pytest.mark.parametrize("column", ["Référence", "Remarques"])
def test_a_social_security_number_is_refused_and_never_shown(nir: str, column: str) -> None:
    report = _report(f"Nom;Prénom;{column}\nMartin;Luc;{nir}\n")
    (refusal,) = report.refused
    assert refusal.field == column
    assert "2019-341" in refusal.rule
    assert "4322001" not in repr(report).replace(" ", "").replace(".", "")
    assert "004123" not in repr(report).replace(" ", "")


def test_a_social_security_number_in_the_wrong_column_is_hidden_in_each_refusal() -> None:
    report = _report(f"Nom;Prénom;Téléphone\nMartin;Luc;{NIR}\n")
    assert len(report.refused) == 2
    assert "322" not in repr(report)


@pytest.mark.parametrize(
    "harmless",
    [
        "0612345678",
        "06 12 34 56 78 06 12 34 56 79",
        "12345678901234",
        "FR76 3000 6000 0112 3456 7890 189",
        "2026-01-12",
    ],
)
def test_other_long_numbers_are_not_taken_for_one(harmless: str) -> None:
    assert len(_report(f"Nom;Prénom;Remarques\nMartin;Luc;{harmless}\n").accepted) == 1


def test_a_shifted_line_is_refused() -> None:
    refusal = _one_refusal("Nom;Prénom\nMartin;Luc;24000;x\n")
    assert refusal.field == "ligne"
    assert refusal.value == "24000 ; x"


def test_each_problem_of_a_line_has_its_own_refusal() -> None:
    report = _report("Nom;Prénom;Né le;Tél;Mail\nMartin;;31/02/1990;12;x\nDurand;Eve;;;\n")
    assert [refusal.field for refusal in report.refused] == ["Prénom", "Né le", "Tél", "Mail"]
    assert {refusal.row for refusal in report.refused} == {2}
    assert len(report.accepted) == 1


def test_a_refused_line_leaves_no_notice() -> None:
    report = _report("Nom;Prénom;Tél;Commune\nMartin;Luc;12;Bordeaux\n")
    assert report.notices == ()


def test_unknown_columns_are_listed_as_ignored() -> None:
    report = _report("Nom;Prénom;Téléphone;Tel. portable;Nombre d'enfants\nMartin;Luc;;0612345678;2\n")
    assert report.ignored_columns == ("Tel. portable", "Nombre d'enfants")


def test_dates_and_phones_of_a_workbook_are_understood() -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Nom", "Prénom", "Date de naissance", "Téléphone", "Code postal"])
        sheet.write_row(1, 0, ["Martin", "Luc"])
        sheet.write_datetime(1, 2, date(1985, 5, 12), workbook.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_row(1, 3, [612345678, 24000])
    packed.seek(0)
    report = read_people(packed, "liste.xlsx", territory=TERRITORY, known=frozenset(), as_of=TODAY)
    (person,) = report.accepted
    assert (person.born_on, person.phone, person.postal_code) == (date(1985, 5, 12), "+33612345678", "24000")


def test_the_report_is_json_of_the_agreed_shape() -> None:
    told = json.loads(json.dumps(_report("Nom;Prénom;Né le\nMartin;Luc;31/02/1990\nDurand;Eve;\n").as_json()))
    assert told.keys() == {"rows", "accepted", "refused"}
    assert (told["rows"], told["accepted"]) == (2, 1)
    assert told["refused"][0].keys() == {"row", "field", "value", "rule", "remedy"}


TITLES = [
    "Nom",
    "Prénom",
    "Né le",
    "Tél",
    "Mail",
    "CP",
    "Ville",
    "Code INSEE",
    "Réf",
    "Langue",
    "Date d'orientation",
    "?",
]
CELL = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="0123456789 /-+.AB", max_size=18),
    st.sampled_from(["", "Martin", "Zoé", "12/05/1985", "0612345678", "a@b.fr", "24000", "Périgueux", "24322", NIR]),
)


@given(st.lists(st.lists(CELL, min_size=len(TITLES), max_size=len(TITLES)), max_size=6))
def test_random_lines_are_accepted_or_refused_and_all_counted(lines: list[list[str]]) -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for number, line in enumerate([TITLES, *lines]):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, cell)
    packed.seek(0)
    report = read_people(packed, "liste.xlsx", territory=TERRITORY, known=frozenset(), as_of=TODAY)
    refused_rows = {refusal.row for refusal in report.refused}
    assert len(report.accepted) + len(refused_rows) == report.rows
    assert refused_rows.isdisjoint(person.row for person in report.accepted)
    assert all(refusal.rule and refusal.remedy for refusal in report.refused)
    assert "322 001" not in repr(report)
