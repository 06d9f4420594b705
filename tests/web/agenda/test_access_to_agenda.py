"""Who opens which page of the agenda: the team of the platform, and for the rota its manager alone."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.agenda import actions
from allant.web.agenda.models import Appointment, Attendance, Enrolment, Opening, Session, Task
from allant.web.journal.models import Entry

denies = pytest.mark.denies
pytestmark = pytest.mark.django_db
TEAM, MANAGER = frozenset({"adviser", "manager"}), frozenset({"manager"})
EVERY_ROLE = {"adviser", "manager", "network_head", "prescriber"}
MODELS = (Appointment, Attendance, Enrolment, Opening, Session, Task)


@dataclass(frozen=True)
class Page:
    """One address: how it is asked for, what it is about, for whom it opens."""

    route: str
    method: str = "get"
    about: str = ""
    roles: frozenset[str] = TEAM
    sent: tuple[tuple[str, str], ...] = field(default=())

    def ask(self, client, rows):
        values = {f"{self.about}_id": rows[self.about].pk} if self.about else {}
        return getattr(client, self.method)(reverse(self.route, kwargs=values), dict(self.sent))


@pytest.fixture
def rows(house, case):
    session = factories.SessionFactory(organisation=house.platform)
    enrolment = factories.EnrolmentFactory(session=session, person=case.beneficiary)
    return {
        "case": case,
        "task": factories.TaskFactory(organisation=house.platform),
        "appointment": factories.AppointmentFactory(adviser=house.adviser, person=case.beneficiary),
        "session": session,
        "enrolment": enrolment,
        "meeting": session.meetings.get(),
        "opening": factories.OpeningFactory(adviser=house.adviser),
        "place": factories.ReceptionPointFactory(organisation=house.platform),
    }


ABOUT_SOMETHING = [
    pytest.param(Page("agenda:task", about="task"), marks=denies("agenda:task")),
    pytest.param(Page("agenda:task", "post", about="task"), marks=denies("agenda:task")),
    pytest.param(Page("agenda:appointment", about="appointment"), marks=denies("agenda:appointment")),
    pytest.param(
        Page("agenda:appointment-note", "post", about="appointment", sent=(("what", "held"),)),
        marks=denies("agenda:appointment-note"),
    ),
    pytest.param(
        Page("agenda:appointment-cancel", "post", about="appointment", sent=(("state", "by_team"),)),
        marks=denies("agenda:appointment-cancel"),
    ),
    pytest.param(Page("agenda:appointment-move", "post", about="appointment"), marks=denies("agenda:appointment-move")),
    pytest.param(Page("agenda:session", about="session"), marks=denies("agenda:session")),
    pytest.param(Page("agenda:session-edit", about="session"), marks=denies("agenda:session-edit")),
    pytest.param(Page("agenda:session-edit", "post", about="session"), marks=denies("agenda:session-edit")),
    pytest.param(
        Page("agenda:session-guest", "post", about="session", sent=(("name", "Ana"),)),
        marks=denies("agenda:session-guest"),
    ),
    pytest.param(Page("agenda:session-invite", "post", about="session"), marks=denies("agenda:session-invite")),
    pytest.param(Page("agenda:session-cancel", "post", about="session"), marks=denies("agenda:session-cancel")),
    pytest.param(Page("agenda:withdraw", "post", about="enrolment"), marks=denies("agenda:withdraw")),
    pytest.param(Page("agenda:sheet", about="meeting"), marks=denies("agenda:sheet")),
    pytest.param(Page("agenda:sheet", "post", about="meeting"), marks=denies("agenda:sheet")),
    pytest.param(Page("agenda:sheet-print", about="meeting"), marks=denies("agenda:sheet-print")),
    pytest.param(Page("agenda:opening", about="opening", roles=MANAGER), marks=denies("agenda:opening")),
    pytest.param(Page("agenda:opening", "post", about="opening", roles=MANAGER), marks=denies("agenda:opening")),
    pytest.param(Page("agenda:place", about="place", roles=MANAGER), marks=denies("agenda:place")),
    pytest.param(Page("agenda:place", "post", about="place", roles=MANAGER), marks=denies("agenda:place")),
    pytest.param(Page("agenda:place-close", "post", about="place", roles=MANAGER), marks=denies("agenda:place-close")),
    pytest.param(Page("cases:appointments", about="case"), marks=denies("cases:appointments")),
    pytest.param(Page("cases:appointment-book", "post", about="case"), marks=denies("cases:appointment-book")),
    pytest.param(Page("cases:task-add", "post", about="case"), marks=denies("cases:task-add")),
]
ABOUT_ONE_S_ORGANISATION = [
    pytest.param(Page("agenda:week"), marks=denies("agenda:week")),
    pytest.param(Page("agenda:day"), marks=denies("agenda:day")),
    pytest.param(Page("agenda:tasks"), marks=denies("agenda:tasks")),
    pytest.param(Page("agenda:task-new"), marks=denies("agenda:task-new")),
    pytest.param(Page("agenda:task-new", "post"), marks=denies("agenda:task-new")),
    pytest.param(Page("agenda:tasks-done", "post"), marks=denies("agenda:tasks-done")),
    pytest.param(Page("agenda:tasks-undone", "post"), marks=denies("agenda:tasks-undone")),
    pytest.param(Page("agenda:sessions"), marks=denies("agenda:sessions")),
    pytest.param(Page("agenda:session-new"), marks=denies("agenda:session-new")),
    pytest.param(Page("agenda:session-new", "post"), marks=denies("agenda:session-new")),
    pytest.param(Page("agenda:rota"), marks=denies("agenda:rota")),
    pytest.param(Page("agenda:places"), marks=denies("agenda:places")),
    pytest.param(Page("agenda:place-new", roles=MANAGER), marks=denies("agenda:place-new")),
    pytest.param(Page("agenda:place-new", "post", roles=MANAGER), marks=denies("agenda:place-new")),
    pytest.param(Page("agenda:opening-new", roles=MANAGER), marks=denies("agenda:opening-new")),
    pytest.param(Page("agenda:opening-new", "post", roles=MANAGER), marks=denies("agenda:opening-new")),
]


def named(page):
    return f"{page.method}-{page.route}" if isinstance(page, Page) else None


every_page = pytest.mark.parametrize("page", [*ABOUT_SOMETHING, *ABOUT_ONE_S_ORGANISATION], ids=named)


@every_page
def test_page_sends_an_anonymous_visitor_to_sign_in(page, rows, browser):
    response = page.ask(browser(), rows)
    assert response.status_code == 302
    assert response.url.startswith(f"{reverse('accounts:sign-in')}?next=")


@every_page
def test_page_is_denied_to_every_other_role(page, rows, house, browser):
    for role in EVERY_ROLE - page.roles:
        assert page.ask(browser(getattr(house, role)), rows).status_code == 403, role


@pytest.mark.parametrize("page", ABOUT_SOMETHING, ids=named)
def test_page_of_another_platform_does_not_exist(page, rows, house, browser):
    strangers = (house.strange_manager,) if page.roles == MANAGER else (house.stranger, house.strange_manager)
    for stranger in strangers:
        assert page.ask(browser(stranger), rows).status_code == 404


@pytest.mark.parametrize("page", ABOUT_SOMETHING, ids=named)
def test_refused_visit_changes_nothing(page, rows, house, browser):
    before = [list(model.objects.order_by("pk").values()) for model in MODELS]
    for visitor in (None, house.stranger, house.network_head, house.prescriber):
        page.ask(browser(visitor), rows)
    assert [list(model.objects.order_by("pk").values()) for model in MODELS] == before


@every_page
def test_page_opens_to_the_right_role(page, rows, house, browser):
    for role in page.roles:
        with transaction.atomic():
            assert page.ask(browser(getattr(house, role)), rows).status_code in {200, 302}, role
            transaction.set_rollback(True)


@denies("agenda:session-enrol", "cases:session-join")
def test_nobody_enrols_whom_or_where_their_platform_does_not_reach(rows, house, adviser, browser):
    foreign = factories.CaseFactory(organisation=house.neighbour)
    enrol = reverse("agenda:session-enrol", args=[rows["session"].pk])
    join = reverse("cases:session-join", args=[rows["case"].pk])
    abroad = factories.SessionFactory(organisation=house.neighbour)
    assert adviser.post(enrol, {"person": foreign.beneficiary_id}).status_code == 404
    assert adviser.post(join, {"session": abroad.pk}).status_code == 404
    for visitor, status in ((house.stranger, 404), (house.prescriber, 403), (None, 302)):
        assert browser(visitor).post(enrol, {"person": rows["case"].beneficiary_id}).status_code == status
        assert browser(visitor).post(join, {"session": rows["session"].pk}).status_code == status
    assert Enrolment.objects.count() == 1


def test_several_tasks_of_another_platform_stay_undone(rows, house, browser):
    browser(house.stranger).post(reverse("agenda:tasks-done"), {"task": [rows["task"].pk]})
    actions.settle_task(task=rows["task"], by=house.adviser)
    browser(house.stranger).post(reverse("agenda:tasks-undone"), {"task": [rows["task"].pk]})
    rows["task"].refresh_from_db()
    assert rows["task"].done_by == house.adviser


def test_look_at_an_appointment_is_journalled_on_the_person(rows, adviser, case):
    adviser.get(reverse("agenda:appointment", args=[rows["appointment"].pk]))
    line = Entry.objects.latest("pk")
    assert (line.subject_type, line.subject_id, line.action) == ("beneficiary", str(case.beneficiary_id), "read")


def test_agenda_of_a_colleague_of_another_platform_is_not_shown(rows, house, adviser):
    stranger = factories.AppointmentFactory(adviser=house.stranger, starts_at=timezone.now() + timedelta(minutes=5))
    page = adviser.get(f"{reverse('agenda:day')}?qui={house.stranger.pk}").content.decode()
    assert stranger.person.short_name not in page
