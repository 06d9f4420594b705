from django.db import models
from django.utils.translation import gettext_lazy as _


class VehicleKind(models.TextChoices):
    """What is lent."""

    CAR = "car", _("voiture")
    SMALL_CAR = "small_car", _("voiture sans permis")
    SCOOTER = "scooter", _("scooter")
    E_BIKE = "e_bike", _("vélo électrique")
    BIKE = "bike", _("vélo")


class LoanKind(models.TextChoices):
    """Whether the person pays for it."""

    LENT = "lent", _("prêt gratuit")
    RENTED = "rented", _("location solidaire")


class Handling(models.TextChoices):
    """The two moments when a vehicle is looked over with the person."""

    OUT = "out", _("remise")
    BACK = "back", _("retour")


class Finding(models.TextChoices):
    """What was found at one point of an inspection."""

    GOOD = "good", _("bon")
    TO_WATCH = "to_watch", _("à surveiller")
    DEFECT = "defect", _("défaut")
