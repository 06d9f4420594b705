"""Who opens what of the agenda: the team of a platform shares it; the manager alone changes the rota."""

from django.shortcuts import get_object_or_404

from allant.web.accounts.access import on_ground_of, require_role
from allant.web.accounts.enums import Role
from allant.web.accounts.models import Organisation, ReceptionPoint, User
from allant.web.agenda.models import Appointment, Enrolment, Meeting, Opening, Session, Task

TEAM = (Role.ADVISER, Role.MANAGER)
FOLLOWS = "son équipe suit la personne"


@on_ground_of(FOLLOWS)
def team(user: User) -> Organisation:
    """Advisers and managers, each for their own platform."""
    require_role(user, *TEAM)
    return user.organisation


def manager(user: User) -> Organisation:
    """The manager of a platform."""
    require_role(user, Role.MANAGER)
    return user.organisation


@on_ground_of(FOLLOWS)
def team_task(user: User, task_id: int) -> Task:
    """A task of one's own platform."""
    return get_object_or_404(Task.objects.select_related("person", "assignee"), pk=task_id, organisation=team(user))


@on_ground_of(FOLLOWS)
def team_appointment(user: User, appointment_id: int) -> Appointment:
    """An appointment of one's own platform."""
    appointments = Appointment.objects.select_related("person", "adviser", "reception_point", "organisation")
    return get_object_or_404(appointments, pk=appointment_id, organisation=team(user))


@on_ground_of(FOLLOWS)
def team_session(user: User, session_id: int) -> Session:
    """A workshop of one's own platform."""
    sessions = Session.objects.select_related("reception_point", "organisation")
    return get_object_or_404(sessions, pk=session_id, organisation=team(user))


@on_ground_of(FOLLOWS)
def team_enrolment(user: User, enrolment_id: int) -> Enrolment:
    """Somebody's place in a workshop of one's own platform."""
    enrolments = Enrolment.objects.select_related("session", "person")
    return get_object_or_404(enrolments, pk=enrolment_id, session__organisation=team(user))


@on_ground_of(FOLLOWS)
def team_meeting(user: User, meeting_id: int) -> Meeting:
    """One date of a workshop of one's own platform."""
    meetings = Meeting.objects.select_related("session__reception_point", "session__organisation", "closed_by")
    return get_object_or_404(meetings, pk=meeting_id, organisation=team(user))


def managed_opening(user: User, opening_id: int) -> Opening:
    """Weekly hours in the rota of the platform that one manages."""
    openings = Opening.objects.select_related("adviser", "reception_point")
    return get_object_or_404(openings, pk=opening_id, organisation=manager(user))


def managed_place(user: User, place_id: int) -> ReceptionPoint:
    """A place where the platform that one manages receives people."""
    points = ReceptionPoint.objects.select_related("organisation__territory")
    return get_object_or_404(points, pk=place_id, organisation=manager(user))
