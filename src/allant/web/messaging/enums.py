from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """By which way a message goes."""

    EMAIL = "email", _("courriel")
    SMS = "sms", _("SMS")
    LETTER = "letter", _("lettre")


class State(models.TextChoices):
    """How far a message is. A letter waits until somebody has printed it."""

    WAITING = "waiting", _("en attente")
    SENDING = "sending", _("envoi en cours")
    SENT = "sent", _("envoyé")
    PRINTED = "printed", _("imprimé")
    FAILED = "failed", _("échec")
    CANCELLED = "cancelled", _("annulé")
