"""The tasks, appointments and workshops of a team, and the times when it receives."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.web.factories.accounts import OrganisationFactory, ReceptionPointFactory, UserFactory
from tests.web.factories.people import BeneficiaryFactory

from allant.web.agenda.enums import EnrolmentState, Presence, TaskKind
from allant.web.agenda.models import (
    Appointment,
    Attendance,
    BusyTime,
    CalendarFeed,
    Enrolment,
    Meeting,
    Opening,
    Session,
    Task,
)


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = Task

    organisation = factory.SubFactory(OrganisationFactory)
    kind = TaskKind.CALL
    title = factory.Sequence(lambda n: f"Appeler le garage {n}")
    due_on = factory.LazyFunction(timezone.localdate)


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    adviser = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("adviser.organisation")
    person = factory.SubFactory(BeneficiaryFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda each: each.starts_at + datetime.timedelta(hours=1))


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = Opening

    adviser = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("adviser.organisation")
    reception_point = factory.SubFactory(ReceptionPointFactory, organisation=factory.SelfAttribute("..organisation"))
    weekday = 0
    starts = datetime.time(9)
    ends = datetime.time(12)
    from_on = datetime.date(2026, 1, 1)


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Atelier code {n}")
    capacity = 8
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda each: each.starts_at + datetime.timedelta(hours=2))

    @factory.post_generation
    def meeting(self, create, extracted, **kwargs):
        """Give the workshop its one date."""
        if create:
            MeetingFactory(session=self, starts_at=self.starts_at, ends_at=self.ends_at)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    session = factory.SubFactory(SessionFactory)
    organisation = factory.SelfAttribute("session.organisation")


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(BeneficiaryFactory)
    state = EnrolmentState.ENROLLED


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.LazyAttribute(lambda each: each.enrolment.session.meetings.first())
    enrolment = factory.SubFactory(EnrolmentFactory)
    presence = Presence.PRESENT


class BusyTimeFactory(DjangoModelFactory):
    class Meta:
        model = BusyTime

    adviser = factory.SubFactory(UserFactory)
    read_at = factory.LazyFunction(timezone.now)


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = CalendarFeed

    adviser = factory.SubFactory(UserFactory)
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
