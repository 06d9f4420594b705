"""How a person can be reached and lives: dated rows, a new one never overwrites the former."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.people.enums import ConsentWay, Licence, Status, Vehicle, WordingStatus
from allant.web.people.models.beneficiary import Beneficiary

MOST_PEOPLE_AT_HOME = 30


class Contact(models.Model):
    """Another way to a person: their second number, or somebody they trust."""

    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(_("nom de la personne de confiance"), max_length=100, blank=True)
    relation = models.CharField(_("qui est-ce ?"), max_length=60, blank=True)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)

    class Meta:
        verbose_name = _("autre contact")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(phone="") | ~models.Q(email=""), name="a_contact_leads_somewhere"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.phone or self.email


class Dated(models.Model):
    """A row that says how things stood on a day, and who wrote it down."""

    since = models.DateField(_("depuis le"))
    recorded_at = models.DateTimeField(_("noté le"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["-since", "-recorded_at", "-pk"]


class Household(Dated):
    """With whom a person lives, counted and never named."""

    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="households")
    adults = models.PositiveSmallIntegerField(
        _("adultes, la personne comprise"), validators=[MaxValueValidator(MOST_PEOPLE_AT_HOME)]
    )
    small_children = models.PositiveSmallIntegerField(
        _("enfants de moins de 6 ans"), default=0, validators=[MaxValueValidator(MOST_PEOPLE_AT_HOME)]
    )
    children = models.PositiveSmallIntegerField(
        _("enfants de 6 à 17 ans"), default=0, validators=[MaxValueValidator(MOST_PEOPLE_AT_HOME)]
    )
    drivers = models.PositiveSmallIntegerField(
        _("combien conduisent ?"), default=0, validators=[MaxValueValidator(MOST_PEOPLE_AT_HOME)]
    )

    class Meta(Dated.Meta):
        verbose_name = _("foyer")

    def __str__(self) -> str:
        return f"{self.person} {self.since}"


class Situation(Dated):
    """What a person does, earns and drives, as of a day."""

    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="situations")
    status = models.CharField(_("situation"), max_length=12, choices=Status.choices)
    quotient_familial = models.PositiveIntegerField(_("quotient familial, en euros"), null=True, blank=True)
    income = models.CharField(_("revenu du foyer par mois"), max_length=24, blank=True)
    """A code of `people.income`; empty when it was not asked."""
    licence = models.CharField(_("permis"), max_length=10, choices=Licence.choices, blank=True)
    vehicle = models.CharField(_("véhicule"), max_length=12, choices=Vehicle.choices, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("situation")

    def __str__(self) -> str:
        return f"{self.person} {self.since}"


class LegalGuardian(models.Model):
    """Who answers for a minor, and whether they agree that the minor is helped."""

    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="guardians")
    name = models.CharField(_("nom"), max_length=100)
    relation = models.CharField(_("lien avec la personne"), max_length=60)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    agreed_on = models.DateField(_("d’accord depuis le"), null=True, blank=True)
    how = models.CharField(_("comment"), max_length=10, choices=ConsentWay.choices, blank=True)
    wording = models.TextField(_("texte accepté"), blank=True)
    language = models.CharField(_("langue"), max_length=12, default="fr")
    wording_status = models.CharField(_("état du texte"), max_length=8, choices=WordingStatus.choices, blank=True)
    recorded_at = models.DateTimeField(_("noté le"), auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("responsable légal")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_on__isnull=True)
                | (models.Q(agreed_on__isnull=False) & ~models.Q(how="") & ~models.Q(wording="")),
                name="a_guardian_s_consent_has_its_words",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def agrees(self) -> bool:
        return self.agreed_on is not None and self.withdrawn_at is None
