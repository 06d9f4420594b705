from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentPurpose(models.TextChoices):
    """What a person is asked to agree to. None of them opens a right to help: refusing costs nothing."""

    SUPPORT = "support", _("garder les informations utiles à l’accompagnement")
    INFORM_PRESCRIBER = "inform_prescriber", _("informer le prescripteur")
    TRANSFER = "transfer", _("confier le dossier à une autre plateforme")
    CONTACT = "contact", _("recevoir des rappels")


class ConsentWay(models.TextChoices):
    """How an agreement was given."""

    SCREEN = "screen", _("à l’écran")
    PAPER = "paper", _("sur papier signé")
    SPOKEN = "spoken", _("de vive voix")
    CARRIED = "carried", _("repris d’une case cochée, sans le texte ni la date")


class WordingStatus(models.TextChoices):
    """Whether somebody competent has read a text that people agree to."""

    DRAFT = "draft", _("brouillon")
    REVIEWED = "reviewed", _("relu")


class Reach(models.TextChoices):
    """How a person prefers to be reached."""

    PHONE = "phone", _("par téléphone")
    SMS = "sms", _("par SMS")
    EMAIL = "email", _("par courriel")
    LETTER = "letter", _("par lettre")
    TRUSTED = "trusted", _("par quelqu’un de confiance")
    MEETING = "meeting", _("en venant")


class Spoken(models.TextChoices):
    """The language in which a person is at ease."""

    FRENCH = "fr", _("français")
    ENGLISH = "en", _("anglais")
    ARABIC = "ar", _("arabe")
    OTHER = "other", _("autre langue")


class Status(models.TextChoices):
    """What a person does, in the codes of the bilan's question `situation`."""

    JOB_SEEKER = "job_seeker", _("en recherche d’emploi")
    WORKING = "working", _("en emploi")
    TRAINING = "training", _("en formation ou en études")
    RETIRED = "retired", _("à la retraite")
    OTHER = "other", _("autre situation")


class Licence(models.TextChoices):
    """A driving licence, in the codes of the bilan's question `licence`."""

    VALID = "valid", _("permis valable")
    NOT_VALID = "not_valid", _("permis inutilisable")
    LEARNING = "learning", _("en préparation")
    NONE = "none", _("pas de permis")


class Vehicle(models.TextChoices):
    """A vehicle, in the codes of the bilan's question `vehicle`."""

    WHEN_NEEDED = "when_needed", _("quand il en faut un")
    SOMETIMES = "sometimes", _("de temps en temps")
    NONE = "none", _("pas de véhicule")


# What a European funder asks at entry: Annex I of Regulation (EU) 2021/1057 (FSE+). Evidence: recalled, not read again;
# to be compared with the funder's own form before a first declaration. Age comes from the birth date.


class FseSex(models.TextChoices):
    WOMAN = "woman", _("femme")
    MAN = "man", _("homme")
    NON_BINARY = "non_binary", _("non binaire")


class FseWork(models.TextChoices):
    UNEMPLOYED = "unemployed", _("au chômage")
    LONG_UNEMPLOYED = "long_unemployed", _("au chômage de longue durée")
    INACTIVE = "inactive", _("sans emploi et sans recherche")
    EMPLOYED = "employed", _("en emploi, y compris à son compte")


class FseSchooling(models.TextChoices):
    LOW = "isced_0_2", _("collège au plus (CITE 0 à 2)")
    MIDDLE = "isced_3_4", _("lycée, CAP, BEP, bac (CITE 3 et 4)")
    HIGH = "isced_5_8", _("études supérieures (CITE 5 à 8)")


class FseAnswer(models.TextChoices):
    """An answer that nobody has to give."""

    YES = "yes", _("oui")
    NO = "no", _("non")
    DECLINED = "declined", _("ne souhaite pas répondre")
