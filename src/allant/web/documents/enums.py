from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a kept file is; the list is short on purpose: nothing that names an illness, no social security paper."""

    LICENCE = "licence", _("permis ou attestation de code")
    VEHICLE = "vehicle", _("papier du véhicule ou assurance")
    QUOTE = "quote", _("devis ou facture")
    WORK = "work", _("contrat ou promesse d’embauche")
    RESOURCES = "resources", _("justificatif de ressources ou de domicile")
    SIGNED = "signed", _("papier signé, numérisé")
    OTHER = "other", _("autre")


class PaperKind(models.TextChoices):
    """A paper that is made here."""

    SUMMARY = "summary", _("résumé pour la personne")
    SYNTHESIS = "synthesis", _("synthèse pour le prescripteur")
    ATTESTATION = "attestation", _("attestation de diagnostic mobilité")
    CONTRACT = "contract", _("contrat d’accompagnement")
    HONOUR = "honour", _("attestation sur l’honneur")


class Party(models.TextChoices):
    """Who signs."""

    PERSON = "person", _("la personne")
    GUARDIAN = "guardian", _("la personne qui la représente")
    PLATFORM = "platform", _("la plateforme")
