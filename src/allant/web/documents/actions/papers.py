"""Writes of papers: made once, signed, withdrawn; never changed."""

import hashlib
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.documents.actions.codes import issue, revoke
from allant.web.documents.content import whole
from allant.web.documents.enums import PaperKind, Party
from allant.web.documents.models import Document, Paper, Signature, Withdrawal
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.models import Beneficiary
from allant.web.people.names import plain_words
from allant.web.ui.signature import Signed

ATTESTATION_CODE = "attestation"


@transaction.atomic
def make_paper(
    *,
    organisation: Organisation,
    person: Beneficiary,
    kind: str,
    title: str,
    content: dict[str, Any],
    by: User,
    language: str = "fr",
    valid_until: date | None = None,
    is_checkable: bool = False,
) -> Paper:
    """Make a paper from plain values (`documents.content` says which); a checkable one gets its code."""
    content = whole(content)
    text = text_of(title, content, language)
    code = issue(purpose=ATTESTATION_CODE, lifetime=_until_the_end_of(valid_until)) if is_checkable else None
    paper = Paper.objects.create(
        organisation=organisation,
        person=person,
        kind=kind,
        title=title,
        language=language,
        content=content,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        made_at=timezone.now(),
        made_by=by,
        valid_until=valid_until,
        holder_key=holder_key(person.last_name) if is_checkable else "",
        code=code,
    )
    record(by=by, action=Action.CREATE, subject=person, detail=f"papier : {PaperKind(kind).label}"[:200])
    return paper


def text_of(title: str, content: dict[str, Any], language: str) -> str:
    """Return the plain-text version of a paper, from the same values as its page."""
    with translation.override(language):
        text = render_to_string("documents/paper.txt", {"title": title, "content": content})
    lines = [line.strip() for line in text.splitlines()]
    kept = [line for rank, line in enumerate(lines) if line or (rank and lines[rank - 1])]
    return "\n".join(kept).strip() + "\n"


@transaction.atomic
def sign(
    *, paper: Paper, party: str, name: str, by: User, signed: Signed | None = None, scan: Document | None = None
) -> Signature:
    """Keep a signature with the time and the fingerprint of the text that was signed."""
    if Withdrawal.objects.filter(paper=paper).exists():
        raise InputError(
            value=paper.title, rule="Ce papier est retiré : il ne se signe plus.", remedy="Faites-en un nouveau."
        )
    if Signature.objects.filter(paper=paper, party=party).exists():
        raise InputError(
            value=Party(party).label,
            rule="Cette signature y est déjà.",
            remedy="Pour recommencer, retirez ce papier et faites-en un nouveau.",
        )
    signature = Signature.objects.create(
        paper=paper,
        party=party,
        name=name.strip(),
        path=signed.path if signed else "",
        is_typed=bool(signed and signed.typed_name),
        scan=scan,
        sha256=paper.sha256,
        signed_at=timezone.now(),
        recorded_by=by,
    )
    record(
        by=by,
        action=Action.CHANGE,
        subject=paper.person,
        detail=f"papier signé : {paper.get_kind_display()}, {Party(party).label}"[:200],
    )
    return signature


@transaction.atomic
def withdraw(*, paper: Paper, reason: str, by: User) -> Withdrawal:
    """Make a paper worth nothing from now on; its code says so to whoever checks it."""
    existing = Withdrawal.objects.filter(paper=paper).first()
    if existing is not None:
        return existing
    if not reason.strip():
        raise InputError(
            value=paper.title, rule="Un retrait dit son motif.", remedy="Écrivez en quelques mots pourquoi."
        )
    if paper.code is not None:
        revoke(code=paper.code)
    withdrawal = Withdrawal.objects.create(paper=paper, at=timezone.now(), by=by, reason=reason.strip()[:200])
    record(
        by=by, action=Action.CHANGE, subject=paper.person, detail=f"papier retiré : {paper.get_kind_display()}"[:200]
    )
    return withdrawal


def holder_key(typed: str) -> str:
    """Return a name as it is compared: no accent, case, space, hyphen or apostrophe."""
    return plain_words(typed).replace(" ", "")[:100]


def _until_the_end_of(day: date | None) -> timedelta:
    if day is None:
        raise InputError(value="", rule="Un papier à vérifier a une date de fin.", remedy="Donnez-en une.")
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timezone.now()
