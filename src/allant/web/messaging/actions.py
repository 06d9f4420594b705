"""Writes messages, and what people decide about them: cancel, try again, printed."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.messaging.addresses import address_of, can_get_sms, checked, letter_address
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message
from allant.web.people.enums import ConsentPurpose
from allant.web.people.models import Beneficiary
from allant.web.people.queries import has_consent

LONGEST_DETAIL = 200
LONGEST_RECIPIENT = Message._meta.get_field("recipient").max_length
LONGEST_SUBJECT = Message._meta.get_field("subject").max_length
LONGEST_ADDRESS = Message._meta.get_field("address").max_length
NOWHERE = {
    Channel.EMAIL: ("Aucune adresse électronique n’est connue.", "Ajoutez-la, ou envoyez un SMS ou une lettre."),
    Channel.SMS: ("Aucun numéro de mobile n’est connu.", "Ajoutez-le, ou écrivez une lettre."),
}


@transaction.atomic
def send(
    *,
    organisation: Organisation,
    channel: str,
    subject: str,
    body: str,
    person: Beneficiary | None = None,
    to: str = "",
    recipient: str = "",
    language: str = "fr",
    by: User | None = None,
    key: str = "",
    not_before: datetime | None = None,
    about: str = "",
) -> Message:
    """Write a message in the caller's transaction; the worker sends it once that is committed.

    With a `key`, a second call while the first message is not cancelled changes nothing and returns that one. A
    message to be changed is cancelled by its key, then written again. Raise `InputError` when there is nowhere to
    send it: `best_channel` says which way is open.
    """
    existing = _written(key)
    if existing is not None:
        return existing
    message = Message(
        organisation=organisation,
        person=person,
        channel=channel,
        recipient=(recipient or str(person or ""))[:LONGEST_RECIPIENT],
        address=_address(person, channel, to),
        language=language,
        subject=subject[:LONGEST_SUBJECT],
        body=body,
        about=about,
        key=key,
        next_try_at=not_before or timezone.now(),
        created_by=by,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        written = _written(key)
        if written is None:
            raise
        return written
    _record(message, f"message écrit ({message.get_channel_display()})", by)
    return message


def best_channel(person: Beneficiary) -> Channel:
    """Return the way by which a person is best reached: e-mail, else SMS, else a letter.

    Who does not agree to reminders by mail and SMS gets letters.
    """
    if not has_consent(person, ConsentPurpose.CONTACT):
        return Channel.LETTER
    if person.email:
        return Channel.EMAIL
    return Channel.SMS if can_get_sms(person.phone) else Channel.LETTER


@transaction.atomic
def cancel(*, key: str, by: User | None = None) -> int:
    """Cancel the message of this key unless it has left or is leaving; return how many were cancelled."""
    waiting = list(Message.objects.select_for_update().filter(key=key, state__in=[State.WAITING, State.FAILED]))
    for message in waiting if key else []:
        cancel_message(message=message, by=by)
    return len(waiting) if key else 0


@transaction.atomic
def cancel_message(*, message: Message, by: User | None) -> bool:
    """Cancel one message; return False when it has left meanwhile."""
    cancelled = Message.objects.filter(pk=message.pk, state__in=[State.WAITING, State.FAILED]).update(
        state=State.CANCELLED, settled_at=timezone.now()
    )
    if cancelled:
        _record(message, "message annulé", by)
    return bool(cancelled)


@transaction.atomic
def retry(*, message: Message, by: User) -> bool:
    """Put a failed or cancelled message back in the queue, or try a waiting one at once."""
    again = Message.objects.filter(
        pk=message.pk, state__in=[State.WAITING, State.FAILED], text_erased_at__isnull=True
    ).update(state=State.WAITING, settled_at=None, attempts=0, next_try_at=timezone.now())
    if again:
        _record(message, "envoi relancé", by)
    return bool(again)


def retry_failed(*, organisation: Organisation, by: User) -> int:
    """Put every failed message of an organisation back in the queue; return how many."""
    failed = Message.objects.filter(
        organisation=organisation, state=State.FAILED, text_erased_at__isnull=True
    ).select_related("person")
    return sum(retry(message=each, by=by) for each in failed)


@transaction.atomic
def turn_into_letter(*, message: Message, by: User) -> Message | None:
    """Write the text of a failed message as a letter in its place; return None when it is not failed any more."""
    failed = (
        Message.objects.select_for_update()
        .filter(pk=message.pk, state=State.FAILED, text_erased_at__isnull=True)
        .first()
    )
    if failed is None or not cancel_message(message=failed, by=by):
        return None
    return send(
        organisation=failed.organisation,
        channel=Channel.LETTER,
        person=failed.person,
        recipient=failed.recipient,
        language=failed.language,
        subject=failed.subject,
        body=failed.body,
        about=failed.about,
        key=failed.key,
        by=by,
    )


@transaction.atomic
def mark_printed(*, letters: list[Message], by: User) -> int:
    """Say that letters were printed, with the address they then bore; return how many waited for it."""
    for letter in letters:
        address = letter_address(letter)[:LONGEST_ADDRESS]
        Message.objects.filter(pk=letter.pk, channel=Channel.LETTER, state=State.WAITING).update(address=address)
    return _move_letters(letters, State.WAITING, State.PRINTED, timezone.now(), "lettre imprimée", by)


@transaction.atomic
def undo_printed(*, letters: list[Message], by: User) -> int:
    """Put letters back among those to print; return how many."""
    return _move_letters(letters, State.PRINTED, State.WAITING, None, "lettre à imprimer de nouveau", by)


def _move_letters(
    letters: list[Message], before: str, after: str, settled_at: datetime | None, said: str, by: User
) -> int:
    moved = 0
    for letter in letters:
        if Message.objects.filter(pk=letter.pk, channel=Channel.LETTER, state=before).update(
            state=after, settled_at=settled_at
        ):
            _record(letter, said, by)
            moved += 1
    return moved


def _written(key: str) -> Message | None:
    return Message.objects.filter(key=key).exclude(state=State.CANCELLED).first() if key else None


def _address(person: Beneficiary | None, channel: str, to: str) -> str:
    address = to or (address_of(person, channel) if person else "")
    if not address and channel in NOWHERE:
        rule, remedy = NOWHERE[Channel(channel)]
        raise InputError(value=str(person or "destinataire"), rule=rule, remedy=remedy)
    if len(address) > LONGEST_ADDRESS:
        raise InputError(
            value=f"{address[:40]}…",
            rule=f"Une adresse compte au plus {LONGEST_ADDRESS} caractères.",
            remedy="Raccourcissez-la.",
        )
    return checked(address, channel)


def _record(message: Message, done: str, by: User | None) -> None:
    """Tell the journal what was done: of the person where there is one, else of the message.

    The journal cannot be altered: it names what a message is about, never what an SMS, which has no subject, says.
    """
    detail = f"{done} : {message.subject}" if message.subject else done
    record(by=by, action=Action.CHANGE, subject=message.person or message, detail=detail[:LONGEST_DETAIL])
