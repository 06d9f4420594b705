"""An adviser books, moves and misses an appointment; a workshop goes from invitation to closed sheet."""

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone
from tests.web import factories

from allant.web.agenda import clock
from allant.web.agenda.enums import AppointmentState, TaskKind
from allant.web.agenda.models import Appointment, Meeting, Session

pytestmark = pytest.mark.journey


def _rota(house):
    """Let the adviser receive every day of the week, and give the outside world its hours."""
    point = factories.ReceptionPointFactory(organisation=house.platform, name="Point d’accueil Centre")
    for weekday in range(7):
        factories.OpeningFactory(
            adviser=house.adviser, reception_point=point, weekday=weekday, starts=time(9), ends=time(12)
        )
    return point


@pytest.mark.visits(
    "cases:list",
    "cases:case",
    "cases:appointments",
    "agenda:week",
    "agenda:day",
    "agenda:appointment",
    "agenda:tasks",
    "agenda:task",
    "agenda:task-new",
)
def test_an_adviser_books_moves_and_misses_an_appointment(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.follow("Agenda")
    nadia.look("vide")
    _rota(house)
    nadia.go("cases:case", case.pk)
    nadia.follow("Rendez-vous")
    nadia.page.locator("#id_purpose").fill("Bilan d’entrée")
    nadia.arrive(nadia.page.locator(".slot-choice").first.click)
    assert "Le rendez-vous est pris" in nadia.text()
    nadia.look("pris")

    # Whatever the hour of the day, the first free time was booked.
    nadia.follow(re.compile(r"\d+\sh\s\d\d–"))
    nadia.arrive(nadia.page.locator(".slot-choice").nth(1).click)
    assert "déplacé" in nadia.text()
    nadia.look("déplacé")
    moved = Appointment.objects.get(state=AppointmentState.BOOKED)
    assert moved.moved_from is not None

    # The hour comes, and nobody does.
    start = timezone.now() - timedelta(minutes=20)
    Appointment.objects.filter(pk=moved.pk).update(starts_at=start, ends_at=clock.later(start, 60))
    day = clock.day_of(start)
    nadia.go("agenda:day", query=f"?jour={day}")
    nadia.look("un rendez-vous")
    nadia.press("Absence")
    assert "Personne absente" in nadia.text()
    nadia.go("agenda:appointment", moved.pk)
    assert "remettre à" in nadia.text()
    nadia.look("absence")
    nadia.go("agenda:tasks", query="?qui=mine&quand=any")
    assert "Appeler Rosa D." in nadia.text()
    nadia.look("une tâche")
    nadia.follow("Reporter")
    nadia.fill(until="", because="")
    nadia.press("Reporter la tâche")
    nadia.look("refusé")
    nadia.fill(until=str(timezone.localdate() + timedelta(days=3)), because="Rappelle jeudi")
    nadia.press("Reporter la tâche")
    nadia.follow("Nouvelle tâche")
    nadia.fill(title="Relancer le garage")
    nadia.press("Enregistrer")
    # From the keyboard: the row has the focus, F says that it is done.
    nadia.page.get_by_role("link", name="Relancer le garage", exact=True).focus()
    nadia.arrive(lambda: nadia.page.keyboard.press("f"))
    assert "1 tâche est faite" in nadia.text()
    nadia.look("faite")
    nadia.press("Annuler")
    assert "de nouveau à faire" in nadia.text()
    nadia.go("agenda:week")
    assert nadia.page.locator(".agenda-today:visible").count() == 1
    nadia.look("pleine")


@pytest.mark.visits(
    "cases:platform",
    "agenda:week",
    "agenda:sessions",
    "agenda:session-new",
    "agenda:session",
    "agenda:session-edit",
    "agenda:sheet",
    "agenda:sheet-print",
    "agenda:sheet-sign",
)
def test_a_workshop_goes_from_invitation_to_closed_sheet(person, house, case):
    point = factories.ReceptionPointFactory(organisation=house.platform, name="Salle des Aulnes")
    for rank in range(2):
        beneficiary = factories.BeneficiaryFactory(first_name="Lou", last_name=f"Martin {chr(65 + rank)}")
        factories.CaseFactory(beneficiary=beneficiary, organisation=house.platform)
    paul = person()
    paul.sign_in(house.manager)
    paul.follow("Agenda")
    paul.follow("Ateliers")
    paul.look("vide")
    paul.follow("Nouvel atelier")
    paul.press("Enregistrer")
    paul.look("refusé")
    tomorrow = timezone.localdate() + timedelta(days=1)
    paul.fill(title="Code de la route", reception_point=str(point.pk), capacity="2")
    paul.fill(**{"dates-0-day": str(tomorrow), "dates-0-starts": "10:00", "dates-0-ends": "12:00"})
    paul.press("Enregistrer")
    session = Session.objects.get()
    for name in ("Rosa", "Lou Martin A", "Lou Martin B"):
        paul.fill(q=name)
        paul.press("Chercher")
        paul.press(f"Inscrire {name}")
    assert "est en liste d’attente" in paul.text()
    paul.look("complet")
    paul.press("Retirer Lou Martin A")
    assert "Sort de la liste d’attente : Lou Martin B" in paul.text()
    paul.press("Écrire la convocation")
    assert "1 convocation est écrite" in paul.text()
    paul.follow("Modifier")
    paul.fill(programme="Panneaux et priorités.")
    paul.press("Enregistrer")
    paul.go("agenda:sessions")
    paul.look("un atelier")

    # The hour comes.
    start = timezone.now() - timedelta(minutes=5)
    Meeting.objects.filter(session=session).update(starts_at=start, ends_at=start + timedelta(hours=2))
    paul.go("agenda:session", session.pk)
    paul.follow("Remplir la feuille")
    paul.follow("Feuille à signer")
    assert "Rosa Diaz" in paul.text()
    paul.follow("Revenir à la feuille")
    [second] = session.enrolments.filter(person__last_name="Martin B").values_list("pk", flat=True)
    paul.press("Signer : Rosa Diaz")
    paul.press("Enregistrer la signature")
    assert "Signez dans le cadre" in paul.text()
    paul.look("rien de signé")
    frame = paul.page.locator("[data-signature-pad]")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    paul.page.mouse.move(box["x"] + 20, box["y"] + 60)
    paul.page.mouse.down()
    for rank in range(8):
        paul.page.mouse.move(box["x"] + 20 + 15 * rank, box["y"] + (20 if rank % 2 else 70))
    paul.page.mouse.up()
    paul.press("Enregistrer la signature")
    assert "Rosa Diaz a signé" in paul.text()
    paul.look("signée")
    paul.follow("Signé à")
    assert "Effacer cette signature" in paul.text()
    paul.follow("Revenir à la feuille")
    paul.press("Enregistrer et fermer la feuille")
    assert "sans présence ni absence : 1" in paul.text()
    paul.look("incomplète")
    paul.choose(f"presence-{second}", "absent")
    paul.press("Enregistrer et fermer la feuille")
    assert "Feuille close par Paul Marchand" in paul.text()
    assert "Signé à" in paul.text()
    paul.look("close")
    paul.follow("Feuille à signer")
    assert paul.page.get_by_role("img", name="Signature de Rosa Diaz").is_visible()
    assert "Absente" in paul.text()


@pytest.mark.visits(
    "cases:platform",
    "agenda:week",
    "agenda:rota",
    "agenda:places",
    "agenda:place-new",
    "agenda:place",
    "agenda:opening-new",
    "agenda:opening",
)
def test_a_manager_lays_the_rota(person, house):
    paul = person()
    commune = house.platform.territory.communes.first()
    paul.sign_in(house.manager)
    paul.follow("Agenda")
    paul.follow("Permanences")
    paul.look("vide")
    paul.follow("Points d’accueil")
    paul.look("vide")
    paul.follow("Nouveau point d’accueil")
    paul.press("Enregistrer")
    paul.look("refusé")
    paul.fill(name="Point d’accueil Centre", address="4 place du Marché", commune=str(commune.pk))
    paul.choose("wheelchair", "yes")
    paul.press("Enregistrer")
    paul.look("un lieu")
    paul.follow("Point d’accueil Centre")
    paul.unfold("Fermer ce point d’accueil")
    paul.press("Fermer")
    paul.unfold("Un point fermé")
    paul.look("un lieu fermé")
    paul.follow("Point d’accueil Centre")
    paul.unfold("Rouvrir")
    paul.press("Rouvrir")
    point = house.platform.reception_points.get()
    paul.go("agenda:rota")
    paul.follow("Nouvelle permanence")
    paul.fill(adviser=str(house.adviser.pk), reception_point=str(point.pk), weekday="1", starts="12:00", ends="09:00")
    paul.press("Enregistrer")
    paul.look("refusé")
    paul.fill(starts="09:00", ends="12:00")
    paul.press("Enregistrer")
    assert "9 h 00–12 h 00" in paul.text()
    paul.look("une permanence")
    paul.follow("9 h 00–12 h 00")
    paul.fill(last_day=str(timezone.localdate() + timedelta(days=60)))
    paul.press("Enregistrer le dernier jour")
    assert "jusqu’au" in paul.text()


@pytest.mark.visits("cases:list", "agenda:week", "agenda:own-calendar")
def test_an_adviser_ties_the_agenda_to_another(person, house):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.follow("Agenda")
    nadia.follow("Mon calendrier")
    nadia.press("Créer l’adresse")
    address = nadia.text(".fingerprint")
    assert address.startswith("http")
    nadia.look("adresse")
    nadia.go("agenda:own-calendar")
    assert "Une adresse est ouverte" in nadia.text()
    nadia.page.locator("[name=file]").set_input_files(
        {"name": "agenda.ics", "mimeType": "text/calendar", "buffer": b"pas un agenda"}
    )
    nadia.press("Lire ce fichier")
    assert "Ligne 1" in nadia.text()
    nadia.look("refusé")


@pytest.mark.visits("cases:list", "agenda:week", "agenda:tasks", "cases:appointments")
def test_tasks_and_booking_work_without_javascript(person, house, case):
    _rota(house)
    factories.TaskFactory(
        organisation=house.platform, person=case.beneficiary, kind=TaskKind.CALL, title="Appeler Rosa"
    )
    nadia = person(javascript=False)
    nadia.sign_in(house.adviser)
    nadia.follow("Agenda")
    nadia.follow("Tâches")
    nadia.press("Fait : Appeler Rosa")
    assert "1 tâche est faite" in nadia.text()
    nadia.go("cases:appointments", case.pk)
    nadia.arrive(nadia.page.locator(".slot-choice").first.click)
    assert "Le rendez-vous est pris" in nadia.text()
