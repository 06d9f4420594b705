from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.cases.models import Case, Step
from allant.web.learning.enums import HowItWent, Stage
from allant.web.people.models import Beneficiary


class LessonProgress(models.Model):
    """How far a person is in one lesson: proposed by an adviser, or begun by oneself from the personal page."""

    person = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="lessons")
    lesson = models.CharField(_("leçon"), max_length=40)
    proposed_at = models.DateTimeField(_("proposée le"), null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(_("commencée le"), null=True)
    last_card = models.PositiveSmallIntegerField(_("dernière carte vue"), default=0)
    right_cards = models.JSONField(_("cartes réussies du premier coup"), default=list)
    tried_cards = models.JSONField(_("cartes essayées"), default=list)
    finished_at = models.DateTimeField(_("terminée le"), null=True)

    class Meta:
        verbose_name = _("leçon suivie")
        constraints = [models.UniqueConstraint(fields=["person", "lesson"], name="one_progress_per_lesson")]

    def __str__(self) -> str:
        return f"{self.person} {self.lesson}"


class Rehearsal(models.Model):
    """A real trip learned in stages: with somebody, followed from afar, alone (`trajet accompagné`)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="rehearsals")
    step = models.ForeignKey(Step, on_delete=models.SET_NULL, null=True, blank=True, related_name="rehearsals")
    from_place = models.CharField(_("départ"), max_length=120)
    to_place = models.CharField(_("arrivée"), max_length=120)
    route = models.CharField(
        _("itinéraire"), max_length=400, blank=True, help_text=_("Lignes, arrêts, changements, passages délicats.")
    )
    companion = models.CharField(_("qui accompagne"), max_length=120)
    created_at = models.DateTimeField(_("préparé le"), default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("trajet accompagné")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_place} → {self.to_place}"


class RehearsalTrip(models.Model):
    """One time that the trip was made, at one stage."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="trips")
    stage = models.CharField(_("comment"), max_length=8, choices=Stage.choices)
    made_on = models.DateField(_("fait le"))
    minutes = models.PositiveSmallIntegerField(_("temps passé, en minutes"), null=True, blank=True)
    went = models.CharField(_("comment ça s’est passé"), max_length=9, choices=HowItWent.choices)
    note = models.CharField(_("ce qu’on a vu"), max_length=400, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sortie d’entraînement")
        ordering = ["made_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="known_stage"),
            models.CheckConstraint(condition=models.Q(went__in=HowItWent.values), name="known_way_it_went"),
        ]

    def __str__(self) -> str:
        return f"{self.rehearsal} {self.made_on:%Y-%m-%d} {self.stage}"
