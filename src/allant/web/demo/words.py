"""What people and advisers say in their own words."""

from collections.abc import Mapping
from random import Random

BLOCKS = (
    ("licence", ("none", "learning"), "Je n’ai pas le permis, et les offres que je trouve le demandent."),
    ("vehicle_state", ("not_running",), "Ma voiture ne roule plus et je n’ai pas de quoi la réparer."),
    ("bus_when_needed", ("hardly_ever",), "Le premier car passe à 7 h 40. C’est trop tard pour l’usine."),
    ("end_of_month", ("never",), "À la fin du mois, je choisis entre l’essence et le reste."),
    ("children_trips", ("a_lot",), "Je dépose les enfants à 8 h 30, donc je ne peux pas commencer tôt."),
    ("unknown_place", ("not_daring",), "J’ai peur de me perdre et d’arriver en retard."),
    ("french", ("hard", "unable"), "Je ne lis pas bien les panneaux et les horaires."),
    ("digital", ("unable",), "Tout se fait sur Internet et je n’y arrive pas."),
)
"""Question, answers, and what somebody with one of these answers says stops them most."""

OTHERWISE = "C’est loin, et chaque trajet demande de s’organiser."
MISSING_TRIPS = (
    "Aller travailler à la zone des Portes, de l’autre côté de la vallée.",
    "Aller à la formation d’Allant-sur-Verne tous les matins.",
    "Voir mon médecin sans demander à ma voisine.",
    "Emmener les enfants à la piscine le mercredi.",
    "Faire les courses ailleurs qu’à la supérette.",
)
TRIED = (
    "Le covoiturage avec un collègue, mais nos horaires ont changé.",
    "J’ai commencé le code il y a trois ans.",
    "Le bus, deux fois. J’ai raté la correspondance.",
    "Rien pour l’instant.",
)
HELPERS = (
    "Ma sœur, quand elle ne travaille pas.",
    "Un voisin.",
    "Personne vraiment.",
    "Mon conseiller à la mission locale.",
)
NOTES = (
    "Entretien facile. À revoir avec le budget sous les yeux.",
    "Très volontaire. Préfère qu’on lui téléphone.",
    "Veut avancer vite, un rendez-vous tous les quinze jours.",
    "A besoin de temps. Commencer par un trajet accompagné.",
)
TALKATIVE_SHARE = 0.6
"""Share of people who answer the open questions (invented)."""


def own_words(chance: Random, state: Mapping[str, str]) -> dict[str, str]:
    """Return answers to the open questions which fit how the person lives; none for those who prefer not to."""
    if chance.random() >= TALKATIVE_SHARE:
        return {}
    fitting = [text for question, answers, text in BLOCKS if state[question] in answers]
    said = {
        "what_blocks": chance.choice(fitting or [OTHERWISE]),
        "missing_trip": chance.choice(MISSING_TRIPS),
        "already_tried": chance.choice(TRIED),
        "helpers": chance.choice(HELPERS),
        "adviser_notes": chance.choice(NOTES),
    }
    return {question: text for question, text in said.items() if chance.random() < TALKATIVE_SHARE}
