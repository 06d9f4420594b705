"""What was seen on the ground and answers a question of the bilan."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.cases.models.case import Case


class Observation(models.Model):
    """A skill that somebody saw at work, e.g. on a rehearsed trip; the next bilan proposes it as an answer."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="observations")
    question = models.CharField(_("question"), max_length=60)
    answer = models.CharField(_("réponse"), max_length=60)
    seen_on = models.DateField(_("vu le"))
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    detail = models.CharField(_("où et comment"), max_length=300)

    class Meta:
        verbose_name = _("compétence observée")
        ordering = ["seen_on", "pk"]

    def __str__(self) -> str:
        return f"{self.question}={self.answer}"
