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


class Decision(models.TextChoices):
    """What is decided after the first meeting; the first three are a `Support`."""

    REINFORCED = "reinforced", _("accompagnement renforcé")
    LIGHT = "light", _("conseil léger")
    ON_OWN = "on_own", _("en autonomie")
    WAITING = "waiting", _("liste d’attente")
    REFUSED = "refused", _("refus")


class RefusalReason(models.TextChoices):
    """Why a person is not supported."""

    OUTSIDE_TERRITORY = "territory", _("habite hors du territoire")
    NOT_TARGETED = "public", _("ne relève pas du public accompagné")
    NO_MOBILITY_NEED = "no_need", _("pas de besoin de mobilité")
    OTHER_OBSTACLE_FIRST = "other_first", _("un autre problème à régler d’abord")
    SUPPORTED_ELSEWHERE = "elsewhere", _("déjà accompagné ailleurs")
    NOT_WISHED = "not_wished", _("la personne ne souhaite pas d’accompagnement")
    NO_ROOM = "no_room", _("plus de place")
    OTHER = "other", _("autre raison")


class SuspensionReason(models.TextChoices):
    """Why a support rests for a while: what it means for the support, never a diagnosis."""

    IMPEDED = "impeded", _("empêchement de la personne")
    AWAY = "away", _("absence du territoire")
    OTHER_FIRST = "other_first", _("un autre problème d’abord")
    AWAITS_ANSWER = "awaits", _("attente d’une réponse (financement, place)")
    NO_NEWS = "no_news", _("sans nouvelles")
    WISHED = "wished", _("demande de la personne")
    OTHER = "other", _("autre raison")


class ObjectiveKind(models.TextChoices):
    """What the person wants to be able to do."""

    JOB = "job", _("trouver un emploi")
    KEEP_JOB = "keep_job", _("garder son emploi")
    TRAINING = "training", _("suivre une formation")
    CARE = "care", _("aller se soigner")
    DAILY_LIFE = "daily_life", _("vie quotidienne, enfants, démarches")
    AUTONOMY = "autonomy", _("se déplacer sans aide")
    BUDGET = "budget", _("dépenser moins pour ses trajets")
    OTHER = "other", _("autre")


class ObjectiveState(models.TextChoices):
    """How far an objective is."""

    OPEN = "open", _("en cours")
    REACHED = "reached", _("atteint")
    GIVEN_UP = "given_up", _("abandonné")


class Stage(models.TextChoices):
    """Where an open case stands, derived from its suspension, its decision and its bilans, in this order."""

    TO_ASSESS = "to_assess", _("bilan à faire")
    ASSESSING = "assessing", _("bilan en cours")
    UNDER_WAY = "under_way", _("parcours en cours")
    WAITING = "waiting", _("liste d’attente")
    SUSPENDED = "suspended", _("suspendu")
    REFUSED = "refused", _("refusé")


class Age(models.TextChoices):
    """The age brackets that funders ask for."""

    MINOR = "minor", _("moins de 18 ans")
    YOUNG = "young", _("de 18 à 25 ans")
    ADULT = "adult", _("de 26 à 49 ans")
    SENIOR = "senior", _("50 ans et plus")
    UNKNOWN = "unknown", _("âge inconnu")


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


class StepResult(models.TextChoices):
    """What a step that was done brought."""

    REACHED = "reached", _("résultat obtenu")
    PARTLY = "partly", _("résultat partiel")
    NONE = "none", _("sans résultat")


class Obstacle(models.TextChoices):
    """Why a piece of advice was not followed, or brought nothing: fed back to the network, solution by solution."""

    UNREACHABLE = "unreachable", _("l’offre existe mais la personne ne peut pas s’y rendre")
    NOT_HERE = "not_here", _("l’offre n’existe pas ici")
    NO_PLACE = "no_place", _("pas de place, ou délai trop long")
    TOO_EXPENSIVE = "too_expensive", _("trop cher pour la personne")
    REFUSED = "refused", _("demande refusée")
    CONDITIONS = "conditions", _("conditions non remplies")
    PERSON_S_CHOICE = "choice", _("choix de la personne")
    IMPEDED = "impeded", _("empêchement de la personne")
    NO_NEWS = "no_news", _("sans nouvelles de la personne")
    SOLVED_OTHERWISE = "otherwise", _("réglé autrement")
    UNSAID = "unsaid", _("raison non renseignée")


class Payer(models.TextChoices):
    """Who pays what a step costs, apart from what the person pays."""

    PLATFORM = "platform", _("la plateforme")
    PUBLIC_AID = "public_aid", _("une aide publique")
    EMPLOYER = "employer", _("l’employeur")
    PARTNER = "partner", _("un partenaire, une fondation")
    SEVERAL = "several", _("plusieurs financeurs")


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
    SUBSIDISED = "subsidised", _("contrat aidé")
    INSERTION = "insertion", _("contrat d’insertion (SIAE)")
    APPRENTICESHIP = "apprenticeship", _("alternance")
    CIVIL_SERVICE = "civil_service", _("fonction publique (stagiaire ou titulaire)")


class NoAssessmentReason(models.TextChoices):
    """Why there is no exit bilan."""

    UNREACHABLE = "unreachable", _("personne injoignable")
    DECLINED = "declined", _("la personne n’a pas souhaité")
    HEALTH = "health", _("empêchement durable")
    MOVED = "moved", _("départ du territoire")
    NO_ENTRY = "no_entry", _("pas de bilan d’entrée")


class ExitChange(models.TextChoices):
    """Why an earlier statement of an exit no longer holds."""

    CORRECTED = "corrected", _("corrigée")
    UNDONE = "undone", _("annulée")


class Situation(models.TextChoices):
    """Where somebody is some months after the exit."""

    WORKING = "working", _("en emploi")
    BUSINESS = "business", _("à son compte")
    TRAINING = "training", _("en formation ou en études")
    LOOKING = "looking", _("en recherche d’emploi")
    NOT_LOOKING = "not_looking", _("sans emploi et sans recherche")
    OTHER = "other", _("autre situation")


class GoesWhereNeeded(models.TextChoices):
    """Whether somebody can travel to where they must go: mobility that is really there, not an index."""

    YES = "yes", _("oui")
    SOMETIMES = "sometimes", _("parfois")
    NO = "no", _("non")


class AnsweredBy(models.TextChoices):
    """Who answered a follow-up."""

    ADVISER = "adviser", _("recueilli par la plateforme")
    PERSON = "person", _("répondu par la personne")


class Attempt(models.TextChoices):
    """How somebody was tried, in vain."""

    PHONE = "phone", _("téléphone")
    SMS = "sms", _("SMS")
    EMAIL = "email", _("courriel")
    LETTER = "letter", _("courrier")
    VISIT = "visit", _("visite")
    PRESCRIBER = "prescriber", _("par le prescripteur")


class NoteKind(models.TextChoices):
    """What a note tells about."""

    CALL = "call", _("appel")
    MEETING = "meeting", _("entretien")
    VISIT = "visit", _("visite à domicile")
    MESSAGE = "message", _("message")
    APPROACH = "approach", _("démarche")
    REMARK = "remark", _("remarque")


class NextStep(models.TextChoices):
    """What often follows a note, one press away."""

    CALL = "call", _("Rappeler la personne")
    MEET = "meet", _("Fixer un rendez-vous")
    PAPER = "paper", _("Demander un papier")
    PARTNER = "partner", _("Relancer un partenaire")
    OTHER = "other", _("Autre chose")


class When(models.TextChoices):
    """How soon, one press away."""

    TOMORROW = "tomorrow", _("demain")
    WEEK = "week", _("dans une semaine")
    MONTH = "month", _("dans un mois")
    DAY = "day", _("un autre jour")


class TransferState(models.TextChoices):
    """What became of a case that was asked of another platform."""

    ASKED = "asked", _("en attente de réponse")
    ACCEPTED = "accepted", _("accepté")
    REFUSED = "refused", _("refusé")
    CANCELLED = "cancelled", _("annulé")


class PairState(models.TextChoices):
    """What was decided of two people who look alike."""

    PROPOSED = "proposed", _("à regarder")
    DISTINCT = "distinct", _("deux personnes")
    MERGED = "merged", _("une seule personne")
