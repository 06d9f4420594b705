"""The pages of the agenda ask the database as much for one row as for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

pytestmark = pytest.mark.django_db
MOST_QUERIES = 22


def count(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(house, case, times):
    start = timezone.now() + timedelta(hours=1)
    for _ in range(times):
        other = factories.CaseFactory(organisation=house.platform)
        factories.AppointmentFactory(adviser=house.adviser, person=other.beneficiary, starts_at=start)
        factories.AppointmentFactory(adviser=house.adviser, person=case.beneficiary, starts_at=start)
        session = factories.SessionFactory(organisation=house.platform, starts_at=start)
        session.leaders.add(house.adviser)
        factories.EnrolmentFactory(session=session, person=case.beneficiary)
        factories.SessionFactory(organisation=house.platform, starts_at=start)
        factories.TaskFactory(organisation=house.platform, person=other.beneficiary)
        factories.TaskFactory(organisation=house.platform, person=case.beneficiary, assignee=house.adviser)
        factories.OpeningFactory(adviser=house.adviser)
        factories.BusyTimeFactory(adviser=house.adviser, starts_at=start, ends_at=start + timedelta(hours=1))


@pytest.mark.parametrize(
    "route", ["agenda:week", "agenda:day", "agenda:tasks", "agenda:sessions", "agenda:rota", "cases:appointments"]
)
def test_page_costs_the_same_for_one_as_for_ten(route, house, case, adviser):
    address = reverse(route, args=[case.pk] if route.startswith("cases") else [])
    fill(house, case, 1)
    before = count(adviser, address)
    fill(house, case, 9)
    assert before == count(adviser, address) <= MOST_QUERIES


@pytest.mark.parametrize("route", ["agenda:session", "agenda:sheet", "agenda:sheet-print"])
def test_workshop_costs_the_same_for_one_as_for_ten(route, house, adviser):
    session = factories.SessionFactory(organisation=house.platform)
    about = session if route == "agenda:session" else session.meetings.get()
    address = reverse(route, args=[about.pk])
    factories.AttendanceFactory(enrolment=factories.EnrolmentFactory(session=session))
    before = count(adviser, address)
    for each in factories.EnrolmentFactory.create_batch(9, session=session):
        factories.AttendanceFactory(enrolment=each)
    assert before == count(adviser, address) <= MOST_QUERIES


def test_week_of_the_whole_team_costs_the_same_for_one_as_for_ten(house, case, adviser):
    fill(house, case, 1)
    address = reverse("agenda:week") + "?qui=equipe"
    before = count(adviser, address)
    fill(house, case, 9)
    assert before == count(adviser, address) <= MOST_QUERIES


def test_appointments_of_a_day_are_found_by_their_index(house):
    from allant.web.agenda import queries

    start = timezone.now()
    found = queries.appointments_between(house.platform, house.adviser, start, start + timedelta(days=1))
    if connection.vendor == "sqlite":
        assert "appointment_by_adviser" in found.explain()
        tasks = queries.tasks_due(house.platform, None, start.date())
        assert "open_task_by_team" in tasks.explain()
    else:
        # On a table of a few rows PostgreSQL rightly reads the whole: only that the question is answered.
        assert list(found) == []
