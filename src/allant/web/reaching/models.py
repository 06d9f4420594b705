from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant import trips
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching.enums import Day, Fuel, Mode, Pace, Purpose, Vehicle


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
        indexes = [
            models.Index(
                fields=["removed_at"], condition=models.Q(removed_at__isnull=False), name="trips_that_were_taken_away"
            )
        ]
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


class TravelNeeds(models.Model):
    """What a bilan does not ask of somebody's travel: from where, when, how far on foot, for how much.

    `home_name` is a known place near their home, never an address; without one, trips start at the centre of their
    commune, and are estimates. Empty is "not known".
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="travel_needs")
    home_name = models.CharField(_("près de chez elle : un lieu connu"), max_length=120, blank=True)
    home_lon = models.FloatField(null=True, blank=True)
    home_lat = models.FloatField(null=True, blank=True)
    day = models.CharField(_("jours de trajet"), max_length=8, choices=Day.choices, default=Day.WEEKDAY)
    leaves_at = models.TimeField(_("départ possible à partir de"), null=True, blank=True)
    returns_at = models.TimeField(_("retour à partir de"), null=True, blank=True)
    budget_eur_per_month = models.PositiveSmallIntegerField(_("budget par mois, en euros"), null=True, blank=True)
    pass_eur_per_month = models.DecimalField(
        _("prix de l’abonnement, par mois"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    pace = models.CharField(_("marche"), max_length=5, choices=Pace.choices, default=Pace.USUAL)
    longest_walk_min = models.PositiveSmallIntegerField(_("marche au plus, en minutes"), null=True, blank=True)
    uses_wheelchair = models.BooleanField(_("se déplace en fauteuil roulant"), default=False)
    cycles = models.BooleanField(_("sait faire du vélo et peut en faire"), null=True, blank=True)
    has_e_bike = models.BooleanField(_("a un vélo électrique"), null=True, blank=True)
    has_lift = models.BooleanField(_("peut être conduite (covoiturage, transport à la demande)"), null=True, blank=True)
    noted_at = models.DateTimeField(_("noté le"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("besoins de déplacement")
        constraints = [
            models.CheckConstraint(condition=models.Q(day__in=Day.values), name="known_day_of_travel"),
            models.CheckConstraint(condition=models.Q(pace__in=Pace.values), name="known_pace"),
            models.CheckConstraint(
                condition=models.Q(home_name="", home_lon=None, home_lat=None)
                | (~models.Q(home_name="") & models.Q(home_lon__isnull=False, home_lat__isnull=False)),
                name="home_has_its_position",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)


class PlaceToBe(models.Model):
    """A place where somebody has to be each week, or would go to: a known place of the territory, with its position.

    One that was taken away stays until the list changes again, so that it can come back.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="places_to_be")
    name = models.CharField(_("lieu"), max_length=120)
    lon = models.FloatField()
    lat = models.FloatField()
    purpose = models.CharField(_("pour quoi"), max_length=14, choices=Purpose.choices)
    one_way_trips_per_week = models.DecimalField(_("trajets par semaine"), max_digits=4, decimal_places=1)
    noted_at = models.DateTimeField(_("noté le"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("lieu où être")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="known_purpose_of_place"),
            models.CheckConstraint(condition=models.Q(one_way_trips_per_week__gt=0), name="place_that_is_gone_to"),
        ]

    def __str__(self) -> str:
        return self.name
