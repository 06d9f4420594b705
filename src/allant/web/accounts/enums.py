from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person who works may do; always within their organisation and its territory."""

    ADVISER = "adviser", _("conseiller ou conseillère mobilité")
    MANAGER = "manager", _("responsable de plateforme")
    NETWORK_HEAD = "network_head", _("tête de réseau")
    PRESCRIBER = "prescriber", _("prescripteur")


class OrganisationKind(models.TextChoices):
    """The part that an organisation plays."""

    PLATFORM = "platform", _("plateforme de mobilité")
    NETWORK = "network", _("tête de réseau")
    PRESCRIBER = "prescriber", _("prescripteur")


class CentroidQuality(models.TextChoices):
    """How the position of a commune was obtained, from the best to none."""

    CONTOUR = "contour", _("centre du contour")
    GEONAMES = "geonames", _("lieu-dit GeoNames")
    POSTAL = "postal", _("moyenne du code postal")
    EPCI = "epci", _("moyenne de l’intercommunalité")
    NONE = "none", _("position inconnue")


class WheelchairAccess(models.TextChoices):
    """Can somebody in a wheelchair come in? What nobody has checked is unknown, never "no"."""

    YES = "yes", _("oui")
    NO = "no", _("non")
    UNKNOWN = "unknown", _("pas vérifié")
