"""One adviser meets one person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation, ReceptionPoint
from allant.web.agenda.enums import AppointmentKind, AppointmentState
from allant.web.people.models import Beneficiary

UPCOMING = models.Q(state=AppointmentState.BOOKED)


class Appointment(models.Model):
    """A meeting (`rendez-vous`). Moving one closes its row and opens another, tied to it: the trace stays."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="appointments")
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("avec")
    )
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    kind = models.CharField(
        _("type"), max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.INDIVIDUAL
    )
    reception_point = models.ForeignKey(
        ReceptionPoint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("point d’accueil"),
    )
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    purpose = models.CharField(_("objet"), max_length=160, blank=True)
    state = models.CharField(
        _("état"), max_length=10, choices=AppointmentState.choices, default=AppointmentState.BOOKED
    )
    moved_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_to", verbose_name=_("remplace")
    )
    reason = models.CharField(_("motif"), max_length=200, blank=True)
    booked_at = models.DateTimeField(_("pris le"), auto_now_add=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("clos le"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    remind_at = models.DateTimeField(_("rappel à écrire à partir du"), null=True)
    reminded_at = models.DateTimeField(_("rappel écrit le"), null=True)

    class Meta:
        verbose_name = _("rendez-vous")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["organisation", "adviser", "starts_at"], name="appointment_by_adviser"),
            models.Index(fields=["organisation", "starts_at"], name="appointment_by_team"),
            models.Index(fields=["person", "organisation", "-starts_at"], name="appointment_by_person"),
            models.Index(
                fields=["remind_at"],
                condition=UPCOMING & models.Q(reminded_at__isnull=True),
                name="appointment_to_remind",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="an_appointment_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=models.Q(address="") | models.Q(reception_point__isnull=True),
                name="an_appointment_has_one_place",
            ),
            models.CheckConstraint(
                condition=(UPCOMING & models.Q(closed_at__isnull=True))
                | (~UPCOMING & models.Q(closed_at__isnull=False)),
                name="a_closed_appointment_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def place(self) -> str:
        """Where it takes place: a reception point, an address, or nowhere in particular."""
        return self.reception_point.name if self.reception_point else self.address
