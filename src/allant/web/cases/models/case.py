"""The case of a person in one platform, and its bilans."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.assessments.models import Assessment
from allant.web.cases.enums import (
    Moment,
    Source,
    Support,
)
from allant.web.people.models import Beneficiary


class CurrentCases(models.Manager["Case"]):
    """Files as people work with them: one that turned out to be a second file of the same support is put away."""

    def get_queryset(self) -> models.QuerySet["Case"]:
        return super().get_queryset().filter(merged_into=None)


class Case(models.Model):
    """The file of a person in one platform (`dossier`)."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("suivi par"),
    )
    prescriber = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referred_cases",
        verbose_name=_("prescripteur"),
    )
    source = models.CharField(_("origine"), max_length=12, choices=Source.choices)
    reference = models.CharField(_("référence d’origine"), max_length=100, blank=True)
    opened_on = models.DateField(_("ouvert le"))
    suggested_support = models.CharField(_("suggestion"), max_length=12, choices=Support.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = CurrentCases()
    everything = models.Manager()  # noqa: DJ012  # the first manager is the usual one, so it stays first

    class Meta:
        verbose_name = _("dossier")
        ordering = ["-opened_on", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-opened_on"], name="case_by_organisation"),
            models.Index(fields=["organisation", "adviser", "-opened_on"], name="case_by_adviser"),
        ]

    def __str__(self) -> str:
        return str(self.beneficiary)


class CaseAssessment(models.Model):
    """Ties a filling of a grid to a case, with its moment."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="case_assessments")
    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="case_link")
    moment = models.CharField(_("moment"), max_length=6, choices=Moment.choices)

    class Meta:
        verbose_name = _("bilan du dossier")
        ordering = ["assessment__started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "moment"],
                condition=models.Q(moment__in=[Moment.ENTRY, Moment.EXIT]),
                name="one_entry_and_one_exit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.moment}"
