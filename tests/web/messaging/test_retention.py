"""What a message said goes after a time; that something was said, when, how and to whom, stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.journal.models import Entry
from allant.web.messaging import actions, jobs, retention
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAYS = 30


@pytest.fixture(autouse=True)
def _kept_a_month(settings):
    settings.MESSAGE_TEXTS_DAYS = DAYS


@pytest.fixture
def over(house):
    """Make a message that was over some days ago."""

    def made(days, state=State.SENT, **details):
        settled = NOW - timedelta(days=days) if state != State.WAITING else None
        fields = {"state": state, "settled_at": settled, "body": "Un secret"} | details
        return factories.MessageFactory(organisation=house.platform, **fields)

    return made


def texts():
    return dict(Message.objects.values_list("pk", "body"))


def test_texts_are_erased_once_messages_were_over_long_enough(over):
    old = [
        over(DAYS + 1),
        over(DAYS + 1, State.CANCELLED),
        over(DAYS + 1, State.FAILED),
        over(DAYS + 1, State.PRINTED, channel=Channel.LETTER),
    ]
    kept = [over(DAYS - 1), over(0, State.WAITING, next_try_at=NOW - timedelta(days=DAYS + 1))]
    assert retention.erase_texts(now=NOW) == len(old)
    assert texts() == {each.pk: "" for each in old} | {each.pk: "Un secret" for each in kept}
    assert retention.erase_texts(now=NOW) == 0


def test_what_is_no_text_stays_as_it_was(over):
    message = over(DAYS + 1, subject="Votre rendez-vous", about="agenda")
    before = Message.objects.filter(pk=message.pk).values().get()
    retention.erase_texts(now=NOW)
    after = Message.objects.filter(pk=message.pk).values().get()
    assert {name for name in before if before[name] != after[name]} == {"body", "text_erased_at"}


def test_more_texts_than_are_erased_at_once_all_go(over, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(5):
        over(DAYS + 1)
    assert retention.erase_texts(now=NOW) == 5
    assert set(texts().values()) == {""}


def test_worker_erases_every_day():
    assert jobs.REGISTERED["erase-old-texts"].every == timedelta(days=1)


def test_page_says_that_the_text_is_gone_and_offers_nothing_that_needs_it(over, house, adviser):
    message = over(DAYS + 1, State.FAILED, subject="", channel=Channel.SMS, address="+33639980001")
    page = reverse("messaging:message", args=[message.pk])
    assert "Un secret" in adviser.get(page).content.decode()
    retention.erase_texts(now=NOW)
    html = adviser.get(page).content.decode()
    assert "Le texte a été effacé le" in html
    for offer in ("Réessayer maintenant", "Envoyer par lettre"):
        assert offer not in html
    assert actions.retry(message=message, by=house.adviser) is False
    assert actions.retry_failed(organisation=house.platform, by=house.adviser) == 0
    assert actions.turn_into_letter(message=message, by=house.adviser) is None


def test_printed_letter_without_its_text_is_not_printed_again(over, adviser):
    letter = over(DAYS + 1, State.PRINTED, channel=Channel.LETTER)
    retention.erase_texts(now=NOW)
    adviser.post(reverse("messaging:undo-printed"), {"lettre": letter.pk})
    letter.refresh_from_db()
    assert letter.state == State.PRINTED
    assert "Revoir la lettre" not in adviser.get(reverse("messaging:message", args=[letter.pk])).content.decode()


def test_journal_that_cannot_be_altered_never_holds_what_an_sms_says(house):
    person = factories.BeneficiaryFactory(phone="+33639980001")
    message = actions.send(
        organisation=house.platform,
        channel=Channel.SMS,
        subject="",
        body="Un secret",
        person=person,
        by=house.adviser,
    )
    actions.cancel_message(message=message, by=house.adviser)
    assert sorted(Entry.objects.values_list("detail", flat=True)) == ["message annulé", "message écrit (SMS)"]


def test_text_is_not_erased_from_a_message_that_waits(over):
    message = over(0, State.WAITING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(body="", text_erased_at=NOW)
