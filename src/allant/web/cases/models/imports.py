"""Lists that wait for a decision."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation


class PendingImport(models.Model):
    """A list of people that was read and checked, and waits for somebody's decision."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(_("fichier"), max_length=200)
    rows = models.PositiveIntegerField(_("lignes"))
    accepted = models.JSONField(_("lignes acceptées"))
    refused = models.JSONField(_("lignes refusées"))
    notices = models.JSONField(_("remarques"), default=list)

    class Meta:
        verbose_name = _("liste en attente")

    def __str__(self) -> str:
        return self.file_name
