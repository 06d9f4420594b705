"""What a platform keeps of a person besides the case: each thing goes with it, stays, or is called off."""

import datetime

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.accounts.models import Organisation
from allant.web.agenda.actions import book
from allant.web.agenda.models import Appointment, Task
from allant.web.cases import actions, carrying
from allant.web.cases.actions import papers
from allant.web.cases.models import Case
from allant.web.documents.models import Paper
from allant.web.fleet.jobs import watch_returns
from allant.web.messaging.models import Message
from allant.web.people.models import Beneficiary
from allant.web.personal import actions as personal
from allant.web.personal.models import Request

pytestmark = pytest.mark.django_db


def given(case, house):
    transfer = actions.ask_transfer(
        case=case, to_organisation=house.neighbour, reason="Elle déménage", how="spoken", by=house.adviser
    )
    actions.accept_transfer(transfer=transfer, by=house.stranger)
    return Case.objects.get(pk=case.pk)


def booked(case, house, *, in_days):
    start = timezone.now() + datetime.timedelta(days=in_days)
    return book(
        organisation=house.platform,
        person=case.beneficiary,
        adviser=house.adviser,
        starts_at=start,
        ends_at=start + datetime.timedelta(hours=1),
        by=house.adviser,
    )


def test_whatever_speaks_of_a_person_and_of_a_platform_is_decided_upon():
    """A model to come that names both makes this fail until somebody says what becomes of it at a transfer."""
    speaking = set()
    for model in apps.get_models():
        named = {field.related_model for field in model._meta.get_fields() if field.many_to_one}
        if {Beneficiary, Organisation} <= named:
            speaking.add(model)
    told_elsewhere = {Case, apps.get_model("people.Consent")}
    assert speaking - told_elsewhere == carrying.decided()


def test_coming_appointments_are_called_off_told_and_asked_of_the_new_team(case, house):
    case.beneficiary.email = "zoe@exemple.fr"
    case.beneficiary.save()
    past, coming = booked(case, house, in_days=-2), booked(case, house, in_days=5)
    moved = given(case, house)
    states = dict(Appointment.objects.values_list("pk", "state"))
    assert states == {past.pk: "booked", coming.pk: "by_team"}
    told = Message.objects.get(key=f"appointment-{coming.pk}-cancelled")
    assert (told.organisation, told.state) == (house.platform, "waiting")
    again = Task.objects.get(organisation=house.neighbour, kind="appointment")
    assert (again.person, again.assignee) == (moved.beneficiary, house.stranger)
    assert again.address == reverse("cases:appointments", args=[case.pk])
    assert "Plateforme d’Essai" in again.title


def test_what_has_not_left_yet_is_not_sent_in_the_name_of_the_former_team(case, house):
    waiting = factories.MessageFactory(organisation=house.platform, person=case.beneficiary)
    sent = factories.MessageFactory(
        organisation=house.platform, person=case.beneficiary, state="sent", settled_at=timezone.now()
    )
    elsewhere = factories.MessageFactory(organisation=house.neighbour, person=case.beneficiary)
    given(case, house)
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {waiting.pk: "cancelled", sent.pk: "sent", elsewhere.pk: "waiting"}


def test_person_s_address_goes_on_opening_their_page_and_what_they_asked_is_answered(case, house, browser):
    opened = personal.open_page(case=case, language="fr", is_sent=False, by=house.adviser)
    asked = personal.ask(case=case, kind="correct", text="Mon nom s’écrit avec un accent.")
    given(case, house)
    assert Request.objects.get(pk=asked.pk).organisation == house.neighbour
    task = Task.objects.get(kind="request")
    assert task.organisation == house.neighbour
    assert browser(house.strange_manager).get(task.address).status_code == 200
    opened.link.refresh_from_db()
    assert (opened.link.organisation, opened.link.is_open) == (house.neighbour, True)


def test_attestation_follows_the_person_and_only_who_issued_it_can_withdraw_it(case, house, browser):
    factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1"), is_finished=True)
    paper = papers.issue_attestation(case=case, finding="problem", by=house.adviser)
    given(case, house)
    reader = browser(house.stranger)
    html = reader.get(reverse("cases:papers", args=[case.pk])).content.decode()
    assert reverse("cases:paper", args=[paper.pk]) in html
    page = reader.get(reverse("cases:paper", args=[paper.pk]))
    assert page.status_code == 200
    assert "Retirer ce papier" not in page.content.decode()
    assert reader.post(reverse("cases:paper-withdraw", args=[paper.pk]), {"reason": "x"}).status_code == 404
    assert not Paper.objects.get().is_withdrawn
    outsider = browser(factories.UserFactory())
    assert outsider.get(reverse("cases:paper", args=[paper.pk])).status_code == 404


def test_paper_made_after_the_transfer_is_not_for_the_team_left_behind(case, house, browser):
    moved = given(case, house)
    factories.bilan(case=moved, by=house.stranger, answers=factories.answers_to("fr-2026.1"), is_finished=True)
    paper = papers.issue_attestation(case=moved, finding="problem", by=house.stranger)
    assert browser(house.adviser).get(reverse("cases:paper", args=[paper.pk])).status_code == 404


def lent(case, *, days_late):
    end = timezone.localdate() - datetime.timedelta(days=days_late)
    start = end - datetime.timedelta(days=10)
    return factories.LoanFactory(case=case, is_out_now=True, starts_on=start, ends_on=end)


def test_vehicle_comes_back_to_whom_it_belongs(case, house, browser):
    loan = lent(case, days_late=1)
    watch_returns(timezone.now())
    given(case, house)
    watch_returns(timezone.now())
    task = Task.objects.get(kind="return")
    assert task.organisation == house.platform
    address = reverse("fleet:loan", args=[loan.pk])
    assert browser(house.adviser).get(address).status_code == 200
    assert browser(house.stranger).get(address).status_code == 404
    told = browser(house.stranger).get(reverse("fleet:case", args=[case.pk])).content.decode()
    assert f"{loan.vehicle.label} (Plateforme d’Essai)" in told
    assert address not in told


def test_return_of_a_vehicle_is_nobody_s_task_of_another_platform(case, house):
    lent(case, days_late=0)
    given(case, house)
    watch_returns(timezone.now())
    assert Task.objects.get(kind="return").assignee is None
