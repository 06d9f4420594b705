from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How much company a trip had; the order of learning."""

    WITH = "with", _("accompagné")
    SHADOWED = "shadowed", _("suivi à distance")
    ALONE = "alone", _("seul")


class HowItWent(models.TextChoices):
    """What came of one trip, as observed."""

    WELL = "well", _("bien")
    WITH_HELP = "with_help", _("avec de l’aide")
    STOPPED = "stopped", _("interrompu")
