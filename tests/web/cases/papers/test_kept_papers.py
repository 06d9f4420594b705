"""The files and papers that a case keeps, listed together."""

import pytest
from django.urls import reverse
from tests.web import factories
from tests.web.documents import files

from allant.web.cases.actions import papers as actions
from allant.web.documents import pdf
from allant.web.documents.models import Document

pytestmark = pytest.mark.django_db


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

    def issued():
        return actions.issue_attestation(case=case, finding="problem", by=house.adviser)

    issued()
    few = asked()
    for _rank in range(4):
        actions.withdraw_paper(paper=issued(), reason="erreur", by=house.adviser)
        factories.DocumentFactory(organisation=house.platform, person=case.beneficiary)
    assert asked() == few
