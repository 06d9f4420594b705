"""Workshops of several people: their dates, who is enrolled, who came."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.models import Organisation, ReceptionPoint
from allant.web.agenda.enums import EnrolmentState, Presence, SessionState
from allant.web.people.models import Beneficiary

TAKES_PART = models.Q(state__in=[EnrolmentState.ENROLLED, EnrolmentState.WAITING])


class Session(models.Model):
    """A workshop (`atelier`) with so many places, on one date or several."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="workshops")
    title = models.CharField(_("titre"), max_length=120)
    programme = models.TextField(_("programme"), max_length=2000, blank=True)
    reception_point = models.ForeignKey(
        ReceptionPoint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("point d’accueil"),
    )
    address = models.CharField(_("autre lieu"), max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(_("nombre de places"))
    leaders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="workshops", blank=True, verbose_name=_("animé par")
    )
    state = models.CharField(_("état"), max_length=10, choices=SessionState.choices, default=SessionState.OPEN)
    starts_at = models.DateTimeField(_("première date"))
    ends_at = models.DateTimeField(_("fin de la dernière date"))
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("atelier")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["organisation", "ends_at"], name="workshop_by_end")]
        constraints = [
            models.CheckConstraint(condition=models.Q(capacity__gt=0), name="a_workshop_has_places"),
            models.CheckConstraint(
                condition=models.Q(address="") | models.Q(reception_point__isnull=True), name="a_workshop_has_one_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> str:
        """Where it takes place."""
        return self.reception_point.name if self.reception_point else self.address


class Meeting(models.Model):
    """One date of a workshop, with its attendance sheet. A closed sheet never changes."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="meetings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    closed_at = models.DateTimeField(_("feuille close le"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("date d’atelier")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["organisation", "starts_at"], name="meeting_by_team")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_meeting_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_sheet_is_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.starts_at:%Y-%m-%d %H:%M}"


class Enrolment(models.Model):
    """Somebody's place in a workshop or on its waiting list: a person who is helped, or a name and an organisation."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments")
    name = models.CharField(_("nom"), max_length=120, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=EnrolmentState.choices)
    enrolled_at = models.DateTimeField(_("inscription le"), auto_now_add=True)
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("désinscription le"), null=True)

    invited_at = models.DateTimeField(_("convocation écrite le"), null=True)

    class Meta:
        verbose_name = _("inscription")
        ordering = ["enrolled_at", "pk"]
        indexes = [models.Index(fields=["person", "-enrolled_at"], name="enrolment_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=TAKES_PART & models.Q(person__isnull=False),
                name="one_place_per_person",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, name="")
                | (models.Q(person__isnull=True) & ~models.Q(name="")),
                name="an_enrolment_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=(TAKES_PART & models.Q(withdrawn_at__isnull=True))
                | models.Q(state=EnrolmentState.WITHDRAWN, withdrawn_at__isnull=False),
                name="a_withdrawal_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """The name to call on the day."""
        return str(self.person) if self.person else self.name


UNSIGNED = models.Q(signed_at__isnull=True, signature_path="", signed_name="")
SIGNED_ONCE = models.Q(signed_at__isnull=False, presence=Presence.PRESENT) & (
    (~models.Q(signature_path="") & models.Q(signed_name=""))
    | (models.Q(signature_path="") & ~models.Q(signed_name=""))
)


class Attendance(models.Model):
    """What the sheet of one date says of somebody, with their signature; fixed once the sheet is closed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(_("présence"), max_length=8, choices=Presence.choices)
    marked_at = models.DateTimeField(_("noté le"), auto_now=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signature_path = models.TextField(_("tracé de la signature"), blank=True)
    signed_name = models.CharField(_("nom tapé pour signer"), max_length=200, blank=True)
    signed_at = models.DateTimeField(_("signé le"), null=True)

    class Meta:
        verbose_name = _("présence")
        constraints = [
            models.CheckConstraint(condition=UNSIGNED | SIGNED_ONCE, name="who_signs_is_present_and_signs_in_one_way"),
            models.UniqueConstraint(fields=["meeting", "enrolment"], name="one_line_per_person_on_a_sheet"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.presence}"
