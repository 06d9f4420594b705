"""SMS through a real HTTP gateway on loopback."""

import pytest
from django.urls import reverse
from tests.web import factories

from allant.web.config.outgoing import sms_callback
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


@pytest.fixture
def tell(message, gateway, settings, browser):
    """Send the SMS, then say by the gateway's mouth what became of it."""
    settings.SMS_CALLBACK_TOKEN = "long-texte-au-hasard"
    send_due()

    def told(content, token="long-texte-au-hasard", **options):
        response = browser(enforce_csrf_checks=True).post(
            reverse("messaging:receipt", args=[token]), content, **options
        )
        return response.status_code

    return told


def test_gateway_says_that_the_telephone_got_the_message(message, tell):
    assert tell({"id": "sms-42", "status": "DELIVERED"}) == 204
    assert again(message).state == State.SENT
    assert message.delivered_at is not None


def test_gateway_says_that_the_number_is_out_of_service_and_the_failure_is_seen(message, tell):
    assert tell('{"id": "sms-42", "status": "expired"}', content_type="application/json") == 204
    assert (again(message).state, message.delivered_at) == (State.FAILED, None)
    assert message.last_error.startswith("Le téléphone n’a pas reçu ce SMS (expired).")


def test_gateway_may_tell_in_its_own_words(message, tell, settings):
    settings.SMS_CALLBACK = sms_callback('{"id": "results.0.ref", "status": "results.0.code", "failed": ["2"]}')
    tell('{"results": [{"ref": "sms-42", "code": 2}]}', content_type="application/json")
    assert again(message).state == State.FAILED


def test_late_contradiction_changes_nothing(message, tell):
    tell({"id": "sms-42", "status": "delivered"})
    tell({"id": "sms-42", "status": "failed"})
    assert again(message).state == State.SENT


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"id": {}, "status": []}', '{"id": "sms-42", "status": "buffered"}']
)
def test_receipt_that_says_nothing_changes_nothing(message, tell, content):
    assert tell(content, content_type="application/json") == 204
    assert (again(message).state, message.delivered_at) == (State.SENT, None)


def test_receipt_with_another_token_finds_no_page(message, tell, settings):
    assert tell({"id": "sms-42", "status": "failed"}, token="autre") == 404
    settings.SMS_CALLBACK_TOKEN = ""
    assert tell({"id": "sms-42", "status": "failed"}) == 404
    assert again(message).state == State.SENT
