"""Reads what a search finds: the people of a platform, its workshops, vehicles, tasks and documents.

Beside people, the rows looked at are the nearest in time, at most so many of each kind, each from an index: a platform
that has more says so on the page of that kind, where lists are whole.
"""

from allant.web.accounts.models import Organisation
from allant.web.agenda import queries as agenda
from allant.web.agenda.models import Session, Task
from allant.web.cases import queries as cases
from allant.web.cases.models import Case
from allant.web.documents.models import Document
from allant.web.fleet.models import Vehicle
from allant.web.people import search
from allant.web.people.spelling import tells, words_of

MOST_READ = 500


def found_cases(organisation: Organisation, typed: str, *, most: int) -> list[Case]:
    """Return the newest case of each person whom a search finds, the best first."""
    people = search.ranked(organisation, typed, most=most)
    newest = agenda.case_numbers(organisation, [person.pk for person in people])
    return cases.shown([newest[person.pk] for person in people if person.pk in newest])


def found_workshops(organisation: Organisation, words: list[str]) -> list[Session]:
    """Return the workshops whose title tells these words, the last first."""
    sessions = Session.objects.filter(organisation=organisation).order_by("-ends_at").only("title", "starts_at")
    return [each for each in sessions[:MOST_READ] if tells(words, each.title)]


def found_vehicles(organisation: Organisation, words: list[str]) -> list[Vehicle]:
    """Return the vehicles of the fleet whose name or plate, however spaced, tells these words."""
    vehicles = Vehicle.objects.filter(organisation=organisation, withdrawn_on=None).order_by("label")
    read = vehicles.only("label", "plate")[:MOST_READ]
    return [each for each in read if tells(words, f"{each.label} {each.plate} {''.join(words_of(each.plate))}")]


def found_tasks(organisation: Organisation, words: list[str]) -> list[Task]:
    """Return the tasks to do whose title tells these words, the oldest first, with who does them."""
    tasks = agenda.open_tasks(organisation).select_related(None).select_related("assignee")
    read = tasks.only("title", "due_on", "address", "assignee__full_name")[:MOST_READ]
    return [each for each in read if tells(words, each.title)]


def found_documents(organisation: Organisation, words: list[str]) -> list[Document]:
    """Return the kept documents whose title tells these words, the newest first, with whose they are."""
    kept = Document.objects.filter(organisation=organisation, removed_at=None).select_related("person")
    return [each for each in kept.order_by("-added_at")[:MOST_READ] if tells(words, each.title)]
