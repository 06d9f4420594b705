"""Mail through a real server that starts, stops and refuses."""

import datetime
from email import message_from_bytes, policy

import pytest
from django.utils import timezone
from tests.web import factories
from tests.web.messaging.servers import SmtpServer, running

from allant.parameters import parameter
from allant.web.messaging import queue
from allant.web.messaging.delivery import send_due
from allant.web.messaging.enums import State
from allant.web.messaging.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(house):
    house.platform.email = "contact@plateforme.example"
    house.platform.save()
    return factories.MessageFactory(
        organisation=house.platform, subject="Votre\nrendez-vous à 9 h", body="Bonjour Zoé,\nà demain."
    )


def again(message):
    message.refresh_from_db()
    return message


def make_due(message):
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())


def test_mail_arrives_with_its_words_its_sender_and_where_to_answer(message, mail_server):
    assert send_due() == 1
    recipient, text = mail_server.mails[0]
    mail = message_from_bytes(text, policy=policy.default)
    assert recipient == message.address
    assert mail["Subject"] == "Votre rendez-vous à 9 h"
    assert mail["From"].startswith("Plateforme d’Essai <")
    assert mail["Reply-To"] == "contact@plateforme.example"
    assert mail.get_content().replace("\r\n", "\n").strip() == message.body
    assert again(message).state == State.SENT


def test_nothing_is_tried_while_no_server_is_named(message):
    assert send_due() == 0
    assert (again(message).state, message.attempts) == (State.WAITING, 0)


def test_server_that_is_down_makes_mail_wait_then_leave_once_it_is_back(message, mail_server, settings):
    waiting = factories.MessageFactory(organisation=message.organisation)
    mail_server.shutdown()
    mail_server.server_close()
    assert send_due() == 1
    assert (again(message).state, message.attempts) == (State.WAITING, 1)
    assert "ne répond pas" in message.last_error
    assert message.next_try_at > timezone.now()
    assert again(waiting).attempts == 0
    with running(SmtpServer(mail_server.port)) as back:
        make_due(message)
        assert send_due() == 2
        assert [recipient for recipient, _ in back.mails] == [waiting.address, message.address]
    assert (again(message).state, message.last_error) == (State.SENT, "")


def test_unknown_address_fails_for_good_and_the_others_leave(message, mail_server):
    known = factories.MessageFactory(organisation=message.organisation)
    mail_server.replies[message.address] = "550 5.1.1 no such user"
    assert send_due() == 2
    assert again(message).state == State.FAILED
    assert message.last_error == "Le serveur de courrier refuse cette adresse (550 5.1.1 no such user)."
    assert again(known).state == State.SENT


def test_full_mailbox_is_tried_again_later(message, mail_server):
    mail_server.replies[message.address] = "452 mailbox full"
    send_due()
    assert (again(message).state, message.attempts) == (State.WAITING, 1)
    mail_server.replies.clear()
    make_due(message)
    send_due()
    assert again(message).state == State.SENT


@pytest.mark.parametrize(
    ("reply", "state", "words"),
    [
        ({"data": "554 spam"}, State.FAILED, "refuse ce message"),
        ({"data": "451 later"}, State.WAITING, "reporte ce message"),
        ({"sender": "550 not you"}, State.WAITING, "ALLANT_MAIL_FROM"),
    ],
)
def test_every_refusal_says_whose_matter_it_is(message, mail_server, reply, state, words):
    mail_server.replies |= reply
    send_due()
    assert again(message).state == state
    assert words in message.last_error


def test_server_that_is_not_one_is_unreachable(message, mail_server):
    mail_server.greeting = "554 go away"
    send_due()
    assert (again(message).state, message.attempts) == (State.WAITING, 1)


def test_delays_grow_up_to_the_longest():
    delays = [queue.delay_after(attempts) for attempts in range(1, int(parameter("messaging/most_tries")) + 1)]
    assert delays[0] == datetime.timedelta(minutes=parameter("messaging/first_retry_delay"))
    assert delays == sorted(delays)
    assert delays[-1] == datetime.timedelta(minutes=parameter("messaging/longest_retry_delay"))


def test_message_is_given_up_after_its_last_try_and_seen(message, mail_server):
    mail_server.replies[message.address] = "452 mailbox full"
    for _ in range(int(parameter("messaging/most_tries"))):
        make_due(message)
        assert send_due() == 1
    assert (again(message).state, message.attempts) == (State.FAILED, int(parameter("messaging/most_tries")))
    assert "452 mailbox full" in message.last_error
    make_due(message)
    assert send_due() == 0


def test_error_that_nobody_foresaw_keeps_the_message(message, mail_server, monkeypatch):
    monkeypatch.setattr("allant.web.messaging.channels.mail._as_mail", lambda message: 1 / 0)
    send_due()
    assert (again(message).state, message.last_error[:36]) == (State.WAITING, "Erreur inattendue (ZeroDivisionError")
