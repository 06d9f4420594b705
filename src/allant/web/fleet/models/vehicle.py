"""What the platform lends."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation, ReceptionPoint
from allant.web.fleet.enums import VehicleKind


class Vehicle(models.Model):
    """A vehicle or bike of a platform, with the terms on which it is lent."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="vehicles")
    kind = models.CharField(_("type"), max_length=10, choices=VehicleKind.choices)
    label = models.CharField(_("nom"), max_length=80, help_text=_("Par exemple : Clio grise, vélo n° 12."))
    plate = models.CharField(_("immatriculation"), max_length=12, blank=True)
    kept_at = models.ForeignKey(
        ReceptionPoint, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("gardé à")
    )
    odometer_km = models.PositiveIntegerField(_("compteur, en km"), null=True, blank=True)
    daily_rate_eur = models.DecimalField(_("tarif par jour, en euros"), max_digits=6, decimal_places=2, default=0)
    deposit_eur = models.DecimalField(_("caution, en euros"), max_digits=7, decimal_places=2, default=0)
    km_per_day = models.PositiveIntegerField(
        _("kilomètres compris par jour"), null=True, blank=True, help_text=_("Vide : sans limite.")
    )
    roadworthy_until = models.DateField(_("contrôle technique valable jusqu’au"), null=True, blank=True)
    insured_until = models.DateField(_("assurance valable jusqu’au"), null=True, blank=True)
    entered_on = models.DateField(_("dans la flotte depuis le"), default=timezone.localdate)
    withdrawn_on = models.DateField(_("retiré de la flotte le"), null=True, blank=True)

    class Meta:
        verbose_name = _("véhicule")
        ordering = ["kind", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "label"],
                name="vehicle_label_once_per_platform",
                violation_error_message=_("Un véhicule de la plateforme porte déjà ce nom."),
            ),
            models.CheckConstraint(
                condition=models.Q(daily_rate_eur__gte=0, deposit_eur__gte=0), name="vehicle_costs_nothing_or_more"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gte=models.F("entered_on")),
                name="vehicle_withdrawn_after_it_entered",
                violation_error_message=_("Un véhicule est retiré après être entré dans la flotte."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Block(models.Model):
    """A time when a vehicle may not go out for safety, from a failed inspection or a decision; lifted with a reason."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.CASCADE, related_name="blocks")
    since = models.DateTimeField(_("depuis"), default=timezone.now)
    reason = models.CharField(_("raison"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("levé le"), null=True)
    lifted_because = models.CharField(_("levé parce que"), max_length=200, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("blocage")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle"], condition=models.Q(lifted_at__isnull=True), name="one_open_block_per_vehicle"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_because="")
                | (models.Q(lifted_at__isnull=False) & ~models.Q(lifted_because="")),
                name="a_block_is_lifted_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vehicle} {self.reason}"
