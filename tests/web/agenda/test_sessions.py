"""Workshops: places, a waiting list first come first served, sheets that close for good."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.agenda import actions, queries
from allant.web.agenda.enums import EnrolmentState, Presence
from allant.web.agenda.models import Attendance, Enrolment, Meeting, Session

pytestmark = pytest.mark.django_db
ENROLLED, WAITING = EnrolmentState.ENROLLED, EnrolmentState.WAITING


@pytest.fixture
def session(house):
    return factories.SessionFactory(organisation=house.platform, capacity=2)


def people(count):
    return factories.BeneficiaryFactory.create_batch(count)


def enrolled(session, persons, by=None):
    return [actions.enrol(session=session, person=each, by=by) for each in persons]


def states(session):
    return [each.state for each in session.enrolments.order_by("enrolled_at", "pk")]


def begun(house, **changed):
    start = timezone.now() - timedelta(hours=1)
    return factories.SessionFactory(organisation=house.platform, starts_at=start, **changed)


def test_whoever_comes_after_the_last_place_waits(house, session):
    enrolled(session, people(3), house.adviser)
    assert states(session) == [ENROLLED, ENROLLED, WAITING]


def test_place_that_is_freed_goes_to_who_has_waited_longest(house, session):
    first, _second, third, fourth = enrolled(session, people(4))
    promoted = actions.withdraw(enrolment=first, by=house.adviser)
    assert promoted == [third]
    fourth.refresh_from_db()
    assert fourth.state == WAITING


def test_leaving_the_waiting_list_frees_no_place(house, session):
    *_others, third, fourth = enrolled(session, people(4))
    assert actions.withdraw(enrolment=third, by=house.adviser) == []
    fourth.refresh_from_db()
    assert fourth.state == WAITING


def test_withdrawing_twice_promotes_once(house, session):
    first, *_ = enrolled(session, people(4))
    assert len(actions.withdraw(enrolment=first, by=house.adviser)) == 1
    assert actions.withdraw(enrolment=first, by=house.adviser) == []


def test_person_enrolled_twice_has_one_place(house, session):
    person = people(1)[0]
    assert actions.enrol(session=session, person=person, by=None) == actions.enrol(
        session=session, person=person, by=None
    )
    assert session.enrolments.count() == 1


def test_person_who_left_may_come_back_at_the_end_of_the_list(house, session):
    persons = people(3)
    first, *_ = enrolled(session, persons)
    actions.withdraw(enrolment=first, by=house.adviser)
    again = actions.enrol(session=session, person=persons[0], by=None)
    assert (again.state, again.pk != first.pk) == (WAITING, True)


def test_participant_may_be_a_name_and_an_organisation(house, session):
    enrolment = actions.enrol(session=session, name="Ana Roy", organisation_name="CCAS", by=house.adviser)
    assert (enrolment.who, enrolment.organisation_name, enrolment.state) == ("Ana Roy", "CCAS", ENROLLED)


def test_nobody_enrols_in_a_workshop_that_is_called_off(house, session):
    enrolled(session, people(1))
    told = actions.cancel_session(session=session, by=house.adviser)
    assert len(told) == 1
    with pytest.raises(InputError, match="annulé"):
        actions.enrol(session=session, person=people(1)[0], by=None)
    actions.reopen_session(session=session, by=house.adviser)
    assert actions.enrol(session=session, person=people(1)[0], by=None).state == ENROLLED


def test_more_places_take_from_the_waiting_list_in_order(house, session):
    *_placed, third, fourth, fifth = enrolled(session, people(5))
    session.capacity = 4
    dates = [(each.starts_at, each.ends_at) for each in session.meetings.all()]
    assert actions.change_session(session=session, dates=dates, leaders=[], by=house.adviser) == [third, fourth]
    fifth.refresh_from_db()
    assert fifth.state == WAITING


def test_fewer_places_send_nobody_away(house, session):
    enrolled(session, people(2))
    session.capacity = 1
    dates = [(each.starts_at, each.ends_at) for each in session.meetings.all()]
    actions.change_session(session=session, dates=dates, leaders=[], by=house.adviser)
    assert states(session) == [ENROLLED, ENROLLED]


@pytest.mark.django_db(transaction=True)
def test_two_advisers_at_once_on_the_last_place_one_has_it_and_the_other_waits(house):
    for _ in range(5):
        session = factories.SessionFactory(organisation=house.platform, capacity=1)
        persons, gate, failures = people(2), threading.Barrier(2), []

        def rush(person, session=session, gate=gate, failures=failures):
            try:
                gate.wait()
                actions.enrol(session=Session.objects.get(pk=session.pk), person=person, by=None)
            except Exception as error:  # shown by the assertion below
                failures.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=rush, args=[person]) for person in persons]
        [each.start() for each in threads]
        [each.join() for each in threads]
        assert failures == []
        assert sorted(states(session)) == [ENROLLED, WAITING]


def test_changing_dates_keeps_the_rows_and_a_closed_sheet(house):
    session = begun(house)
    done = session.meetings.get()
    actions.close_sheet(meeting=done, by=house.adviser)
    later = timezone.now() + timedelta(days=7)
    actions.change_session(
        session=session, dates=[(later, later + timedelta(hours=2))], leaders=[house.adviser], by=house.adviser
    )
    assert next(each.pk for each in session.meetings.all()) == done.pk
    assert session.meetings.count() == 2
    assert (session.starts_at, session.ends_at) == (done.starts_at, later + timedelta(hours=2))


def test_workshop_without_a_date_is_refused(house):
    with pytest.raises(InputError, match="au moins une date"):
        actions.open_session(
            session=Session(organisation=house.platform, title="Code", capacity=3), dates=[], leaders=[], by=None
        )


class TestTheSheet:
    @pytest.fixture
    def sheet(self, house):
        session = begun(house, capacity=3)
        enrolled(session, people(2))
        return session.meetings.get()

    def test_line_is_noted_and_corrected(self, sheet, house):
        (first, _), (_second, _) = queries.sheet_of(sheet)
        actions.mark(meeting=sheet, enrolment=first, presence=Presence.ABSENT, by=house.adviser)
        actions.mark(meeting=sheet, enrolment=first, presence=Presence.PRESENT, by=house.colleague)
        assert [(each.presence, each.marked_by) for each in Attendance.objects.all()] == [
            (Presence.PRESENT, house.colleague)
        ]

    def test_sheet_does_not_close_while_a_line_is_empty(self, sheet, house):
        first = queries.sheet_of(sheet)[0][0]
        actions.mark(meeting=sheet, enrolment=first, presence=Presence.PRESENT, by=house.adviser)
        with pytest.raises(InputError, match="sans présence ni absence : 1"):
            actions.close_sheet(meeting=sheet, by=house.adviser)

    def test_sheet_does_not_close_before_the_workshop_begins(self, house, session):
        with pytest.raises(InputError, match="pas encore commencé"):
            actions.close_sheet(meeting=session.meetings.get(), by=house.adviser)

    def test_closed_sheet_says_who_closed_it_and_changes_no_more(self, sheet, house):
        for (enrolment, _), presence in zip(queries.sheet_of(sheet), (Presence.PRESENT, Presence.ABSENT), strict=True):
            actions.mark(meeting=sheet, enrolment=enrolment, presence=presence, by=house.adviser)
        actions.close_sheet(meeting=sheet, by=house.manager)
        closed = Meeting.objects.get(pk=sheet.pk)
        assert (closed.closed_by, closed.closed_at is not None) == (house.manager, True)
        absent = Enrolment.objects.get(attendances__presence=Presence.ABSENT)
        with pytest.raises(InputError, match="close depuis"):
            actions.mark(meeting=sheet, enrolment=absent, presence=Presence.PRESENT, by=house.adviser)
        with pytest.raises(InputError, match="close depuis"):
            actions.close_sheet(meeting=sheet, by=house.adviser)
        with pytest.raises(InputError, match="feuille close"):
            actions.withdraw(enrolment=absent, by=house.adviser)
        assert queries.no_shows_of(absent.person, house.platform) == 1
        assert [each.presence for each in queries.attendance_of(absent.person)] == [Presence.ABSENT]

    def test_absence_counts_only_once_the_sheet_is_closed(self, sheet, house):
        enrolment = queries.sheet_of(sheet)[0][0]
        actions.mark(meeting=sheet, enrolment=enrolment, presence=Presence.ABSENT, by=house.adviser)
        assert queries.no_shows_of(enrolment.person, house.platform) == 0

    def test_waiting_people_are_not_on_the_sheet(self, sheet):
        enrolled(sheet.session, people(2))
        assert len(queries.sheet_of(sheet)) == 3


def test_workshops_to_join_leave_out_those_that_began_are_off_or_hold_the_person(house, session):
    person = people(1)[0]
    begun(house)
    off = factories.SessionFactory(organisation=house.platform)
    actions.cancel_session(session=off, by=house.adviser)
    factories.SessionFactory(organisation=house.neighbour)
    now = timezone.now()
    assert list(queries.sessions_to_join(house.platform, person, now=now)) == [session]
    actions.enrol(session=session, person=person, by=None)
    assert list(queries.sessions_to_join(house.platform, person, now=now)) == []


def test_rota_hours_end_after_a_day_or_vanish_when_they_never_began(house):
    opening = factories.OpeningFactory(adviser=house.adviser)
    last_day = opening.from_on + timedelta(days=30)
    actions.end_hours(opening=opening, last_day=last_day, by=house.manager)
    opening.refresh_from_db()
    assert opening.until_on == last_day
    actions.end_hours(opening=opening, last_day=opening.from_on - timedelta(days=1), by=house.manager)
    assert not queries.openings_of(house.platform).exists()
