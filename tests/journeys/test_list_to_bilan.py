"""From the list that people keep in a spreadsheet to a bilan."""

import io

import pytest
import xlsxwriter
from playwright.sync_api import expect
from tests.journeys.pathway import fill_bilan

from allant.web.cases.models import Case

pytestmark = pytest.mark.journey

# As such lists are: typed by several people, saved by a French Excel, one line twice, one number that nobody may keep.
TYPED_LIST = """NOM;Prénom;Date de naissance;Tél;Ville;Remarques
MARTIN;Chloé;3/2/1989;06 12 34 56 78;Périgueux;
DUPONT;Jean-Rémi;12.07.1975;;Trélissac;à rappeler
Martin;Chloé;03/02/1989;0612345678;PERIGUEUX;
Lefèvre;Zoé;31/02/1990;;Périgueux;
Garcia;Inès;1994-11-30;;Boulazac Isle Manoire;2 94 11 24 322 001 23
""".encode("cp1252")


def _workbook(rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Liste")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def _give(adviser, name, content):
    adviser.page.locator("[name=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )
    adviser.press("Vérifier le fichier")


@pytest.mark.visits(
    "cases:list",
    "cases:new",
    "cases:import-new",
    "cases:import",
    "cases:case",
    "cases:edit",
    "cases:bilan-new",
    "cases:bilan",
    "cases:bilan-section",
    "cases:bilan-result",
)
def test_from_a_list_of_people_to_a_bilan(person, house):
    nadia = person()
    nadia.sign_in(house.adviser)
    assert "Aucun dossier" in nadia.text()
    nadia.follow("Nouveau dossier")
    nadia.follow("Annuler")
    nadia.follow("Importer une liste")
    _refused_files(nadia)
    _read_list(nadia)
    _read_workbook(nadia)
    _complete_identity(nadia)
    _bilan_by_keyboard(nadia)


def _refused_files(nadia):
    nadia.press("Vérifier le fichier")
    assert "Choisissez un fichier." in nadia.text()
    _give(nadia, "tronqué.xlsx", _workbook([["Nom", "Prénom"], ["Petit", "Lou"]])[:900])
    expect(nadia.page.get_by_role("alert")).to_contain_text("Un point à corriger")
    _give(nadia, "sans-nom.csv", b"Ville;Tel\nPerigueux;0612345678\n")
    assert "La colonne « nom » manque." in nadia.text()


def _read_list(nadia):
    _give(nadia, "suivi 2026.csv", TYPED_LIST)
    assert "2 personnes sur 5 peuvent être importées" in nadia.text("h1")
    refused = nadia.part("Lignes refusées").inner_text()
    assert "31/02/1990" in refused
    assert "déjà dans le fichier, ligne 2" in refused
    assert "numéro de sécurité sociale" in refused
    assert "001 23" not in refused
    nadia.press("Abandonner")
    assert not Case.objects.exists()
    _give(nadia, "suivi 2026.csv", TYPED_LIST)
    nadia.press("Importer 2 personnes")
    assert "2 dossiers sont ouverts." in nadia.text()
    assert Case.objects.count() == 2


def _read_workbook(nadia):
    nadia.follow("Importer une liste")
    rows = [
        ["Nom", "Prénom", "Né le", "Code postal"],
        ["Martin", "Chloé", "03/02/1989", ""],
        ["Nguyen", "Linh", "", "24000"],
    ]
    _give(nadia, "nouveaux.xlsx", _workbook(rows))
    assert "1 personne sur 2" in nadia.text("h1")
    assert "déjà suivie" in nadia.part("Lignes refusées").inner_text()
    nadia.press("Importer 1 personne")
    assert Case.objects.count() == 3


def _complete_identity(nadia):
    nadia.fill(q="nguyen")
    nadia.press("Filtrer")
    nadia.follow("Linh Nguyen")
    nadia.follow("Modifier")
    nadia.fill(birth_date="2199-01-01")
    nadia.press("Enregistrer")
    assert "dans le futur" in nadia.text()
    nadia.fill(birth_date="1988-05-06", phone="0698765432")
    nadia.press("Enregistrer")
    assert "6 mai 1988" in nadia.text()


def _bilan_by_keyboard(nadia):
    """Start the bilan and answer its first part without touching the mouse."""
    nadia.follow("Commencer le bilan d’entrée")
    start = nadia.page.get_by_role("button", name="Commencer")
    start.focus()
    nadia.arrive(lambda: start.press("Enter"))
    nadia.arrive(lambda: nadia.page.locator(".section-nav a").first.press("Enter"))
    for code in ("situation", "purpose", "children"):
        nadia.page.locator(f"[name=q-{code}]").first.focus()
        nadia.page.keyboard.press("Space")
        expect(nadia.page.locator(f"#etat-{code}")).to_contain_text("Enregistré")
        nadia.page.keyboard.press("ArrowDown")
        expect(nadia.page.locator(f"[name=q-{code}]").nth(1)).to_be_checked()
        expect(nadia.page.locator(f"#etat-{code} input")).to_have_value("2")
    onward = nadia.page.get_by_role("button", name="Enregistrer et continuer")
    nadia.arrive(lambda: onward.press("Enter"))
    fill_bilan(nadia, rank=1)
    nadia.press("Terminer et calculer l’indice")
    assert "Où en est Linh" in nadia.text("h1")
