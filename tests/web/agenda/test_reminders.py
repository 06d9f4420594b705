"""Reminders and invitations: when they leave, by which way, what they say, and what takes them back."""

from datetime import date, time, timedelta

import pytest
import time_machine
from tests.web import factories

from allant.web.agenda import actions, clock
from allant.web.agenda.actions import reminders
from allant.web.agenda.models import Appointment
from allant.web.messaging.enums import Channel, State
from allant.web.messaging.jobs import REGISTERED
from allant.web.messaging.models import Message
from allant.web.people.actions import give_consent

pytestmark = pytest.mark.django_db
NOW = clock.moment(date(2026, 11, 23), time(8))
DAY = timedelta(days=1)
START = clock.moment(date(2026, 12, 7), time(10))


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def reachable(house, **contact):
    person = factories.BeneficiaryFactory(**{"first_name": "Rosa", "last_name": "Diaz"} | contact)
    give_consent(person=person, purpose="contact", wording="D’accord.", how="spoken", by=house.adviser)
    return person


def booked(house, person, starts_at=START, **details):
    return actions.book(
        organisation=house.platform,
        person=person,
        adviser=house.adviser,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        by=house.adviser,
        **details,
    )


def test_reminder_by_mail_leaves_two_days_before_and_once(house):
    point = factories.ReceptionPointFactory(organisation=house.platform, name="Centre", address="2 rue du Pont")
    person = reachable(house, email="rosa@exemple.fr")
    appointment = booked(house, person, reception_point=point, purpose="Suite de l’hospitalisation")
    assert reminders.send_due(START - 2 * DAY - timedelta(minutes=1)) == 0
    assert reminders.send_due(START - 2 * DAY) == 1
    assert reminders.send_due(START - DAY) == 0
    message = Message.objects.get()
    assert (message.channel, message.address) == (Channel.EMAIL, "rosa@exemple.fr")
    assert message.key == f"appointment-{appointment.pk}-reminder-20261207T0900Z"
    assert "lundi 7\u00a0décembre à 10\u00a0h\u00a000" in message.body
    assert "Centre, 2 rue du Pont" in message.body
    assert "hospitalisation" not in message.body + message.subject


def test_sms_says_it_in_one_line(house):
    booked(house, reachable(house, phone="+33612345678"))
    reminders.send_due(START - DAY)
    message = Message.objects.get()
    assert message.channel == Channel.SMS
    assert "\n" not in message.body


def test_person_without_phone_or_mail_gets_a_letter_a_week_before(house):
    booked(house, factories.BeneficiaryFactory(phone="", email=""))
    assert reminders.send_due(START - 7 * DAY - timedelta(minutes=1)) == 0
    assert reminders.send_due(START - 7 * DAY) == 1
    assert Message.objects.get().channel == Channel.LETTER


def test_quicker_way_known_since_then_waits_for_its_own_day(house):
    person = factories.BeneficiaryFactory(phone="", email="")
    booked(house, person)
    person.email = "rosa@exemple.fr"
    person.save()
    give_consent(person=person, purpose="contact", wording="D’accord.", how="spoken", by=house.adviser)
    assert reminders.send_due(START - 7 * DAY) == 0
    assert reminders.send_due(START - 2 * DAY) == 1
    assert Message.objects.get().channel == Channel.EMAIL


def test_appointment_agreed_upon_the_day_before_has_no_reminder(house):
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"), starts_at=NOW + DAY)
    assert appointment.remind_at is None
    assert reminders.send_due(NOW + DAY - timedelta(hours=1)) == 0


def moved(house, appointment, days=1, **changed):
    start = appointment.starts_at + days * DAY
    return actions.move(
        appointment=appointment, starts_at=start, ends_at=start + timedelta(hours=1), by=house.adviser, **changed
    )


def reminder_left(appointment):
    reminders.send_due(START - 2 * DAY)
    Message.objects.update(state=State.SENT, settled_at=NOW)
    appointment.refresh_from_db()


def written():
    """What waits to leave: its key, and what it says."""
    return [(each.key, each.body) for each in Message.objects.filter(state=State.WAITING)]


def test_change_takes_back_the_reminder_that_waits(house):
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"))
    reminders.send_due(START - 2 * DAY)
    appointment.refresh_from_db()
    actions.cancel(appointment=appointment, by=house.adviser)
    assert Message.objects.get(key__contains="-reminder-").state == State.CANCELLED


@pytest.mark.parametrize("has_left", [True, False])
def test_team_that_cancels_tells_the_person_once_whether_the_reminder_has_left_or_not(house, has_left):
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"))
    if has_left:
        reminder_left(appointment)
    actions.cancel(appointment=appointment, by=house.adviser, reason="formation")
    [(key, body)] = written()
    assert key == f"appointment-{appointment.pk}-cancelled"
    assert "du lundi 7\u00a0décembre à 10\u00a0h\u00a000 est annulé" in body
    assert "formation" not in body


def test_team_that_moves_tells_the_new_day_hour_place_and_adviser(house):
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"), purpose="Dettes")
    new = moved(house, appointment, adviser=house.colleague, address="Mairie annexe")
    [(key, body)] = written()
    assert key == f"appointment-{new.pk}-moved"
    for said in ("mardi 8\u00a0décembre à 10\u00a0h\u00a000", "Mairie annexe", house.colleague.full_name):
        assert said in body
    assert "Dettes" not in body


def test_sms_of_a_move_without_a_place_still_says_when(house):
    moved(house, booked(house, reachable(house, phone="+33612345678")))
    [(_key, body)] = written()
    assert "mardi 8 décembre" in body
    assert "Lieu" not in body


def test_person_who_speaks_english_is_told_in_english(house):
    person = factories.BeneficiaryFactory(email="rosa@exemple.fr")
    give_consent(person=person, purpose="contact", wording="I agree.", language="en", how="spoken", by=house.adviser)
    moved(house, booked(house, person))
    message = Message.objects.get(state=State.WAITING)
    assert message.language == "en"
    assert "It is now on Tuesday" in message.body


def test_two_moves_in_a_row_leave_one_message_with_the_last_time(house):
    new = moved(house, booked(house, reachable(house, email="rosa@exemple.fr")))
    last = moved(house, new)
    [(key, body)] = written()
    assert key == f"appointment-{last.pk}-moved"
    assert "mercredi 9\u00a0décembre" in body


def test_move_and_back_before_the_message_leaves_tells_nothing(house):
    new = moved(house, booked(house, reachable(house, email="rosa@exemple.fr")))
    moved(house, new, days=-1)
    assert written() == []


def test_cancelling_after_a_move_that_the_person_never_read_names_the_time_they_know(house):
    new = moved(house, booked(house, reachable(house, email="rosa@exemple.fr")))
    actions.cancel(appointment=new, by=house.adviser)
    [(_key, body)] = written()
    assert "du lundi 7\u00a0décembre" in body


def test_change_that_concerns_the_team_alone_is_told_to_nobody(house):
    moved(house, booked(house, reachable(house, email="rosa@exemple.fr")), days=0, purpose="Permis")
    assert written() == []


def test_appointment_of_the_past_that_is_tidied_up_is_told_to_nobody(house):
    actions.cancel(appointment=booked(house, reachable(house, email="rosa@exemple.fr"), NOW - DAY), by=house.adviser)
    assert written() == []


@pytest.mark.parametrize("change", ["cancels", "moves", "calls to cancel"])
def test_person_who_changes_it_is_not_told_what_they_know(house, change):
    point = factories.ReceptionPointFactory(organisation=house.platform)
    factories.OpeningFactory(adviser=house.adviser, reception_point=point, weekday=1, starts=time(9), ends=time(12))
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"))
    reminder_left(appointment)
    if change == "cancels":
        actions.person_cancels(appointment=appointment)
    elif change == "moves":
        slot = actions.slots_for(appointment, now=NOW)[0]
        actions.person_moves(appointment=appointment, starts_at=slot.starts_at)
    else:
        actions.cancel(appointment=appointment, by=house.adviser, by_person=True)
    assert written() == []


def test_person_who_has_neither_mail_nor_phone_gets_a_letter(house):
    actions.cancel(appointment=booked(house, factories.BeneficiaryFactory(phone="", email="")), by=house.adviser)
    assert Message.objects.get().channel == Channel.LETTER


def test_page_says_by_which_way_the_person_will_be_told(house, adviser):
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"))
    page = adviser.get(f"/agenda/rendez-vous/{appointment.pk}/").content.decode()
    assert "prévenue du changement par courriel" in page


def test_moved_appointment_has_its_own_reminder(house):
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"))
    later = START + 7 * DAY
    new = actions.move(appointment=appointment, starts_at=later, ends_at=later + timedelta(hours=1), by=house.adviser)
    assert reminders.send_due(START - DAY) == 0
    assert reminders.send_due(later - 2 * DAY) == 1
    assert Appointment.objects.get(reminded_at__isnull=False) == new


def test_worker_knows_the_job():
    assert REGISTERED["appointment-reminders"].function == reminders.send_due


def test_summer_time_does_not_move_the_day_of_the_reminder(house):
    start = clock.moment(date(2027, 3, 29), time(9))
    appointment = booked(house, reachable(house, email="rosa@exemple.fr"), starts_at=start)
    assert clock.minutes_between(appointment.remind_at, start) == 2 * 24 * 60


class TestWorkshops:
    @pytest.fixture
    def session(self, house):
        return factories.SessionFactory(organisation=house.platform, capacity=1, starts_at=START, title="Code")

    def test_everybody_who_has_a_place_is_invited_once(self, house, session):
        actions.enrol(session=session, person=reachable(house, email="rosa@exemple.fr"), by=house.adviser)
        actions.enrol(session=session, person=reachable(house, email="autre@exemple.fr"), by=house.adviser)
        assert actions.invite(session=session) == 1
        assert actions.invite(session=session) == 0
        message = Message.objects.get()
        assert message.address == "rosa@exemple.fr"
        assert "Code" in message.subject

    def test_who_leaves_the_waiting_list_is_told(self, house, session):
        first = actions.enrol(session=session, person=reachable(house, email="un@exemple.fr"), by=house.adviser)
        actions.enrol(session=session, person=reachable(house, email="deux@exemple.fr"), by=house.adviser)
        actions.withdraw(enrolment=first, by=house.adviser)
        assert [each.address for each in Message.objects.all()] == ["deux@exemple.fr"]

    def test_guest_without_a_file_is_written_to_by_nobody(self, house, session):
        actions.enrol(session=session, name="Ana Roy", by=house.adviser)
        assert actions.invite(session=session) == 0

    def test_calling_off_tells_who_had_been_invited(self, house, session):
        actions.enrol(session=session, person=reachable(house, email="rosa@exemple.fr"), by=house.adviser)
        actions.cancel_session(session=session, by=house.adviser)
        assert not Message.objects.exists()
        actions.reopen_session(session=session, by=house.adviser)
        actions.invite(session=session)
        actions.cancel_session(session=session, by=house.adviser)
        assert "est annulé" in Message.objects.get(key__endswith="-cancelled").body

    def test_button_invites_and_says_how_many(self, house, session, adviser):
        actions.enrol(session=session, person=reachable(house, email="rosa@exemple.fr"), by=house.adviser)
        page = adviser.post(f"/agenda/ateliers/{session.pk}/convoquer/", follow=True).content.decode()
        assert "1 convocation est écrite" in page
        assert Message.objects.count() == 1


def speaking(house, language, **contact):
    person = factories.BeneficiaryFactory(**{"first_name": "Rosa"} | contact)
    give_consent(person=person, purpose="contact", wording="OK.", how="spoken", by=house.adviser, language=language)
    return person


@pytest.mark.parametrize(
    ("spoken", "agreed_in", "written_in", "words"),
    [
        ("ar", None, "ar", "لديك موعد"),
        ("en", "fr", "en", "You have an appointment"),
        ("other", "fr", "fr-simple", "Vous avez un rendez-vous."),
        ("fr", "ar", "ar", "لديك موعد"),
        ("fr", None, "fr", "Vous avez rendez-vous le"),
    ],
)
def test_reminder_speaks_the_language_in_which_the_person_is_at_ease(house, spoken, agreed_in, written_in, words):
    person = factories.BeneficiaryFactory(language=spoken, email="rosa@exemple.fr")
    if agreed_in:
        factories.ConsentFactory(person=person, purpose="contact", language=agreed_in)
    booked(house, person)
    reminders.send_due(START - 2 * DAY)
    message = Message.objects.get()
    assert message.channel == ("email" if agreed_in else "letter")
    assert message.language == written_in
    assert words in message.body


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Monday 7\u00a0December at 10:00"),
        ("ar", "الاثنين"),
        ("fr-simple", "Vous allez voir"),
        ("fr", "lundi 7\u00a0décembre à 10\u00a0h\u00a000"),
    ],
)
def test_reminder_speaks_the_language_in_which_the_person_agreed(house, language, words):
    booked(house, speaking(house, language, email="rosa@exemple.fr"))
    reminders.send_due(START - 2 * DAY)
    message = Message.objects.get()
    assert words in message.body
    assert message.language == language


def test_sms_about_a_call_has_no_place_and_still_says_when(house):
    booked(house, speaking(house, "fr", phone="0612345678"), kind="phone")
    reminders.send_due(START - 2 * DAY)
    assert Message.objects.get().body.startswith("Rendez-vous mobilité le lundi 7 décembre à 10 h 00.")


def test_letter_says_how_to_come_and_an_sms_does_not(house):
    point = factories.ReceptionPointFactory(organisation=house.platform, how_to_come="Bus 3, arrêt Tanneurs")
    for contact in ({"phone": "0612345678"}, {"address": "3 rue des Aulnes"}):
        booked(house, speaking(house, "fr", **contact), reception_point=point)
    reminders.send_due(START - 7 * DAY)
    reminders.send_due(START - 2 * DAY)
    said = dict(Message.objects.values_list("channel", "body"))
    assert "Bus 3" in said[Channel.LETTER]
    assert "Bus 3" not in said[Channel.SMS]


def test_place_in_a_workshop_and_its_loss_are_told_in_english(house):
    session = factories.SessionFactory(organisation=house.platform, title="Lire un plan", programme="À pied, en bus.")
    factories.EnrolmentFactory(session=session, person=speaking(house, "en", email="rosa@exemple.fr"))
    actions.invite(session=session)
    actions.cancel_session(session=session, by=house.adviser)
    place, loss = Message.objects.order_by("pk")
    assert (place.language, loss.language) == ("en", "en")
    assert "You have a place in the workshop “Lire un plan”." in place.body
    assert "is cancelled" in loss.body
