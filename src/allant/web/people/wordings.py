"""The texts that people agree to, held as data: one per purpose and language, each with who has read it over."""

from dataclasses import dataclass

from allant.web.people.enums import ConsentPurpose, WordingStatus
from allant.web.ui.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that a person is shown or read. `reviewed_by` is empty while it is a draft."""

    purpose: str
    language: str
    text: str
    status: str = WordingStatus.DRAFT
    reviewed_by: str = ""


GUARDIAN = "guardian"
"""The purpose of what the legal guardian of a minor agrees to."""

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
        ConsentPurpose.SUPPORT,
        "fr-simple",
        "Je suis d’accord : la plateforme garde des informations sur moi. C’est pour m’aider à me déplacer. "
        "Je peux lire ces informations. Je peux demander de les corriger ou de les effacer. "
        "Je peux changer d’avis quand je veux.",
    ),
    Wording(
        ConsentPurpose.SUPPORT,
        "ar",
        "أوافق على أن تحتفظ المنصة بالمعلومات اللازمة لمساعدتي على التنقل. "
        "يمكنني قراءتها وطلب تصحيحها أو محوها، وسحب هذه الموافقة متى شئت.",
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
        ConsentPurpose.INFORM_PRESCRIBER,
        "fr-simple",
        "Quelqu’un m’a envoyé ici. Je suis d’accord : cette personne peut savoir où j’en suis. "
        "Elle ne voit pas mes réponses. Elle ne voit pas les notes de mon conseiller ou de ma conseillère.",
    ),
    Wording(
        ConsentPurpose.INFORM_PRESCRIBER,
        "ar",
        "أوافق على أن تعرف الجهة التي أرسلتني إلى أين وصلت. لن ترى إجاباتي ولا ملاحظات مستشاري أو مستشارتي.",
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
        ConsentPurpose.TRANSFER,
        "fr-simple",
        "Je suis d’accord : une autre plateforme va s’occuper de mon dossier. "
        "Elle aura mes bilans, mon parcours et mes accords. "
        "L’équipe que je quitte verra seulement ce qu’elle a fait.",
    ),
    Wording(
        ConsentPurpose.TRANSFER,
        "ar",
        "أوافق على أن يُنقل ملفي إلى منصة أخرى، مع تقييماتي ومساري وموافقاتي. "
        "الفريق الذي أتركه لن يرى بعد ذلك إلا ما قام به هو.",
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
    Wording(
        ConsentPurpose.CONTACT,
        "fr-simple",
        "Je suis d’accord : la plateforme m’envoie des rappels par courriel ou par SMS. "
        "Si je dis non, je reçois des lettres.",
    ),
    Wording(
        ConsentPurpose.CONTACT,
        "ar",
        "أوافق على تلقي تذكيرات بالبريد الإلكتروني أو برسالة نصية. من دون هذه الموافقة، تصلني رسائل بالبريد العادي.",
    ),
    Wording(
        GUARDIAN,
        "fr",
        "J’accepte que la plateforme aide mon enfant, ou l’enfant dont je réponds, à se déplacer, "
        "et qu’elle garde pour cela les informations utiles. Je peux retirer cet accord quand je veux.",
    ),
    Wording(
        GUARDIAN,
        "en",
        "I agree that the platform helps my child, or the child I answer for, to get around, "
        "and keeps the information it needs for that. I can withdraw this agreement at any time.",
    ),
    Wording(
        GUARDIAN,
        "fr-simple",
        "Je suis responsable de cet enfant. Je suis d’accord : la plateforme aide l’enfant à se déplacer. "
        "Pour cela, elle garde des informations utiles. Je peux changer d’avis quand je veux.",
    ),
    Wording(
        GUARDIAN,
        "ar",
        "أوافق على أن تساعد المنصة طفلي، أو الطفل الذي أنا مسؤول عنه، على التنقل، "
        "وأن تحتفظ لذلك بالمعلومات اللازمة. يمكنني سحب هذه الموافقة متى شئت.",
    ),
)


def wordings_of(purpose: str) -> list[Wording]:
    """Return the text for a purpose in every language it has, in the order in which the pages name languages."""
    order = [each.code for each in LANGUAGES]
    return sorted((each for each in WORDINGS if each.purpose == purpose), key=lambda each: order.index(each.language))


def wording_of(purpose: str, language: str = "fr") -> Wording:
    """Return the text for a purpose, in French when the language has none."""
    by_language = {each.language: each for each in WORDINGS if each.purpose == purpose}
    return by_language.get(language) or by_language["fr"]


def status_of(text: str) -> str:
    """Return whether a text was reviewed; an unknown one never was."""
    return next((each.status for each in WORDINGS if each.text == text), WordingStatus.DRAFT)
