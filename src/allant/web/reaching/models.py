from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant import trips
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching.enums import Fuel, Mode, Purpose, Vehicle


class UsualTrip(models.Model):
    """One recurrent trip of the usual week (`semaine habituelle`) that a bilan took, or one given up.

    A row that was taken away stays until the week changes again, so that it can come back.
    """

    link = models.ForeignKey(CaseAssessment, on_delete=models.CASCADE, related_name="usual_trips")
    purpose = models.CharField(_("pour quoi"), max_length=14, choices=Purpose.choices)
    mode = models.CharField(_("comment"), max_length=13, choices=Mode.choices)
    place = models.CharField(_("où"), max_length=80, blank=True)
    one_way_km = models.DecimalField(_("kilomètres, aller"), max_digits=5, decimal_places=1)
    one_way_trips_per_week = models.DecimalField(_("trajets par semaine"), max_digits=4, decimal_places=1)
    drives = models.BooleanField(_("la personne conduit"), null=True, blank=True)
    aboard = models.PositiveSmallIntegerField(_("personnes à bord"), default=1, validators=[MinValueValidator(1)])
    vehicle = models.CharField(_("véhicule"), max_length=11, choices=Vehicle.choices, blank=True)
    fuel = models.CharField(_("énergie"), max_length=8, choices=Fuel.choices, blank=True)
    noted_at = models.DateTimeField(_("noté le"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("trajet habituel")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="known_purpose_of_trip"),
            models.CheckConstraint(condition=models.Q(mode__in=Mode.values), name="known_mode_of_trip"),
            models.CheckConstraint(condition=models.Q(vehicle__in=["", *Vehicle.values]), name="known_vehicle_of_trip"),
            models.CheckConstraint(condition=models.Q(fuel__in=["", *Fuel.values]), name="known_fuel_of_trip"),
            models.CheckConstraint(condition=models.Q(one_way_km__gte=0), name="trip_of_at_least_no_km"),
            models.CheckConstraint(
                condition=models.Q(one_way_trips_per_week__gt=0), name="trip_that_is_made_or_wanted"
            ),
            models.CheckConstraint(condition=models.Q(aboard__gte=1), name="somebody_aboard"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.get_mode_display()}"

    @property
    def case(self) -> Case:
        """The file that it belongs to."""
        return self.link.case

    def as_trip(self) -> trips.UsualTrip:
        """Return the value that rooms count with; raise InputError where the row contradicts itself."""
        return trips.UsualTrip(
            trips.Purpose(self.purpose),
            trips.Mode(self.mode),
            float(self.one_way_km),
            float(self.one_way_trips_per_week),
            self.drives,
            self.aboard,
            trips.Vehicle(self.vehicle) if self.vehicle else None,
            trips.Fuel(self.fuel) if self.fuel else None,
        )


class WeekWithoutTrips(models.Model):
    """The person said that no trip comes back from week to week: a week that was asked, and is empty."""

    link = models.OneToOneField(CaseAssessment, on_delete=models.CASCADE, related_name="week_without_trips")
    noted_at = models.DateTimeField(_("noté le"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("semaine sans trajet habituel")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def case(self) -> Case:
        """The file that it belongs to."""
        return self.link.case
