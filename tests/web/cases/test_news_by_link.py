"""News that is due: a task for the team and, for who agreed, a link; what the person answers alone."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.agenda.models import Task
from allant.web.cases import actions, asking
from allant.web.cases.follow_ups import due_dates, task_key
from allant.web.cases.models import Exit, FollowUpAnswer
from allant.web.journal.models import Entry
from allant.web.messaging import jobs, links
from allant.web.messaging.models import Message, PersonalLink
from allant.web.people.actions import give_consent, withdraw_consent
from allant.web.people.enums import ConsentPurpose, ConsentWay

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = timezone.now()
NIR = "1 85 05 24 322 001 22"


@pytest.fixture
def follow_up(case):
    case.beneficiary.email = "rosa@exemple.fr"
    case.beneficiary.save()
    return factories.FollowUpFactory(case=case, due_on=TODAY)


def agrees(follow_up, by, language="fr"):
    return give_consent(
        person=follow_up.case.beneficiary,
        purpose=ConsentPurpose.CONTACT,
        wording="J’accepte d’être contactée.",
        language=language,
        how=ConsentWay.SPOKEN,
        by=by,
    )


@pytest.fixture
def visitor(follow_up, house, browser):
    """Return the browser of the person who opened their link, and the address of the page."""
    link, path, _code = links.open_link(
        purpose=asking.PURPOSE,
        person=follow_up.case.beneficiary,
        subject=follow_up,
        lifetime=datetime.timedelta(days=30),
        by=house.adviser,
        asks_code=False,
    )
    client = browser()
    assert client.get(path).url == reverse("cases:news", args=[link.pk])
    return client, reverse("cases:news", args=[link.pk])


def answers(**changes):
    return {"goes_where_needed": "yes", "situation": "working", "same_job": "yes", "contract": "fixed_term"} | changes


def test_news_that_is_due_becomes_a_task_of_who_follows_the_person(follow_up, house):
    assert asking.ask_for_news(NOW) == 1
    task = Task.objects.get()
    assert (task.kind, task.assignee, task.person) == ("follow_up", house.adviser, follow_up.case.beneficiary)
    assert task.address == reverse("cases:follow-up", args=[follow_up.pk])
    assert not Message.objects.exists()
    assert asking.ask_for_news(NOW) == 0
    assert Task.objects.count() == 1


def test_news_of_tomorrow_or_already_given_is_not_asked_for(follow_up, house):
    factories.FollowUpFactory(case=follow_up.case, months=12, due_on=TODAY + datetime.timedelta(days=1))
    actions.answer_follow_up(follow_up=follow_up, by=house.adviser, situation="working")
    assert asking.ask_for_news(NOW) == 0


def test_who_agreed_to_be_contacted_gets_a_link_in_their_language_and_who_took_it_back_does_not(follow_up, house):
    consent = agrees(follow_up, house.adviser, language="en")
    asking.ask_for_news(NOW)
    message = Message.objects.get()
    assert (message.channel, message.address, message.language) == ("email", "rosa@exemple.fr", "en")
    assert "one minute" in message.body
    assert "/l/" in message.body or "lien" in message.body
    withdraw_consent(consent=consent, by=house.adviser)
    factories.FollowUpFactory(case=follow_up.case, months=6, due_on=TODAY)
    asking.ask_for_news(NOW)
    assert Message.objects.count() == 1
    assert Task.objects.count() == 2


def test_link_of_the_message_opens_the_page_without_a_code(follow_up, house, browser):
    agrees(follow_up, house.adviser)
    asking.ask_for_news(NOW)
    path = Message.objects.get().body.split("http://")[1].split()[0].partition("/")[2]
    response = browser().get(f"/{path}", follow=True)
    assert response.status_code == 200
    assert "Que devenez-vous" in response.text


def test_too_old_news_is_a_task_but_no_message(follow_up, house):
    agrees(follow_up, house.adviser)
    follow_up.due_on = TODAY - datetime.timedelta(days=46)
    follow_up.save()
    asking.ask_for_news(NOW)
    assert Task.objects.exists()
    assert not PersonalLink.objects.exists()


def test_worker_asks_for_news(follow_up):
    assert jobs.run_due() > 0
    assert Task.objects.get().key == task_key(follow_up)


def test_person_answers_alone_and_the_task_is_settled(follow_up, visitor):
    asking.ask_for_news(NOW)
    client, address = visitor
    response = client.post(address, answers(note="Merci pour le vélo"), follow=True)
    assert "a reçu votre réponse" in response.text
    answer = FollowUpAnswer.objects.get()
    assert (answer.by, answer.recorded_by, answer.situation, answer.same_job) == ("person", None, "working", True)
    assert (answer.contract, answer.note) == ("fixed_term", "Merci pour le vélo")
    assert Task.objects.get().done_at is not None
    assert Entry.objects.filter(by=None, action="change", detail__startswith="nouvelles à 3 mois").exists()


def test_both_answers_are_kept_and_told_in_the_case(adviser, follow_up, visitor):
    client, address = visitor
    client.post(address, answers(contract="unknown"))
    adviser.post(reverse("cases:follow-up", args=[follow_up.pk]), {"goes_where_needed": "no", "situation": "looking"})
    page = adviser.get(reverse("cases:case", args=[follow_up.case.pk])).text
    assert "Répondu par la personne" in page
    assert "Recueilli par la plateforme" in page
    assert "Nouvelles à 3 mois" in adviser.get(reverse("cases:timeline", args=[follow_up.case.pk])).text


def test_who_wants_a_call_is_called(follow_up, visitor, house):
    client, address = visitor
    client.post(address, answers(wants_call="on"))
    client.post(address, answers(wants_call="on"))
    task = Task.objects.get(kind="call")
    assert (task.assignee, task.due_on) == (house.adviser, TODAY)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"situation": ""}, "Remplissez"), ({"note": NIR}, "numéro de sécurité sociale"), ({"contract": "x"}, "x")],
)
def test_answer_that_cannot_be_kept_says_why(visitor, changes, reason):
    client, address = visitor
    response = client.post(address, answers(**changes))
    assert response.status_code == 200
    assert reason in response.text
    assert not FollowUpAnswer.objects.exists()


def test_page_shows_nothing_about_the_person(follow_up, visitor):
    client, address = visitor
    text = client.get(address).text
    assert follow_up.case.beneficiary.first_name not in text
    assert follow_up.case.beneficiary.last_name not in text


def test_page_asks_six_things_at_most(visitor):
    client, address = visitor
    assert len(client.get(address).context["form"].fields) <= 6


@pytest.mark.denies("cases:news")
def test_page_opens_to_nobody_who_did_not_come_by_the_link(visitor, house, browser):
    _client, address = visitor
    for who in (None, house.adviser, house.stranger):
        assert browser(who).get(address).status_code == 403
        assert browser(who).post(address, answers()).status_code == 403
    assert not FollowUpAnswer.objects.exists()


def test_undone_exit_takes_task_and_page_away(case, house, browser):
    actions.record_exit(
        exit_=Exit(case=case, exited_on=TODAY - datetime.timedelta(days=92), outcome="training"), by=house.adviser
    )
    asking.ask_for_news(NOW)
    follow_up = case.follow_ups.get(months=3)
    _link, path, _code = links.open_link(
        purpose=asking.PURPOSE,
        person=case.beneficiary,
        subject=follow_up,
        lifetime=datetime.timedelta(days=30),
        by=house.adviser,
        asks_code=False,
    )
    actions.reopen(case=case, by=house.adviser)
    assert Task.objects.get().dropped_at is not None
    assert browser().get(path, follow=True).status_code == 404


def test_corrected_date_asks_again_on_the_new_day(case, house):
    long_ago = TODAY - datetime.timedelta(days=100)
    actions.record_exit(exit_=Exit(case=case, exited_on=long_ago, outcome="training"), by=house.adviser)
    asking.ask_for_news(NOW)
    later = long_ago + datetime.timedelta(days=30)
    exit_ = Exit.objects.get()
    exit_.exited_on = later
    actions.record_exit(exit_=exit_, by=house.adviser)
    assert Task.objects.get().dropped_at is not None
    new_day = datetime.datetime.combine(due_dates(later)[3], datetime.time(9), tzinfo=datetime.UTC)
    assert asking.ask_for_news(new_day) == 1
    assert Task.objects.get().dropped_at is None
