"""One vehicle lent to one person: the contract, what was seen at both ends, what was paid."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allant.web.cases.models import Case, Step
from allant.web.documents.models import Document
from allant.web.fleet.enums import Handling, LoanKind
from allant.web.fleet.models.vehicle import Vehicle


class Loan(models.Model):
    """The loan or rental of a vehicle, booked, then handed over, then returned. Its terms are those of its contract."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="loans")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="loans", verbose_name=_("véhicule"))
    step = models.ForeignKey(
        Step,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="loans",
        verbose_name=_("étape du parcours"),
    )
    kind = models.CharField(_("nature"), max_length=6, choices=LoanKind.choices)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    end_reason = models.CharField(
        _("pourquoi cette date de fin"),
        max_length=120,
        blank=True,
        help_text=_("Par exemple : fin de la période d’essai, arrivée de la voiture réparée."),
    )
    daily_rate_eur = models.DecimalField(_("tarif par jour, en euros"), max_digits=6, decimal_places=2)
    deposit_eur = models.DecimalField(_("caution, en euros"), max_digits=7, decimal_places=2)
    km_per_day = models.PositiveIntegerField(_("kilomètres compris par jour"), null=True, blank=True)
    deposit_received_on = models.DateField(_("caution reçue le"), null=True, blank=True)
    deposit_returned_on = models.DateField(_("caution rendue le"), null=True, blank=True)
    deposit_withheld_eur = models.DecimalField(_("retenu, en euros"), max_digits=7, decimal_places=2, default=0)
    deposit_withheld_because = models.CharField(_("retenu parce que"), max_length=200, blank=True)
    contract_signed_on = models.DateField(_("contrat signé le"), null=True, blank=True)
    created_at = models.DateTimeField(_("réservé le"), default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(_("remis le"), null=True)
    returned_at = models.DateTimeField(_("rendu le"), null=True)
    cancelled_at = models.DateTimeField(_("annulé le"), null=True)

    class Meta:
        verbose_name = _("prêt de véhicule")
        ordering = ["-starts_on", "-pk"]
        indexes = [
            models.Index(fields=["vehicle", "starts_on"], name="loan_by_vehicle"),
            models.Index(
                fields=["ends_on"],
                condition=Q(handed_over_at__isnull=False, returned_at__isnull=True),
                name="loan_out_by_end",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="loan_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(handed_over_at__isnull=False),
                name="returned_after_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(handed_over_at__isnull=True),
                name="only_a_booking_is_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(deposit_withheld_eur=0) | ~Q(deposit_withheld_because=""),
                name="deposit_withheld_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(deposit_withheld_eur__gte=0, deposit_withheld_eur__lte=F("deposit_eur")),
                name="withheld_at_most_the_deposit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vehicle} {self.starts_on:%Y-%m-%d}"

    @property
    def is_out(self) -> bool:
        """Is the vehicle with the person now?"""
        return self.handed_over_at is not None and self.returned_at is None

    @property
    def is_booked(self) -> bool:
        """Does it wait to be handed over?"""
        return self.handed_over_at is None and self.cancelled_at is None


class Renewal(models.Model):
    """A new end date, with the former one and the reason."""

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="renewals")
    former_end_on = models.DateField(_("ancienne fin"))
    new_end_on = models.DateField(_("nouvelle fin"))
    reason = models.CharField(_("raison"), max_length=120)
    at = models.DateTimeField(_("décidé le"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("prolongation")
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.loan} {self.new_end_on:%Y-%m-%d}"


class Inspection(models.Model):
    """What was seen with the person when the vehicle went out, or came back."""

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="inspections")
    handling = models.CharField(_("moment"), max_length=4, choices=Handling.choices)
    at = models.DateTimeField(_("fait le"), default=timezone.now)
    odometer_km = models.PositiveIntegerField(_("compteur, en km"), null=True, blank=True)
    findings = models.JSONField(_("points vérifiés"))
    note = models.CharField(_("remarques"), max_length=400, blank=True)
    agreed_by = models.CharField(_("vu et accepté par"), max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("état des lieux")
        constraints = [models.UniqueConstraint(fields=["loan", "handling"], name="one_inspection_at_each_end")]

    def __str__(self) -> str:
        return f"{self.loan} {self.handling}"


class InspectionPhoto(models.Model):
    """A photo taken at an inspection, kept with the documents."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="photos")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photo d’état des lieux")

    def __str__(self) -> str:
        return str(self.document)


class Payment(models.Model):
    """Money received for a rental."""

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="payments")
    paid_on = models.DateField(_("reçu le"))
    amount_eur = models.DecimalField(_("montant, en euros"), max_digits=7, decimal_places=2)
    note = models.CharField(_("précision"), max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paiement")
        ordering = ["paid_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount_eur__gt=0), name="a_payment_is_more_than_nothing")]

    def __str__(self) -> str:
        return f"{self.loan} {self.amount_eur}"
