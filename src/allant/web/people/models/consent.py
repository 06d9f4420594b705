"""What a person agreed to, in which words, when and how."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation
from allant.web.people.enums import ConsentPurpose, ConsentWay, WordingStatus
from allant.web.people.models.beneficiary import Beneficiary


class Consent(models.Model):
    """One agreement. Rows are only added; a withdrawal dates the row, a new agreement is a new row."""

    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("objet"), max_length=20, choices=ConsentPurpose.choices)
    recipient = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation concernée"),
    )
    wording = models.TextField(_("texte accepté"))
    wording_status = models.CharField(_("état du texte"), max_length=8, choices=WordingStatus.choices)
    language = models.CharField(_("langue"), max_length=12, default="fr")
    how = models.CharField(_("comment"), max_length=10, choices=ConsentWay.choices)
    given_at = models.DateTimeField(_("donné le"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("recueilli par")
    )
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("accord")
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["person", "purpose"], name="consent_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="a_withdrawal_follows_the_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.purpose} {self.given_at:%Y-%m-%d}"

    @property
    def is_active(self) -> bool:
        return self.withdrawn_at is None
