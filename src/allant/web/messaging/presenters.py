"""Messages as plain values for the pages."""

import re
from collections.abc import Iterable
from typing import Any

import segno
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.web.accounts.models import Organisation
from allant.web.messaging import queries
from allant.web.messaging.addresses import is_handed_over, letter_address
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message
from allant.web.ui import formatting
from allant.web.ui.languages import language

TONES = {
    State.WAITING: "info",
    State.SENDING: "info",
    State.SENT: "go",
    State.PRINTED: "go",
    State.FAILED: "stop",
    State.CANCELLED: "neutral",
}
LONGEST_EXCERPT = 80
INK = "#14222B"
LINK = re.compile(r"(https?://\S+)")
"""Splits a line into words and links, in turn."""


def message_rows(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """Return messages for `messaging/parts/message_list.html`."""
    return [message_row(each) for each in messages]


def message_row(message: Message) -> dict[str, Any]:
    """One message in a list."""
    return {
        "id": message.pk,
        "url": reverse("messaging:message", args=[message.pk]),
        "recipient": message.recipient or message.address,
        "title": message.subject or _excerpt(message.body) or message.get_channel_display().capitalize(),
        "channel": message.get_channel_display(),
        "state": _state(message),
        "tone": TONES[State(message.state)],
        "when": _when(message),
        "error": message.last_error if message.state in {State.WAITING, State.FAILED} else "",
        "can_retry": _can_retry(message),
        "can_cancel": message.state in {State.WAITING, State.FAILED},
    }


def message_page(message: Message) -> dict[str, Any]:
    """One message with its text and its story."""
    facts = [
        (_("Destinataire"), message.recipient or _("sans nom")),
        (_("Adresse"), letter_address(message) or _("à remettre en main propre")),
        (_("Moyen"), message.get_channel_display().capitalize()),
        (_("Écrit"), _written(message)),
    ]
    if message.attempts:
        facts.append((_("Essais"), str(message.attempts)))
    if message.settled_at:
        facts.append((_state(message), _moment(message.settled_at)))
    elif message.channel != Channel.LETTER:
        facts.append((_("Prochain essai"), _moment(message.next_try_at)))
    if message.delivered_at:
        facts.append((_("Reçu par le téléphone"), _moment(message.delivered_at)))
    if message.receipt:
        facts.append((_("Accusé de la passerelle"), message.receipt))
    return {
        "message": message,
        "row": message_row(message),
        "facts": facts,
        "html_language": language(message.language).html,
        "direction": direction(message.language),
        "is_waiting_letter": message.is_waiting_letter,
        "erased": _erased(message),
        "is_printed": message.state == State.PRINTED and not message.text_erased_at,
        "may_become_letter": _may_become_letter(message),
    }


def summary(counts: queries.Counts) -> str:
    """Say first what asks for somebody, then what goes by itself."""
    said = [
        ngettext("%(count)d échec à regarder", "%(count)d échecs à regarder", counts.failed) % {"count": counts.failed}
        if counts.failed
        else "",
        ngettext("%(count)d lettre à imprimer", "%(count)d lettres à imprimer", counts.letters)
        % {"count": counts.letters}
        if counts.letters
        else "",
        ngettext("%(count)d message en attente", "%(count)d messages en attente", counts.waiting)
        % {"count": counts.waiting}
        if counts.waiting
        else "",
    ]
    words = ", ".join(filter(None, said))
    return f"{words[0].upper()}{words[1:]}." if words else _("Tout est parti. Rien ne vous attend ici.")


def tabs(counts: queries.Counts, current: str) -> list[dict[str, Any]]:
    """The lists of messages, what asks for somebody first."""
    lists = [
        (queries.FAILED, _("Échecs"), counts.failed),
        (queries.LETTERS, _("Lettres à imprimer"), counts.letters),
        (queries.WAITING, _("En attente"), counts.waiting),
        (queries.OVER, _("Partis et annulés"), None),
    ]
    page = reverse("messaging:messages")
    return [
        {"label": label, "url": f"{page}?etat={code}", "current": code == current, "count": count}
        for code, label, count in lists
    ]


def obstacles(organisation: Organisation, counts: queries.Counts) -> list[dict[str, str]]:
    """What keeps messages from leaving, and who can mend it."""
    status = queries.ways_out(organisation)
    found = []
    if status.mail_waits and not status.has_mail:
        found.append(
            {
                "title": _("Aucun serveur de courriel n’est branché"),
                "text": _(
                    "Les courriels attendent, rien n’est perdu. La personne qui gère l’installation peut le brancher "
                    "(ALLANT_MAIL_URL, guide de l’exploitant)."
                ),
            }
        )
    if status.sms_waits and not status.has_sms:
        found.append(
            {
                "title": _("Aucune passerelle SMS n’est branchée"),
                "text": _(
                    "Les SMS attendent, rien n’est perdu. La personne qui gère l’installation peut la brancher "
                    "(ALLANT_SMS_URL, guide de l’exploitant)."
                ),
            }
        )
    if counts.waiting and (status.has_mail or status.has_sms) and not status.workers:
        found.append(
            {
                "title": _("Personne n’emporte les messages"),
                "text": _(
                    "Le service d’envoi ne tourne pas : les messages attendent. La personne qui gère l’installation "
                    "peut le lancer (allant work)."
                ),
            }
        )
    return found


def letter(message: Message) -> dict[str, Any]:
    """One letter, as it is laid out on its sheet."""
    link = next(iter(LINK.findall(message.body)), "")
    address = letter_address(message)
    return {
        "id": message.pk,
        "recipient": message.recipient,
        "address": address.splitlines(),
        "is_handed_over": is_handed_over(address),
        "subject": message.subject,
        "paragraphs": [[LINK.split(line) for line in each.splitlines()] for each in message.body.split("\n\n")],
        "day": formatting.date(timezone.localdate(), message.language),
        "language": language(message.language).html,
        "direction": direction(message.language),
        "qr": _qr(link) if link else "",
        "organisation": message.organisation,
    }


def direction(code: str) -> str:
    """Return which way a language is written."""
    with translation.override(code):
        return "rtl" if translation.get_language_bidi() else "ltr"


def _qr(link: str) -> str:
    """Return a code that a telephone reads as the link, as SVG within the page: a PDF takes no outside picture."""
    return mark_safe(segno.make(link, error="m").svg_inline(omitsize=True, dark=INK, border=0))


def _state(message: Message) -> str:
    if message.is_waiting_letter:
        return _("À imprimer")
    return message.get_state_display().capitalize()


def _erased(message: Message) -> str:
    """Say when the text went; empty while it is there."""
    if message.text_erased_at is None:
        return ""
    day = formatting.date(timezone.localdate(message.text_erased_at), "fr")
    return _("Le texte a été effacé le %(day)s. Il reste que ce message a été écrit, quand, à qui et à quel sujet.") % {
        "day": day
    }


def _may_become_letter(message: Message) -> bool:
    return message.state == State.FAILED and message.channel != Channel.LETTER and not message.text_erased_at


def _can_retry(message: Message) -> bool:
    if message.channel == Channel.LETTER or message.text_erased_at:
        return False
    return message.state == State.FAILED or (message.state == State.WAITING and bool(message.attempts))


def _when(message: Message) -> str:
    if message.settled_at:
        return _moment(message.settled_at)
    if message.channel == Channel.LETTER:
        return _("écrite %(moment)s") % {"moment": _moment(message.created_at)}
    if message.next_try_at <= timezone.now():
        return _("dès que possible")
    return _("prochain essai %(moment)s") % {"moment": _moment(message.next_try_at)}


def _written(message: Message) -> str:
    moment = _moment(message.created_at)
    if message.created_by is None:
        return _("%(moment)s, par Allant") % {"moment": moment}
    return _("%(moment)s, par %(who)s") % {"moment": moment, "who": message.created_by}


def _moment(at: Any) -> str:
    local = timezone.localtime(at)
    day = formatting.days_ago_or_ahead((local.date() - timezone.localdate()).days, "fr")
    if abs((local.date() - timezone.localdate()).days) > 1:
        day = _("le %(day)s") % {"day": formatting.date(local.date(), "fr")}
    return _("%(day)s à %(hour)s") % {"day": day, "hour": formatting.hour(local, "fr")}


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT].rsplit(' ', 1)[0]}…"
