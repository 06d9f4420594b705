"""What belongs to the list of cases: the views that people keep, and the cases that they hand over together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation


class SavedView(models.Model):
    """A way to narrow and sort the list of cases, kept under a name; the address says all of it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("nom de la vue"), max_length=60)
    query = models.CharField(_("filtres"), max_length=500, blank=True)
    is_shared = models.BooleanField(_("visible par toute l’équipe"), default=False)

    class Meta:
        verbose_name = _("vue de la file active")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="view_name_once_per_person")]

    def __str__(self) -> str:
        return self.name


class Reassignment(models.Model):
    """Cases given together to one person of the team, with who followed each before: it can be undone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reassignments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("suivi par")
    )
    at = models.DateTimeField(_("le"), auto_now_add=True)
    former = models.JSONField(_("suivi avant par"))
    undone_at = models.DateTimeField(_("annulé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("changement de suivi")

    def __str__(self) -> str:
        return f"{len(self.former)} → {self.adviser}"
