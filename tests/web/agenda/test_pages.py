"""What the pages of the agenda do with what is typed, pressed or forged."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.agenda import actions, clock
from allant.web.agenda.enums import AppointmentState, EnrolmentState, Presence
from allant.web.agenda.models import Appointment, Attendance, Opening, Session, Task

pytestmark = pytest.mark.django_db
NOW = clock.moment(date(2026, 11, 24), time(8))


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def opening(house):
    point = factories.ReceptionPointFactory(organisation=house.platform, name="Centre")
    return factories.OpeningFactory(adviser=house.adviser, weekday=2, reception_point=point)


def shown(client, route, *args, query=""):
    return client.get(reverse(route, args=args) + query).content.decode()


class TestBookingFromTheCase:
    @pytest.fixture
    def address(self, case):
        return reverse("cases:appointment-book", args=[case.pk])

    def test_one_press_on_a_free_time_books_it(self, address, adviser, house, case, opening):
        page = shown(adviser, "cases:appointments", case.pk)
        assert "Mercredi 25\u00a0novembre, 9\u00a0h\u00a000 · Centre" in page
        slot = clock.moment(date(2026, 11, 25), time(9)).isoformat()
        adviser.post(address, {"slot": slot, "purpose": "Bilan"})
        booked = Appointment.objects.get()
        assert (booked.adviser, booked.reception_point.name, booked.purpose) == (house.adviser, "Centre", "Bilan")
        assert clock.minutes_between(booked.starts_at, booked.ends_at) == 60

    def test_time_that_was_just_taken_is_refused_with_its_remedy_and_the_words_stay(
        self, address, adviser, case, opening
    ):
        slot = clock.moment(date(2026, 11, 25), time(9)).isoformat()
        adviser.post(address, {"slot": slot})
        page = adviser.post(address, {"slot": slot, "purpose": "Second"}).content.decode()
        assert "Ce créneau n’est plus libre" in page
        assert 'value="Second"' in page
        assert Appointment.objects.count() == 1

    @pytest.mark.parametrize("forged", ["", "demain", "2026-11-25T09:00:00", "2026-13-45T00:00:00+01:00"])
    def test_forged_time_books_nothing(self, address, adviser, opening, forged):
        assert adviser.post(address, {"slot": forged}).status_code == 200
        assert not Appointment.objects.exists()

    def test_any_other_time_is_booked_and_an_overlap_is_told(self, address, adviser, case):
        typed = {"day": "2026-11-25", "at": "10:00", "length_min": "60", "kind": "home", "address": "3 rue Haute"}
        adviser.post(address, typed)
        page = adviser.post(address, typed | {"at": "10:30"}, follow=True).content.decode()
        assert "ce moment est déjà pris" in page
        assert Appointment.objects.count() == 2

    def test_hour_that_does_not_exist_is_refused(self, address, adviser):
        typed = {"day": "2027-03-28", "at": "02:30", "length_min": "60", "kind": "phone"}
        page = adviser.post(address, typed).content.decode()
        assert "Cette heure n’existe pas" in page
        assert not Appointment.objects.exists()

    @pytest.mark.parametrize("day", ["2025-11-25", "2026-10-23", "2027-11-26", "0202-11-25"])
    def test_year_that_is_a_slip_of_the_hand_is_refused(self, address, adviser, day):
        typed = {"day": day, "at": "10:00", "length_min": "60", "kind": "phone"}
        page = adviser.post(address, typed).content.decode()
        assert "est loin d’aujourd’hui. Vérifiez le mois et l’année." in page
        assert not Appointment.objects.exists()

    @pytest.mark.parametrize("day", ["2026-10-24", "2026-11-23", "2027-11-25"])
    def test_meeting_that_nobody_had_planned_is_noted_later_and_one_far_ahead_too(self, address, adviser, day):
        adviser.post(address, {"day": day, "at": "10:00", "length_min": "60", "kind": "phone"})
        assert timezone.localdate(Appointment.objects.get().starts_at) == date.fromisoformat(day)

    def test_two_places_are_refused(self, address, adviser, opening):
        typed = {"day": "2026-11-25", "at": "10:00", "length_min": "60", "kind": "home", "address": "3 rue Haute"}
        page = adviser.post(address, typed | {"reception_point": opening.reception_point_id}).content.decode()
        assert "pas les deux" in page

    def test_number_of_social_security_is_refused_in_the_purpose(self, address, adviser):
        typed = {"day": "2026-11-25", "at": "10:00", "length_min": "60", "kind": "phone"}
        page = adviser.post(address, typed | {"purpose": "2 69 05 49 588 157 80"}).content.decode()
        assert "sécurité sociale" in page
        assert not Appointment.objects.exists()

    def test_times_of_a_colleague_can_be_asked_for_but_not_of_a_stranger(self, adviser, house, case, opening):
        other = shown(adviser, "cases:appointments", case.pk, query=f"?avec={house.colleague.pk}")
        assert "Paul Collègue n’a pas de créneau libre" in other
        strange = shown(adviser, "cases:appointments", case.pk, query=f"?avec={house.stranger.pk}")
        assert "Ari Ailleurs" not in strange

    def test_person_joins_a_workshop_from_the_case(self, adviser, case, house):
        session = factories.SessionFactory(organisation=house.platform, capacity=1)
        adviser.post(reverse("cases:session-join", args=[case.pk]), {"session": session.pk})
        assert session.enrolments.get().person == case.beneficiary

    def test_task_is_noted_about_the_person(self, adviser, case, house):
        adviser.post(
            reverse("cases:task-add", args=[case.pk]), {"title": "Appeler", "due_on": "2026-11-30", "assignee": ""}
        )
        task = Task.objects.get()
        assert (task.person, task.assignee, task.due_on) == (case.beneficiary, None, date(2026, 11, 30))
        assert "Appeler" in shown(adviser, "cases:appointments", case.pk)


class TestOneAppointment:
    @pytest.fixture
    def appointment(self, house, case):
        start = clock.moment(date(2026, 11, 24), time(7))
        return factories.AppointmentFactory(
            adviser=house.adviser, person=case.beneficiary, starts_at=start, ends_at=clock.later(start, 60)
        )

    def note(self, client, appointment, what, **more):
        return client.post(
            reverse("agenda:appointment-note", args=[appointment.pk]), {"what": what} | more, follow=True
        )

    def test_is_noted_held_then_corrected(self, adviser, appointment):
        self.note(adviser, appointment, "held")
        appointment.refresh_from_db()
        assert appointment.state == AppointmentState.HELD
        self.note(adviser, appointment, "undo", back="day")
        appointment.refresh_from_db()
        assert appointment.state == AppointmentState.BOOKED

    def test_second_tab_is_told_that_it_was_already_noted(self, adviser, appointment):
        self.note(adviser, appointment, "held")
        page = self.note(adviser, appointment, "missed").content.decode()
        assert "Seul un rendez-vous prévu peut changer" in page

    def test_word_that_is_no_state_changes_nothing(self, adviser, appointment):
        self.note(adviser, appointment, "vanished")
        appointment.refresh_from_db()
        assert appointment.state == AppointmentState.BOOKED

    def test_cancelling_asks_who(self, adviser, appointment):
        address = reverse("agenda:appointment-cancel", args=[appointment.pk])
        assert "field-error" in adviser.post(address, {"reason": "x"}).content.decode()
        adviser.post(address, {"state": "by_person", "reason": "malade"})
        appointment.refresh_from_db()
        assert (appointment.state, appointment.reason) == (AppointmentState.CANCELLED_BY_PERSON, "malade")

    def test_moves_to_a_free_time_or_to_any_other(self, adviser, appointment, opening):
        address = reverse("agenda:appointment-move", args=[appointment.pk])
        adviser.post(address, {"slot": clock.moment(date(2026, 11, 25), time(10)).isoformat()})
        moved = Appointment.objects.get(moved_from=appointment)
        assert moved.reception_point.name == "Centre"
        again = reverse("agenda:appointment-move", args=[moved.pk])
        page = adviser.post(again, {"day": "2026-11-26", "at": "", "length_min": "60", "kind": "phone"})
        assert "field-error" in page.content.decode()
        adviser.post(again, {"day": "2026-11-26", "at": "11:00", "length_min": "30", "kind": "phone"})
        assert Appointment.objects.get(moved_from=moved).kind == "phone"
        page = shown(adviser, "agenda:appointment", moved.pk)
        assert "Voir le rendez-vous qui le remplace" in page

    def test_time_that_is_not_free_moves_nothing(self, adviser, appointment, opening):
        address = reverse("agenda:appointment-move", args=[appointment.pk])
        page = adviser.post(address, {"slot": NOW.isoformat()}, follow=True).content.decode()
        assert "n’est plus libre" in page
        assert Appointment.objects.count() == 1


class TestTheWeek:
    def test_shows_free_time_taken_time_and_what_overlaps(self, adviser, house, opening):
        start = clock.moment(date(2026, 11, 25), time(9))
        first = factories.AppointmentFactory(adviser=house.adviser, starts_at=start)
        factories.AppointmentFactory(adviser=house.adviser, starts_at=clock.later(start, 30))
        page = shown(adviser, "agenda:week")
        assert first.person.short_name in page
        assert str(first.person) not in page
        assert page.count("Chevauche") == 2
        assert "11\u00a0h\u00a000–12\u00a0h\u00a000" in page
        assert "2 rendez-vous." in page

    @pytest.mark.parametrize("day", ["hier", "0001-01-01", "9999-12-31", "2026-02-30", ""])
    def test_day_that_does_not_exist_shows_today(self, adviser, day):
        assert "Semaine du 23\u00a0novembre\u00a02026" in shown(adviser, "agenda:week", query=f"?jour={day}")

    def test_moved_appointment_is_shown_at_its_new_time_only(self, adviser, house, case):
        start = clock.moment(date(2026, 11, 25), time(9))
        old = factories.AppointmentFactory(adviser=house.adviser, person=case.beneficiary, starts_at=start)
        later = clock.later(start, 24 * 60)
        actions.move(appointment=old, starts_at=later, ends_at=clock.later(later, 60), by=house.adviser)
        assert shown(adviser, "agenda:week").count(case.beneficiary.short_name) == 1

    def test_weekend_appears_when_something_happens_in_it(self, adviser, house):
        assert "Samedi" not in shown(adviser, "agenda:week")
        factories.AppointmentFactory(adviser=house.adviser, starts_at=clock.moment(date(2026, 11, 28), time(9)))
        assert "Samedi 28" in shown(adviser, "agenda:week")

    def test_week_of_the_change_of_the_clock_holds_what_happens_that_night(self, adviser, house):
        night = clock.moment(date(2026, 10, 25), time(1, 30))
        appointment = factories.AppointmentFactory(
            adviser=house.adviser, starts_at=night, ends_at=clock.later(night, 120)
        )
        page = shown(adviser, "agenda:day", query="?jour=2026-10-25")
        assert appointment.person.short_name in page
        assert "1\u00a0h\u00a030–2\u00a0h\u00a030" in page
        assert appointment.person.short_name in shown(adviser, "agenda:week", query="?jour=2026-10-21")


class TestTasks:
    def test_ticked_tasks_are_done_and_can_be_undone(self, adviser, house):
        tasks = factories.TaskFactory.create_batch(3, organisation=house.platform)
        adviser.post(reverse("agenda:tasks-done"), {"task": [each.pk for each in tasks[:2]]})
        page = shown(adviser, "agenda:tasks")
        assert "1 tâche à faire" in page
        assert "Fait aujourd’hui" in page
        adviser.post(reverse("agenda:tasks-undone"), {"only": tasks[0].pk})
        assert "2 tâches à faire" in shown(adviser, "agenda:tasks")

    def test_button_of_a_row_leaves_the_ticked_ones_alone(self, adviser, house):
        first, second = factories.TaskFactory.create_batch(2, organisation=house.platform)
        adviser.post(reverse("agenda:tasks-done"), {"task": [first.pk], "only": second.pk})
        assert list(Task.objects.filter(done_at__isnull=False)) == [second]

    def test_nothing_ticked_is_told(self, adviser):
        page = adviser.post(reverse("agenda:tasks-done"), {"task": ["x"]}, follow=True).content.decode()
        assert "Cochez au moins une ligne" in page

    @pytest.mark.parametrize("back", ["https://ailleurs.example/", "//ailleurs.example", ""])
    def test_form_never_leads_outside(self, adviser, back):
        response = adviser.post(reverse("agenda:tasks-done"), {"back": back})
        assert response.url == reverse("agenda:tasks")

    def test_task_is_put_off_with_a_reason(self, adviser, house):
        task = factories.TaskFactory(organisation=house.platform)
        address = reverse("agenda:task", args=[task.pk])
        past = adviser.post(address, {"until": "2026-11-24", "because": "x"}).content.decode()
        assert "n’est pas à venir" in past
        adviser.post(address, {"until": "2026-12-01", "because": "garage fermé"})
        assert "garage fermé" in shown(adviser, "agenda:task", task.pk)

    def test_team_list_holds_what_a_colleague_has_to_do(self, adviser, house):
        factories.TaskFactory(organisation=house.platform, assignee=house.colleague, title="À Paul")
        assert "À Paul" not in shown(adviser, "agenda:tasks")
        assert "À Paul" in shown(adviser, "agenda:tasks", query="?qui=all&quand=any")


class TestWorkshops:
    FORM = {
        "title": "Code de la route",
        "programme": "",
        "capacity": "2",
        "address": "Salle 2",
        "dates-TOTAL_FORMS": "3",
        "dates-INITIAL_FORMS": "0",
        "dates-0-day": "2026-12-01",
        "dates-0-starts": "10:00",
        "dates-0-ends": "12:00",
    }

    def test_is_announced_with_its_dates_and_leaders(self, adviser, house):
        more = {"dates-1-day": "2026-12-08", "dates-1-starts": "10:00", "dates-1-ends": "12:00"}
        adviser.post(reverse("agenda:session-new"), self.FORM | more | {"leaders": [house.colleague.pk]})
        session = Session.objects.get()
        assert (session.meetings.count(), list(session.leaders.all())) == (2, [house.colleague])
        page = shown(adviser, "agenda:sessions")
        assert "2\u00a0places libres" in page or "2 places libres" in page

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"dates-0-ends": "09:00"}, "La fin vient après le début"),
            ({"dates-0-day": ""}, "field-error"),
            ({"capacity": "0"}, "au moins une place"),
            ({"dates-0-day": "2027-03-28", "dates-0-starts": "02:15", "dates-0-ends": "05:00"}, "n’existe pas"),
            ({"title": ""}, "field-error"),
            (
                {"dates-0-day": "", "dates-0-starts": "", "dates-0-ends": ""},
                "<li>Donnez au moins une date, avec ses heures.</li>",
            ),
            ({"dates-0-ends": ""}, '<a href="#id_dates-0-ends">Date 1, À</a>'),
        ],
    )
    def test_is_refused_with_what_to_mend_and_what_was_typed_stays(self, adviser, changed, said):
        page = adviser.post(reverse("agenda:session-new"), self.FORM | changed).content.decode()
        assert said in page
        assert 'value="Salle 2"' in page
        assert not Session.objects.exists()

    def test_more_places_announced_take_from_the_list_and_are_told(self, adviser, house):
        session = factories.SessionFactory(organisation=house.platform, capacity=1)
        first, second = factories.CaseFactory.create_batch(2, organisation=house.platform)
        for each in (first, second):
            adviser.post(reverse("agenda:session-enrol", args=[session.pk]), {"person": each.beneficiary_id})
        page = adviser.post(
            reverse("agenda:session-edit", args=[session.pk]), self.FORM | {"dates-INITIAL_FORMS": "1"}, follow=True
        ).content.decode()
        assert f"Sort de la liste d’attente : {second.beneficiary}" in page.replace("\u00a0", " ")

    def test_search_finds_by_the_start_of_a_word_without_accents(self, adviser, house):
        session = factories.SessionFactory(organisation=house.platform)
        person = factories.BeneficiaryFactory(first_name="Zoé", last_name="Da Silva")
        factories.CaseFactory(organisation=house.platform, beneficiary=person)
        foreign = factories.BeneficiaryFactory(first_name="Zoé", last_name="Étrangère")
        factories.CaseFactory(organisation=house.neighbour, beneficiary=foreign)
        page = shown(adviser, "agenda:session", session.pk, query="?q=zoe+silv")
        assert "Zoé Da Silva" in page
        assert "Étrangère" not in shown(adviser, "agenda:session", session.pk, query="?q=zoe")

    def test_guest_has_a_place_by_name(self, adviser, house):
        session = factories.SessionFactory(organisation=house.platform)
        address = reverse("agenda:session-guest", args=[session.pk])
        assert "field-error" in adviser.post(address, {"name": ""}).content.decode()
        adviser.post(address, {"name": "Ana Roy", "organisation_name": "CCAS"})
        assert "Ana Roy" in shown(adviser, "agenda:session", session.pk)

    def test_cancelled_workshop_leaves_the_week_and_comes_back(self, adviser, house):
        session = factories.SessionFactory(
            organisation=house.platform, starts_at=NOW + timedelta(hours=2), title="Vélo"
        )
        session.leaders.add(house.adviser)
        address = reverse("agenda:session-cancel", args=[session.pk])
        adviser.post(address)
        assert "Vélo" not in shown(adviser, "agenda:week")
        adviser.post(address, {"what": "undo"})
        assert "Vélo" in shown(adviser, "agenda:week")


class TestSheetOnScreen:
    @pytest.fixture
    def line(self, house):
        session = factories.SessionFactory(organisation=house.platform, starts_at=NOW - timedelta(hours=1))
        return factories.EnrolmentFactory(session=session)

    def send(self, client, line, presence, what):
        meeting = line.session.meetings.get()
        sent = {f"presence-{line.pk}": presence, "what": what}
        return client.post(reverse("agenda:sheet", args=[meeting.pk]), sent, follow=True).content.decode()

    def test_marks_are_kept_when_the_sheet_cannot_close_yet(self, adviser, line):
        factories.EnrolmentFactory(session=line.session)
        page = self.send(adviser, line, "present", "close")
        assert "sans présence ni absence" in page
        assert Attendance.objects.get().presence == Presence.PRESENT

    def test_closed_sheet_shows_who_closed_it_and_takes_nothing_more(self, adviser, line, house):
        page = self.send(adviser, line, "absent", "close")
        assert f"Feuille close par {house.adviser}" in page
        assert "close depuis" in self.send(adviser, line, "present", "save")
        assert Attendance.objects.get().presence == Presence.ABSENT

    def test_word_that_is_no_presence_is_left_out(self, adviser, line):
        self.send(adviser, line, "ghost", "save")
        assert not Attendance.objects.exists()

    def test_paper_has_a_line_for_each_name(self, adviser, line):
        waiting = factories.EnrolmentFactory(session=line.session, state=EnrolmentState.WAITING)
        page = shown(adviser, "agenda:sheet-print", line.session.meetings.get().pk)
        assert str(line.person) in page
        assert str(waiting.person) not in page


class TestTheRota:
    def test_manager_opens_hours_and_ends_them(self, browser, house, adviser):
        manager = browser(house.manager)
        point = factories.ReceptionPointFactory(organisation=house.platform, name="Centre")
        typed = {
            "adviser": house.adviser.pk, "reception_point": point.pk, "weekday": "0", "starts": "09:00",
            "ends": "12:00", "slot_min": "45", "from_on": "2026-11-01", "until_on": "",
        }  # fmt: skip
        address = reverse("agenda:opening-new")
        assert "finit avant de commencer" in manager.post(address, typed | {"ends": "08:00"}).content.decode()
        assert "précède le premier" in manager.post(address, typed | {"until_on": "2026-10-01"}).content.decode()
        manager.post(address, typed)
        opening = Opening.objects.get()
        assert "9\u00a0h\u00a000–12\u00a0h\u00a000" in shown(adviser, "agenda:rota")
        manager.post(reverse("agenda:opening", args=[opening.pk]), {"last_day": "2026-11-20"})
        assert "Aucune permanence" in shown(adviser, "agenda:rota")

    def test_reception_point_and_adviser_of_another_platform_are_refused(self, browser, house):
        point = factories.ReceptionPointFactory(organisation=house.neighbour)
        typed = {
            "adviser": house.stranger.pk, "reception_point": point.pk, "weekday": "0", "starts": "09:00",
            "ends": "12:00", "slot_min": "60", "from_on": "2026-11-01",
        }  # fmt: skip
        page = browser(house.manager).post(reverse("agenda:opening-new"), typed).content.decode()
        assert page.count("field-error") >= 2
        assert not Opening.objects.exists()

    def test_adviser_reads_the_rota_without_changing_it(self, adviser, opening):
        page = shown(adviser, "agenda:rota")
        assert "Centre" in page
        assert reverse("agenda:opening", args=[opening.pk]) not in page
        assert timezone.localdate() == NOW.date()


def test_week_begins_with_today_where_days_stand_below_each_other(adviser, house, opening):
    page = shown(adviser, "agenda:week")
    days = [part.split("</h2>")[0] for part in page.split('<section class="agenda-day')[1:]]
    assert "Mardi 24" in days[0]
    assert "Lundi 23" in days[1]
    assert "agenda-first" not in shown(adviser, "agenda:week", query="?jour=2026-12-07")
