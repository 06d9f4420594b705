"""Writes of attendance sheets: present, absent, excused, signed, until the sheet is closed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.agenda import clock
from allant.web.agenda.enums import EnrolmentState, Presence
from allant.web.agenda.models import Attendance, Enrolment, Meeting
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.ui.signature import Signed


@transaction.atomic
def mark_all(*, meeting: Meeting, presences: Mapping[Enrolment, str], by: User) -> list[Enrolment]:
    """Note who is there; an open sheet may be corrected as often as needed, and what did not change keeps its hand.

    Return those who had signed and of whom something else was noted: their line stays as they signed it.
    """
    _open_sheet(meeting)
    noted = {each.enrolment_id: each for each in meeting.attendances.all()}
    contradicted = []
    for enrolment, presence in presences.items():
        line = noted.get(enrolment.pk)
        if line is None:
            line = Attendance(meeting=meeting, enrolment=enrolment)
        elif line.presence == presence:
            continue
        elif line.signed_at is not None:
            contradicted.append(enrolment)
            continue
        line.presence, line.marked_by = Presence(presence), by
        line.save()
    return contradicted


def mark(*, meeting: Meeting, enrolment: Enrolment, presence: str, by: User) -> None:
    """Note whether one person is there."""
    mark_all(meeting=meeting, presences={enrolment: presence}, by=by)


@transaction.atomic
def sign(*, meeting: Meeting, enrolment: Enrolment, signed: Signed, by: User) -> Attendance:
    """Keep the signature that somebody gives on the screen, with its time: they are present."""
    locked = _open_sheet(meeting)
    if clock.day_of(timezone.now()) < clock.day_of(locked.starts_at):
        raise InputError(
            value=str(locked.session),
            rule="Une feuille de présence se signe le jour même.",
            remedy="Revenez sur cette page le jour de l’atelier.",
        )
    line = Attendance.objects.filter(meeting=meeting, enrolment=enrolment).first()
    line = line or Attendance(meeting=meeting, enrolment=enrolment)
    if line.signed_at is not None:
        raise InputError(
            value=enrolment.who, rule="Cette personne a déjà signé.", remedy="Pour recommencer, effacez sa signature."
        )
    line.presence, line.marked_by = Presence.PRESENT, by
    line.signature_path, line.signed_name, line.signed_at = signed.path, signed.typed_name, timezone.now()
    line.save()
    _journal(line, by, "présence signée à l’écran")
    return line


@transaction.atomic
def erase_signature(*, meeting: Meeting, enrolment: Enrolment, by: User) -> None:
    """Take back a signature given on the wrong line: nothing is noted there any more."""
    _open_sheet(meeting)
    for line in Attendance.objects.filter(meeting=meeting, enrolment=enrolment, signed_at__isnull=False):
        line.delete()
        _journal(line, by, "signature de présence effacée")


@transaction.atomic
def close_sheet(*, meeting: Meeting, by: User) -> Meeting:
    """Close a sheet for good; refused while somebody's line is empty or the date has not begun."""
    locked = _open_sheet(meeting)
    if timezone.now() < locked.starts_at:
        raise InputError(
            value=str(locked.session),
            rule="L’atelier n’a pas encore commencé.",
            remedy="Fermez la feuille quand chacun aura été noté.",
        )
    noted = locked.attendances.values("enrolment")
    left = locked.session.enrolments.filter(state=EnrolmentState.ENROLLED).exclude(pk__in=noted).count()
    if left:
        raise InputError(
            value=str(locked.session),
            rule=f"Personnes sans présence ni absence : {left}.",
            remedy="Notez chaque ligne, puis fermez la feuille.",
        )
    meeting.closed_at, meeting.closed_by = timezone.now(), by
    meeting.save(update_fields=["closed_at", "closed_by"])
    record(by=by, action=Action.CHANGE, subject=meeting.session, detail="feuille d’émargement close")
    return meeting


def _open_sheet(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("session").get(pk=meeting.pk)
    if locked.closed_at is not None:
        raise InputError(
            value=str(locked.session),
            rule=f"Cette feuille est close depuis le {timezone.localtime(locked.closed_at):%d/%m/%Y à %H:%M}.",
            remedy="Elle ne change plus : notez une correction dans le dossier de la personne.",
        )
    return locked


def _journal(line: Attendance, by: User, what: str) -> None:
    subject = line.enrolment.person or line.meeting.session
    record(by=by, action=Action.CHANGE, subject=subject, detail=f"atelier {line.meeting.session.title} : {what}"[:200])
