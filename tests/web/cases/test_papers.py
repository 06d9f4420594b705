"""Papers of a case: who makes and reads them, what each says and leaves out, what stands in its way."""

import datetime
import io

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from tests.web import factories
from tests.web.documents import files

from allant.errors import InputError
from allant.web.agenda.models import Task
from allant.web.cases.actions import papers as actions
from allant.web.cases.papers import attestation
from allant.web.cases.papers.agreements import STATEMENTS
from allant.web.documents import pdf
from allant.web.documents.enums import PaperKind
from allant.web.documents.models import Document, Paper, Signature
from allant.web.journal.models import Entry
from allant.web.people.enums import ConsentPurpose

denies = pytest.mark.denies
pytestmark = pytest.mark.django_db
ABOUT_THE_CASE = [
    pytest.param("cases:papers", "get", (), marks=denies("cases:papers")),
    pytest.param("cases:paper-new", "get", ("attestation",), marks=denies("cases:paper-new")),
    pytest.param("cases:paper-new", "post", ("attestation",), marks=denies("cases:paper-new")),
    pytest.param("cases:document-add", "get", (), marks=denies("cases:document-add")),
    pytest.param("cases:document-add", "post", (), marks=denies("cases:document-add")),
]
ABOUT_THE_PAPER = [
    pytest.param("cases:paper", "get", (), marks=denies("cases:paper")),
    pytest.param("cases:paper-pdf", "get", (), marks=denies("cases:paper-pdf")),
    pytest.param("cases:paper-text", "get", (), marks=denies("cases:paper-text")),
    pytest.param("cases:paper-sign", "get", (), marks=denies("cases:paper-sign")),
    pytest.param("cases:paper-sign", "post", (), marks=denies("cases:paper-sign")),
    pytest.param("cases:paper-scan", "get", (), marks=denies("cases:paper-scan")),
    pytest.param("cases:paper-scan", "post", (), marks=denies("cases:paper-scan")),
    pytest.param("cases:paper-withdraw", "post", (), marks=denies("cases:paper-withdraw")),
]
SECRET_NOTE = "seule avec sa mère"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def closed(case, house):
    """A finished entry bilan in which much stands in the way."""
    return factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 9), is_finished=True)


@pytest.fixture
def contract(case, house):
    return actions.make_contract(
        case=case,
        objectives=["Aller au travail"],
        person_commits=["Venir"],
        platform_commits=["Aider"],
        ends_on=None,
        by=house.adviser,
    )


def issued(case, house):
    return actions.issue_attestation(case=case, finding="problem", by=house.adviser)


def refused(client, house, address, method):
    answer = getattr(client(), method)(address)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("accounts:sign-in"))
    for role in ("network_head", "prescriber"):
        assert getattr(client(getattr(house, role)), method)(address).status_code == 403
    for stranger in (house.stranger, house.strange_manager):
        assert getattr(client(stranger), method)(address).status_code == 404


@pytest.mark.parametrize(("route", "method", "more"), ABOUT_THE_CASE)
def test_papers_of_a_case_are_for_its_team(route, method, more, case, closed, house, browser):
    refused(browser, house, reverse(route, args=[case.pk, *more]), method)
    assert Paper.objects.count() == Document.objects.count() == 0
    assert getattr(browser(house.manager), method)(reverse(route, args=[case.pk, *more])).status_code == 200


@pytest.mark.parametrize(("route", "method", "more"), ABOUT_THE_PAPER)
def test_paper_is_for_the_team_that_made_it(route, method, more, contract, house, browser):
    refused(browser, house, reverse(route, args=[contract.pk]), method)
    assert Signature.objects.count() == 0
    assert not Paper.objects.get().is_withdrawn
    assert getattr(browser(house.manager), method)(reverse(route, args=[contract.pk])).status_code == 200


def test_paper_that_does_not_exist_is_not_made(adviser, case):
    assert adviser.get(reverse("cases:paper-new", args=[case.pk, "diplome"])).status_code == 404


def test_each_paper_that_is_read_leaves_its_line(adviser, case, contract):
    adviser.get(reverse("cases:paper-pdf", args=[contract.pk]))
    line = Entry.objects.filter(subject_type="case", subject_id=str(case.pk), action="read").first()
    assert line.detail == "papier, PDF"


# —— Attestation ——


def test_attestation_lasts_six_months_from_the_interview_not_from_the_paper(case, house, closed):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=60), tick=False):
        paper = issued(case, house)
    day = timezone.localdate(closed.assessment.finished_at)
    assert 180 <= (paper.valid_until - day).days <= 184
    assert paper.code is not None


@pytest.mark.parametrize(
    ("finished_on", "last_day"),
    [
        ("2026-03-04", "2026-09-03"),
        ("2026-08-31", "2027-02-27"),
        ("2027-08-31", "2028-02-28"),
        ("2026-12-15", "2027-06-14"),
    ],
)
def test_last_day_is_the_one_before_six_months(closed, finished_on, last_day):
    closed.assessment.finished_at = datetime.datetime.fromisoformat(f"{finished_on}T12:00:00+01:00")
    assert attestation.valid_until(closed).isoformat() == last_day


def test_attestation_needs_a_finished_bilan(case, house, adviser):
    factories.bilan(case=case, by=house.adviser)
    with pytest.raises(InputError, match="Aucun bilan n’est terminé"):
        issued(case, house)
    html = adviser.get(reverse("cases:paper-new", args=[case.pk, "attestation"])).content.decode()
    assert "Aucun bilan n’est terminé" in html
    assert "Faire l’attestation" not in html


def test_bilan_of_more_than_six_months_is_attested_no_more(case, house, closed, adviser):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=190), tick=False):
        with pytest.raises(InputError, match="plus de 6 mois"):
            issued(case, house)
        page = reverse("cases:paper-new", args=[case.pk, "attestation"])
        adviser.force_login(house.adviser)
        assert "Faites un nouveau bilan" in adviser.post(page, {"finding": "problem"}).content.decode()
    assert Paper.objects.count() == 0


def test_attestation_says_who_issued_it_and_supposes_no_authorisation(case, house, closed):
    text = issued(case, house).text
    assert "cette plateforme n’a pas déclaré d’habilitation de prescripteur" in text
    assert f"Entretien mené par\u00a0: {house.adviser}" in text


def test_authorisation_is_told_with_its_date_and_act(case, house, closed):
    house.platform.authorised_prescriber_since = datetime.date(2025, 3, 1)
    house.platform.authorised_prescriber_reference = "arrêté 25-014"
    house.platform.save()
    case.refresh_from_db()
    paper = issued(case, house)
    assert "prescripteur habilité depuis le 1er\u00a0mars\u00a02025 (arrêté 25-014)" in paper.text
    assert paper.content["authorised"] == {"since": "2025-03-01", "reference": "arrêté 25-014"}


def test_attestation_holds_no_answer_and_no_index(case, house, closed):
    text = issued(case, house).text
    score = closed.assessment.scores.first()
    assert "sur 100" not in text
    assert f"{score.index:.0f} " not in text.replace("2026", "")


def test_bilan_suggests_the_finding_and_the_adviser_decides(adviser, case, house, closed):
    page = reverse("cases:paper-new", args=[case.pk, "attestation"])
    assert 'value="problem" ' in adviser.get(page).content.decode().split("checked")[0][-200:]
    adviser.post(page, {"finding": "none"})
    assert "Pas d’obstacle à la mobilité" in Paper.objects.get().text


def test_team_is_reminded_a_month_before_the_end(case, house, closed):
    paper = issued(case, house)
    task = Task.objects.get()
    assert task.due_on == paper.valid_until - datetime.timedelta(days=30)
    assert (task.assignee, task.person) == (house.adviser, case.beneficiary)
    actions.withdraw_paper(paper=paper, reason="erreur", by=house.adviser)
    task.refresh_from_db()
    assert task.dropped_at is not None


def test_new_attestation_settles_the_reminder_of_the_former(case, house, closed):
    issued(case, house)
    issued(case, house)
    assert Task.objects.filter(done_at=None, dropped_at=None).count() == 1


def test_wrong_attestation_is_withdrawn_with_its_reason_and_made_anew(adviser, case, house, closed):
    first = issued(case, house)
    page = reverse("cases:paper-withdraw", args=[first.pk])
    assert "Remplissez ce champ" in adviser.post(page, {"reason": ""}).content.decode()
    adviser.post(page, {"reason": "erreur de nom"})
    html = adviser.get(reverse("cases:paper", args=[first.pk])).content.decode()
    assert "erreur de nom" in html
    assert "il ne vaut plus rien" in html
    assert issued(case, house).code != first.code


# —— Summary ——


@pytest.mark.parametrize(
    ("language", "title", "html_language"),
    [
        ("fr", "Votre mobilité, en résumé", "fr"),
        ("fr-simple", "Comment vous vous déplacez", "fr"),
        ("en", "Your mobility, in short", "en"),
        ("ar", "تنقّلك باختصار", "ar"),
    ],
)
def test_summary_speaks_the_language_of_the_person(adviser, case, house, closed, language, title, html_language):
    adviser.post(reverse("cases:paper-new", args=[case.pk, "resume"]), {"language": language})
    paper = Paper.objects.get()
    assert (paper.title, paper.language) == (title, language)
    html = adviser.get(reverse("cases:paper", args=[paper.pk])).content.decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<article class="sheet paper-sheet" lang="{html_language}" dir="{direction}">' in html
    answer = adviser.get(reverse("cases:paper-pdf", args=[paper.pk]))
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/Lang"] == html_language
    assert reader.metadata.title == title
    text = adviser.get(reverse("cases:paper-text", args=[paper.pk])).content.decode()
    assert text.startswith(title)


def test_summary_in_arabic_marks_what_stays_in_french(case, house, closed):
    factories.StepFactory(case=case, label="Essayer le bus de la ligne 3")
    paper = actions.make_summary(case=case, language="ar", by=house.adviser)
    lines = [line for part in paper.content["parts"] for line in part["steps"]]
    assert lines == [{"strong": "Essayer le bus de la ligne 3", "text": "", "lang": "fr"}]
    assert "sur 100" not in paper.text
    assert "من 100" in paper.text


def test_summary_says_the_index_with_its_margin_and_who_to_call(case, house, closed):
    house.platform.phone = "+33553000000"
    house.platform.save()
    case.refresh_from_db()
    paper = actions.make_summary(case=case, language="fr", by=house.adviser)
    assert "sur 100" in paper.content["quote"]
    assert str(house.adviser) in paper.text
    assert "Ce qui peut aider" in paper.text


def test_summary_needs_a_bilan(adviser, case):
    html = adviser.get(reverse("cases:paper-new", args=[case.pk, "resume"])).content.decode()
    assert "Aucun bilan n’est terminé" in html


# —— Synthesis ——


def agreed(case, house):
    case.prescriber = house.referrer
    case.save()
    return factories.ConsentFactory(
        person=case.beneficiary, purpose=ConsentPurpose.INFORM_PRESCRIBER, recipient=house.referrer
    )


def test_synthesis_without_agreement_is_refused_with_the_reason(adviser, case, house, closed):
    case.prescriber = house.referrer
    case.save()
    page = reverse("cases:paper-new", args=[case.pk, "synthese"])
    for answer in (adviser.get(page), adviser.post(page)):
        assert "n’a pas donné son accord pour informer" in answer.content.decode()
    assert Paper.objects.count() == 0


def test_agreement_about_another_prescriber_does_not_do(case, house):
    agreed(case, house)
    case.prescriber = factories.OrganisationFactory(is_prescriber=True, territory=house.territory)
    with pytest.raises(InputError, match="n’a pas donné son accord"):
        actions.make_synthesis(case=case, by=house.adviser)


def test_synthesis_needs_somebody_to_read_it(case, house):
    with pytest.raises(InputError, match="pas de prescripteur"):
        actions.make_synthesis(case=case, by=house.adviser)


def test_synthesis_tells_the_steps_and_no_answer_no_index(adviser, case, house, closed):
    agreed(case, house)
    factories.StepFactory(case=case, label="Louer un vélo")
    adviser.post(reverse("cases:paper-new", args=[case.pk, "synthese"]))
    paper = Paper.objects.get()
    assert "Louer un vélo" in paper.text
    assert "sur 100" not in paper.text
    line = Entry.objects.filter(subject_type="beneficiary", action="create").first()
    assert (line.by, line.detail) == (house.adviser, "papier\u00a0: synthèse pour le prescripteur")


def test_synthesis_warns_once_the_agreement_is_withdrawn(adviser, case, house, closed):
    consent = agreed(case, house)
    paper = actions.make_synthesis(case=case, by=house.adviser)
    consent.withdrawn_at = timezone.now()
    consent.save()
    assert "Ne l’envoyez pas" in adviser.get(reverse("cases:paper", args=[paper.pk])).content.decode()


# —— What is signed ——


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


# —— Files and lists ——


def test_document_is_added_listed_and_taken_away(adviser, case):
    given = {"upload": files.upload("permis.pdf", files.PDF), "kind": "licence", "title": "Permis de Zoé"}
    answer = adviser.post(reverse("cases:document-add", args=[case.pk]), given)
    assert answer.url == reverse("cases:papers", args=[case.pk])
    assert "Permis de Zoé" in adviser.get(answer.url).content.decode()
    adviser.post(reverse("documents:remove", args=[Document.objects.get().pk]), {"retour": answer.url})
    html = adviser.get(answer.url).content.decode()
    assert "Retiré le" in html
    assert "Remettre" in html


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (files.upload("permis.pdf", files.photo()), "son contenu est"),
        (files.upload("permis.exe", b"MZ"), "pas d’un type"),
        (None, "Remplissez ce champ"),
    ],
)
def test_refused_document_says_why_and_keeps_the_title(adviser, case, upload, said):
    given = {"kind": "licence", "title": "Permis de Zoé"} | ({"upload": upload} if upload else {})
    html = adviser.post(reverse("cases:document-add", args=[case.pk]), given).content.decode()
    assert said in html
    assert "Permis de Zoé" in html


def test_file_beyond_every_limit_is_let_go_and_said_so(adviser, case):
    given = {"kind": "other", "title": "Trop", "upload": files.upload("long.pdf", files.PDF + b"\n" * 61_000_000)}
    html = adviser.post(reverse("cases:document-add", args=[case.pk]), given).content.decode()
    assert "Ce fichier est trop lourd" in html
    assert "60\u00a0Mo" in html
    assert Document.objects.count() == 0


def test_missing_pdf_library_says_so_on_the_page(adviser, contract, monkeypatch):
    def lacking():
        raise pdf.PdfUnavailable("apt-get install libpango-1.0-0")

    monkeypatch.setattr(pdf, "_weasyprint", lacking)
    answer = adviser.get(reverse("cases:paper-pdf", args=[contract.pk]), follow=True)
    assert "apt-get install libpango-1.0-0" in answer.content.decode()


def test_list_of_papers_asks_no_more_for_many_than_for_few(
    adviser, case, house, closed, django_assert_max_num_queries, django_assert_num_queries
):
    def asked():
        with django_assert_max_num_queries(60) as counted:
            adviser.get(reverse("cases:papers", args=[case.pk]))
        return len(counted)

    issued(case, house)
    few = asked()
    for _rank in range(4):
        actions.withdraw_paper(paper=issued(case, house), reason="erreur", by=house.adviser)
        factories.DocumentFactory(organisation=house.platform, person=case.beneficiary)
    assert asked() == few
