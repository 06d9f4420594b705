from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentPurpose(models.TextChoices):
    """What a person is asked to agree to. None of them opens a right to help: refusing costs nothing."""

    SUPPORT = "support", _("garder les informations utiles à l’accompagnement")
    INFORM_PRESCRIBER = "inform_prescriber", _("informer le prescripteur")
    TRANSFER = "transfer", _("confier le dossier à une autre plateforme")
    CONTACT = "contact", _("recevoir des rappels")


class ConsentWay(models.TextChoices):
    """How an agreement was given."""

    SCREEN = "screen", _("à l’écran")
    PAPER = "paper", _("sur papier signé")
    SPOKEN = "spoken", _("de vive voix")
    CARRIED = "carried", _("repris d’une case cochée, sans le texte ni la date")


class WordingStatus(models.TextChoices):
    """Whether somebody competent has read a text that people agree to."""

    DRAFT = "draft", _("brouillon")
    REVIEWED = "reviewed", _("relu")
