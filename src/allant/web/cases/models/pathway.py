"""The pathway of a case: objectives, ordered steps, and the time given to each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import (
    ObjectiveKind,
    ObjectiveState,
    Obstacle,
    Payer,
    StepKind,
    StepResult,
    StepState,
)
from allant.web.cases.models.case import Case

MINUTES_IN_A_DAY = 24 * 60


class Objective(models.Model):
    """What the person wants to be able to do."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="objectives")
    label = models.CharField(_("objectif"), max_length=160)
    kind = models.CharField(_("domaine"), max_length=12, choices=ObjectiveKind.choices)
    wished_by_person = models.BooleanField(_("demandé par la personne"), default=True)
    state = models.CharField(_("état"), max_length=10, choices=ObjectiveState.choices, default=ObjectiveState.OPEN)
    set_on = models.DateField(_("fixé le"))
    ended_on = models.DateField(_("terminé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("objectif")
        ordering = ["set_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ObjectiveState.OPEN) ^ models.Q(ended_on__isnull=False),
                name="an_ended_objective_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class TemplateUse(models.Model):
    """A template of pathway that was applied to a case, so that it can be taken back in one click."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="template_uses")
    template = models.CharField(_("modèle"), max_length=40)
    applied_at = models.DateTimeField(_("appliqué le"), auto_now_add=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("modèle appliqué")
        ordering = ["applied_at", "pk"]

    def __str__(self) -> str:
        return self.template


class Step(models.Model):
    """One step of the pathway, in order."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    # An objective is ended, never erased; the case takes both away together.
    objective = models.ForeignKey(
        Objective,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("pour quel objectif"),
    )
    template_use = models.ForeignKey(
        TemplateUse, on_delete=models.RESTRICT, null=True, blank=True, related_name="steps"
    )
    position = models.PositiveSmallIntegerField(_("ordre"))
    kind = models.CharField(_("type"), max_length=16, choices=StepKind.choices)
    label = models.CharField(_("intitulé"), max_length=160)
    solution = models.CharField(_("solution"), max_length=40, blank=True)
    partner = models.CharField(_("avec qui"), max_length=120, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=StepState.choices, default=StepState.PLANNED)
    planned_on = models.DateField(_("prévue le"), null=True, blank=True)
    done_on = models.DateField(_("faite le"), null=True, blank=True)
    cost_eur = models.DecimalField(_("coût total, en euros"), max_digits=8, decimal_places=2, null=True, blank=True)
    out_of_pocket_eur = models.DecimalField(
        _("dont payé par la personne, en euros"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    payer = models.CharField(_("qui paie le reste"), max_length=10, choices=Payer.choices, blank=True)
    result = models.CharField(_("résultat"), max_length=8, choices=StepResult.choices, blank=True)
    result_note = models.CharField(_("ce que cela a donné"), max_length=200, blank=True)
    obstacle = models.CharField(_("pourquoi"), max_length=14, choices=Obstacle.choices, blank=True)
    obstacle_note = models.CharField(_("précision sur la raison"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("étape")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=StepState.DONE, done_on__isnull=False)
                | (~models.Q(state=StepState.DONE) & models.Q(done_on__isnull=True)),
                name="a_done_step_has_its_date",
            ),
            models.CheckConstraint(
                condition=models.Q(state=StepState.DONE) | models.Q(result=""), name="only_a_done_step_has_a_result"
            ),
            models.CheckConstraint(
                condition=(models.Q(state=StepState.DROPPED) | models.Q(result=StepResult.NONE))
                ^ models.Q(obstacle=""),
                name="what_was_not_followed_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(out_of_pocket_eur=None)
                | models.Q(cost_eur=None)
                | models.Q(out_of_pocket_eur__lte=models.F("cost_eur")),
                name="nobody_pays_more_than_the_cost",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class StepSession(models.Model):
    """Time given to the person for a step, on a day. Their sum is the dose of a support."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="sessions")
    on = models.DateField(_("le"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("temps passé")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=MINUTES_IN_A_DAY),
                name="minutes_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min {self.on}"
