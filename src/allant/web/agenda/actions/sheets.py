"""Writes of attendance sheets: present, absent, excused, until the sheet is closed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from allant.errors import InputError
from allant.web.accounts.models import User
from allant.web.agenda.enums import EnrolmentState, Presence
from allant.web.agenda.models import Attendance, Enrolment, Meeting
from allant.web.journal.actions import record
from allant.web.journal.models import Action


@transaction.atomic
def mark_all(*, meeting: Meeting, presences: Mapping[Enrolment, str], by: User) -> None:
    """Note who is there; an open sheet may be corrected as often as needed, and what did not change keeps its hand."""
    _open_sheet(meeting)
    noted = {each.enrolment_id: each for each in meeting.attendances.all()}
    for enrolment, presence in presences.items():
        line = noted.get(enrolment.pk)
        if line is None:
            line = Attendance(meeting=meeting, enrolment=enrolment)
        elif line.presence == presence:
            continue
        line.presence, line.marked_by = Presence(presence), by
        line.save()


def mark(*, meeting: Meeting, enrolment: Enrolment, presence: str, by: User) -> None:
    """Note whether one person is there."""
    mark_all(meeting=meeting, presences={enrolment: presence}, by=by)


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
