"""What comes from and goes to the calendars that advisers keep elsewhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """The secret address of an adviser's calendar; only its fingerprint is kept."""

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    fingerprint = models.CharField(_("empreinte de l’adresse"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    read_at = models.DateTimeField(_("lue le"), null=True)
    revoked_at = models.DateTimeField(_("retirée le"), null=True)

    class Meta:
        verbose_name = _("adresse de calendrier")
        constraints = [
            models.UniqueConstraint(
                fields=["adviser"], condition=models.Q(revoked_at__isnull=True), name="one_open_feed_per_adviser"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser} {self.created_at:%Y-%m-%d}"


class BusyTime(models.Model):
    """An adviser is taken elsewhere; their outside calendar keeps the titles for itself."""

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="busy_times")
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    read_at = models.DateTimeField(_("lu le"))

    class Meta:
        verbose_name = _("temps pris ailleurs")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["adviser", "ends_at"], name="busy_time_by_adviser")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_busy_time_ends_after_its_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser} {self.starts_at:%Y-%m-%d %H:%M}"
