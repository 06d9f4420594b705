"""Kept files, papers and checks in plain values for templates."""

import datetime
from collections.abc import Iterable
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from allant.web.documents.checking import Checked, State
from allant.web.documents.enums import PaperKind, Party
from allant.web.documents.models import Document, Paper
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import megabytes

SHORT_TYPES = {"application/pdf": "PDF", "image/jpeg": "photo", "image/png": "image"}


def document_rows(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Lines of the list of documents, for `documents/parts/document_list.html`."""
    return [
        {
            "title": each.title,
            "kind": each.get_kind_display(),
            "type": SHORT_TYPES.get(each.media_type, "texte"),
            "size": megabytes(each.size),
            "added_at": each.added_at,
            "added_by": each.added_by,
            "removed_at": each.removed_at,
            "removed_by": each.removed_by,
            "erased_after": each.erased_after,
            "url": reverse("documents:download", args=[each.pk]),
            "show_url": reverse("documents:download", args=[each.pk]) + "?voir=1" if each.is_shown_in_place else "",
            "remove_url": reverse("documents:remove", args=[each.pk]),
            "restore_url": reverse("documents:restore", args=[each.pk]),
        }
        for each in documents
    ]


PARTIES = {PaperKind.CONTRACT: (Party.PERSON, Party.PLATFORM), PaperKind.HONOUR: (Party.PERSON,)}
"""Who is asked to sign which kind of paper."""


def paper_sheet(paper: Paper) -> dict[str, Any]:
    """A paper for `documents/parts/paper_body.html`: what it says, who signed, how to check it."""
    code = str(paper.code) if paper.code else ""
    check_url = f"{settings.PUBLIC_URL}{reverse('documents:check')}"
    return {
        "title": paper.title,
        "made_at": paper.made_at,
        "is_withdrawn": paper.is_withdrawn,
        **paper.content,
        "parties": _parties(paper),
        "sha256": paper.sha256 if paper.kind in PARTIES else "",
        "code": code,
        "qr": _qr(f"{check_url}?code={code}") if code else "",
        "check_address": check_url.partition("://")[2] or check_url,
    }


def paper_context(paper: Paper) -> dict[str, Any]:
    """What `documents/paper.html` needs, every word of it in the paper's own language."""
    with translation.override(paper.language):
        return {"sheet": paper_sheet(paper)}


def paper_html(paper: Paper) -> SafeString:
    """The body of a paper for its page, in the paper's own language."""
    with translation.override(paper.language):
        return render_to_string("documents/parts/paper_body.html", {"sheet": paper_sheet(paper)})


def whole_text(paper: Paper) -> str:
    """The text version: what the paper says, who signed it, how it is checked, and the fingerprint of its text."""
    with translation.override(paper.language):
        return render_to_string("documents/paper_whole.txt", {"paper": paper, "sheet": paper_sheet(paper)})


def _parties(paper: Paper) -> list[dict[str, Any]]:
    signed = {each.party: each for each in paper.signatures.all()}
    asked = PARTIES.get(PaperKind(paper.kind), ())
    if Party.GUARDIAN in signed:
        asked = tuple(Party.GUARDIAN if each == Party.PERSON and Party.PERSON not in signed else each for each in asked)
    return [
        {
            "party": each,
            "label": _PARTY_LABELS[each](),
            "name": signed[each].name if each in signed else "",
            "signed_at": signed[each].signed_at if each in signed else None,
            "path": signed[each].path if each in signed else "",
            "typed": signed[each].name if each in signed and signed[each].is_typed else "",
            "is_scanned": each in signed and signed[each].scan_id is not None,
        }
        for each in asked
    ]


_PARTY_LABELS = {
    Party.PERSON: lambda: _("La personne"),
    Party.GUARDIAN: lambda: _("La personne qui la représente"),
    Party.PLATFORM: lambda: _("La plateforme"),
}


def _qr(address: str) -> str:
    # Drawn by us from our own address and code: nothing typed by anybody is in it.
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        scale=3, border=1, omitsize=True, svgclass=None, lineclass=None
    )
    return mark_safe(drawn)


def check_answer(checked: Checked, language: str) -> dict[str, Any]:
    """What the public page answers."""
    paper = checked.paper
    if paper is None:
        return {
            "tone": "stop",
            "title": _("Ce papier n’est pas connu."),
            "text": _(
                "Relisez le code et le nom, tels qu’ils sont écrits. S’ils sont justes, ce papier n’a pas été fait ici."
            ),
            "facts": [],
        }
    last_day = date_words(paper.valid_until, language)
    facts = [
        (_("Fait par"), paper.organisation.name),
        (_("Fait le"), date_words(paper.made_at.date(), language)),
        (_("Valable jusqu’au"), last_day),
    ]
    if authorised := paper.content.get("authorised"):
        facts.append(
            (_("Prescripteur habilité"), _("depuis le %(day)s (%(act)s)") % authorised_words(authorised, language))
        )
    if checked.state == State.WITHDRAWN:
        day = date_words(paper.withdrawal.at.date(), language)
        title, text = _("Ce papier a été retiré."), _("Il ne vaut plus rien depuis le %(day)s.") % {"day": day}
        return {"tone": "stop", "title": title, "text": text, "facts": facts}
    if checked.state == State.EXPIRED:
        title, text = (
            _("Ce papier est vrai, mais sa date est passée."),
            _("Il valait jusqu’au %(day)s.") % {"day": last_day},
        )
        return {"tone": "sun", "title": title, "text": text, "facts": facts}
    text = _("Il vaut jusqu’au %(day)s.") % {"day": last_day}
    return {"tone": "go", "title": _("Ce papier est vrai et vaut encore."), "text": text, "facts": facts}


def authorised_words(authorised: dict[str, str], language: str) -> dict[str, str]:
    """The authorisation of an organisation, as it stood when the paper was made."""
    return {
        "day": date_words(datetime.date.fromisoformat(authorised["since"]), language),
        "act": authorised["reference"],
    }
