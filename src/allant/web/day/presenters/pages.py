"""The pages of the platform that a search finds, by their title and by other words for what is done there."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from allant.web.accounts.enums import Role
from allant.web.people.spelling import tells

TEAM = frozenset({Role.ADVISER, Role.MANAGER})
MANAGER = frozenset({Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the platform and the words by which it is sought."""

    route: str
    title: str | Promise
    words: str
    roles: frozenset[Role] = TEAM


PAGES = (
    Page("cases:new", gettext_lazy("Ouvrir un dossier"), "nouveau dossier ouvrir bénéficiaire personne"),
    Page("cases:list", gettext_lazy("Dossiers"), "file active dossiers liste vues exporter attestation bilan sortie"),
    Page("cases:import-new", gettext_lazy("Importer une liste"), "importer liste tableur excel csv"),
    Page("cases:waiting-list", gettext_lazy("Liste d’attente"), "attente admission refus"),
    Page("cases:duplicates", gettext_lazy("Doublons possibles"), "doublons réunir fusionner"),
    Page("cases:transfers", gettext_lazy("Dossiers confiés"), "confier transférer plateforme déménagement"),
    Page("agenda:week", gettext_lazy("Agenda"), "agenda rendez-vous semaine créneaux"),
    Page("agenda:tasks", gettext_lazy("Tâches"), "tâches à faire retard rappeler"),
    Page("agenda:sessions", gettext_lazy("Ateliers"), "ateliers émargement feuille présence collectif"),
    Page("agenda:rota", gettext_lazy("Permanences"), "permanences horaires créneaux accueil"),
    Page("agenda:places", gettext_lazy("Points d’accueil"), "points accueil lieux adresse"),
    Page("agenda:own-calendar", gettext_lazy("Mon calendrier"), "calendrier icalendar ics téléphone synchroniser"),
    Page("messaging:messages", gettext_lazy("Messages"), "messages courriels sms lettres imprimer courrier rappels"),
    Page("fleet:vehicles", gettext_lazy("Flotte"), "flotte véhicules vélos prêts locations"),
    Page("fleet:calendar", gettext_lazy("Calendrier de la flotte"), "calendrier disponibilité véhicules"),
    Page("reaching:workplace", gettext_lazy("Qui peut venir ?"), "employeur lieu travail horaires poste venir emploi"),
    Page("assessments:redeem", gettext_lazy("Code de test"), "code test mobilité"),
    Page("cases:platform-journal", gettext_lazy("Journal des accès"), "journal accès traces lectures", MANAGER),
    Page("cases:platform", gettext_lazy("Ma plateforme"), "chiffres indicateurs équipe plateforme", MANAGER),
)


def found_pages(role: Role, words: list[str]) -> list[Page]:
    """Return the pages open to a role that these words tell."""
    return [page for page in PAGES if role in page.roles and tells(words, f"{page.title} {page.words}")]
