"""What is signed: the contract and the statements, on the screen or on a sheet that is scanned."""

import pytest
from django.urls import reverse
from tests.web import factories
from tests.web.documents import files

from allant.web.cases.actions import papers as actions
from allant.web.cases.papers.agreements import STATEMENTS
from allant.web.documents.enums import PaperKind
from allant.web.documents.models import Document, Paper, Signature

pytestmark = pytest.mark.django_db


def test_contract_is_prepared_with_the_steps_and_what_was_typed(adviser, case):
    factories.StepFactory(case=case, label="Passer le code")
    page = reverse("cases:paper-new", args=[case.pk, "contrat"])
    given = {
        "objectives": "- Aller au travail\n\n• Voir ma sœur",
        "person_commits": "Venir",
        "platform_commits": "Aider",
    }
    adviser.post(page, given)
    text = Paper.objects.get().text
    for words in ("- Aller au travail\n", "- Voir ma sœur", "1. Passer le code", "- Venir", "- Aider"):
        assert words in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"objectives": ""}, "Remplissez ce champ"),
        ({"objectives": "x\n" * 13}, "12 au plus"),
        ({"objectives": "x" * 301}, "dépasse 300 signes"),
        ({"person_commits": "Mon NIR 1 85 05 24 322 001 22"}, "sécurité sociale"),
        ({"ends_on": "2020-01-01"}, "est passée"),
    ],
)
def test_contract_says_what_to_mend_and_loses_nothing(adviser, case, changed, said):
    given = {"objectives": "Aller au travail", "person_commits": "Venir me voir", "platform_commits": "Aider"} | changed
    html = adviser.post(reverse("cases:paper-new", args=[case.pk, "contrat"]), given).content.decode()
    assert said in html
    assert "Aider" in html
    assert Paper.objects.count() == 0


def sign(client, paper, **changed):
    given = {"party": "person", "name": "Zoé Lefèvre", "signature-typed_name": "Zoé Lefèvre", "signature-agrees": "on"}
    return client.post(reverse("cases:paper-sign", args=[paper.pk]), given | changed)


def test_person_signs_by_keyboard_and_the_platform_by_hand(adviser, contract):
    sign(adviser, contract)
    assert (
        "à signer"
        in adviser.get(reverse("cases:papers", args=[contract.person.cases.get().pk])).content.decode().lower()
    )
    sign(
        adviser,
        contract,
        **{
            "party": "platform",
            "signature-typed_name": "",
            "signature-agrees": "",
            "signature-strokes": "[[[9,9],[99,99]]]",
        },
    )
    assert [(each.party, each.is_typed, each.path) for each in Signature.objects.all()] == [
        ("person", True, ""),
        ("platform", False, "M9 9L99 99"),
    ]
    html = adviser.get(reverse("cases:paper", args=[contract.pk])).content.decode()
    assert 'd="M9 9L99 99"' in html
    assert contract.sha256 in html
    assert (
        "Il ne manque aucune signature" in adviser.get(reverse("cases:paper-sign", args=[contract.pk])).content.decode()
    )


def test_representative_signs_in_place_of_the_person(adviser, contract):
    sign(adviser, contract, party="guardian", name="Luc Tuteur")
    html = adviser.get(reverse("cases:paper-sign", args=[contract.pk])).content.decode()
    assert 'value="person"' not in html
    assert 'value="platform"' in html


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"signature-agrees": ""}, "Cochez la case"),
        ({"signature-typed_name": "", "signature-agrees": ""}, "Signez dans le cadre"),
        ({"name": ""}, "Remplissez ce champ"),
        ({"party": "mayor"}, "mayor"),
    ],
)
def test_signature_that_lacks_something_is_asked_again(adviser, contract, changed, said):
    assert said in sign(adviser, contract, **changed).content.decode()
    assert Signature.objects.count() == 0


def test_signed_sheet_is_kept_as_a_scan(adviser, contract):
    page = reverse("cases:paper-scan", args=[contract.pk])
    given = {"party": "person", "name": "Zoé", "upload": files.upload("contrat.pdf", files.PDF)}
    adviser.post(page, given)
    scan = Document.objects.get()
    assert (scan.kind, Signature.objects.get().scan) == ("signed", scan)
    assert "scan gardé" in adviser.get(reverse("cases:paper", args=[contract.pk])).content.decode()


def test_scan_that_lies_signs_nothing(adviser, contract):
    page = reverse("cases:paper-scan", args=[contract.pk])
    given = {"party": "person", "name": "Zoé", "upload": files.upload("contrat.pdf", files.photo())}
    assert "son contenu est" in adviser.post(page, given).content.decode()
    assert Signature.objects.count() == Document.objects.count() == 0


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda each: each.code)
def test_statement_is_in_the_first_person_with_the_law(adviser, case, statement):
    page = reverse("cases:paper-new", args=[case.pk, "honneur"])
    if statement.asks:
        assert "a besoin de" in adviser.post(page, {"statement": statement.code}).content.decode()
    adviser.post(page, {"statement": statement.code, "detail": "900 € pour 2 personnes"})
    paper = Paper.objects.get()
    assert paper.kind == PaperKind.HONOUR
    assert f"Je, soussigné(e) {case.beneficiary}" in paper.text
    assert "441-7" in paper.text
    assert ("900 €" in paper.text) == bool(statement.asks)


def test_statement_with_braces_is_written_as_typed(case, house):
    asking = next(each for each in STATEMENTS if each.asks)
    assert "{0} {x}" in actions.make_statement(case=case, statement=asking, detail="{0} {x}", by=house.adviser).text
