from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where an answer comes from."""

    SELF_DECLARED = "self_declared", _("déclarée par la personne")
    OBSERVED = "observed", _("observée sur un trajet")
    CONFIRMED = "confirmed", _("déclarée puis confirmée")
    INTERVIEW = "interview", _("recueillie en entretien")
    IMPORTED = "imported", _("importée")


class Setting(models.TextChoices):
    """How the interview takes place."""

    FACE_TO_FACE = "face_to_face", _("en face à face")
    PHONE = "phone", _("par téléphone")
    VIDEO = "video", _("en visio")
    HOME = "home", _("au domicile")


class Company(models.TextChoices):
    """Who is with the person during the interview."""

    ALONE = "alone", _("la personne seule")
    RELATIVE = "relative", _("avec un proche")
    PROFESSIONAL = "professional", _("avec un professionnel")
    INTERPRETER = "interpreter", _("avec un ou une interprète")


class EnvironmentSource(models.TextChoices):
    """Where the environment component comes from; always shown."""

    DECLARED = "declared", _("déclaré par la personne")
    ESTIMATED = "estimated", _("estimé depuis le centre de la commune")
    COMPUTED = "computed", _("calculé sur les rues et les horaires")
