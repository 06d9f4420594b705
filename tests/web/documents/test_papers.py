"""Papers never change, their fingerprint is that of their text, and a check tells no more than the paper."""

import datetime
import hashlib

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.documents import actions, checking, guessing
from allant.web.documents.checking import State
from allant.web.documents.enums import PaperKind, Party
from allant.web.documents.models import Code, FailedTry, Paper, Signature, Withdrawal
from allant.web.documents.presenters import paper_sheet, whole_text
from allant.web.documents.queries import attestations_expiring
from allant.web.ui.signature import Signed

pytestmark = pytest.mark.django_db
UNKNOWN = "22222222"
HOME = guessing.origin_of("192.0.2.7")
CONTENT = {
    "issuer": {"name": "Plateforme d’Essai", "address": "", "reach": ""},
    "lead": "Une phrase & une autre.",
    "parts": [
        {"title": "Faits", "facts": [["Nom", "<b>Lefèvre</b>"]], "list": [{"strong": "Un", "text": "deux"}]},
        {"steps": [{"text": "marcher"}, {"text": "rouler"}]},
    ],
}


@pytest.fixture
def make(house, case):
    def made(**changed):
        given = {
            "organisation": house.platform,
            "person": case.beneficiary,
            "kind": PaperKind.ATTESTATION,
            "title": "Attestation",
            "content": CONTENT,
            "by": house.adviser,
            "valid_until": timezone.localdate() + datetime.timedelta(days=100),
            "is_checkable": True,
        }
        return actions.make_paper(**given | changed)

    return made


@pytest.fixture
def contract(make):
    return make(kind=PaperKind.CONTRACT, valid_until=None, is_checkable=False)


def checked(paper, last_name, origin=HOME):
    return checking.check(typed_code=str(paper.code), last_name=last_name, origin=origin)


def test_text_says_what_the_page_says_and_carries_its_fingerprint(make):
    paper = make()
    assert paper.text.splitlines() == [
        "Attestation",
        "",
        "Plateforme d’Essai",
        "",
        "Une phrase & une autre.",
        "",
        "Faits",
        "Nom\u00a0: <b>Lefèvre</b>",
        "- Un\u00a0: deux",
        "",
        "1. marcher",
        "2. rouler",
    ]
    assert paper.sha256 == hashlib.sha256(paper.text.encode()).hexdigest()


@pytest.mark.parametrize(
    "change", [{"title": "Autre"}, {"text": "x"}, {"content": {}}, {"holder_key": "x"}, {"valid_until": None}]
)
def test_database_refuses_to_change_a_paper(make, change):
    paper = make()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**change)


def test_database_refuses_to_change_a_signature_or_a_withdrawal(contract, house):
    actions.sign(paper=contract, party=Party.PERSON, name="Zoé", signed=Signed(typed_name="Zoé"), by=house.adviser)
    actions.withdraw(paper=contract, reason="erreur", by=house.adviser)
    for rows, change in ((Signature.objects, {"name": "Luc"}), (Withdrawal.objects, {"reason": "autre"})):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            rows.update(**change)


def test_paper_follows_a_person_who_is_found_twice(make):
    paper, other = make(), factories.BeneficiaryFactory()
    Paper.objects.filter(pk=paper.pk).update(person=other)
    assert Paper.objects.get().person == other


def test_signature_keeps_the_time_the_way_and_the_fingerprint(contract, house):
    signature = actions.sign(
        paper=contract, party=Party.PERSON, name=" Zoé Lefèvre ", signed=Signed(path="M1 1L90 90"), by=house.adviser
    )
    assert (signature.name, signature.sha256, signature.is_typed) == ("Zoé Lefèvre", contract.sha256, False)
    assert abs(signature.signed_at - timezone.now()) < datetime.timedelta(minutes=1)


def test_each_party_signs_once(contract, house):
    def signs():
        actions.sign(paper=contract, party=Party.PLATFORM, name="A", signed=Signed(typed_name="A"), by=house.adviser)

    signs()
    with pytest.raises(InputError, match="y est déjà"):
        signs()


def test_withdrawn_paper_is_not_signed_any_more(contract, house):
    actions.withdraw(paper=contract, reason="erreur de nom", by=house.adviser)
    with pytest.raises(InputError, match="ne se signe plus"):
        actions.sign(paper=contract, party=Party.PERSON, name="A", signed=Signed(typed_name="A"), by=house.adviser)


def test_signature_is_given_in_one_way_only(contract, house):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.sign(paper=contract, party=Party.PERSON, name="A", by=house.adviser)


def test_withdrawal_says_why_and_the_second_changes_nothing(make, house):
    paper = make()
    with pytest.raises(InputError, match="dit son motif"):
        actions.withdraw(paper=paper, reason="  ", by=house.adviser)
    first = actions.withdraw(paper=paper, reason="erreur", by=house.adviser)
    assert actions.withdraw(paper=paper, reason="autre", by=house.manager) == first
    assert Code.objects.get().revoked_at is not None


def test_signed_scan_cannot_be_taken_away_from_its_paper(contract, house, case):
    scan = factories.DocumentFactory(organisation=house.platform, person=case.beneficiary)
    actions.sign(paper=contract, party=Party.PERSON, name="Zoé", scan=scan, by=house.adviser)
    with pytest.raises(InputError, match="porte une signature"):
        actions.remove(document=scan, by=house.adviser)


# —— Checking ——


@pytest.mark.parametrize("typed", ["Lefèvre", "LEFEVRE", " lefevre ", "Le Fèvre", "le-fevre"])
def test_genuine_paper_is_recognised_however_the_name_is_typed(make, case, typed):
    case.beneficiary.last_name = "Lefèvre"
    paper = make()
    assert checked(paper, typed) == checking.Checked(State.VALID, paper)


@pytest.mark.parametrize("typed", ["Diaz", "", "Zoé", "Lefè", "Lefèvre Diaz"])
def test_wrong_name_and_wrong_code_get_the_same_answer(make, case, typed):
    case.beneficiary.last_name = "Lefèvre"
    paper = make()
    assert checked(paper, typed) == checking.Checked(State.UNKNOWN, None)
    unknown = checking.check(typed_code=UNKNOWN, last_name="Lefèvre", origin=HOME)
    assert unknown == checking.Checked(State.UNKNOWN, None)
    assert FailedTry.objects.filter(origin=HOME, by=None).count() == 2


def test_withdrawn_and_expired_papers_say_so(make, case, house):
    case.beneficiary.last_name = "Lefèvre"
    withdrawn, ended = make(), make(valid_until=timezone.localdate() + datetime.timedelta(days=1))
    actions.withdraw(paper=withdrawn, reason="erreur", by=house.adviser)
    assert checked(withdrawn, "Lefèvre").state == State.WITHDRAWN
    assert checked(ended, "Lefèvre").state == State.VALID
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        assert checked(ended, "Lefèvre").state == State.VALID
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2), tick=False):
        assert checked(ended, "Lefèvre").state == State.EXPIRED


def test_code_of_a_test_is_no_paper(case):
    code = actions.issue(purpose="mobility-test")
    assert checking.check(typed_code=code.value, last_name="x", origin=HOME).state == State.UNKNOWN


def test_code_of_a_paper_hands_nothing_over(make, house):
    with pytest.raises(actions.CodeError, match="n’existe pas"):
        actions.redeem(typed=str(make().code), purpose="mobility-test", by=house.adviser)


def test_guessing_from_one_place_is_stopped_and_others_are_not(make, case):
    case.beneficiary.last_name = "Lefèvre"
    paper = make()
    for _ in range(int(parameter("documents/failed_tries_per_origin"))):
        assert checking.check(typed_code=UNKNOWN, last_name="x", origin=HOME).state == State.UNKNOWN
    with pytest.raises(guessing.GuessingError, match="Trop de codes refusés"):
        checked(paper, "Lefèvre")
    assert checked(paper, "Lefèvre", guessing.origin_of("198.51.100.4")).state == State.VALID


def test_guessing_from_many_places_is_stopped_without_closing_the_door_of_the_team(make, house):
    limit = int(parameter("documents/failed_public_tries_in_all"))
    FailedTry.objects.bulk_create(FailedTry(purpose="attestation", origin=f"place-{rank}") for rank in range(limit))
    with pytest.raises(guessing.GuessingError):
        checked(make(), "x")
    code = actions.issue(purpose="mobility-test")
    assert actions.redeem(typed=code.value, purpose="mobility-test", by=house.adviser) == code


def test_address_is_kept_as_a_print_that_cannot_be_read_back():
    assert guessing.origin_of("192.0.2.7") != guessing.origin_of("192.0.2.8")
    assert guessing.origin_of("2001:db8:1:2::1") == guessing.origin_of("2001:db8:1:2:ffff::9")
    assert guessing.origin_of("2001:db8:1:2::1") != guessing.origin_of("2001:db8:1:3::1")
    assert guessing.origin_of("not an address")
    assert "192" not in guessing.origin_of("192.0.2.7")


def test_tries_are_forgotten_once_they_no_longer_count(make):
    checking.check(typed_code=UNKNOWN, last_name="x", origin=HOME)
    assert guessing.forget_failures(now=timezone.now()) == 0
    later = datetime.timedelta(minutes=int(parameter("documents/failed_tries_window")) + 1)
    assert guessing.forget_failures(now=timezone.now() + later) == 1


def ask(client, paper, last_name, **headers):
    return client.post(reverse("documents:check"), {"code": str(paper.code), "last_name": last_name}, headers=headers)


def test_public_page_names_the_issuer_and_the_dates_and_never_the_person(browser, make, case, house):
    case.beneficiary.first_name, case.beneficiary.last_name = "Zoé-Rose", "Lefèvre"
    paper = make()
    html = ask(browser(), paper, "lefevre").content.decode().replace('value="lefevre"', "")
    assert "Ce papier est vrai et vaut encore." in html
    assert house.platform.name in html
    for secret in ("Lefèvre", "lefevre", "Zoé-Rose", "Une phrase", "Ines Conseil", "1990"):
        assert secret not in html


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This paper is genuine and still valid."), ("ar", "هذه الوثيقة صحيحة وما زالت سارية.")],
)
def test_public_page_answers_in_the_language_of_the_reader(browser, make, case, language, said):
    html = ask(browser(), make(), case.beneficiary.last_name, **{"accept-language": language}).content.decode()
    assert said in html


def test_public_page_tells_the_authorisation_as_it_stood(browser, make, case):
    paper = make(content=CONTENT | {"authorised": {"since": "2025-03-01", "reference": "arrêté 25-014"}})
    html = ask(browser(), paper, case.beneficiary.last_name).content.decode()
    assert "depuis le 1er\u00a0mars\u00a02025 (arrêté 25-014)" in html


@pytest.mark.parametrize(
    ("code", "last_name", "said"),
    [("K7QX", "x", "8 caractères"), ("", "x", "Écrivez le code"), ("K7QXM4TD", "", "Écrivez le nom")],
)
def test_public_page_says_what_is_missing_and_keeps_what_was_typed(browser, code, last_name, said):
    html = browser().post(reverse("documents:check"), {"code": code, "last_name": last_name}).content.decode()
    assert said in html
    assert f'value="{code or last_name}"' in html
    assert FailedTry.objects.count() == 0


def test_qr_brings_the_code_and_nothing_of_the_person(browser, make):
    paper = make()
    assert "<svg" in paper_sheet(paper)["qr"]
    html = browser().get(reverse("documents:check"), {"code": str(paper.code)}).content.decode()
    assert f'value="{paper.code}"' in html


def test_answer_of_the_public_page_is_not_kept_by_browsers(browser, make):
    assert "no-store" in ask(browser(), make(), "x")["Cache-Control"]


def test_text_version_tells_how_to_check_and_who_signed(make, contract, house):
    assert str(make().code) in whole_text(Paper.objects.get(kind=PaperKind.ATTESTATION))
    actions.sign(paper=contract, party=Party.PERSON, name="Zoé", signed=Signed(typed_name="Zoé"), by=house.adviser)
    text = whole_text(contract)
    assert "La personne\u00a0: Zoé, Signé le" in text
    assert contract.sha256 in text


# —— Before they end ——


def test_attestations_that_end_soon_are_listed_unless_withdrawn_or_made_anew(make, house):
    def ending_in(days, **changed):
        return make(valid_until=timezone.localdate() + datetime.timedelta(days=days), **changed)

    def person():
        return factories.BeneficiaryFactory()

    soon, sooner = ending_in(30, person=person()), ending_in(3, person=person())
    ending_in(31, person=person())
    actions.withdraw(paper=ending_in(5, person=person()), reason="erreur", by=house.adviser)
    renewed = person()
    ending_in(5, person=renewed)
    ending_in(150, person=renewed)
    assert list(attestations_expiring(house.platform, 30)) == [sooner, soon]
    assert list(attestations_expiring(house.neighbour, 30)) == []
