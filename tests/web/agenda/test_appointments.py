"""Appointments: booked, held, missed, cancelled, moved with their trace; what a person may do alone."""

from datetime import date, time, timedelta

import pytest
import time_machine
from tests.web import factories

from allant.errors import InputError
from allant.web.agenda import actions, clock, queries
from allant.web.agenda.enums import AppointmentKind, AppointmentState
from allant.web.agenda.models import Appointment, Task
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
NOW = clock.moment(date(2026, 11, 23), time(8))  # a Monday
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def centre(house):
    return factories.ReceptionPointFactory(organisation=house.platform, name="Centre")


def booked(house, case, starts_at=NOW + timedelta(days=2), **changed):
    details = {
        "organisation": house.platform,
        "person": case.beneficiary,
        "adviser": house.adviser,
        "starts_at": starts_at,
        "ends_at": starts_at + HOUR,
        "by": house.adviser,
    }
    return actions.book(**details | changed)


def test_booking_is_journalled_on_the_person(house, case):
    booked(house, case)
    line = Entry.objects.get()
    assert (line.subject_type, line.subject_id, line.by) == ("beneficiary", str(case.beneficiary_id), house.adviser)


def test_missed_appointment_asks_the_adviser_to_call_and_undoing_it_withdraws_the_task(house, case):
    appointment = booked(house, case)
    actions.mark_no_show(appointment=appointment, by=house.adviser)
    task = queries.tasks_of(case.beneficiary, house.platform).get()
    assert (task.assignee, task.due_on) == (house.adviser, NOW.date() + timedelta(days=1))
    assert case.beneficiary.short_name in task.title
    assert queries.no_shows_of(case.beneficiary, house.platform) == 1
    actions.reopen(appointment=appointment, by=house.adviser)
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.BOOKED
    assert queries.no_shows_of(case.beneficiary, house.platform) == 0
    assert not Task.objects.get().is_open


def test_appointment_is_held_once(house, case):
    appointment = booked(house, case)
    actions.mark_held(appointment=appointment, by=house.adviser)
    with pytest.raises(InputError, match="prévu"):
        actions.mark_no_show(appointment=appointment, by=house.colleague)
    appointment.refresh_from_db()
    assert (appointment.state, appointment.closed_by) == (AppointmentState.HELD, house.adviser)


@pytest.mark.parametrize(
    ("by_person", "state"),
    [(True, AppointmentState.CANCELLED_BY_PERSON), (False, AppointmentState.CANCELLED_BY_TEAM)],
)
def test_cancelling_says_who_called_it_off(house, case, by_person, state):
    appointment = booked(house, case)
    actions.cancel(appointment=appointment, by=house.adviser, by_person=by_person, reason="enfant malade")
    appointment.refresh_from_db()
    assert (appointment.state, appointment.reason) == (state, "enfant malade")
    with pytest.raises(InputError, match="tenu ou manqué"):
        actions.reopen(appointment=appointment, by=house.adviser)


def test_moving_closes_the_old_row_and_opens_one_that_names_it(house, case, centre):
    old = booked(house, case, reception_point=centre, purpose="Bilan d’entrée")
    later = old.starts_at + timedelta(days=7)
    new = actions.move(appointment=old, starts_at=later, ends_at=later + HOUR, by=house.adviser)
    old.refresh_from_db()
    assert (old.state, old.moved_to) == (AppointmentState.MOVED, new)
    assert (new.state, new.reception_point, new.purpose) == (AppointmentState.BOOKED, centre, "Bilan d’entrée")
    assert [each.pk for each in queries.appointments_of(case.beneficiary, house.platform)] == [new.pk, old.pk]
    with pytest.raises(InputError):
        actions.move(appointment=old, starts_at=later, ends_at=later + HOUR, by=house.adviser)


def test_overlap_is_shown_and_not_refused(house, case):
    first = booked(house, case)
    half = first.starts_at + HOUR / 2
    taken = queries.taken_by(house.platform, house.adviser, half, half + HOUR)
    assert [each.what for each in taken] == [case.beneficiary.short_name]
    assert booked(house, case, starts_at=half).pk != first.pk


def test_what_was_cancelled_moved_or_touches_takes_no_time(house, case):
    start = NOW + timedelta(days=2)
    actions.cancel(appointment=booked(house, case), by=house.adviser)
    booked(house, case, starts_at=start - HOUR)
    booked(house, case, starts_at=start + HOUR)
    booked(house, case, adviser=house.colleague)
    assert queries.taken_by(house.platform, house.adviser, start, start + HOUR) == []


def test_workshop_and_outside_calendar_take_time_too(house):
    start = NOW + timedelta(days=2)
    session = factories.SessionFactory(organisation=house.platform, starts_at=start, title="Atelier code")
    session.leaders.add(house.adviser)
    factories.BusyTimeFactory(adviser=house.adviser, starts_at=start + HOUR / 2, ends_at=start + 3 * HOUR)
    taken = queries.taken_by(house.platform, house.adviser, start + HOUR, start + 2 * HOUR)
    assert [each.what for each in taken] == ["Atelier code", "agenda extérieur"]
    assert queries.taken_by(house.platform, house.colleague, start, start + HOUR) == []


def test_appointment_of_the_night_of_the_change_is_in_its_day(house, case):
    night = date(2027, 3, 28)
    appointment = booked(house, case, starts_at=clock.moment(night, time(1, 30)))
    appointment.refresh_from_db()
    assert clock.minutes_between(appointment.starts_at, appointment.ends_at) == 60
    start, end = clock.start_of(night), clock.start_of(night + timedelta(days=1))
    assert end - start == timedelta(days=1)
    assert list(queries.appointments_between(house.platform, house.adviser, start, end)) == [appointment]
    late = booked(house, case, starts_at=clock.moment(night, time(23, 30)))
    assert list(queries.appointments_between(house.platform, None, start, end)) == [appointment, late]


def test_free_slots_follow_the_rota_and_what_is_taken(house, case, centre):
    factories.OpeningFactory(adviser=house.adviser, reception_point=centre, weekday=2, ends=time(11))
    day = date(2026, 11, 25)
    booked(house, case, starts_at=clock.moment(day, time(9)))
    slots = queries.slots_of(house.platform, house.adviser, from_at=NOW, at_most=2)
    assert [(each.starts_at, each.place) for each in slots] == [
        (clock.moment(day, time(10)), centre),
        (clock.moment(day + timedelta(days=7), time(9)), centre),
    ]
    assert queries.slots_of(house.platform, house.colleague, from_at=NOW) == []


class TestThePersonAlone:
    """What the page of the person offers, up to a delay before the appointment."""

    @pytest.fixture
    def appointment(self, house, case, centre):
        factories.OpeningFactory(adviser=house.adviser, reception_point=centre, weekday=3)
        return booked(house, case, address="12 rue Haute", kind=AppointmentKind.HOME)

    def test_cancels_until_a_day_before(self, appointment):
        actions.person_cancels(appointment=appointment, now=NOW + timedelta(days=1) - timedelta(seconds=1))
        appointment.refresh_from_db()
        assert (appointment.state, appointment.closed_by) == (AppointmentState.CANCELLED_BY_PERSON, None)

    def test_is_asked_to_call_within_the_last_day(self, appointment):
        with pytest.raises(InputError, match="Appelez"):
            actions.person_cancels(appointment=appointment, now=NOW + timedelta(days=1))
        with pytest.raises(InputError, match="Appelez"):
            actions.person_moves(appointment=appointment, starts_at=NOW, now=NOW + timedelta(days=1))

    def test_moves_to_a_free_time_of_the_same_adviser(self, appointment, house, centre):
        slot = actions.slots_for(appointment, now=NOW)[0]
        new = actions.person_moves(appointment=appointment, starts_at=slot.starts_at)
        assert (new.starts_at, new.adviser, new.reception_point) == (slot.starts_at, house.adviser, centre)
        assert (new.address, new.booked_by) == ("", None)

    def test_cannot_move_to_a_time_that_is_not_free(self, appointment, house, case):
        slot = actions.slots_for(appointment, now=NOW)[0]
        booked(house, factories.CaseFactory(organisation=house.platform), starts_at=slot.starts_at)
        with pytest.raises(InputError, match="plus libre"):
            actions.person_moves(appointment=appointment, starts_at=slot.starts_at)
        assert Appointment.objects.filter(state=AppointmentState.MOVED).count() == 0
