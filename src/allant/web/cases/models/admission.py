"""What was decided for a person, since when; and the times when a support rests."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.cases.enums import Decision, RefusalReason, SuspensionReason
from allant.web.cases.models.case import Case


class Admission(models.Model):
    """One dated decision. Another decision ends it and stands beside it: a waiting list keeps its two dates."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="admissions")
    decision = models.CharField(_("décision"), max_length=10, choices=Decision.choices)
    refusal_reason = models.CharField(_("raison du refus"), max_length=12, choices=RefusalReason.choices, blank=True)
    note = models.CharField(_("précision"), max_length=200, blank=True)
    decided_on = models.DateField(_("décidé le"))
    ended_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("enregistrée le"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("décision d’admission")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_on=None), name="one_decision_in_force"),
            models.CheckConstraint(
                condition=models.Q(decision=Decision.REFUSED) ^ models.Q(refusal_reason=""),
                name="a_refusal_has_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("decided_on")),
                name="a_decision_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["decided_on"],
                condition=models.Q(decision=Decision.WAITING, ended_on=None),
                name="waiting_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} {self.decided_on}"


class Suspension(models.Model):
    """A time when the support rests; open as long as it has no end."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="suspensions")
    reason = models.CharField(_("pourquoi"), max_length=12, choices=SuspensionReason.choices)
    note = models.CharField(_("précision"), max_length=200, blank=True)
    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("suspension")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ends_on=None), name="one_suspension_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_suspension_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.starts_on}"
