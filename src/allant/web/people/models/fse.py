"""What a European funder asks when somebody enters: one dated statement, corrected by another and never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.people.enums import FseAnswer, FseSchooling, FseSex, FseWork
from allant.web.people.models.beneficiary import Beneficiary


def _answer(words: str) -> models.CharField:
    return models.CharField(words, max_length=8, choices=FseAnswer.choices)


class FseEntry(models.Model):
    """The situation of a participant on the day they enter, as the person says it."""

    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="fse_entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField(_("entrée le"))
    sex = models.CharField(_("sexe"), max_length=10, choices=FseSex.choices)
    work = models.CharField(_("emploi"), max_length=16, choices=FseWork.choices)
    schooling = models.CharField(_("études"), max_length=10, choices=FseSchooling.choices)
    disability = _answer(_("situation de handicap reconnue"))
    third_country = _answer(_("nationalité d’un pays hors de l’Union européenne"))
    foreign_background = _answer(_("origine étrangère"))
    minority = _answer(_("appartenance à une minorité"))
    homeless = _answer(_("sans domicile ou exclusion du logement"))
    rural = _answer(_("vit à la campagne"))
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrige")
    )
    reason = models.CharField(_("raison de la correction"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("notée le"), auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("entrée FSE+")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True, reason="")
                | (models.Q(corrects__isnull=False) & ~models.Q(reason="")),
                name="a_correction_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.entered_on}"
