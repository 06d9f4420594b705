from django.db import models
from django.utils.translation import gettext_lazy as _


class Moment(models.TextChoices):
    """Where a filling of a grid stands in the pathway."""

    TEST = "test", _("test mobilité")
    ENTRY = "entry", _("bilan d’entrée")
    MID = "mid", _("bilan intermédiaire")
    EXIT = "exit", _("bilan de sortie")


class Source(models.TextChoices):
    """How a person came."""

    TEST = "test", _("test mobilité")
    PRESCRIBER = "prescriber", _("prescripteur")
    SPONTANEOUS = "spontaneous", _("de soi-même")
    IMPORT = "import", _("liste importée")


class Support(models.TextChoices):
    """How much support: what the test suggests, and what the adviser decides."""

    ON_OWN = "on_own", _("en autonomie")
    LIGHT = "light", _("conseil léger")
    REINFORCED = "reinforced", _("accompagnement renforcé")


class StepKind(models.TextChoices):
    """What a step of a pathway is made of."""

    ADVICE = "advice", _("conseil")
    MATERIAL_HELP = "material_help", _("aide matérielle")
    TRAINING = "training", _("formation")
    WORKSHOP = "workshop", _("atelier collectif")
    ACCOMPANIED_TRIP = "accompanied_trip", _("trajet accompagné")
    REPAIR = "repair", _("réparation")
    RENTAL = "rental", _("location")
    LICENCE = "licence", _("permis de conduire")
    AID = "aid", _("aide financière")
    LOAN = "loan", _("prêt, microcrédit")
    PURCHASE = "purchase", _("achat")


class StepState(models.TextChoices):
    """How far a step is."""

    PLANNED = "planned", _("prévue")
    UNDER_WAY = "under_way", _("en cours")
    DONE = "done", _("faite")
    DROPPED = "dropped", _("abandonnée")


class OutcomeKind(models.TextChoices):
    """What happened at the end, as observed. Categories such as `sortie dynamique` are derived, never typed."""

    JOB = "job", _("emploi")
    JOB_KEPT = "job_kept", _("emploi conservé")
    BUSINESS = "business", _("création d’entreprise")
    TRAINING = "training", _("formation")
    SCHOOL = "school", _("études")
    CARE = "care", _("accès aux soins")
    AUTONOMY = "autonomy", _("autonomie retrouvée")
    MOVED = "moved", _("déménagement")
    LOST_CONTACT = "lost_contact", _("perdu de vue")
    STOPPED = "stopped", _("arrêt demandé par la personne")
    OTHER = "other", _("autre")


class Contract(models.TextChoices):
    """Kind of employment contract."""

    PERMANENT = "permanent", _("CDI")
    FIXED_TERM = "fixed_term", _("CDD")
    TEMPORARY = "temporary", _("intérim")
    SUBSIDISED = "subsidised", _("contrat aidé ou insertion")
    APPRENTICESHIP = "apprenticeship", _("alternance")
    CIVIL_SERVICE = "civil_service", _("fonction publique")


class NoAssessmentReason(models.TextChoices):
    """Why there is no exit bilan."""

    UNREACHABLE = "unreachable", _("personne injoignable")
    DECLINED = "declined", _("la personne n’a pas souhaité")
    HEALTH = "health", _("empêchement durable")
    MOVED = "moved", _("départ du territoire")
    NO_ENTRY = "no_entry", _("pas de bilan d’entrée")
