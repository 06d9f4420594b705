from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestKind(models.TextChoices):
    """What a person may ask about what is kept of them."""

    CORRECT = "correct", _("corriger quelque chose")
    COPY = "copy", _("recevoir une copie de tout")
    ERASE = "erase", _("effacer mon dossier")


LONGEST_TEXT = 2000
"""Of a request and of its answer."""
