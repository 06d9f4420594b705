from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Commune


class Beneficiary(models.Model):
    """A person who is helped: only what is needed to recognise and reach them. No NIR, no diagnosis."""

    first_name = models.CharField(_("prénom"), max_length=100)
    last_name = models.CharField(_("nom"), max_length=100)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("commune"))

    class Meta:
        verbose_name = _("bénéficiaire")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def short_name(self) -> str:
        """First name and initial: enough on a screen that others may see."""
        return f"{self.first_name} {self.last_name[:1]}."
