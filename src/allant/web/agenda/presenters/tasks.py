"""Lines of tasks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allant.web.agenda.models import Task
from allant.web.agenda.queries import TaskFilter
from allant.web.ui.formatting import days_ago_or_ahead, weekday_and_day

LANGUAGE = "fr"
SOON_DAYS = 7
WHOSE = (("mine", gettext_lazy("Les miennes")), ("all", gettext_lazy("Toute l’équipe")))
WHEN = (
    ("late", gettext_lazy("En retard")),
    ("today", gettext_lazy("Aujourd’hui")),
    ("week", gettext_lazy("Jusqu’à dimanche")),
    ("any", gettext_lazy("Toutes")),
)


def task_row(task: Task, today: date, cases: Mapping[int, int]) -> dict[str, Any]:
    """Return one line: what, about whom, and how pressing it is."""
    ahead = (task.due_on - today).days
    case = cases.get(task.person_id) if task.person_id else None
    return {
        "task": task,
        "title": task.title,
        "url": task.address or reverse("agenda:task", args=[task.pk]),
        "kind": task.get_kind_display().capitalize(),
        "person": task.person.short_name if task.person else "",
        "person_url": reverse("cases:case", args=[case]) if case else "",
        "assignee": str(task.assignee) if task.assignee else _("Toute l’équipe"),
        "due": _due(ahead, task.due_on),
        "tone": "stop" if ahead < 0 else "sun" if ahead == 0 else "neutral",
    }


def _due(ahead: int, due_on: date) -> str:
    if ahead < 0:
        return ngettext("En retard de %(n)d jour", "En retard de %(n)d jours", -ahead) % {"n": -ahead}
    words = days_ago_or_ahead(ahead, LANGUAGE) if ahead < SOON_DAYS else weekday_and_day(due_on, LANGUAGE)
    return words[:1].upper() + words[1:]


def task_rows(tasks: Iterable[Task], today: date, cases: Mapping[int, int]) -> list[dict[str, Any]]:
    """Return the lines of a list."""
    return [task_row(task, today, cases) for task in tasks]


def filters(narrowed: TaskFilter) -> dict[str, Any]:
    """Return the two rows of choices above the list."""
    base = reverse("agenda:tasks")

    def links(choices: Any, name: str) -> list[dict[str, Any]]:
        current = {"qui": narrowed.whose, "quand": narrowed.when}
        return [
            {
                "label": label,
                "url": f"{base}?qui={(current | {name: value})['qui']}&quand={(current | {name: value})['quand']}",
                "current": current[name] == value,
            }
            for value, label in choices
        ]

    return {"whose": links(WHOSE, "qui"), "when": links(WHEN, "quand")}
