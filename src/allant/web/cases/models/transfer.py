"""A case that goes from one platform to another."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.cases.enums import TransferState
from allant.web.cases.models.case import Case
from allant.web.people.models import Consent

WAITS = models.Q(state=TransferState.ASKED)


class Transfer(models.Model):
    """One case asked of another platform, with the person's agreement, and what the team left keeps of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    from_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="transfers_out")
    to_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="transfers_in", verbose_name=_("plateforme")
    )
    reason = models.CharField(_("pourquoi"), max_length=300)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("état"), max_length=10, choices=TransferState.choices, default=TransferState.ASKED)
    asked_at = models.DateTimeField(_("demandé le"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("décidé le"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decision_reason = models.CharField(_("motif"), max_length=300, blank=True)
    left_behind = models.JSONField(_("ce que l’équipe de départ a fait"), default=list)

    class Meta:
        verbose_name = _("dossier confié")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["to_organisation", "-asked_at"], name="transfer_by_receiver"),
            models.Index(fields=["from_organisation", "-asked_at"], name="transfer_by_sender"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=WAITS, name="one_transfer_at_a_time"),
            models.CheckConstraint(
                condition=~models.Q(from_organisation=models.F("to_organisation")), name="a_transfer_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=WAITS ^ models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decided_transfer_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.to_organisation}"

    @property
    def waits(self) -> bool:
        return self.state == TransferState.ASKED
