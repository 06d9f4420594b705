"""Lines of lists of cases, and the page of the caseload."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from allant.web.accounts.models import User
from allant.web.cases.enums import Decision, Stage
from allant.web.cases.forms import CaseloadForm
from allant.web.cases.models import Case, SavedView
from allant.web.cases.presenters.words import LANGUAGE, UNKNOWN, sentence
from allant.web.ui.formatting import days_ago_or_ahead, number
from allant.web.ui.formatting import phone as phone_words

TONES = {
    Stage.TO_ASSESS: "info",
    Stage.ASSESSING: "sun",
    Stage.UNDER_WAY: "go",
    Stage.SUSPENDED: "sun",
    Stage.WAITING: "sun",
    Stage.REFUSED: "neutral",
}
SORTED_COLUMNS = [("name", lazy("Personne")), ("adviser", lazy("Suivi par")), ("opened", lazy("Ouvert le"))]
ORDERS = [
    ("-opened", lazy("Ouverts en dernier")),
    ("opened", lazy("Ouverts en premier")),
    ("name", lazy("Nom, de A à Z")),
    ("-name", lazy("Nom, de Z à A")),
    ("adviser", lazy("Suivi par, de A à Z")),
    ("-adviser", lazy("Suivi par, de Z à A")),
]
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def stage(case: Case) -> tuple[str, str]:
    """Where a case stands, in words, with its tone. Expects the annotations of `queries.lists.shown`."""
    if hasattr(case, "exit"):
        return _("Terminé"), "neutral"
    at = stage_of(case)
    return sentence(str(at.label)), TONES[at]


def stage_of(case: Case) -> Stage:
    """Where an open case stands; the same order as `queries.lists.at_stage`."""
    if getattr(case, "is_suspended", False):
        return Stage.SUSPENDED
    decision = getattr(case, "decision", None)
    if decision in {Decision.WAITING, Decision.REFUSED}:
        return Stage(decision)
    if getattr(case, "has_draft", False):
        return Stage.ASSESSING
    return Stage.UNDER_WAY if case.has_entry else Stage.TO_ASSESS


def case_row(case: Case) -> dict[str, Any]:
    """One line of the list."""
    words, tone = stage(case)
    return {
        "number": case.pk,
        "url": reverse("cases:case", args=[case.pk]),
        "name": str(case),
        "place": _place(case),
        "opened_on": case.opened_on,
        "steps": f"{case.steps_done}/{case.steps_in_all}" if case.steps_in_all else "",
        "is_late": case.has_late_step and not hasattr(case, "exit"),
        "stage": words,
        "tone": tone,
        "contact": days_ago_or_ahead(-(timezone.localdate() - case.last_news_on).days, LANGUAGE),
        "adviser": case.adviser or _("personne encore"),
    }


def _place(case: Case) -> str:
    person = case.beneficiary
    born = _("%(age)d ans") % {"age": _age(case)} if person.birth_date else ""
    return " · ".join(filter(None, [born, str(person.commune or _("commune inconnue"))]))


def _age(case: Case) -> int:
    born, today = case.beneficiary.birth_date, timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def caseload_page(
    *, form: CaseloadForm, page: Page, rows: Iterable[Case], views: Iterable[SavedView], user: User
) -> dict[str, Any]:
    """The list, how it is narrowed, and the views that lead to others."""
    narrowed = form.narrowed()
    return {
        "form": form,
        "more_fields": [form[name] for name in form.MORE if name != "etape"],
        "page": page,
        "rows": [case_row(case) for case in rows],
        "summary": cases_found(page.paginator.count, is_longer=page.paginator.is_longer),
        "count": page.paginator.count,
        "is_longer": page.paginator.is_longer,
        "query": form.address(),
        "narrowed": narrowed,
        "orders": ORDERS,
        "columns": {name: _column(form, narrowed.sort, name, label) for name, label in SORTED_COLUMNS},
        "chips": _chips(form),
        "more_count": sum(name in form.chosen for name in form.MORE),
        "tabs": _tabs(form, list(views)),
        "views": [view for view in views if view.owner_id == user.pk or user.role == "manager"],
    }


def _column(form: CaseloadForm, sort: str, name: str, label: str) -> dict[str, str]:
    """A column that sorts: pressed again, it turns round."""
    is_up, is_down = sort == name, sort == f"-{name}"
    first, second = (f"-{name}", name) if name == "opened" else (name, f"-{name}")
    return {
        "label": label,
        "url": f"?{form.address(tri=second if sort == first else first)}",
        "sorted": "ascending" if is_up else "descending" if is_down else "",
        "icon": "arrow-up" if is_up else "arrow-down" if is_down else "",
    }


def _chips(form: CaseloadForm) -> list[dict[str, str]]:
    """What narrows the list beyond whose and which state; each can be taken away."""
    chips = []
    for name in ("q", *form.MORE):
        if name in form.chosen:
            label = str(form.fields[name].label)
            words = label if name == "etape" else f"{label}\u00a0: {_said(form, name)}"
            chips.append({"words": words, "url": f"?{form.address_without(name)}"})
    return chips


def _said(form: CaseloadForm, name: str) -> str:
    value = form.chosen[name]
    choices = dict(getattr(form.fields[name], "choices", [])) if not hasattr(value, "pk") else {}
    return str(choices.get(value, value))


def _tabs(form: CaseloadForm, views: list[SavedView]) -> list[dict[str, Any]]:
    here = form.address()
    fixed = [(_("Les miens"), "qui=mine"), (_("Toute la plateforme"), "qui=all"), (_("Sans conseiller"), "qui=none")]
    kept = [(view.name, view.query) for view in views]
    current = next((query for _label, query in [*kept, *fixed] if query == here), None)
    if not here:
        current = f"qui={form.narrowed().whose}"
    return [
        {"label": label, "url": f"{reverse('cases:list')}?{query}", "current": query == current, "count": None}
        for label, query in [*fixed, *kept]
    ]


def exported_rows(cases: Iterable[Case]) -> list[list[str]]:
    """A file for a spreadsheet: no more than what recognises a person and where they stand."""
    heads = [_("Dossier"), _("Prénom"), _("Nom"), _("Commune"), _("Ouvert le"), _("Où en est-on"), _("Suivi par")]
    rows = [
        [
            str(case.pk),
            case.beneficiary.first_name,
            case.beneficiary.last_name,
            str(case.beneficiary.commune or ""),
            case.opened_on.strftime("%d/%m/%Y"),
            stage(case)[0],
            str(case.adviser or ""),
        ]
        for case in cases
    ]
    return [heads, *([harmless(cell) for cell in row] for row in rows)]


def harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula; an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def printed_rows(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """The list on paper: whom to call, where they stand."""
    return [case_row(case) | {"phone": phone_words(case.beneficiary.phone) or UNKNOWN} for case in cases]


def cases_found(count: int, *, is_longer: bool = False) -> str:
    """How many cases a list holds."""
    words = ngettext("%(count)s dossier", "%(count)s dossiers", count) % {"count": number(count, LANGUAGE)}
    return (
        _("Plus de %(words)s : précisez la recherche pour voir les autres.") % {"words": words} if is_longer else words
    )


def referred_row(case: Case) -> dict[str, Any]:
    """What a prescriber sees of somebody who agreed: a first name, an initial and a stage."""
    words, tone = stage(case)
    return {
        "name": case.beneficiary.short_name,
        "platform": case.organisation.name,
        "opened_on": case.opened_on,
        "stage": words,
        "tone": tone,
    }
