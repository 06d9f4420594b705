"""The words of the room of trips, as people read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allant import trips


class Mode(models.TextChoices):
    """How a trip is made."""

    CAR = trips.Mode.CAR.value, _("en voiture, au volant")
    CAR_PASSENGER = trips.Mode.CAR_PASSENGER.value, _("en voiture, conduit par quelqu’un")
    CARPOOL = trips.Mode.CARPOOL.value, _("en covoiturage")
    TRANSIT = trips.Mode.TRANSIT.value, _("en bus, tram, car ou train")
    ON_DEMAND = trips.Mode.ON_DEMAND.value, _("en transport à la demande")
    WALK = trips.Mode.WALK.value, _("à pied")
    BICYCLE = trips.Mode.BICYCLE.value, _("à vélo")
    E_BIKE = trips.Mode.E_BIKE.value, _("à vélo électrique")
    MOPED = trips.Mode.MOPED.value, _("en scooter")
    WHEELCHAIR = trips.Mode.WHEELCHAIR.value, _("en fauteuil roulant")
    OTHER = trips.Mode.OTHER.value, _("autrement")
    NOT_MADE = trips.Mode.NOT_MADE.value, _("trajet auquel la personne renonce")


class Purpose(models.TextChoices):
    """What a trip is for."""

    WORK = trips.Purpose.WORK.value, _("travail")
    TRAINING = trips.Purpose.TRAINING.value, _("formation, études")
    JOB_SEARCH = trips.Purpose.JOB_SEARCH.value, _("recherche d’emploi")
    CHILDCARE = trips.Purpose.CHILDCARE.value, _("école, crèche")
    SHOPPING = trips.Purpose.SHOPPING.value, _("courses")
    HEALTH = trips.Purpose.HEALTH.value, _("santé")
    ADMINISTRATION = trips.Purpose.ADMINISTRATION.value, _("démarches")
    VISITS = trips.Purpose.VISITS.value, _("visites à des proches")
    LEISURE = trips.Purpose.LEISURE.value, _("loisirs")
    OTHER = trips.Purpose.OTHER.value, _("autre")


class Vehicle(models.TextChoices):
    """What carries the person."""

    SMALL_CAR = trips.Vehicle.SMALL_CAR.value, _("petite voiture")
    COMPACT_CAR = trips.Vehicle.COMPACT_CAR.value, _("voiture moyenne")
    LARGE_CAR = trips.Vehicle.LARGE_CAR.value, _("grande voiture")
    BUS = trips.Vehicle.BUS.value, _("bus")
    COACH = trips.Vehicle.COACH.value, _("car")
    TRAM = trips.Vehicle.TRAM.value, _("tram")
    METRO = trips.Vehicle.METRO.value, _("métro")
    TRAIN = trips.Vehicle.TRAIN.value, _("train")


class Fuel(models.TextChoices):
    """What an engine runs on."""

    PETROL = trips.Fuel.PETROL.value, _("essence")
    DIESEL = trips.Fuel.DIESEL.value, _("gazole")
    E85 = trips.Fuel.E85.value, _("superéthanol E85")
    LPG = trips.Fuel.LPG.value, _("GPL")
    HYBRID = trips.Fuel.HYBRID.value, _("hybride")
    ELECTRIC = trips.Fuel.ELECTRIC.value, _("électricité")


class Day(models.TextChoices):
    """When somebody has to travel: the day that stands for theirs."""

    WEEKDAY = "weekday", _("en semaine")
    SATURDAY = "saturday", _("le samedi")
    SUNDAY = "sunday", _("le dimanche")


class Pace(models.TextChoices):
    """How fast somebody walks; usual where nobody says."""

    SLOW = "slow", _("lentement")
    USUAL = "usual", _("comme la plupart des gens")


class Kind(models.TextChoices):
    """What there is to go to."""

    JOBS = "jobs", _("emplois")
    TRAINING = "training", _("formations")
    HEALTH = "health", _("soins")
    CHILDCARE = "childcare", _("garde d’enfants")
    SHOPS = "shops", _("commerces")
    ADMINISTRATIONS = "administrations", _("administrations")


class Source(models.TextChoices):
    """Where figures of reach come from."""

    COMPUTED = "computed", _("calculé sur les rues et les horaires")
    ESTIMATED = "estimated", _("estimé")
