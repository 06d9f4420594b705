"""The addresses of servers in the environment: understood, or refused without repeating a password."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from allant.web.config.outgoing import MailServer, SmsCallback, mail_server, sms_callback, sms_template, sms_url


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("", MailServer()),
        (
            "smtp://allant%40exemple.fr:p%40ss@courrier.exemple.fr?tls=1",
            MailServer("courrier.exemple.fr", 587, "allant@exemple.fr", "p@ss", starts_tls=True),
        ),
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525)),
        ("smtps://courrier.exemple.fr", MailServer("courrier.exemple.fr", 465, speaks_tls=True)),
        ("smtps://courrier.exemple.fr?tls=1", MailServer("courrier.exemple.fr", 465, speaks_tls=True)),
    ],
)
def test_address_of_a_mail_server_is_understood(address, server):
    assert mail_server(address) == server


@pytest.mark.parametrize(
    "address",
    [
        "courrier.exemple.fr",
        "http://secret@x",
        "smtp://",
        "smtp://secret@h:port",
        "smtp://secret@h?tls=yes",
        "smtp://h?a",
    ],
)
def test_wrong_address_of_a_mail_server_is_refused_without_its_secret(address):
    with pytest.raises(ImproperlyConfigured, match="ALLANT_MAIL_URL") as refused:
        mail_server(address)
    assert "secret" not in str(refused.value)


def test_gateway_speaks_http():
    assert sms_url("https://sms.exemple.fr/v1") == "https://sms.exemple.fr/v1"
    with pytest.raises(ImproperlyConfigured, match="ALLANT_SMS_URL begins with http:// or https://"):
        sms_url("ftp://sms.exemple.fr")


@pytest.mark.parametrize("template", ["{to} {text}", '{"to": "{to}"}', '{"text": "{text}"}'])
def test_template_that_would_lose_the_number_or_the_text_is_refused(template):
    with pytest.raises(ImproperlyConfigured, match="ALLANT_SMS_TEMPLATE"):
        sms_template(template)


def test_template_may_want_bare_digits():
    assert sms_template('{"n": "{digits}", "t": "{text}"}') == {"n": "{digits}", "t": "{text}"}


def test_receipts_are_read_by_the_defaults_unless_told_otherwise():
    assert sms_callback("") == SmsCallback()
    assert sms_callback('{"failed": ["KO"]}') == SmsCallback(failed=("KO",))


@pytest.mark.parametrize("text", ["{", "[1]", '{"other": 1}', '{"id": 1}', '{"delivered": "ok"}', '{"failed": [1]}'])
def test_receipts_that_cannot_be_read_are_refused_at_the_start(text):
    with pytest.raises(ImproperlyConfigured, match="ALLANT_SMS_CALLBACK"):
        sms_callback(text)
