"""The weeks of the fictional team: who receives where, appointments, workshops, tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from allant.web.accounts.models import Organisation, ReceptionPoint, User
from allant.web.agenda.enums import AppointmentKind, AppointmentState, EnrolmentState, Presence, TaskKind
from allant.web.agenda.models import Appointment, Attendance, Enrolment, Meeting, Opening, Session, Task
from allant.web.cases.models import Case

HOURS = (9, 10, 11, 14, 15, 16)
WORKING_DAYS = 5
DAYS_BEHIND, DAYS_AHEAD = 20, 10
BUSY_SHARE = 0.45
"""Share of the hours of a working day that hold an appointment."""

NO_SHOW_SHARE, SIGNED_SHARE = 0.12, 0.8
PURPOSES = ("Faire le point", "Préparer le permis", "Bilan d’entrée", "Budget des trajets", "Chercher une solution")
KINDS = (AppointmentKind.INDIVIDUAL, AppointmentKind.INDIVIDUAL, AppointmentKind.PHONE, AppointmentKind.HOME)
WORKSHOPS = (
    ("Lire un plan et un horaire", -16, 8),
    ("Remise en selle", 4, 6),
    ("Acheter sa première voiture sans se tromper", 11, 10),
)
TASKS = (
    (TaskKind.CALL, "Rappeler pour fixer un rendez-vous", -4),
    (TaskKind.DOCUMENT, "Demander l’attestation d’assurance", -1),
    (TaskKind.CALL, "Appeler l’auto-école : date de l’examen", 0),
    (TaskKind.PATHWAY, "Envoyer le dossier d’aide au permis", 2),
    (TaskKind.OTHER, "Préparer l’atelier de la semaine prochaine", 5),
)


@dataclass(frozen=True, slots=True)
class Team:
    """Those whose weeks are told, and whom they follow."""

    platform: Organisation
    manager: User
    advisers: Sequence[User]
    colleague: User
    """Who works on the neighbouring platform."""
    points: Sequence[ReceptionPoint]
    open_cases: Sequence[Case]

    def followed_by(self, adviser: User) -> list[Case]:
        """Return the open cases of an adviser."""
        return [case for case in self.open_cases if case.adviser_id == adviser.pk]


def fill_weeks(team: Team, *, as_of: date, chance: Random) -> None:
    """Write the weeks around a day; each table in one statement."""
    Opening.objects.bulk_create(_openings(team, as_of))
    Appointment.objects.bulk_create(_appointments(team, as_of, chance))
    for title, days, capacity in WORKSHOPS:
        _workshop(team, title, as_of + timedelta(days=days), capacity, as_of, chance)
    Task.objects.bulk_create(_tasks(team, as_of))


def _openings(team: Team, as_of: date) -> list[Opening]:
    return [
        Opening(
            organisation=team.platform,
            adviser=adviser,
            reception_point=team.points[(number + weekday) % len(team.points)],
            weekday=weekday,
            starts=time(9) if weekday % 2 == 0 else time(14),
            ends=time(12) if weekday % 2 == 0 else time(17),
            from_on=as_of - timedelta(days=200),
        )
        for number, adviser in enumerate(team.advisers)
        for weekday in range(WORKING_DAYS)
    ]


def _appointments(team: Team, as_of: date, chance: Random) -> list[Appointment]:
    days = [as_of + timedelta(days=offset) for offset in range(-DAYS_BEHIND, DAYS_AHEAD + 1)]
    rows = []
    for number, adviser in enumerate(team.advisers):
        cases = team.followed_by(adviser)
        for day in days:
            if day != as_of and day.weekday() >= WORKING_DAYS:
                continue
            for hour in HOURS:
                if cases and chance.random() < BUSY_SHARE:
                    point = team.points[(number + day.weekday()) % len(team.points)]
                    rows.append(_appointment(team, adviser, chance.choice(cases), _at(day, hour), point, as_of, chance))
    return rows


def _appointment(
    team: Team, adviser: User, case: Case, start: datetime, point: ReceptionPoint, as_of: date, chance: Random
) -> Appointment:
    is_past = start.date() < as_of
    state = AppointmentState.BOOKED
    if is_past:
        state = AppointmentState.NO_SHOW if chance.random() < NO_SHOW_SHARE else AppointmentState.HELD
    kind = chance.choice(KINDS)
    return Appointment(
        organisation=team.platform,
        person=case.beneficiary,
        adviser=adviser,
        starts_at=start,
        ends_at=start + timedelta(minutes=45),
        kind=kind,
        reception_point=point if kind == AppointmentKind.INDIVIDUAL else None,
        purpose=chance.choice(PURPOSES),
        state=state,
        booked_by=adviser,
        closed_at=start + timedelta(hours=1) if is_past else None,
        closed_by=adviser if is_past else None,
    )


def _workshop(team: Team, title: str, day: date, capacity: int, as_of: date, chance: Random) -> None:
    while day.weekday() >= WORKING_DAYS:
        day += timedelta(days=1)
    start, leader = _at(day, 14), team.advisers[0]
    is_past = day < as_of
    session = Session.objects.create(
        organisation=team.platform,
        title=title,
        programme="On apprend en faisant, à son rythme. Venez comme vous êtes.",
        reception_point=team.points[0],
        capacity=capacity,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        created_by=leader,
    )
    session.leaders.add(leader)
    meeting = Meeting.objects.create(
        session=session,
        organisation=team.platform,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        closed_at=start + timedelta(hours=3) if is_past else None,
        closed_by=leader if is_past else None,
    )
    people = chance.sample(list(team.open_cases), min(capacity + 2, len(team.open_cases)))
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            session=session,
            person=case.beneficiary,
            state=EnrolmentState.ENROLLED if number < capacity else EnrolmentState.WAITING,
            enrolled_by=leader,
        )
        for number, case in enumerate(people)
    )
    if is_past:
        placed = [each for each in enrolments if each.state == EnrolmentState.ENROLLED]
        Attendance.objects.bulk_create(_attendance(meeting, each, leader, chance) for each in placed)


def _attendance(meeting: Meeting, enrolment: Enrolment, leader: User, chance: Random) -> Attendance:
    """Who came signed the sheet by typing their name, most of them."""
    line = Attendance(meeting=meeting, enrolment=enrolment, presence=Presence.PRESENT, marked_by=leader)
    if chance.random() < NO_SHOW_SHARE:
        line.presence = Presence.ABSENT
    elif chance.random() < SIGNED_SHARE:
        line.signed_name, line.signed_at = str(enrolment.person), meeting.starts_at + timedelta(minutes=5)
    return line


def _tasks(team: Team, as_of: date) -> list[Task]:
    rows = []
    for adviser in team.advisers:
        cases = team.followed_by(adviser)
        for number, (kind, title, days) in enumerate(TASKS):
            if number < len(cases):
                rows.append(
                    Task(
                        organisation=team.platform,
                        person=None if kind == TaskKind.OTHER else cases[number].beneficiary,
                        kind=kind,
                        title=title,
                        due_on=as_of + timedelta(days=days),
                        assignee=adviser,
                        created_by=adviser,
                    )
                )
    return rows


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
