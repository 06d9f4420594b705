import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.assessments.enums import Company, EnvironmentSource, Origin, Setting
from allant.web.documents.models import Code


class Assessment(models.Model):
    """One filling of a grid: a mobility test or a bilan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grid = models.CharField(_("grille"), max_length=40)
    grid_checksum = models.CharField(_("empreinte de la grille"), max_length=64)
    language = models.CharField(_("langue de l’entretien"), max_length=16, default="fr")
    setting = models.CharField(_("conditions"), max_length=14, choices=Setting.choices, blank=True)
    company = models.CharField(_("présence"), max_length=14, choices=Company.choices, blank=True)
    started_at = models.DateTimeField(_("commencé le"))
    finished_at = models.DateTimeField(_("terminé le"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, verbose_name=_("mené par"), related_name="+"
    )
    taken_over_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="continued_by", verbose_name=_("repris de")
    )

    class Meta:
        verbose_name = _("bilan ou test")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True) | models.Q(finished_at__gte=models.F("started_at")),
                name="finished_after_started",
            )
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(finished_at__isnull=True), name="unfinished")]

    def __str__(self) -> str:
        return f"{self.grid} {self.started_at:%Y-%m-%d}"


class Answer(models.Model):
    """One answer, as given. A changed answer is a new revision: the former one stays, and two tabs cannot overwrite."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=60)
    revision = models.PositiveIntegerField(_("version"))
    value = models.CharField(_("réponse"), max_length=2000, blank=True)
    origin = models.CharField(_("origine"), max_length=14, choices=Origin.choices)
    at = models.DateTimeField(_("enregistrée le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("réponse")
        ordering = ["question", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question", "revision"], name="one_answer_per_revision"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="known_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.question}={self.value}"


class Score(models.Model):
    """A computed result, stored with all that it was computed from. A fact: recomputed beside, never overwritten."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    engine_version = models.CharField(_("version du calcul"), max_length=20)
    grid = models.CharField(_("grille"), max_length=40)
    grid_checksum = models.CharField(_("empreinte de la grille"), max_length=64)
    environment = models.FloatField(_("environnement"), null=True)
    environment_source = models.CharField(
        _("origine de l’environnement"), max_length=10, choices=EnvironmentSource.choices
    )
    environment_network = models.CharField(_("réseau utilisé"), max_length=40, blank=True)
    environment_told = models.JSONField(_("d’où et quand"), default=dict, blank=True)
    entry_environment = models.FloatField(_("environnement de l’entrée, sur ce réseau"), null=True, blank=True)
    answers = models.JSONField(_("réponses utilisées"))
    parameters = models.JSONField(_("paramètres utilisés"))
    index = models.FloatField(_("indice"), null=True)
    low = models.FloatField(_("borne basse"), null=True)
    high = models.FloatField(_("borne haute"), null=True)
    is_partial = models.BooleanField(_("partiel"))
    dimensions = models.JSONField(_("composantes"))
    computed_at = models.DateTimeField(_("calculé le"))

    class Meta:
        verbose_name = _("résultat")
        ordering = ["-computed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(index__isnull=True) | models.Q(index__gte=0, index__lte=100),
                name="index_between_0_and_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grid} {self.index}"


class Handover(models.Model):
    """A finished test that its person agreed to keep for an adviser, and the code that opens it."""

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="handover")
    code = models.OneToOneField(Code, on_delete=models.PROTECT, related_name="handover")
    consent_wording = models.TextField(_("accord donné"))
    consented_at = models.DateTimeField(_("accord donné le"))

    class Meta:
        verbose_name = _("test confié")

    def __str__(self) -> str:
        return str(self.code)
