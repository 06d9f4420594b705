"""One adviser, one day, one session: from the first page of the morning to signing out, and nothing is left to do."""

import datetime
import re

import pytest
from django.utils import timezone
from tests.journeys.pathway import fill_bilan
from tests.web import factories

from allant.web.agenda.actions import raise_task
from allant.web.agenda.models import Appointment, Attendance, Task
from allant.web.cases.enums import Moment
from allant.web.cases.models import Admission, Case, CaseNote, Exit
from allant.web.documents.models import Paper
from allant.web.journal.models import Entry

pytestmark = pytest.mark.journey
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def the_day(house, case):
    """Rosa is received today and has found work; Lou is referred by the mission locale; a workshop takes place."""
    now = timezone.now()
    # Just before now, and never yesterday.
    begun = max(
        now - datetime.timedelta(minutes=5), timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    )
    appointment = factories.AppointmentFactory(adviser=house.adviser, person=case.beneficiary, starts_at=begun)
    for rank, moment in enumerate((Moment.ENTRY, Moment.EXIT), start=1):
        answers = factories.answers_to("fr-2026.1", rank)
        factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)
    lou = factories.CaseFactory(
        beneficiary=factories.BeneficiaryFactory(first_name="Lou", last_name="Neuf"),
        organisation=house.platform,
        adviser=house.adviser,
        prescriber=house.referrer,
    )
    raise_task(
        organisation=house.platform,
        kind="call",
        title="Rappeler le garage",
        due_on=timezone.localdate() - datetime.timedelta(days=2),
        person=case.beneficiary,
        assignee=house.adviser,
    )
    session = factories.SessionFactory(organisation=house.platform, title="Lire un plan de bus")
    session.leaders.add(house.adviser)
    session.meetings.update(starts_at=begun, ends_at=now + datetime.timedelta(hours=1))
    factories.EnrolmentFactory(session=session, person=lou.beneficiary)
    return {"appointment": appointment, "rosa": case, "lou": lou, "meeting": session.meetings.get()}


# At a desk: each of these pages is visited on a phone too, in the journey that is about it.
@pytest.mark.parametrize("size", [DESK], ids=["desktop"])
@pytest.mark.visits(
    "home",
    "accounts:sign-in",
    "day:today",
    "agenda:day",
    "agenda:sheet",
    "agenda:tasks",
    "cases:case",
    "cases:bilan-new",
    "cases:bilan",
    "cases:bilan-section",
    "cases:bilan-result",
    "cases:decide",
    "cases:papers",
    "cases:paper-new",
    "cases:paper",
    "cases:exit",
    "cases:list",
)
def test_an_adviser_s_whole_day(person, house, the_day):
    nadia = person()
    nadia.sign_in_by_form(house.adviser, stay=True)
    assert "Bonjour Nadia." in nadia.text()
    for waits in ("Rosa Diaz", "Lire un plan de bus", "Rappeler le garage", "Lou Neuf"):
        assert waits in nadia.text()
    nadia.look("matin")

    _receive_rosa(nadia, the_day)
    _call_the_garage(nadia)
    _meet_lou(nadia, the_day)
    _hold_the_workshop(nadia, the_day)
    _say_goodbye_to_rosa(nadia, the_day)
    _look_over_the_caseload(nadia)

    nadia.go("day:today")
    for done in ("Rappeler le garage", "Commencer", "Reprendre", "Sorties à enregistrer"):
        assert done not in nadia.text("main")
    nadia.look("soir")
    nadia.sign_out()
    nadia.go("day:today")
    assert nadia.route == "accounts:sign-in"
    assert Entry.objects.filter(by=house.adviser, subject_type="case", action="read").count() > 4


def _receive_rosa(nadia, the_day):
    """The appointment is noted as held, then what was said, with its next step."""
    nadia.follow("Imprimer la journée")
    nadia.press("Tenu")
    assert Appointment.objects.get(pk=the_day["appointment"].pk).state == "held"
    nadia.go("day:today")
    nadia.follow("Rosa Diaz")
    nadia.page.keyboard.press("n")
    nadia.page.keyboard.type("Elle commence lundi à la cantine.")
    nadia.page.locator("label", has_text="Rappeler la personne").click()
    nadia.page.locator("label", has_text="dans une semaine").click()
    nadia.arrive(lambda: nadia.page.keyboard.press("Control+Enter"))
    assert CaseNote.objects.get().text == "Elle commence lundi à la cantine."
    assert Task.objects.filter(person=the_day["rosa"].beneficiary, done_at=None).count() == 2


def _call_the_garage(nadia):
    """What was late is done in one press."""
    nadia.go("agenda:tasks")
    nadia.press("Fait : Rappeler le garage")
    assert "1 tâche est faite" in nadia.text()


def _meet_lou(nadia, the_day):
    """A new person: the bilan is begun, left, taken up again from the today page, finished; support is decided."""
    nadia.go("day:today")
    nadia.follow("Commencer : Lou Neuf")
    nadia.press("Commencer")
    nadia.arrive(nadia.page.locator(".section-nav a").first.click)
    nadia.go("day:today")
    nadia.follow("Reprendre : Lou Neuf")
    nadia.arrive(nadia.page.locator(".section-nav a").first.click)
    fill_bilan(nadia, rank=1)
    nadia.press("Terminer et calculer l’indice")
    assert "Où en est Lou" in nadia.text("h1")
    lou = Case.objects.get(pk=the_day["lou"].pk)
    nadia.go("cases:case", lou.pk)
    nadia.follow("Décider")
    nadia.choose("decision", lou.suggested_support)
    nadia.press("Enregistrer la décision")
    assert Admission.objects.get(case=lou).decision == lou.suggested_support
    nadia.follow("Papiers")
    nadia.follow("Attestation de diagnostic mobilité")
    nadia.press("Faire l’attestation")
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", nadia.text(".paper-proof"))
    assert Paper.objects.get().person == lou.beneficiary


def _hold_the_workshop(nadia, the_day):
    """Lou takes part; the sheet is closed."""
    nadia.go("day:today")
    nadia.follow("Émarger")
    enrolment = the_day["meeting"].session.enrolments.get()
    nadia.choose(f"presence-{enrolment.pk}", "present")
    nadia.press("Enregistrer et fermer la feuille")
    assert Attendance.objects.get(enrolment=enrolment).presence == "present"


def _say_goodbye_to_rosa(nadia, the_day):
    """The exit that waited is recorded from the today page."""
    nadia.go("day:today")
    nadia.follow("Enregistrer : Rosa Diaz")
    today = timezone.localdate().isoformat()
    nadia.fill(exited_on=today, outcome="job", contract="permanent", outcome_on=today, hours_per_week="28")
    nadia.press("Enregistrer la sortie")
    assert "emploi durable" in nadia.part("Sortie").first.inner_text()
    assert Exit.objects.get().case == the_day["rosa"]


def _look_over_the_caseload(nadia):
    """Lou is followed; Rosa, who left, is found where one asks for everybody."""
    nadia.go("cases:list")
    assert "Lou Neuf" in nadia.text()
    assert "Rosa Diaz" not in nadia.text()
    nadia.fill(etat="any")
    nadia.press("Filtrer")
    assert "Rosa Diaz" in nadia.text()
