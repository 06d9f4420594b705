from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.assessments.models import Assessment
from allant.web.cases.enums import (
    Contract,
    Moment,
    NoAssessmentReason,
    OutcomeKind,
    Source,
    StepKind,
    StepState,
    Support,
)
from allant.web.people.models import Beneficiary


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
    prescriber_may_be_informed = models.BooleanField(_("accord pour informer le prescripteur"), default=False)
    source = models.CharField(_("origine"), max_length=12, choices=Source.choices)
    reference = models.CharField(_("référence d’origine"), max_length=100, blank=True)
    opened_on = models.DateField(_("ouvert le"))
    suggested_support = models.CharField(_("suggestion"), max_length=12, choices=Support.choices, blank=True)
    decided_support = models.CharField(_("décision"), max_length=12, choices=Support.choices, blank=True)
    decided_on = models.DateField(_("décidé le"), null=True, blank=True)
    decision_reason = models.CharField(_("motif"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dossier")
        ordering = ["-opened_on", "-pk"]
        indexes = [models.Index(fields=["organisation", "-opened_on"], name="case_by_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_support="", decided_on__isnull=True)
                | (~models.Q(decided_support="") & models.Q(decided_on__isnull=False)),
                name="a_decision_has_its_date",
            ),
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
