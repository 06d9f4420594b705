"""What is written to those who take part in a workshop."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from allant.web.agenda import words
from allant.web.agenda.actions.reminders import send
from allant.web.agenda.enums import EnrolmentState
from allant.web.agenda.models import Enrolment, Session
from allant.web.messaging.actions import best_channel
from allant.web.people.queries import contact_language


def to_invite(session: Session) -> Iterable[Enrolment]:
    """Return who has a place and was not told yet; somebody without a file is told by whoever enrolled them."""
    placed = session.enrolments.filter(state=EnrolmentState.ENROLLED, invited_at=None, person__isnull=False)
    return placed.select_related("person", "session__organisation", "session__reception_point")


@transaction.atomic
def invite(*, session: Session) -> int:
    """Write to everybody who has a place and was not told yet; return how many."""
    enrolments = list(to_invite(session))
    for enrolment in enrolments:
        tell_place(enrolment)
    return len(enrolments)


def tell_place(enrolment: Enrolment) -> None:
    """Tell somebody that they have a place."""
    if enrolment.person is None:
        return
    _write("workshop-place", enrolment, f"enrolment-{enrolment.pk}-place")
    enrolment.invited_at = timezone.now()
    enrolment.save(update_fields=["invited_at"])


def tell_cancelled(enrolment: Enrolment) -> None:
    """Tell somebody who had been invited that the workshop does not take place."""
    if enrolment.person is None or enrolment.invited_at is None:
        return
    _write("workshop-cancelled", enrolment, f"enrolment-{enrolment.pk}-cancelled")


def _write(code: str, enrolment: Enrolment, key: str) -> None:
    person, language = enrolment.person, contact_language(enrolment.person)
    send(
        person,
        enrolment.session.organisation,
        best_channel(person),
        lambda way: words.of_workshop(code, enrolment, way, language),
        key,
        language=language,
    )
