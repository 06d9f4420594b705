"""A bilan becomes an attestation; whoever holds it checks it by its code. A contract is signed with a finger."""

import re

import pytest
from tests.web import factories
from tests.web.documents import files

from allant.web.cases.actions import papers
from allant.web.documents.models import Document, Paper, Signature

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def closed(case, house):
    return factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 9), is_finished=True)


def check(walker, code, name):
    walker.fill(code=code, last_name=name)
    walker.press("Vérifier")


@pytest.mark.visits("cases:list", "cases:papers", "cases:paper-new", "cases:paper", "documents:check")
def test_an_attestation_is_checked_by_its_code_without_seeing_the_file(person, house, case, closed):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:papers", case.pk)
    nadia.look("vide")
    nadia.follow("Attestation de diagnostic mobilité")
    assert "n’a pas déclaré d’habilitation" in nadia.text()
    nadia.press("Faire l’attestation")
    assert "Un problème de mobilité" in nadia.text("article")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", nadia.text(".paper-proof"))[0]

    reader = person()
    reader.go("documents:check", query=f"?code={code}")
    reader.look("avec le code")
    check(reader, code, "Personne")
    assert "n’est pas connu" in reader.text()
    reader.look("inconnu")
    check(reader, code.lower(), "DIAZ")
    assert "est vrai et vaut encore" in reader.text()
    assert house.platform.name in reader.text()
    assert "Rosa" not in reader.text()
    reader.look("valable")

    nadia.unfold("Retirer ce papier")
    nadia.fill(reason="Erreur de prénom")
    nadia.press("Retirer")
    assert "Erreur de prénom" in nadia.text()
    nadia.look("retiré")
    check(reader, code, "Diaz")
    assert "a été retiré" in reader.text()
    reader.look("retiré")
    check(reader, "K7", "Diaz")
    assert "8 caractères" in reader.text()
    reader.look("erreur")
    reader.page.locator(".masthead details.menu summary").click()
    reader.press("العربية")
    assert reader.page.locator("html").get_attribute("dir") == "rtl"
    check_button = reader.page.get_by_role("button", name="تحقق")
    reader.fill(code=code, last_name="Diaz")
    reader.arrive(check_button.click)
    assert "سُحبت هذه الوثيقة" in reader.text()
    reader.look("retiré, arabe")


@pytest.mark.visits("cases:list", "cases:papers", "cases:paper-new", "cases:paper", "cases:paper-sign")
def test_a_contract_is_signed_on_the_screen(person, house, case, closed):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:papers", case.pk)
    nadia.follow("Contrat d’accompagnement")
    nadia.press("Préparer le contrat")
    assert "point à corriger" in nadia.text()
    nadia.look("erreur")
    nadia.fill(objectives="Aller seule au travail\nVoir ma sœur le dimanche")
    nadia.press("Préparer le contrat")
    nadia.follow("Signer à l’écran")
    nadia.press("Enregistrer la signature")
    assert "Signez dans le cadre" in nadia.text()
    nadia.look("erreur")
    pad = nadia.page.locator("[data-signature-pad]")
    pad.scroll_into_view_if_needed()
    frame = pad.bounding_box()
    nadia.page.mouse.move(frame["x"] + 20, frame["y"] + 60)
    nadia.page.mouse.down()
    for rank in range(8):
        nadia.page.mouse.move(frame["x"] + 20 + 15 * rank, frame["y"] + (20 if rank % 2 else 70))
    nadia.page.mouse.up()
    assert "est dans le cadre" in nadia.text(".signature")
    nadia.page.get_by_role("button", name="Effacer et recommencer").click()
    nadia.page.mouse.move(frame["x"] + 20, frame["y"] + 60)
    nadia.page.mouse.down()
    nadia.page.mouse.move(frame["x"] + 160, frame["y"] + 20, steps=6)
    nadia.page.mouse.up()
    nadia.look("signé dans le cadre")
    nadia.press("Enregistrer la signature")
    assert Signature.objects.get().path.startswith("M")
    nadia.look("une signature")
    nadia.go("cases:paper-sign", Paper.objects.get().pk)
    nadia.fill(**{"name": "Nadia Berger", "signature-typed_name": "Nadia Berger"})
    nadia.page.locator("[name=signature-agrees]").check()
    nadia.press("Enregistrer la signature")
    assert "Signé" in nadia.text(".paper-tools")
    nadia.look("deux signatures")


@pytest.mark.visits("cases:list", "cases:papers", "cases:document-add", "cases:paper-scan", "cases:paper")
def test_documents_are_kept_and_taken_away(person, house, case, tmp_path):
    (tmp_path / "permis.pdf").write_bytes(files.PDF)
    (tmp_path / "menteur.pdf").write_bytes(files.photo())
    heavy = tmp_path / "lourd.pdf"
    heavy.write_bytes(files.PDF + b"\n" * 20_500_000)
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("cases:papers", case.pk)
    nadia.follow("Ajouter un document")
    nadia.page.set_input_files("[name=upload]", heavy)
    assert "ce fichier pèse 21 mo" in nadia.text("form[enctype]").lower()
    nadia.look("trop lourd, dit avant l’envoi")
    nadia.page.set_input_files("[name=upload]", tmp_path / "menteur.pdf")
    nadia.press("Garder ce document")
    assert "son contenu est" in nadia.text()
    nadia.look("refusé")
    nadia.page.set_input_files("[name=upload]", tmp_path / "permis.pdf")
    nadia.fill(title="Permis de Rosa")
    nadia.press("Garder ce document")
    assert "Permis de Rosa" in nadia.text()
    nadia.look("un document")
    nadia.press("Retirer Permis de Rosa")
    assert "Effacé après le" in nadia.text()
    nadia.look("retiré")
    nadia.press("Remettre Permis de Rosa")
    assert Document.objects.get().removed_at is None
    nadia.go("cases:papers", case.pk)
    paper = papers.make_contract(
        case=case, objectives=["x"], person_commits=["y"], platform_commits=["z"], ends_on=None, by=house.adviser
    )
    nadia.go("cases:paper-scan", paper.pk)
    nadia.page.set_input_files("[name=upload]", tmp_path / "permis.pdf")
    nadia.press("Garder le papier signé")
    assert "scan gardé" in nadia.text()
