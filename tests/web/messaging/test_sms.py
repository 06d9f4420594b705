"""SMS through a real HTTP gateway on loopback."""

import pytest
from tests.web import factories

from allant.web.messaging.delivery import send_due
from allant.web.messaging.enums import Channel, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(house):
    return factories.MessageFactory(
        organisation=house.platform, channel=Channel.SMS, address="+33612345678", body='Rendez-vous à 9 h "demain" {to}'
    )


def again(message):
    message.refresh_from_db()
    return message


def test_sms_is_handed_to_the_gateway_with_our_token_and_its_receipt_kept(message, gateway):
    assert send_due() == 1
    headers, body = gateway.asked[0]
    assert headers["Authorization"] == "Bearer jeton"
    assert body == {"to": "+33612345678", "text": message.body, "reference": f"allant-{message.pk}"}
    assert (again(message).state, message.receipt) == (State.SENT, "sms-42")


def test_gateway_gets_the_json_that_it_wants(message, gateway, settings):
    settings.SMS_TEMPLATE = {"messages": [{"recipients": ["{digits}"], "content": "Allant : {text}", "priority": 1}]}
    settings.SMS_RECEIPT = "messages.0.id"
    gateway.reply = b'{"messages": [{"id": 7}]}'
    send_due()
    assert gateway.asked[0][1]["messages"] == [
        {"recipients": ["33612345678"], "content": f"Allant : {message.body}", "priority": 1}
    ]
    assert again(message).receipt == "7"


@pytest.mark.parametrize("reply", [b"", b"<html>", b"[]", b'{"other": 1}'])
def test_reply_without_receipt_is_a_success_all_the_same(message, gateway, reply):
    gateway.reply = reply
    send_due()
    assert (again(message).state, message.receipt) == (State.SENT, "")


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (400, State.FAILED, "ce message ou ce numéro (400)"),
        (422, State.FAILED, "ce message ou ce numéro (422)"),
        (401, State.WAITING, "ALLANT_SMS_TOKEN"),
        (404, State.WAITING, "ALLANT_SMS_URL"),
        (429, State.WAITING, "occupée"),
        (503, State.WAITING, "occupée"),
    ],
)
def test_refusal_of_the_gateway_is_told_in_words(message, gateway, status, state, words):
    gateway.status = status
    send_due()
    assert again(message).state == state
    assert words in message.last_error


def test_redirection_is_not_followed_with_our_token(message, gateway):
    gateway.status, gateway.headers = 302, {"Location": gateway.url}
    send_due()
    assert [body for _, body in gateway.asked] != ["GET"]
    assert len(gateway.asked) == 1
    assert (again(message).state, "changé d’adresse" in message.last_error) == (State.WAITING, True)


def test_gateway_that_is_down_makes_sms_wait_and_mail_leave(message, gateway, mail_server):
    mail = factories.MessageFactory(organisation=message.organisation)
    gateway.shutdown()
    gateway.server_close()
    assert send_due() == 2
    assert (again(message).state, "ne répond pas" in message.last_error) == (State.WAITING, True)
    assert again(mail).state == State.SENT
