"""Two files that may be one person's, what was decided, and how to take a merging back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.cases.enums import PairState
from allant.web.people.models import Beneficiary


class DuplicatePair(models.Model):
    """Two people of one platform who look alike; what somebody decided of them is remembered."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(_("ce qui se ressemble"), default=list)
    state = models.CharField(_("état"), max_length=8, choices=PairState.choices, default=PairState.PROPOSED)
    found_at = models.DateTimeField(_("trouvé le"), auto_now_add=True)
    decided_at = models.DateTimeField(_("décidé le"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("doublon possible")
        ordering = ["-found_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "state", "-found_at"], name="pair_by_organisation")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "first", "second"], name="a_pair_is_met_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="a_pair_has_an_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class MergeRecord(models.Model):
    """One merging: every value that it changed, so that each can be given back."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField(_("valeurs changées"), default=list)
    """Rows of [model, number, field, value before, value after]."""
    stayed = models.JSONField(_("restées à part"), default=list)
    """Kinds of rows of which each had the only one there may be, e.g. a place in one workshop: both are as before."""
    merged_at = models.DateTimeField(_("réunis le"), auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("séparés le"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("réunion de deux dossiers")
        ordering = ["-merged_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-merged_at"], name="merge_by_organisation")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("merged")), name="nobody_is_merged_with_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
