"""The pathway of a case: its steps and its exit."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import (
    Contract,
    NoAssessmentReason,
    OutcomeKind,
    StepKind,
    StepState,
)
from allant.web.cases.models.case import Case


class Step(models.Model):
    """One step of the pathway, in order."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("ordre"))
    kind = models.CharField(_("type"), max_length=16, choices=StepKind.choices)
    label = models.CharField(_("intitulé"), max_length=160)
    solution = models.CharField(_("solution"), max_length=40, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=StepState.choices, default=StepState.PLANNED)
    planned_on = models.DateField(_("prévue le"), null=True, blank=True)
    done_on = models.DateField(_("faite le"), null=True, blank=True)

    class Meta:
        verbose_name = _("étape")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=StepState.DONE, done_on__isnull=False)
                | (~models.Q(state=StepState.DONE) & models.Q(done_on__isnull=True)),
                name="a_done_step_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Exit(models.Model):
    """The end of the support, as observed and dated; one per case. Categories are derived from it."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="exit")
    exited_on = models.DateField(_("date de sortie"))
    outcome = models.CharField(_("ce qui s’est passé"), max_length=14, choices=OutcomeKind.choices)
    outcome_on = models.DateField(_("depuis le"), null=True, blank=True)
    contract = models.CharField(_("contrat"), max_length=16, choices=Contract.choices, blank=True)
    contract_months = models.PositiveSmallIntegerField(_("durée du contrat en mois"), null=True, blank=True)
    hours_per_week = models.DecimalField(_("heures par semaine"), max_digits=4, decimal_places=1, null=True, blank=True)
    note = models.CharField(_("précision"), max_length=200, blank=True)
    no_assessment_reason = models.CharField(
        _("pas de bilan de sortie parce que"), max_length=12, choices=NoAssessmentReason.choices, blank=True
    )
    recorded_at = models.DateTimeField(_("enregistrée le"), auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sortie")

    def __str__(self) -> str:
        return f"{self.case} {self.exited_on}"
