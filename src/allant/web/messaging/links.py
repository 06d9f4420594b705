"""Personal links: a door for somebody without an account, kept as the print of a secret that nobody can read back.

The token has 128 bits, so its print needs no salt. A short code, told apart from the link (on paper, by voice, in
another message), may be asked too: then a mail that went astray opens nothing. An app that serves a page by link
registers the route of that page when it starts; the route takes the number of the link, which opens nothing by itself.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from allant.errors import InputError
from allant.web.accounts.models import Organisation, User
from allant.web.documents import codes, guessing
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.messaging.models import PersonalLink
from allant.web.people.models import Beneficiary

__all__ = ["LinkError", "absolute", "check_code", "open_link", "register", "resolve", "revoke", "revoke_all"]

TOKEN_BYTES = 16
FAILED_PURPOSE = "personal-link"
DESTINATIONS: dict[str, str] = {}
"""The route of the page that each purpose opens."""


class LinkError(InputError):
    """A link that opens nothing. `reason` is unknown, expired, revoked or left; `link` is None when unknown."""

    def __init__(self, reason: str, link: PersonalLink | None = None) -> None:
        self.reason, self.link = reason, link
        super().__init__(
            value=reason, rule="Ce lien n’ouvre plus rien.", remedy="Demandez un nouveau lien à qui vous l’a donné."
        )


def register(purpose: str, route: str) -> None:
    """Say which page the links of a purpose open, from `AppConfig.ready`; its address takes `link_id`."""
    DESTINATIONS[purpose] = route


@transaction.atomic
def open_link(
    *,
    purpose: str,
    person: Beneficiary | None,
    lifetime: timedelta,
    by: User | None,
    subject: models.Model | None = None,
    organisation: Organisation | None = None,
    asks_code: bool = True,
) -> tuple[PersonalLink, str, str]:
    """Return a new link, its path and its code (empty without `asks_code`): the only time that both can be read.

    `organisation` is that of `by` unless given; the worker, which has none, gives it.
    """
    if purpose not in DESTINATIONS:
        raise LookupError(f"No page is registered for links of purpose {purpose!r}.")
    token, code = secrets.token_urlsafe(TOKEN_BYTES), codes.draw() if asks_code else ""
    link = PersonalLink(
        purpose=purpose,
        organisation=organisation or by.organisation,
        person=person,
        subject_type=subject._meta.model_name if subject else "",
        subject_id=str(subject.pk) if subject else "",
        token_hash=_token_hash(token),
        created_by=by,
        expires_at=timezone.now() + lifetime,
    )
    link.code_hash = _code_hash(link, code) if code else ""
    link.save(force_insert=True)
    record(by=by, action=Action.CREATE, subject=person or link, detail=f"lien personnel ouvert ({purpose})")
    return link, reverse("messaging:link", args=[token]), f"{code[:4]}-{code[4:]}" if code else ""


def absolute(path: str) -> str:
    """Return the whole address of a path, for messages, which are written away from any request."""
    return f"{settings.PUBLIC_URL}{path}"


def resolve(token: str, purpose: str | None = None) -> PersonalLink:
    """Return the link of a token, for one purpose or any; raise `LinkError` when it opens nothing."""
    links = PersonalLink.objects.select_related("organisation", "person")
    link = links.filter(token_hash=_token_hash(token)).first()
    if link is None or (purpose is not None and link.purpose != purpose):
        raise LinkError("unknown")
    return still_open(link)


def still_open(link: PersonalLink) -> PersonalLink:
    """Return a link that opens something; raise `LinkError` for one that was withdrawn or has expired."""
    if link.revoked_at is not None:
        raise LinkError("revoked", link)
    if not link.is_open:
        raise LinkError("expired", link)
    return link


def check_code(*, link: PersonalLink, typed: str) -> None:
    """Raise an `InputError` in words for the person unless this is the code of the link; guessing is slowed down."""
    origin = guessing.origin_of(str(link.pk))
    guessing.refuse_guessing(purpose=FAILED_PURPOSE, origin=origin)
    code = codes.normalise(typed)
    if constant_time_compare(_code_hash(link, code), link.code_hash):
        return
    guessing.note_failure(purpose=FAILED_PURPOSE, origin=origin)
    if not codes.is_well_formed(code):
        raise InputError(
            value=typed,
            rule=_("Un code compte 8 caractères, sans 0, 1, I, L ni O."),
            remedy=_("Relisez-le, puis tapez-le de nouveau."),
        )
    raise InputError(
        value=typed,
        rule=_("Ce code ne va pas avec ce lien."),
        remedy=_("Relisez-le. Si vous l’avez perdu, demandez un nouveau lien."),
    )


def mark_used(link: PersonalLink) -> None:
    """Write down that somebody came by this link."""
    PersonalLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())


@transaction.atomic
def revoke(*, link: PersonalLink, by: User | None) -> None:
    """Withdraw a link: it opens nothing any more, also for somebody who is on its page."""
    if PersonalLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        record(
            by=by, action=Action.CHANGE, subject=link.person or link, detail=f"lien personnel retiré ({link.purpose})"
        )


@transaction.atomic
def revoke_all(*, person: Beneficiary, purpose: str, organisation: Organisation, by: User | None) -> int:
    """Withdraw the open links of a person for a purpose in one organisation; return how many."""
    links = list(
        PersonalLink.objects.filter(
            person=person,
            purpose=purpose,
            organisation=organisation,
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
        )
    )
    for link in links:
        revoke(link=link, by=by)
    return len(links)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _code_hash(link: PersonalLink, code: str) -> str:
    """Return the print of a code: keyed, since codes are short, and bound to its link."""
    return salted_hmac("allant.personal-link", f"{link.token_hash}{code}", algorithm="sha256").hexdigest()
