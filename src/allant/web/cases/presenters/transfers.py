"""Cases that go from one platform to another, in words."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.accounts.models import User
from allant.web.cases.enums import TransferState
from allant.web.cases.models import Case, Transfer
from allant.web.cases.presenters.words import LANGUAGE
from allant.web.messaging.models import Message
from allant.web.messaging.presenters import direction
from allant.web.people.enums import ConsentPurpose
from allant.web.people.queries import contact_language
from allant.web.people.wordings import wording_of
from allant.web.ui.formatting import date as date_words
from allant.web.ui.languages import language

TONES = {
    TransferState.ASKED: "sun",
    TransferState.ACCEPTED: "go",
    TransferState.REFUSED: "stop",
    TransferState.CANCELLED: "neutral",
}


def transfer_row(transfer: Transfer, user: User) -> dict[str, Any]:
    """One line of the list; before a case is accepted, the receiving team reads a first name and an initial."""
    comes_in = transfer.to_organisation_id == user.organisation_id
    other = transfer.from_organisation if comes_in else transfer.to_organisation
    return {
        "url": reverse("cases:transfer", args=[transfer.pk]),
        "name": transfer.case.beneficiary.short_name,
        "way": _("proposé par %(name)s") % {"name": other} if comes_in else _("confié à %(name)s") % {"name": other},
        "day": timezone.localdate(transfer.asked_at),
        "state": str(transfer.get_state_display()).capitalize(),
        "tone": TONES[TransferState(transfer.state)],
    }


def transfer_page(transfer: Transfer, user: User) -> dict[str, Any]:
    """One transfer, as each of the two teams may see it."""
    comes_in = transfer.to_organisation_id == user.organisation_id
    person = transfer.case.beneficiary
    facts = [
        (_("De"), f"{transfer.from_organisation}, {transfer.from_organisation.territory}"),
        (_("À"), f"{transfer.to_organisation}, {transfer.to_organisation.territory}"),
        (_("Pourquoi"), transfer.reason),
        (_("Accord de la personne"), _agreement(transfer)),
        (_("Demandé par"), f"{transfer.asked_by}, {date_words(timezone.localdate(transfer.asked_at), LANGUAGE)}"),
    ]
    if transfer.decided_at:
        day = date_words(timezone.localdate(transfer.decided_at), LANGUAGE)
        facts.append((str(transfer.get_state_display()).capitalize(), f"{transfer.decided_by}, {day}"))
    if transfer.decision_reason:
        facts.append((_("Motif"), transfer.decision_reason))
    is_gone = transfer.state == TransferState.ACCEPTED
    return {
        "transfer": transfer,
        "name": person.short_name,
        "facts": facts,
        "state": str(transfer.get_state_display()).capitalize(),
        "tone": TONES[TransferState(transfer.state)],
        "may_answer": comes_in and transfer.waits,
        "may_cancel": not comes_in and transfer.waits,
        "case_url": reverse("cases:case", args=[transfer.case_id]) if comes_in == is_gone else "",
        "is_left": is_gone and not comes_in,
        "groups": _groups(transfer) if is_gone and not comes_in else [],
    }


def words_to_say(case: Case) -> dict[str, str]:
    """What the person agrees to, in their language; empty where it is the French of the form."""
    words = wording_of(ConsentPurpose.TRANSFER, contact_language(case.beneficiary))
    if words.language == LANGUAGE:
        return {}
    return {"text": words.text, "html": language(words.language).html, "direction": direction(words.language)}


def _agreement(transfer: Transfer) -> str:
    consent = transfer.consent
    day = date_words(timezone.localdate(consent.given_at), LANGUAGE)
    return f"{str(consent.get_how_display()).capitalize()}, {day}"


def _groups(transfer: Transfer) -> list[dict[str, Any]]:
    """What the team did, by kind, as it stood on the day it left the case."""
    numbers = [int(line["message"]) for line in transfer.left_behind if "message" in line]
    written = Message.objects.filter(organisation=transfer.from_organisation).in_bulk(numbers)
    groups: dict[str, list[dict[str, str]]] = {}
    for line in transfer.left_behind:
        message = written.get(int(line.get("message", 0)))
        text = message.body if message else line["text"]
        groups.setdefault(line["kind"], []).append({**line, "text": text, "url": ""})
    return [{"title": kind, "moments": lines} for kind, lines in groups.items()]
