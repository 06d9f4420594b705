"""A message is written with what causes it, once, and leaves only afterwards."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.journal.models import Entry
from allant.web.messaging import actions
from allant.web.messaging.delivery import send_due
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.models import Message
from allant.web.people import actions as people
from allant.web.people.enums import ConsentPurpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.BeneficiaryFactory(
        first_name="Rosa", last_name="Diaz", email="Rosa@Exemple.fr", phone="0612345678"
    )


@pytest.fixture
def send(house, person):
    def written(**own):
        values = {
            "organisation": house.platform,
            "channel": Channel.EMAIL,
            "subject": "Rendez-vous",
            "body": "À demain.",
            "person": person,
            "by": house.adviser,
        }
        return actions.send(**(values | own))

    return written


def test_message_goes_to_the_person_s_own_address(send):
    message = send()
    assert (message.state, message.recipient, message.address) == (State.WAITING, "Rosa Diaz", "rosa@exemple.fr")
    assert send(channel=Channel.SMS).address == "+33612345678"


def test_message_that_is_rolled_back_was_never_written(send, mail_server):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert send_due() == 0


def test_the_same_key_writes_one_message(send):
    assert send(key="appointment:1:reminder") == send(key="appointment:1:reminder", body="Autre texte.")
    assert Message.objects.get().body == "À demain."


def test_cancelled_message_leaves_its_key_to_the_next_one(send, house):
    first = send(key="appointment:1:reminder")
    assert actions.cancel(key="appointment:1:reminder", by=house.adviser) == 1
    second = send(key="appointment:1:reminder", body="Finalement jeudi.")
    first.refresh_from_db()
    assert (first.state, second.state) == (State.CANCELLED, State.WAITING)


def test_the_database_itself_refuses_two_live_messages_of_one_key(send, house):
    send(key="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.MessageFactory(organisation=house.platform, key="a")


def test_message_that_has_left_cannot_be_cancelled(send, mail_server):
    message = send(key="a")
    send_due()
    assert actions.cancel(key="a") == 0
    message.refresh_from_db()
    assert message.state == State.SENT


def test_cancelling_an_empty_key_cancels_nothing(send):
    message = send()
    assert actions.cancel(key="") == 0
    message.refresh_from_db()
    assert message.state == State.WAITING


def test_message_for_later_waits_until_then(send, mail_server):
    message = send(not_before=timezone.now() + datetime.timedelta(days=1))
    assert send_due() == 0
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())
    assert send_due() == 1


@pytest.mark.parametrize(
    ("channel", "to", "rule"),
    [
        (Channel.EMAIL, "rosa@", "n’est pas complète"),
        (Channel.EMAIL, "rosa@exemple.fr\nBcc: tous@exemple.fr", "n’est pas complète"),
        (Channel.SMS, "12", "n’est pas un numéro"),
        (Channel.SMS, "05 53 12 34 56", "téléphone fixe"),
    ],
)
def test_address_where_nothing_can_arrive_is_refused_with_its_reason(send, channel, to, rule):
    with pytest.raises(InputError, match=rule):
        send(channel=channel, to=to)
    assert not Message.objects.exists()


def test_texts_that_are_too_long_are_cut_or_refused_before_the_database_does(send):
    person = factories.BeneficiaryFactory(first_name="Z" * 100, last_name="L" * 100, email="z@exemple.fr")
    message = send(person=person, subject="s" * 300)
    assert (len(message.recipient), len(message.subject)) == (200, 200)
    with pytest.raises(InputError, match="au plus 400 caractères"):
        send(channel=Channel.LETTER, to="rue des Aulnes " * 40)


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_person_without_this_address_is_said_so_with_the_remedy(send, channel):
    with pytest.raises(InputError) as refused:
        send(channel=channel, person=factories.BeneficiaryFactory())
    assert "lettre" in refused.value.remedy


def test_person_without_mail_nor_phone_gets_a_letter(send):
    commune = factories.CommuneFactory(name="Périgueux", postal_codes=["24000"])
    person = factories.BeneficiaryFactory(commune=commune)
    letter = send(channel=actions.best_channel(person), person=person)
    assert (letter.channel, letter.address) == (Channel.LETTER, "24000 Périgueux")


@pytest.mark.parametrize(
    ("contacts", "channel"),
    [
        ({"email": "a@exemple.fr", "phone": "0612345678"}, Channel.EMAIL),
        ({"phone": "06 12 34 56 78"}, Channel.SMS),
        ({"phone": "0553123456"}, Channel.LETTER),
        ({"phone": "chez ma sœur"}, Channel.LETTER),
        ({}, Channel.LETTER),
    ],
)
def test_best_channel_follows_what_is_known_of_the_person(contacts, channel):
    person = factories.BeneficiaryFactory(**contacts)
    factories.ConsentFactory(person=person, purpose=ConsentPurpose.CONTACT)
    assert actions.best_channel(person) == channel


def test_person_who_does_not_agree_to_reminders_gets_a_letter(person, house):
    assert actions.best_channel(person) == Channel.LETTER
    consent = factories.ConsentFactory(person=person, purpose=ConsentPurpose.CONTACT)
    assert actions.best_channel(person) == Channel.EMAIL
    people.withdraw_consent(consent=consent, by=house.adviser)
    assert actions.best_channel(person) == Channel.LETTER


def test_writing_to_somebody_is_told_by_the_journal_of_that_person(send, person, house):
    send()
    entry = Entry.objects.get(subject_type="beneficiary", subject_id=str(person.pk))
    assert (entry.by, entry.detail) == (house.adviser, "message écrit (courriel) : Rendez-vous")


def test_letters_are_printed_and_that_can_be_undone(house, mail_server):
    letters = factories.MessageFactory.create_batch(2, organisation=house.platform, is_letter=True)
    assert send_due() == 0
    assert actions.mark_printed(letters=letters, by=house.adviser) == 2
    assert actions.mark_printed(letters=letters, by=house.adviser) == 0
    assert set(Message.objects.values_list("state", flat=True)) == {State.PRINTED}
    assert actions.undo_printed(letters=letters[:1], by=house.adviser) == 1
    assert Message.objects.filter(state=State.WAITING, settled_at=None).count() == 1


def test_failed_message_starts_again_with_all_its_tries(house, mail_server):
    message = factories.MessageFactory(is_failed=True, attempts=12)
    assert actions.retry(message=message, by=house.adviser)
    assert send_due() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.SENT, 1, "")


def test_sent_message_cannot_be_sent_again(house):
    message = factories.MessageFactory(is_sent=True)
    assert not actions.retry(message=message, by=house.adviser)
