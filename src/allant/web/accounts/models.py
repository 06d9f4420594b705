from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.enums import CentroidQuality, OrganisationKind, Role, WheelchairAccess

DRAFT_SECRET_BYTES = 32


class Territory(models.Model):
    """A set of communes where organisations work together, e.g. one EPCI."""

    name = models.CharField(_("nom"), max_length=120)
    epci_code = models.CharField(_("code EPCI"), max_length=9, blank=True)
    is_fictional = models.BooleanField(_("territoire fictif"), default=False)
    created_at = models.DateTimeField(_("ouvert le"), auto_now_add=True)

    class Meta:
        verbose_name = _("territoire")
        constraints = [
            models.UniqueConstraint(
                fields=["epci_code"], condition=~models.Q(epci_code=""), name="one_territory_per_epci"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune of a territory, copied from the register (or invented, in a fictional territory)."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="communes")
    code_insee = models.CharField(_("code INSEE"), max_length=5)
    name = models.CharField(_("nom"), max_length=120)
    postal_codes = models.JSONField(_("codes postaux"), default=list)
    population = models.PositiveIntegerField(_("population"), null=True)
    lon = models.FloatField(_("longitude"), null=True)
    lat = models.FloatField(_("latitude"), null=True)
    centroid_quality = models.CharField(_("origine de la position"), max_length=10, choices=CentroidQuality.choices)

    class Meta:
        verbose_name = _("commune")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "code_insee"], name="commune_once_per_territory"),
            models.CheckConstraint(
                condition=models.Q(centroid_quality=CentroidQuality.NONE, lon__isnull=True, lat__isnull=True)
                | (~models.Q(centroid_quality=CentroidQuality.NONE) & models.Q(lon__isnull=False, lat__isnull=False)),
                name="commune_position_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A platform, its network head or a prescriber."""

    name = models.CharField(_("nom"), max_length=160)
    kind = models.CharField(_("nature"), max_length=12, choices=OrganisationKind.choices)
    territory = models.ForeignKey(
        Territory,
        on_delete=models.PROTECT,
        related_name="organisations",
        null=True,
        blank=True,
        verbose_name=_("territoire"),
    )
    network = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="members", null=True, blank=True, verbose_name=_("réseau")
    )
    asks_fse = models.BooleanField(_("un financeur demande les champs FSE+"), default=False)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    authorised_prescriber_since = models.DateField(_("prescripteur habilité depuis le"), null=True, blank=True)
    authorised_prescriber_reference = models.CharField(_("acte d’habilitation"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("organisation")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(authorised_prescriber_since__isnull=True, authorised_prescriber_reference="")
                | (models.Q(authorised_prescriber_since__isnull=False) & ~models.Q(authorised_prescriber_reference="")),
                name="an_authorisation_has_its_reference",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=OrganisationKind.NETWORK) | models.Q(territory__isnull=False),
                name="only_a_network_has_no_territory",
            ),
            models.UniqueConstraint(
                fields=["territory", "name"],
                name="organisation_name_once_per_territory",
                violation_error_message=_("Une organisation porte déjà ce nom dans ce territoire."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(territory__isnull=True),
                name="network_name_once",
                violation_error_message=_("Une tête de réseau porte déjà ce nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReceptionPoint(models.Model):
    """A place where a platform receives people (`point d'accueil`)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reception_points")
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, verbose_name=_("commune"))
    name = models.CharField(_("nom"), max_length=120)
    address = models.CharField(_("adresse"), max_length=200)
    how_to_come = models.CharField(_("comment venir"), max_length=300, blank=True)
    wheelchair = models.CharField(
        _("accès en fauteuil roulant"), max_length=7, choices=WheelchairAccess.choices, default=WheelchairAccess.UNKNOWN
    )
    closed_on = models.DateField(_("fermé depuis le"), null=True, blank=True)

    class Meta:
        verbose_name = _("point d’accueil")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(closed_on__isnull=True),
                name="one_open_reception_point_by_name",
            ),
            models.CheckConstraint(
                condition=models.Q(wheelchair__in=WheelchairAccess.values), name="known_wheelchair_access"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes the accounts of people who work; the e-mail address is the login."""

    def create_user(
        self, *, email: str, full_name: str, organisation: Organisation, role: str, password: str
    ) -> "User":
        user = self.model(
            email=self.normalize_email(email).lower(), full_name=full_name, organisation=organisation, role=role
        )
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who works: one role in one organisation."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    full_name = models.CharField(_("nom complet"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="people", verbose_name=_("organisation")
    )
    role = models.CharField(_("rôle"), max_length=12, choices=Role.choices)
    is_active = models.BooleanField(_("actif"), default=True)
    uses_shortcuts = models.BooleanField(_("raccourcis clavier"), default=True)

    USERNAME_FIELD = "email"

    objects = UserManager()

    class Meta:
        verbose_name = _("personne qui travaille")
        ordering = ["full_name"]
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="known_role")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def capacity(self) -> str:
        """By what right this person reads and writes, in words."""
        return f"{self.get_role_display()}, {self.organisation.name}"


class DraftSecret(models.Model):
    """What the keys of one person's unsent drafts are made from; it never leaves the server."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="draft_secret")
    secret = models.BinaryField(_("secret"), max_length=DRAFT_SECRET_BYTES, editable=False)

    class Meta:
        verbose_name = _("secret des brouillons")
        verbose_name_plural = _("secrets des brouillons")

    def __str__(self) -> str:
        return str(self.user)
