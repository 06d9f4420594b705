"""How the support ended, and the news of the months after."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import (
    AnsweredBy,
    Attempt,
    Contract,
    ExitChange,
    GoesWhereNeeded,
    NoAssessmentReason,
    OutcomeKind,
    Situation,
)
from allant.web.cases.models.case import Case


class ObservedExit(models.Model):
    """The end of a support as observed and dated. Categories are derived from it."""

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
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class Exit(ObservedExit):
    """The exit that holds; one per case."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="exit")
    recorded_at = models.DateTimeField(_("enregistrée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("sortie")

    def __str__(self) -> str:
        return f"{self.case} {self.exited_on}"


class FormerExit(ObservedExit):
    """What was recorded before somebody corrected or undid it: kept, never counted."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="former_exits")
    recorded_at = models.DateTimeField(_("enregistrée le"))
    change = models.CharField(_("devenue"), max_length=10, choices=ExitChange.choices)
    changed_at = models.DateTimeField(_("le"), auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ancienne sortie")
        ordering = ["changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.exited_on} {self.change}"


class FollowUp(models.Model):
    """News to ask for some months after the exit."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("mois après la sortie"))
    due_on = models.DateField(_("à demander le"))
    asked_at = models.DateTimeField(_("demandé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("suivi après la sortie")
        ordering = ["months"]
        constraints = [models.UniqueConstraint(fields=["case", "months"], name="one_follow_up_per_month")]
        indexes = [models.Index(fields=["due_on"], condition=models.Q(asked_at=None), name="follow_up_to_ask")]

    def __str__(self) -> str:
        return f"{self.case} {self.months}"


class FollowUpAnswer(models.Model):
    """What was said. The person and the adviser may both answer: both are kept, as observed."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="answers")
    by = models.CharField(_("par"), max_length=8, choices=AnsweredBy.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("répondu le"))
    situation = models.CharField(_("situation"), max_length=12, choices=Situation.choices)
    contract = models.CharField(_("contrat"), max_length=16, choices=Contract.choices, blank=True)
    contract_months = models.PositiveSmallIntegerField(_("durée du contrat en mois"), null=True, blank=True)
    hours_per_week = models.DecimalField(_("heures par semaine"), max_digits=4, decimal_places=1, null=True, blank=True)
    same_job = models.BooleanField(_("même emploi qu’à la sortie"), null=True, blank=True)
    goes_where_needed = models.CharField(
        _("peut aller là où il faut"), max_length=10, choices=GoesWhereNeeded.choices, blank=True
    )
    note = models.CharField(_("précision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("réponse au suivi")
        ordering = ["answered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by=AnsweredBy.ADVISER) | models.Q(recorded_by=None),
                name="a_person_answers_without_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up} {self.by}"


class FollowUpAttempt(models.Model):
    """Somebody was tried and not reached: what makes a missing answer honest."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="attempts")
    on = models.DateField(_("le"))
    how = models.CharField(_("par"), max_length=10, choices=Attempt.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("tentative de contact")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.how} {self.on}"
