"""What else than people a search finds in a platform: its pages, workshops, vehicles, tasks and documents."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from allant.web.accounts.models import User
from allant.web.agenda.models import Session, Task
from allant.web.day import queries
from allant.web.day.presenters.pages import Page, found_pages
from allant.web.documents.models import Document
from allant.web.fleet.models import Vehicle
from allant.web.people.spelling import words_of
from allant.web.ui.formatting import date as date_words

MOST_SHOWN = 5
LANGUAGE = "fr"


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


def found_things(user: User, typed: str) -> list[Group]:
    """Return what a search finds beside people, kind by kind; nothing where nothing was typed."""
    words, organisation = words_of(typed), user.organisation
    if not words:
        return []
    kinds = (
        (_("Pages"), map(_page, found_pages(user.role, words)), ""),
        (_("Ateliers"), map(_workshop, queries.found_workshops(organisation, words)), reverse("agenda:sessions")),
        (_("Véhicules"), map(_vehicle, queries.found_vehicles(organisation, words)), reverse("fleet:vehicles")),
        (_("Tâches"), map(_task, queries.found_tasks(organisation, words)), reverse("agenda:tasks")),
        (_("Documents"), map(_document, queries.found_documents(organisation, words)), ""),
    )
    groups = [(title, list(things), address) for title, things, address in kinds]
    return [
        Group(title, things[:MOST_SHOWN], address if len(things) > MOST_SHOWN else "")
        for title, things, address in groups
        if things
    ]


def _page(page: Page) -> Thing:
    return Thing(str(page.title), "", reverse(page.route))


def _workshop(session: Session) -> Thing:
    begins = date_words(timezone.localdate(session.starts_at), LANGUAGE)
    return Thing(session.title, begins, reverse("agenda:session", args=[session.pk]))


def _vehicle(vehicle: Vehicle) -> Thing:
    return Thing(vehicle.label, vehicle.plate, reverse("fleet:vehicle", args=[vehicle.pk]))


def _task(task: Task) -> Thing:
    due = _("prévu le %(day)s") % {"day": date_words(task.due_on, LANGUAGE)}
    note = f"{due} · {task.assignee.full_name}" if task.assignee else due
    return Thing(task.title, note, task.address or reverse("agenda:task", args=[task.pk]))


def _document(document: Document) -> Thing:
    whose = document.person.short_name if document.person else ""
    return Thing(document.title, whose, reverse("documents:download", args=[document.pk]))
