"""Issues, revokes and redeems codes. Guessing is slowed down per account and for everybody together."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.parameters import parameter
from allant.web.documents import codes, guessing
from allant.web.documents.models import Code


class CodeError(InputError):
    """A code that opens nothing: unknown, expired, withdrawn, already used, or tried too often."""


def issue(*, purpose: str, lifetime: timedelta | None = None) -> Code:
    """Return a new code that lives for the published delay, or for its own."""
    if lifetime is None:
        lifetime = timedelta(days=int(parameter("documents/code_lifetime")))
    return Code.objects.create(value=codes.draw(), purpose=purpose, expires_at=timezone.now() + lifetime)


def revoke(*, code: Code) -> None:
    """Withdraw a code: it opens nothing any more."""
    code.revoked_at = timezone.now()
    code.save(update_fields=["revoked_at"])


def redeem(*, typed: str, purpose: str, by) -> Code:
    """Open a code once, for a person who works; raise `CodeError` in words that they can act upon.

    Whoever opened a code may type it again: the page may have been closed too early.
    """
    _refuse_guessing(purpose, by)
    value = codes.normalise(typed)
    with transaction.atomic():
        code = Code.objects.select_for_update().filter(value=value, purpose=purpose).first()
        if code is not None and code.is_open:
            code.redeemed_at, code.redeemed_by = timezone.now(), by
            code.save(update_fields=["redeemed_at", "redeemed_by"])
            return code
    if code is not None and code.redeemed_by_id == by.pk and code.revoked_at is None:
        return code
    guessing.note_failure(purpose=purpose, by=by)
    raise _reason(typed, value, code)


def _refuse_guessing(purpose: str, by) -> None:
    try:
        guessing.refuse_guessing(purpose=purpose, by=by)
    except guessing.GuessingError as error:
        raise CodeError(
            value=error.value,
            rule=error.rule,
            remedy="Attendez une heure, ou demandez à la personne de refaire le test avec vous.",
        ) from error


def _reason(typed: str, value: str, code: Code | None) -> CodeError:
    again = "Demandez à la personne de créer un nouveau code depuis son résultat."
    if not codes.is_well_formed(value):
        return CodeError(
            value=typed,
            rule="Un code compte 8 caractères, sans 0, 1, I, L ni O.",
            remedy="Relisez-le avec la personne.",
        )
    if code is None:
        return CodeError(value=typed, rule="Ce code n’existe pas.", remedy="Relisez-le avec la personne.")
    if code.revoked_at is not None:
        return CodeError(value=typed, rule="La personne a retiré ce code.", remedy=again)
    if code.redeemed_at is not None:
        return CodeError(
            value=typed, rule="Ce code a déjà été utilisé.", remedy="Cherchez la personne dans vos dossiers."
        )
    return CodeError(value=typed, rule=f"Ce code a expiré le {code.expires_at:%d/%m/%Y}.", remedy=again)
