"""Writes around the person's own page: its link, its sending, what the person asks and the answer."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.accounts.models import Organisation, User
from allant.web.agenda.actions import raise_task, settle_task
from allant.web.agenda.enums import TaskKind
from allant.web.cases.models import Case
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.messaging import links, texts
from allant.web.messaging.actions import best_channel, send
from allant.web.messaging.enums import Channel
from allant.web.messaging.models import Message, PersonalLink
from allant.web.personal.enums import RequestKind
from allant.web.personal.models import Request

PURPOSE = "personal-page"
DAYS_TO_ANSWER = 30
"""GDPR art. 12(3): without undue delay, and within one month."""


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page that was just opened: its address and code can be read this once."""

    link: PersonalLink
    address: str
    code: str
    message: Message | None


@transaction.atomic
def open_page(*, case: Case, language: str, is_sent: bool, by: User) -> OpenedPage:
    """Give a person a new link and code to their page, the former ones closed; send the link if asked.

    A letter holds both. A mail or SMS holds the link only: the code is told by voice or on paper, so that a message
    read by somebody else opens nothing.
    """
    links.revoke_all(person=case.beneficiary, purpose=PURPOSE, organisation=case.organisation, by=by)
    link, path, code = links.open_link(
        purpose=PURPOSE,
        person=case.beneficiary,
        subject=case,
        organisation=case.organisation,
        lifetime=timedelta(days=int(parameter("personal/link_lifetime"))),
        by=by,
    )
    address = links.absolute(path)
    message = _send(case, link, address, code, language, by) if is_sent else None
    return OpenedPage(link=link, address=address, code=code, message=message)


def _send(case: Case, link: PersonalLink, address: str, code: str, language: str, by: User) -> Message:
    channel = best_channel(case.beneficiary)
    subject, body = texts.compose(
        PURPOSE,
        language,
        channel=channel,
        name=case.beneficiary.first_name,
        organisation=case.organisation.name,
        phone=case.organisation.phone,
        link=address,
        code=code if channel == Channel.LETTER else "",
    )
    return send(
        organisation=case.organisation,
        person=case.beneficiary,
        channel=channel,
        subject=subject,
        body=body,
        language=language,
        by=by,
        key=f"personal-page-{link.pk}",
        about=PURPOSE,
    )


@transaction.atomic
def close_page(*, case: Case, by: User) -> int:
    """Withdraw every link of a person to their page here; return how many were open."""
    return links.revoke_all(person=case.beneficiary, purpose=PURPOSE, organisation=case.organisation, by=by)


@transaction.atomic
def ask(*, case: Case, kind: str, text: str) -> Request:
    """Keep what a person asks, and raise a task for the team with the legal delay."""
    asked = Request.objects.create(person=case.beneficiary, organisation=case.organisation, kind=kind, text=text)
    raise_task(
        organisation=case.organisation,
        person=case.beneficiary,
        kind=TaskKind.REQUEST,
        title=f"Répondre à une demande : {RequestKind(kind).label}",
        due_on=timezone.localdate() + timedelta(days=DAYS_TO_ANSWER),
        key=_task_key(asked),
        address=reverse("personal:request", args=[asked.pk]),
    )
    record(by=None, action=Action.CREATE, subject=case, detail=f"demande : {RequestKind(kind).label}")
    return asked


def carry_requests(case: Case, former: Organisation, by: User) -> None:
    """Hand what waits for an answer to the platform that follows the person from now on."""
    waiting = Request.objects.filter(person=case.beneficiary_id, organisation=former, answered_at=None)
    waiting.update(organisation=case.organisation)


@transaction.atomic
def answer(*, request: Request, text: str, by: User) -> None:
    """Answer a person: they read it on their page. An answer is given once."""
    locked = Request.objects.select_for_update().get(pk=request.pk)
    if locked.answered_at is not None:
        raise InputError(
            value=str(locked),
            rule=f"{locked.answered_by} a déjà répondu à cette demande.",
            remedy="Rechargez la page pour lire la réponse.",
        )
    locked.answer, locked.answered_at, locked.answered_by = text, timezone.now(), by
    locked.save(update_fields=["answer", "answered_at", "answered_by"])
    settle_task(key=_task_key(locked), by=by)
    record(
        by=by,
        action=Action.CHANGE,
        subject=locked.person,
        detail=f"réponse à une demande : {locked.get_kind_display()}",
    )


def _task_key(request: Request) -> str:
    return f"request-{request.pk}"
