"""Writes of workshops: their dates, their places and their waiting list."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.agenda.actions.invitations import tell_cancelled, tell_place
from allant.web.agenda.enums import EnrolmentState, SessionState
from allant.web.agenda.models import Enrolment, Meeting, Session
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people.models import Beneficiary

Dates = Iterable[tuple[datetime, datetime]]


@transaction.atomic
def open_session(*, session: Session, dates: Dates, leaders: Iterable[User], by: User) -> Session:
    """Announce a workshop, with its dates and who leads it."""
    session.created_by = by
    _keep(session, dates, leaders)
    record(by=by, action=Action.CREATE, subject=session, detail=session.title)
    return session


@transaction.atomic
def change_session(*, session: Session, dates: Dates, leaders: Iterable[User], by: User) -> list[Enrolment]:
    """Change a workshop; return whom more places take from the waiting list. A date with a closed sheet stays."""
    Session.objects.select_for_update().get(pk=session.pk)
    _keep(session, dates, leaders)
    record(by=by, action=Action.CHANGE, subject=session, detail=session.title)
    return _promote(session)


def _keep(session: Session, dates: Dates, leaders: Iterable[User]) -> None:
    dates = sorted(dates)
    closed = list(session.meetings.filter(closed_at__isnull=False)) if session.pk else []
    every = sorted({*dates, *((each.starts_at, each.ends_at) for each in closed)})
    if not every:
        raise InputError(value="atelier sans date", rule="Un atelier a au moins une date.", remedy="Ajoutez une date.")
    session.starts_at, session.ends_at = every[0][0], max(end for _start, end in every)
    session.save()
    session.leaders.set(leaders)
    _keep_dates(session, every)


def _keep_dates(session: Session, dates: list[tuple[datetime, datetime]]) -> None:
    """Match the rows to the dates in order: a date that changes keeps its row, and with it what was noted."""
    meetings = list(session.meetings.filter(closed_at__isnull=True).order_by("starts_at", "pk"))
    closed = set(session.meetings.filter(closed_at__isnull=False).values_list("starts_at", "ends_at"))
    wanted = [each for each in dates if each not in closed]
    for meeting, (start, end) in zip(meetings, wanted, strict=False):
        meeting.starts_at, meeting.ends_at = start, end
        meeting.save(update_fields=["starts_at", "ends_at"])
    for start, end in wanted[len(meetings) :]:
        Meeting.objects.create(session=session, organisation=session.organisation, starts_at=start, ends_at=end)
    for meeting in meetings[len(wanted) :]:
        meeting.attendances.all().delete()
        meeting.delete()


@transaction.atomic
def cancel_session(*, session: Session, by: User) -> list[Enrolment]:
    """Call a workshop off; return who had a place or waited, who had been invited is told."""
    Session.objects.select_for_update().get(pk=session.pk)
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    record(by=by, action=Action.CHANGE, subject=session, detail=f"atelier annulé : {session.title}"[:200])
    enrolments = session.enrolments.exclude(state=EnrolmentState.WITHDRAWN)
    told = list(enrolments.select_related("person", "session__organisation", "session__reception_point"))
    for enrolment in told:
        tell_cancelled(enrolment)
    return told


@transaction.atomic
def reopen_session(*, session: Session, by: User) -> None:
    """Undo: the workshop takes place after all."""
    session.state = SessionState.OPEN
    session.save(update_fields=["state"])
    record(by=by, action=Action.CHANGE, subject=session, detail=f"atelier rétabli : {session.title}"[:200])


@transaction.atomic
def enrol(
    *,
    session: Session,
    by: User | None,
    person: Beneficiary | None = None,
    name: str = "",
    organisation_name: str = "",
) -> Enrolment:
    """Give somebody a place, or the last rank of the waiting list; of two at once for the last place, one waits."""
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if locked.state == SessionState.CANCELLED:
        raise InputError(value=locked.title, rule="Cet atelier est annulé.", remedy="Choisissez-en un autre.")
    already = _place_of(locked, person)
    if already is not None:
        return already
    enrolment = Enrolment.objects.create(
        session=locked,
        person=person,
        name=name,
        organisation_name=organisation_name,
        state=EnrolmentState.ENROLLED if _places_left(locked) > 0 else EnrolmentState.WAITING,
        enrolled_by=by,
    )
    _journal(enrolment, by, enrolment.get_state_display())
    return enrolment


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: User | None) -> list[Enrolment]:
    """Free a place; return whom it goes to: the one who has waited longest."""
    session = Session.objects.select_for_update().get(pk=enrolment.session_id)
    if session.meetings.filter(closed_at__isnull=False, attendances__enrolment=enrolment).exists():
        raise InputError(
            value=enrolment.who,
            rule="Une feuille close porte déjà ce nom.",
            remedy="Notez plutôt l’absence aux dates qui restent.",
        )
    gone = Enrolment.objects.exclude(state=EnrolmentState.WITHDRAWN).filter(pk=enrolment.pk)
    if not gone.update(state=EnrolmentState.WITHDRAWN, withdrawn_at=timezone.now()):
        return []
    enrolment.attendances.all().delete()
    _journal(enrolment, by, "désinscription")
    return _promote(session)


def _place_of(session: Session, person: Beneficiary | None) -> Enrolment | None:
    if person is None:
        return None
    return session.enrolments.filter(person=person).exclude(state=EnrolmentState.WITHDRAWN).first()


def _places_left(session: Session) -> int:
    return session.capacity - session.enrolments.filter(state=EnrolmentState.ENROLLED).count()


def _promote(session: Session) -> list[Enrolment]:
    """Give the places that are free to those who wait, first come first served."""
    left = _places_left(session)
    if left <= 0 or session.state == SessionState.CANCELLED:
        return []
    waiting = session.enrolments.filter(state=EnrolmentState.WAITING).select_related(
        "person", "session__organisation", "session__reception_point"
    )
    promoted = list(waiting.order_by("enrolled_at", "pk")[:left])
    for enrolment in promoted:
        enrolment.state = EnrolmentState.ENROLLED
        enrolment.save(update_fields=["state"])
        tell_place(enrolment)
        _journal(enrolment, None, "place libérée, sort de la liste d’attente")
    return promoted


def _journal(enrolment: Enrolment, by: User | None, what: str) -> None:
    subject = enrolment.person or enrolment.session
    record(by=by, action=Action.CHANGE, subject=subject, detail=f"atelier {enrolment.session.title} : {what}"[:200])
