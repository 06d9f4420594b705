"""The texts that people agree to, held as data: one per purpose and language, each with who has read it over."""

from dataclasses import dataclass

from allant.web.people.enums import ConsentPurpose, WordingStatus


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that a person is shown or read. `reviewed_by` is empty while it is a draft."""

    purpose: str
    language: str
    text: str
    status: str = WordingStatus.DRAFT
    reviewed_by: str = ""


WORDINGS = (
    Wording(
        ConsentPurpose.SUPPORT,
        "fr",
        "J’accepte que la plateforme garde les informations utiles pour m’aider à me déplacer. "
        "Je peux les lire, les faire corriger ou effacer, et retirer cet accord quand je veux.",
    ),
    Wording(
        ConsentPurpose.SUPPORT,
        "en",
        "I agree that the platform keeps the information it needs to help me get around. "
        "I can read it, have it corrected or erased, and withdraw this agreement at any time.",
    ),
    Wording(
        ConsentPurpose.INFORM_PRESCRIBER,
        "fr",
        "J’accepte que la personne qui m’a envoyé sache où j’en suis. "
        "Elle ne voit ni mes réponses ni les notes de mon conseiller ou de ma conseillère.",
    ),
    Wording(
        ConsentPurpose.INFORM_PRESCRIBER,
        "en",
        "I agree that whoever sent me hears how far I have come. They see neither my answers nor my adviser’s notes.",
    ),
    Wording(
        ConsentPurpose.TRANSFER,
        "fr",
        "J’accepte que mon dossier soit confié à une autre plateforme, avec mes bilans, mon parcours et mes accords. "
        "L’équipe que je quitte ne verra plus que ce qu’elle a fait elle-même.",
    ),
    Wording(
        ConsentPurpose.TRANSFER,
        "en",
        "I agree that my file goes to another platform, with my interviews, my pathway and my agreements. "
        "The team I leave will only see what it did itself.",
    ),
    Wording(
        ConsentPurpose.CONTACT,
        "fr",
        "J’accepte de recevoir des rappels par courriel ou par SMS. Sans cet accord, je reçois des lettres.",
    ),
    Wording(
        ConsentPurpose.CONTACT,
        "en",
        "I agree to get reminders by e-mail or text message. Without this agreement, I get letters.",
    ),
)

GUARDIAN = Wording(
    "guardian",
    "fr",
    "J’accepte que la plateforme aide mon enfant, ou l’enfant dont je réponds, à se déplacer, "
    "et qu’elle garde pour cela les informations utiles. Je peux retirer cet accord quand je veux.",
)
"""What the legal guardian of a minor agrees to."""


def wording_of(purpose: str, language: str = "fr") -> Wording:
    """Return the text for a purpose, in French when the language has none."""
    by_language = {each.language: each for each in WORDINGS if each.purpose == purpose}
    return by_language.get(language) or by_language["fr"]


def status_of(text: str) -> str:
    """Return whether a text was reviewed; an unknown one never was."""
    return next((each.status for each in WORDINGS if each.text == text), WordingStatus.DRAFT)
