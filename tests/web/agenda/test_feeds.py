"""The calendar that leaves by a secret address, and the one that comes in as a file."""

import threading
from datetime import date, time, timedelta

import icalendar
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse
from tests.web import factories

from allant.sources.calendars import read_busy
from allant.web.agenda import actions, clock
from allant.web.agenda.models import BusyTime, CalendarFeed

pytestmark = pytest.mark.django_db
NOW = clock.moment(date(2026, 10, 20), time(8))
ICS = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20261001T000000Z",
        "SUMMARY:Dentiste",
        "DTSTART:20261021T090000",
        "DTEND:20261021T100000",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
).encode()


@pytest.fixture(autouse=True)
def _october():
    with time_machine.travel(NOW, tick=False):
        yield


def address(token):
    return reverse("agenda:feed", args=[token])


def send(client, content, name="agenda.ics"):
    return client.post(reverse("agenda:outside-read"), {"file": SimpleUploadedFile(name, content), "what": "read"})


def events(client, token):
    calendar = icalendar.Calendar.from_ical(client.get(address(token)).content)
    return {str(each["UID"]): each for each in calendar.walk("VEVENT")}


@pytest.fixture
def appointment(house, case):
    start = clock.moment(date(2026, 10, 26), time(9))
    return factories.AppointmentFactory(
        adviser=house.adviser,
        person=case.beneficiary,
        starts_at=start,
        purpose="Suite de l’opération",
        address="Mairie",
    )


def test_address_shows_short_names_and_places_and_never_why(house, browser, appointment):
    content = browser().get(address(actions.open_feed(adviser=house.adviser))).content.decode()
    assert appointment.person.short_name in content
    assert "Mairie" in content
    assert str(appointment.person) not in content
    assert "opération" not in content


def test_hours_are_those_of_paris_before_and_after_the_change(house, browser, appointment):
    before = factories.AppointmentFactory(adviser=house.adviser, starts_at=clock.moment(date(2026, 10, 23), time(9)))
    night = factories.AppointmentFactory(adviser=house.adviser, starts_at=clock.moment(date(2026, 10, 25), time(1, 30)))
    token = actions.open_feed(adviser=house.adviser)
    found = events(browser(), token)
    for row, offset in ((before, 2), (night, 2), (appointment, 1)):
        start = found[f"appointment-{row.pk}@allant"].start
        assert (start.utcoffset(), start) == (timedelta(hours=offset), row.starts_at)
    content = browser().get(address(token)).content.decode()
    assert "BEGIN:VTIMEZONE" in content
    assert "TZID:Europe/Paris" in content
    assert "DTSTART;TZID=Europe/Paris:20261026T090000" in content


def test_what_was_cancelled_is_not_in_it_and_workshops_are(house, browser, appointment):
    actions.cancel(appointment=appointment, by=house.adviser)
    session = factories.SessionFactory(organisation=house.platform, title="Code")
    session.leaders.add(house.adviser)
    found = events(browser(), actions.open_feed(adviser=house.adviser))
    assert [str(each["SUMMARY"]) for each in found.values()] == ["Code"]


def test_new_address_closes_the_one_before_and_a_revoked_one_is_not_found(house, browser):
    first = actions.open_feed(adviser=house.adviser)
    second = actions.open_feed(adviser=house.adviser)
    assert browser().get(address(first)).status_code == 404
    assert browser().get(address(second)).status_code == 200
    actions.revoke_feed(adviser=house.adviser)
    assert browser().get(address(second)).status_code == 404
    assert browser().get(address("devinée")).status_code == 404


def test_address_of_somebody_who_has_left_is_not_found(house, browser):
    token = actions.open_feed(adviser=house.adviser)
    house.adviser.is_active = False
    house.adviser.save()
    assert browser().get(address(token)).status_code == 404


def test_address_is_kept_as_a_fingerprint_and_shown_once(house, adviser):
    page = adviser.post(reverse("agenda:feed-change"), {"what": "open"}).content.decode()
    token = page.split("/agenda/calendrier/")[-1].split(".ics")[0]
    assert token not in str(CalendarFeed.objects.values())
    assert CalendarFeed.objects.get().fingerprint == actions.fingerprint(token)
    assert token not in adviser.get(reverse("agenda:own-calendar")).content.decode()
    adviser.post(reverse("agenda:feed-change"), {"what": "revoke"})
    assert "Créer l’adresse" in adviser.get(reverse("agenda:own-calendar")).content.decode()


def test_reading_is_dated(house, browser):
    token = actions.open_feed(adviser=house.adviser)
    browser().get(address(token))
    assert CalendarFeed.objects.get().read_at == NOW


def test_outside_calendar_is_kept_as_busy_times_in_place_of_the_one_before(house, adviser):
    factories.BusyTimeFactory(adviser=house.adviser, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    factories.BusyTimeFactory(adviser=house.colleague, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    assert send(adviser, ICS).status_code == 302
    busy = BusyTime.objects.get(adviser=house.adviser)
    assert busy.starts_at == clock.moment(date(2026, 10, 21), time(9))
    assert "Dentiste" not in str(BusyTime.objects.values())
    assert "Pris ailleurs" in adviser.get(reverse("agenda:week")).content.decode()
    adviser.post(reverse("agenda:outside-read"), {"what": "forget"})
    assert [each.adviser for each in BusyTime.objects.all()] == [house.colleague]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "Ligne 1"),
        (ICS.replace(b"DTSTART:20261021T090000", b"DTSTART:demain"), "ligne 4"),
        (b"BEGIN:VCALENDAR\n" + b"X:" + b"a" * 10_000_000, "10 Mo"),
    ],
)
def test_bad_file_is_refused_with_the_line_and_nothing_is_lost(house, adviser, content, said):
    factories.BusyTimeFactory(adviser=house.adviser, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
    assert said in send(adviser, content).content.decode()
    assert BusyTime.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_to_write_while_an_outside_calendar_is_read(house, monkeypatch):
    wrote = []

    def write():
        try:
            with transaction.atomic():
                factories.BusyTimeFactory(adviser=house.colleague, starts_at=NOW, ends_at=NOW + timedelta(hours=1))
            wrote.append(True)
        finally:
            connection.close()

    def read_while_another_writes(*args, **kwargs):
        assert not connection.in_atomic_block
        writer = threading.Thread(target=write)
        writer.start()
        found = read_busy(*args, **kwargs)
        writer.join()
        return found

    monkeypatch.setattr("allant.web.agenda.actions.calendars.read_busy", read_while_another_writes)
    assert actions.keep_busy_times(adviser=house.adviser, content=ICS, by=house.adviser, now=NOW) == 1
    assert wrote == [True]
    assert BusyTime.objects.count() == 2


@pytest.mark.denies("agenda:own-calendar", "agenda:feed-change", "agenda:outside-read")
def test_calendar_of_one_s_own_is_for_the_team(house, browser):
    for route, method in (("own-calendar", "get"), ("feed-change", "post"), ("outside-read", "post")):
        page = reverse(f"agenda:{route}")
        assert getattr(browser(), method)(page).status_code == 302
        for visitor in (house.network_head, house.prescriber):
            assert getattr(browser(visitor), method)(page).status_code == 403
    assert not CalendarFeed.objects.exists()
