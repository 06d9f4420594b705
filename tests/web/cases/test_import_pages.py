"""Importing a list through the pages: read, checked, shown, then decided once."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from tests.web import factories

from allant.sources.tables import MOST_FILE_MIB
from allant.web.cases.models import Case, PendingImport
from allant.web.journal.models import Entry
from allant.web.people.models import Beneficiary

pytestmark = pytest.mark.django_db
GOOD = "nom;prénom;date de naissance\nLefèvre;Zoé;04/03/1990\nMartin;Ali;\n"
MIXED = "nom;prénom;date de naissance\nLefèvre;Zoé;04/03/1990\nMartin;Ali;31/02/1990\n;Seul;\n"


def upload(client, content, name="liste.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(reverse("cases:import-new"), {"file": SimpleUploadedFile(name, content)})


def confirm(client, pending):
    return client.post(reverse("cases:import-confirm", args=[pending.pk]))


def workbook(rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def test_checking_a_list_imports_nobody_yet(adviser):
    page = adviser.get(upload(adviser, GOOD).url).content.decode()
    assert "2 personnes sur 2 peuvent être importées" in page
    assert not Case.objects.exists()


def test_report_names_line_value_rule_and_remedy(adviser):
    page = adviser.get(upload(adviser, MIXED).url).content.decode()
    refused = PendingImport.objects.get().refused
    assert "1 personne sur 3 peut être importée" in page
    assert {each["row"] for each in refused} == {3, 4}
    for each in refused:
        assert each["rule"].split("(")[0][:20].replace("'", "&#x27;") in page
        assert each["remedy"]


def test_confirmed_list_opens_a_case_for_each_accepted_person(adviser, house):
    upload(adviser, MIXED)
    confirm(adviser, PendingImport.objects.get())
    case = Case.objects.get()
    assert (case.organisation, case.source, str(case)) == (house.platform, "import", "Zoé Lefèvre")
    assert Entry.objects.get(subject_type="case").detail == "liste importée"
    assert not PendingImport.objects.exists()


def test_list_confirmed_twice_is_imported_once(adviser):
    upload(adviser, GOOD)
    pending = PendingImport.objects.get()
    confirm(adviser, pending)
    assert confirm(adviser, pending).status_code == 404
    assert Case.objects.count() == 2


def test_same_list_checked_by_two_colleagues_is_imported_once(adviser, house, browser):
    colleague = browser(house.colleague)
    upload(adviser, GOOD)
    upload(colleague, GOOD)
    for client, user in ((adviser, house.adviser), (colleague, house.colleague)):
        confirm(client, PendingImport.objects.get(by=user))
    assert Case.objects.count() == 2


def test_people_already_followed_are_refused(adviser):
    upload(adviser, GOOD)
    confirm(adviser, PendingImport.objects.get())
    upload(adviser, GOOD)
    pending = PendingImport.objects.get()
    assert (pending.accepted, len(pending.refused)) == ([], 2)


def test_people_of_another_platform_do_not_show_through_an_import(adviser, house):
    known = factories.CaseFactory(
        organisation=house.neighbour, beneficiary__last_name="Lefèvre", beneficiary__first_name="Zoé"
    )
    known.beneficiary.birth_date = "1990-03-04"
    known.beneficiary.save()
    upload(adviser, GOOD)
    assert len(PendingImport.objects.get().accepted) == 2


def test_dropped_list_leaves_nothing(adviser):
    upload(adviser, GOOD)
    adviser.post(reverse("cases:import-drop", args=[PendingImport.objects.get().pk]))
    assert not PendingImport.objects.exists()
    assert not Beneficiary.objects.exists()


def test_new_list_replaces_the_one_that_waited(adviser):
    upload(adviser, GOOD)
    upload(adviser, MIXED, "autre.csv")
    assert PendingImport.objects.get().file_name == "autre.csv"


def test_reading_a_checked_list_leaves_a_line_in_the_journal(adviser, house):
    adviser.get(upload(adviser, GOOD).url)
    assert Entry.objects.get(subject_type="pendingimport").by == house.adviser


def test_workbook_is_read_like_a_text_file(adviser):
    upload(adviser, workbook([("Nom", "Prénom"), ("Lefèvre", "Zoé")]), "liste.xlsx")
    assert len(PendingImport.objects.get().accepted) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "vide.csv"),
        (b"nom;pr\xe9nom\nLef\x81vre;Zo\xff\n", "encodage.csv"),
        (workbook([("Nom", "Prénom"), ("Lefèvre", "Zoé")])[:400], "tronque.xlsx"),
        (b"PK\x03\x04" + b"\0" * 200, "faux.xlsx"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image.csv"),
        ("prénom;âge\nZoé;36\n", "sans-nom.csv"),
        ("nom;nom\nA;B\n", "double.csv"),
        (b"nom;prenom\n" + b"A" * (MOST_FILE_MIB * 1024 * 1024), "gros.csv"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.endswith(("csv", "xlsx")) else "",
)
def test_file_that_cannot_be_read_says_why_and_what_to_do(adviser, content, name):
    response = upload(adviser, content, name)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not PendingImport.objects.exists()


def test_form_without_a_file_says_so(adviser):
    response = adviser.post(reverse("cases:import-new"), {"csrfmiddlewaretoken": "any"})
    assert "Choisissez un fichier" in response.content.decode()


def test_line_with_a_social_security_number_is_refused_and_its_number_hidden(adviser):
    upload(adviser, "nom;prénom;référence\nLefèvre;Zoé;1 85 05 24 322 001 22\n")
    pending = PendingImport.objects.get()
    assert pending.accepted == []
    assert "322" not in str(pending.refused)


def test_social_security_number_in_the_name_of_the_file_is_hidden(adviser):
    upload(adviser, GOOD, "1850524322001.csv")
    assert "1850524322001" not in PendingImport.objects.get().file_name


def test_reference_too_long_to_be_kept_is_told(adviser):
    upload(adviser, f"nom;prénom;référence\nLefèvre;Zoé;{'R' * 150}\n")
    pending = PendingImport.objects.get()
    assert any("référence est coupée" in each for each in pending.notices)
    confirm(adviser, pending)
    assert Case.objects.get().reference == "R" * 100


def test_formulas_and_tags_of_a_list_stay_plain_text(adviser):
    upload(adviser, 'nom;prénom\n<script>alert(1)</script>;"=CMD()"\n')
    html = adviser.get(reverse("cases:import", args=[PendingImport.objects.get().pk])).content.decode()
    assert "<script>alert" not in html


def test_nothing_is_half_imported(adviser, monkeypatch):
    from allant.web.cases import actions

    upload(adviser, GOOD)
    pending, count = PendingImport.objects.get(), iter([None])
    record = actions.imports.record
    monkeypatch.setattr(actions.imports, "record", lambda **line: (next(count), record(**line)))
    with pytest.raises(StopIteration):
        confirm(adviser, pending)
    assert not Case.objects.exists()
    assert PendingImport.objects.filter(pk=pending.pk).exists()
    assert connection.is_usable()


def test_person_already_followed_is_recognised_in_a_list_without_birth_dates(adviser, case):
    Beneficiary.objects.filter(pk=case.beneficiary_id).update(last_name="Lefèvre", first_name="Zoé")
    upload(adviser, "nom;prénom\nLEFEVRE;Zoé\n")
    pending = PendingImport.objects.get()
    assert (len(pending.accepted), len(pending.refused)) == (0, 1)


def test_page_names_the_people_it_would_import(adviser):
    upload(adviser, GOOD)
    pending = PendingImport.objects.get()
    page = adviser.get(reverse("cases:import", args=[pending.pk])).text
    assert "Zoé Lefèvre" in page
    assert "Ali Martin" in page
