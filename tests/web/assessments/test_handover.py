"""From the code of a person to the hands of an adviser: nothing kept too long, nothing opened by others."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from tests.web import factories

from allant.parameters import parameter
from allant.web.assessments import actions
from allant.web.assessments.enums import Origin
from allant.web.assessments.models import Answer, Assessment, Handover, Score
from allant.web.cases import actions as cases
from allant.web.cases.models import Case
from allant.web.documents.models import Code
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
EVERY_ROLE = ("adviser", "manager", "network_head", "prescriber")
REDEEM = "/code/"


@pytest.fixture
def handover(db):
    return factories.handed_over()


@pytest.mark.denies("assessments:redeem", "assessments:redeem-code")
@pytest.mark.parametrize("address", [REDEEM, "/code/K7QXM4TD/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_door_for_codes_opens_to_the_team_of_a_platform_only(house, browser, address, method):
    anonymous = getattr(browser(), method)(address)
    assert anonymous.status_code == 302
    assert anonymous.url.startswith("/connexion/?next=")
    for role in EVERY_ROLE:
        status = getattr(browser(getattr(house, role)), method)(address).status_code
        assert status == (200 if role in {"adviser", "manager"} else 403), role


def test_code_of_the_address_is_only_written_in_the_form(handover, adviser):
    html = adviser.get(f"/code/{handover.code.value}/").content.decode()
    assert f'value="{handover.code.value}"' in html
    assert Code.objects.get().redeemed_at is None


def test_code_opens_the_test_and_leaves_a_line_in_the_journal(handover, adviser, house):
    assert adviser.post(REDEEM, {"code": str(handover.code)}).url == reverse("cases:received-test", args=[handover.pk])
    line = Entry.objects.get(subject_type="handover", subject_id=str(handover.pk))
    assert (line.by, line.action) == (house.adviser, "read")


def test_refused_code_comes_back_with_its_reason(adviser):
    response = adviser.post(REDEEM, {"code": "<b>K7QX"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Un code compte 8 caractères" in html
    assert "<b>K7QX" not in html


def test_somebody_else_s_code_is_used_up(handover, adviser, browser, house):
    adviser.post(REDEEM, {"code": handover.code.value})
    html = browser(house.stranger).post(REDEEM, {"code": handover.code.value}).content.decode()
    assert "Ce code a déjà été utilisé" in html


def test_code_typed_again_leads_back_to_the_test_then_to_its_case(handover, adviser):
    adviser.post(REDEEM, {"code": handover.code.value})
    waiting = adviser.post(REDEEM, {"code": handover.code.value}).url
    adviser.post(waiting, {"first_name": "Zoé", "last_name": "Lefèvre"})
    assert adviser.get(adviser.post(REDEEM, {"code": handover.code.value}).url).url == reverse(
        "cases:case", args=[Case.objects.get().pk]
    )


def test_received_test_is_put_in_one_case_only(handover, adviser, house, case):
    adviser.post(REDEEM, {"code": handover.code.value})
    waiting = reverse("cases:received-test", args=[handover.pk])
    adviser.post(waiting, {"first_name": "Zoé", "last_name": "Lefèvre"})
    adviser.post(waiting, {"first_name": "Zoé", "last_name": "Lefèvre"})
    adviser.post(reverse("cases:attach-test", args=[handover.pk, case.pk]))
    assert Case.objects.exclude(pk=case.pk).count() == 1
    assert not case.case_assessments.exists()


def test_received_test_can_join_a_case_already_followed(handover, adviser, case):
    adviser.post(REDEEM, {"code": handover.code.value})
    page = adviser.get(reverse("cases:received-test", args=[handover.pk]), {"q": case.beneficiary.last_name.upper()})
    assert str(case) in page.content.decode()
    adviser.post(reverse("cases:attach-test", args=[handover.pk, case.pk]))
    assert case.case_assessments.get().assessment == handover.assessment


def test_answers_of_the_test_become_the_draft_of_the_bilan(handover, house, case):
    handover = actions.redeem(typed=handover.code.value, by=house.adviser)
    given = {each.question: each.value for each in handover.assessment.answers.all()}
    cases.attach_test(handover=handover, case=case, by=house.adviser)
    link = factories.bilan(case=case, by=house.adviser)
    taken = {each.question: each for each in link.assessment.answers.all()}
    assert {code: answer.value for code, answer in taken.items()} == given
    assert {answer.origin for answer in taken.values()} == {Origin.SELF_DECLARED}
    assert link.assessment.taken_over_from == handover.assessment


def test_answers_are_erased_when_the_code_expires(handover):
    later = handover.code.expires_at + datetime.timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        assert actions.erase_expired() == 1
    for model in (Assessment, Answer, Score, Handover):
        assert not model.objects.exists(), model


def test_answers_are_kept_until_the_code_expires(handover):
    with time_machine.travel(handover.code.expires_at - datetime.timedelta(seconds=1), tick=False):
        assert actions.erase_expired() == 0
    assert Handover.objects.exists()


def test_opened_answers_wait_for_their_case_as_long_as_a_code_lives_then_are_erased(handover, house):
    eve = handover.code.expires_at - datetime.timedelta(days=1)
    with time_machine.travel(eve, tick=False):
        actions.redeem(typed=handover.code.value, by=house.adviser)
    lifetime = datetime.timedelta(days=parameter("documents/code_lifetime"))
    with time_machine.travel(eve + lifetime - datetime.timedelta(seconds=1), tick=False):
        assert actions.erase_expired() == 0
    with time_machine.travel(eve + lifetime, tick=False):
        assert actions.erase_expired() == 1


def test_answers_in_a_case_are_never_erased_with_expired_tests(house, case):
    opened = factories.received(house.adviser)
    cases.attach_test(handover=opened, case=case, by=house.adviser)
    with time_machine.travel(opened.code.expires_at + datetime.timedelta(days=400), tick=False):
        assert actions.erase_expired() == 0


def test_person_whose_code_expired_can_ask_for_another_one(browser):
    client = browser()
    for code, value in factories.answers_to(actions.TEST_GRID).items():
        client.post(reverse("assessments:test-question", args=[code]), {"answer": value})
    client.post(reverse("assessments:test-code"), {"consent": "1"})
    first = Code.objects.get()
    Code.objects.update(expires_at=first.created_at)

    assert "Demander un nouveau code" in client.get(reverse("assessments:test-code")).text
    assert 'name="consent"' in client.get(reverse("assessments:test-result")).text
    client.post(reverse("assessments:test-code"), {"consent": "1"})
    assert str(Code.objects.latest("pk")) != str(first)
    assert Code.objects.latest("pk").is_open


def test_code_of_a_withdrawn_test_opens_nothing(handover, adviser):
    assert actions.withdraw(handover=handover)
    html = adviser.post(REDEEM, {"code": handover.code.value}).content.decode()
    assert "La personne a retiré ce code" in html


def test_code_of_an_erased_test_opens_nothing(handover, house, browser):
    with time_machine.travel(handover.code.expires_at + datetime.timedelta(seconds=1), tick=False):
        actions.erase_expired()
        html = browser(house.adviser).post(REDEEM, {"code": handover.code.value}).content.decode()
    assert "Ce code a expiré le" in html


def test_withdrawal_after_opening_keeps_the_answers(handover, house):
    actions.redeem(typed=handover.code.value, by=house.adviser)
    assert not actions.withdraw(handover=handover)
    assert Handover.objects.filter(pk=handover.pk).exists()
