from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskKind(models.TextChoices):
    """What a task asks for."""

    CALL = "call", _("à appeler")
    REFERRAL = "referral", _("orientation reçue")
    BILAN = "bilan", _("bilan à finir")
    FOLLOW_UP = "follow_up", _("suivi après la sortie")
    EXIT = "exit", _("sortie à enregistrer")
    APPOINTMENT = "appointment", _("rendez-vous à reprendre")
    ATTESTATION = "attestation", _("attestation à renouveler")
    DOCUMENT = "document", _("document attendu")
    RETURN = "return", _("retour de véhicule")
    REQUEST = "request", _("demande de la personne")
    MESSAGE = "message", _("message non remis")
    PATHWAY = "pathway", _("étape du parcours")
    OTHER = "other", _("autre")


class AppointmentKind(models.TextChoices):
    """How an adviser and a person meet."""

    INDIVIDUAL = "individual", _("entretien")
    HOME = "home", _("visite à domicile")
    PHONE = "phone", _("téléphone")
    VIDEO = "video", _("visio")
    TRIP = "trip", _("trajet accompagné")


class AppointmentState(models.TextChoices):
    """What became of an appointment."""

    BOOKED = "booked", _("prévu")
    HELD = "held", _("tenu")
    NO_SHOW = "no_show", _("personne absente")
    CANCELLED_BY_PERSON = "by_person", _("annulé par la personne")
    CANCELLED_BY_TEAM = "by_team", _("annulé par l’équipe")
    MOVED = "moved", _("déplacé")


class SessionState(models.TextChoices):
    """Where a workshop stands."""

    OPEN = "open", _("ouvert aux inscriptions")
    CANCELLED = "cancelled", _("annulé")


class EnrolmentState(models.TextChoices):
    """Has somebody a place in a workshop?"""

    ENROLLED = "enrolled", _("inscrite")
    WAITING = "waiting", _("en liste d’attente")
    WITHDRAWN = "withdrawn", _("désinscrite")


class Presence(models.TextChoices):
    """What the attendance sheet says of somebody."""

    PRESENT = "present", _("présente")
    ABSENT = "absent", _("absente")
    EXCUSED = "excused", _("excusée")


class Weekday(models.IntegerChoices):
    """A day of the week, counted as Python counts it."""

    MONDAY = 0, _("lundi")
    TUESDAY = 1, _("mardi")
    WEDNESDAY = 2, _("mercredi")
    THURSDAY = 3, _("jeudi")
    FRIDAY = 4, _("vendredi")
    SATURDAY = 5, _("samedi")
    SUNDAY = 6, _("dimanche")
