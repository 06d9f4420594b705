"""Who receives where, on which day of the week."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation, ReceptionPoint
from allant.web.agenda.enums import Weekday


class Opening(models.Model):
    """Hours of one adviser at one reception point, every week between two days (`permanence`)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="openings")
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="openings",
        verbose_name=_("conseiller ou conseillère"),
    )
    reception_point = models.ForeignKey(
        ReceptionPoint, on_delete=models.PROTECT, related_name="openings", verbose_name=_("point d’accueil")
    )
    weekday = models.PositiveSmallIntegerField(_("jour"), choices=Weekday.choices)
    starts = models.TimeField(_("de"))
    ends = models.TimeField(_("à"))
    slot_min = models.PositiveSmallIntegerField(_("durée d’un rendez-vous en minutes"), default=60)
    from_on = models.DateField(_("à partir du"))
    until_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("permanence")
        ordering = ["weekday", "starts", "pk"]
        indexes = [models.Index(fields=["organisation", "adviser", "weekday"], name="opening_by_adviser")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="an_opening_ends_after_its_start"
            ),
            models.CheckConstraint(condition=models.Q(slot_min__gt=0), name="an_opening_has_slots_with_a_length"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="an_opening_ends_after_its_first_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser} {self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"
