"""The papers of a case: what can be made, what was made, one paper."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.cases import queries
from allant.web.cases.models import Case
from allant.web.cases.papers import attestation, synthesis
from allant.web.cases.papers.kinds import MAKEABLE, Makeable
from allant.web.cases.presenters.tabs import case_tabs
from allant.web.cases.presenters.words import LANGUAGE
from allant.web.documents.enums import PaperKind, Party
from allant.web.documents.models import Document, Paper
from allant.web.documents.presenters import PARTIES, document_rows, paper_html
from allant.web.ui.formatting import date as date_words
from allant.web.ui.languages import language as language_row

CANNOT_SIGN_TWICE = {Party.PERSON, Party.GUARDIAN}
"""One of them signs, not both."""


def papers_page(case: Case, papers: Iterable[Paper], documents: Iterable[Document]) -> dict[str, Any]:
    """The tab: what can be made, what was made and by whom, what is kept."""
    return {
        "case": case,
        "crumbs": _crumbs(case, _("Papiers"))[:2],
        "case_tabs": case_tabs(case, current="cases:papers"),
        "makeable": [
            {"title": each.title, "note": each.note, "url": reverse("cases:paper-new", args=[case.pk, each.slug])}
            for each in MAKEABLE
        ],
        "papers": [paper_row(each) for each in papers],
        "documents": document_rows(documents),
        "back": reverse("cases:papers", args=[case.pk]),
        "add_url": reverse("cases:document-add", args=[case.pk]),
    }


def paper_row(paper: Paper) -> dict[str, Any]:
    """One line of the list of papers."""
    state, tone = state_of(paper)
    return {
        "title": paper.get_kind_display(),
        "url": reverse("cases:paper", args=[paper.pk]),
        "made_at": paper.made_at,
        "made_by": paper.made_by,
        "language": "" if paper.language == "fr" else language_row(paper.language).name,
        "state": state,
        "tone": tone,
    }


def state_of(paper: Paper) -> tuple[str, str]:
    """Where a paper stands, in words, with its tone."""
    if paper.is_withdrawn:
        return _("retiré"), "stop"
    if paper.valid_until is not None:
        day = date_words(paper.valid_until, LANGUAGE)
        if paper.is_expired():
            return _("fini le %(day)s") % {"day": day}, "sun"
        return _("valable jusqu’au %(day)s") % {"day": day}, "go"
    left = parties_left(paper)
    if left:
        return _("à signer"), "sun"
    return (_("signé"), "go") if PaperKind(paper.kind) in PARTIES else (_("fait"), "neutral")


def parties_left(paper: Paper) -> list[str]:
    """Who may still sign."""
    signed = {each.party for each in paper.signatures.all()}
    asked = [each for each in PARTIES.get(PaperKind(paper.kind), ()) if each not in signed]
    if Party.PERSON in asked:
        if Party.GUARDIAN in signed:
            asked.remove(Party.PERSON)
        else:
            asked.insert(1, Party.GUARDIAN)
    return asked


def paper_page(paper: Paper) -> dict[str, Any]:
    """One paper on the screen, with what can be done with it."""
    state, tone = state_of(paper)
    row = language_row(paper.language)
    is_ours = paper.organisation_id == paper.case.organisation_id
    left = parties_left(paper) if is_ours and not paper.is_withdrawn else []
    return {
        "paper": paper,
        "case": paper.case,
        "body": paper_html(paper),
        "crumbs": _crumbs(paper.case, paper.get_kind_display()),
        "state": state,
        "tone": tone,
        "html_language": row.html,
        "is_right_to_left": paper.language == "ar",
        "is_draft_language": bool(row.is_draft),
        "can_sign": bool(left),
        "can_withdraw": is_ours and not paper.is_withdrawn,
        "notice": _notice(paper),
    }


def _notice(paper: Paper) -> str:
    """What whoever hands this paper over must know first."""
    if paper.is_withdrawn:
        day = date_words(timezone.localdate(paper.withdrawal.at), LANGUAGE)
        return _("Retiré le %(day)s par %(who)s : %(why)s") % {
            "day": day,
            "who": paper.withdrawal.by,
            "why": paper.withdrawal.reason,
        }
    if paper.kind == PaperKind.SYNTHESIS and (refusal := synthesis.obstacle(paper.case)):
        return _("Ne l’envoyez pas : %(rule)s") % {"rule": refusal.rule}
    return ""


def paper_new_page(case: Case, kind: Makeable) -> dict[str, Any]:
    """The page before a paper is made: what it is for, what stands in its way, what it will say of the person."""
    refusal = kind.obstacle(case)
    return {
        "case": case,
        "kind": kind,
        "refusal": refusal,
        "crumbs": _crumbs(case, kind.title),
        "facts": _attestation_facts(case) if kind.slug == "attestation" and refusal is None else [],
        "papers_url": reverse("cases:papers", args=[case.pk]),
        "bilan_url": reverse("cases:bilan-new", args=[case.pk]),
    }


def _attestation_facts(case: Case) -> list[tuple[str, str]]:
    link, _score = queries.latest_bilan(case)
    person = case.beneficiary
    return [
        (_("Nom et prénom"), f"{person.last_name} {person.first_name}"),
        (_("Naissance"), date_words(person.birth_date, LANGUAGE) if person.birth_date else _("non renseignée")),
        (_("Bilan"), date_words(timezone.localdate(link.assessment.finished_at), LANGUAGE)),
        (_("Valable jusqu’au"), date_words(attestation.valid_until(link), LANGUAGE)),
        (_("Habilitation"), attestation.authorisation_words(case.organisation)),
    ]


def _crumbs(case: Case, last: str) -> list[tuple[str, str]]:
    return [
        (_("Dossiers"), reverse("cases:list")),
        (str(case), reverse("cases:case", args=[case.pk])),
        (_("Papiers"), reverse("cases:papers", args=[case.pk])),
        (str(last).capitalize(), ""),
    ]
