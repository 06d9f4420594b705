"""A loan from its contract to its return: booked in the case, looked over, prolonged, brought back with a defect."""

import datetime

import pytest
from django.utils import timezone
from tests.web import factories

from allant.web.agenda.models import Task
from allant.web.fleet.models import Loan, Vehicle

pytestmark = pytest.mark.journey
TODAY = timezone.localdate()


def _day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


@pytest.mark.visits(
    "cases:list",
    "cases:platform",
    "fleet:vehicles",
    "fleet:vehicle-new",
    "fleet:vehicle",
    "fleet:vehicle-edit",
    "fleet:calendar",
    "fleet:case",
    "fleet:loan",
    "fleet:contract",
    "fleet:hand-over",
    "fleet:take-back",
)
def test_a_vehicle_is_lent_from_the_contract_to_the_return(person, house, case):
    paul = person()
    paul.sign_in(house.manager)
    paul.go("fleet:vehicles")
    _add_vehicle(paul)
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("fleet:case", case.pk)
    nadia.press("Réserver")
    nadia.look("à corriger")
    nadia.fill(vehicle=str(Vehicle.objects.get().pk), ends_on=_day(29))
    nadia.fill(end_reason="Fin de la période d’essai")
    nadia.press("Réserver")
    _sign(nadia)
    _hand_over(nadia)
    _renew(nadia)
    _take_back(nadia)
    assert Task.objects.filter(title__contains="à réparer").exists()
    paul.go("fleet:vehicles")
    paul.follow("Clio grise")
    paul.look("bloqué")


def _add_vehicle(paul):
    paul.follow("Ajouter un véhicule")
    paul.press("Enregistrer")
    paul.look("à corriger")
    paul.fill(label="Clio grise", kind="car", plate="AB-123-CD", daily_rate_eur="4", deposit_eur="200", km_per_day="50")
    paul.press("Enregistrer")
    paul.follow("Modifier")
    paul.fill(roadworthy_until=_day(300))
    paul.press("Enregistrer")
    paul.go("fleet:vehicles")
    paul.follow("Calendrier")


def _sign(nadia):
    nadia.follow("Contrat")
    assert "Fin de la période d’essai" in nadia.text()
    nadia.follow("Revenir au prêt")
    nadia.unfold("Le contrat est signé")
    nadia.press("Noter la signature")


def _hand_over(nadia):
    nadia.follow("Remettre le véhicule")
    nadia.choose("point-body", "to_watch")
    nadia.fill(odometer_km="81200")
    nadia.press("Remettre le véhicule")
    assert "Dehors" in nadia.text()
    nadia.look("dehors")


def _renew(nadia):
    nadia.unfold("Choisir une nouvelle fin")
    nadia.fill(new_end_on=_day(45), reason="Essai prolongé")
    nadia.press("Prolonger")
    assert "Essai prolongé" in nadia.text()
    nadia.go("fleet:calendar")


def _take_back(nadia):
    nadia.go("fleet:loan", Loan.objects.get().pk)
    nadia.follow("Noter le retour")
    nadia.choose("point-brakes", "defect")
    nadia.fill(odometer_km="82950")
    nadia.press("Noter le retour")
    assert "1 750 km" in nadia.text()
    nadia.look("rendu")


@pytest.mark.visits("cases:list", "fleet:vehicles", "fleet:calendar", "fleet:case")
def test_an_empty_fleet_says_what_to_do(person, house, case):
    nadia = person()
    nadia.sign_in(house.adviser)
    nadia.go("fleet:vehicles")
    assert "Aucun véhicule" in nadia.text()
    nadia.go("fleet:calendar")
    assert "Aucun véhicule ce mois-là" in nadia.text()
    factories.VehicleFactory(organisation=house.platform, label="Vélo n° 3", kind="bike")
    nadia.go("fleet:case", case.pk)
    assert "Vélo n° 3" in nadia.text()
