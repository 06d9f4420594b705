"""What else than people a search finds in a platform: its pages, workshops, vehicles, tasks and documents.

The rows looked at are the nearest in time, at most so many of each kind, each from an index: a platform that has more
says so on the page of that kind, where lists are whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.web.accounts.enums import Role
from allant.web.accounts.models import User
from allant.web.agenda.models import Session, Task
from allant.web.documents.models import Document
from allant.web.fleet.models import Vehicle
from allant.web.people.spelling import tells, words_of
from allant.web.ui.formatting import date as date_words

MOST_READ, MOST_SHOWN = 500, 5
LANGUAGE = "fr"
TEAM = frozenset({Role.ADVISER, Role.MANAGER})
MANAGER = frozenset({Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Thing:
    """Something found: what it is called, what tells it from others, and where it is."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind; `more_url` leads to the whole list where more were found than are shown."""

    title: str
    things: list[Thing]
    more_url: str


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
    Page("assessments:redeem", gettext_lazy("Code de test"), "code test mobilité"),
    Page("cases:platform-journal", gettext_lazy("Journal des accès"), "journal accès traces lectures", MANAGER),
    Page("cases:platform", gettext_lazy("Ma plateforme"), "chiffres indicateurs équipe plateforme", MANAGER),
)

Found = Iterable[tuple[str, Thing]]
"""The text that is sought in, and the thing it stands for."""


def found_things(user: User, typed: str) -> list[Group]:
    """Return what a search finds beside people, kind by kind; nothing where nothing was typed."""
    words = words_of(typed)
    kinds: tuple[tuple[str, Callable[[User], Found], str], ...] = (
        (_("Pages"), _pages, ""),
        (_("Ateliers"), _workshops, reverse("agenda:sessions")),
        (_("Véhicules"), _vehicles, reverse("fleet:vehicles")),
        (_("Tâches"), _tasks, reverse("agenda:tasks")),
        (_("Documents"), _documents, ""),
    )
    groups = []
    for title, source, address in kinds:
        things = [thing for text, thing in source(user) if tells(words, text)] if words else []
        if things:
            groups.append(Group(title, things[:MOST_SHOWN], address if len(things) > MOST_SHOWN else ""))
    return groups


def _pages(user: User) -> Found:
    for page in PAGES:
        if user.role in page.roles:
            yield f"{page.title} {page.words}", Thing(str(page.title), "", reverse(page.route))


def _workshops(user: User) -> Found:
    sessions = Session.objects.filter(organisation=user.organisation_id).order_by("-ends_at")
    for pk, title, starts_at in sessions.values_list("pk", "title", "starts_at")[:MOST_READ]:
        yield title, Thing(title, date_words(starts_at.date(), LANGUAGE), reverse("agenda:session", args=[pk]))


def _vehicles(user: User) -> Found:
    vehicles = Vehicle.objects.filter(organisation=user.organisation_id, withdrawn_on=None).order_by("label")
    for pk, label, plate in vehicles.values_list("pk", "label", "plate")[:MOST_READ]:
        joined = "".join(words_of(plate))
        yield f"{label} {plate} {joined}", Thing(label, plate, reverse("fleet:vehicle", args=[pk]))


def _tasks(user: User) -> Found:
    open_tasks = Task.objects.filter(organisation=user.organisation_id, done_at=None, dropped_at=None)
    rows = open_tasks.order_by("due_on", "pk").values_list("pk", "title", "due_on", "address", "assignee__full_name")
    for pk, title, due_on, address, whose in rows[:MOST_READ]:
        due = _("prévu le %(day)s") % {"day": date_words(due_on, LANGUAGE)}
        note = f"{due} · {whose}" if whose else due
        yield title, Thing(title, note, address or reverse("agenda:task", args=[pk]))


def _documents(user: User) -> Found:
    kept = Document.objects.filter(organisation=user.organisation_id, removed_at=None).select_related("person")
    for document in kept.order_by("-added_at")[:MOST_READ]:
        whose = document.person.short_name if document.person else ""
        yield document.title, Thing(document.title, whose, reverse("documents:download", args=[document.pk]))
