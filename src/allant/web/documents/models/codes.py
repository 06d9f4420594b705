"""Short codes, and the tries that failed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Code(models.Model):
    """A short code that a person holds and hands over: eight characters that cannot be mistaken for others."""

    value = models.CharField(_("code"), max_length=8, unique=True)
    purpose = models.CharField(_("usage"), max_length=30)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expire le"))
    revoked_at = models.DateTimeField(_("retiré le"), null=True)
    redeemed_at = models.DateTimeField(_("remis le"), null=True)
    redeemed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = _("code")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(redeemed_at__isnull=True, redeemed_by__isnull=True)
                | models.Q(redeemed_at__isnull=False, redeemed_by__isnull=False),
                name="redeemed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value[:4]}-{self.value[4:]}"

    @property
    def is_open(self) -> bool:
        """Can it still be handed over?"""
        return self.revoked_at is None and self.redeemed_at is None and timezone.now() < self.expires_at


class FailedTry(models.Model):
    """A code that was tried and does not open anything; kept to slow down guessing, by somebody or from somewhere."""

    purpose = models.CharField(_("usage"), max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True)
    origin = models.CharField(_("empreinte de l’adresse"), max_length=20, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("essai refusé")
        indexes = [
            models.Index(fields=["by", "-at"], name="failed_try_by_account"),
            models.Index(fields=["purpose", "origin", "-at"], name="failed_try_by_origin"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=False, origin="") | (models.Q(by__isnull=True) & ~models.Q(origin="")),
                name="a_failed_try_has_one_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by or self.origin} {self.at:%Y-%m-%d %H:%M}"
