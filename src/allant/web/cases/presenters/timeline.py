"""The timeline of a case, in words."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allant.web.cases.models import Case
from allant.web.cases.presenters.tabs import case_tabs
from allant.web.cases.presenters.words import LANGUAGE
from allant.web.cases.timeline import Moment
from allant.web.people.spelling import tells, words_of
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import hour as hour_words

PAGE_LENGTH = 40
LONGEST_SEARCH = 100


def timeline_page(case: Case, moments: list[Moment], *, kind: str, page: str | None, typed: str = "") -> dict[str, Any]:
    """One page of the timeline, narrowed to a kind unless `kind` names none, and to what holds the words typed."""
    typed = typed.strip()[:LONGEST_SEARCH]
    kinds = {slugify(each.kind): each.kind for each in sorted(moments, key=lambda each: each.kind)}
    shown = [each for each in moments if slugify(each.kind) == kind] if kind in kinds else moments
    if words := words_of(typed):
        shown = [each for each in shown if tells(words, f"{each.title} {each.text}")]
    asked = Paginator(shown, PAGE_LENGTH).get_page(page)
    address = reverse("cases:timeline", args=[case.pk])
    return {
        "case": case,
        "case_tabs": case_tabs(case, current="cases:timeline"),
        "crumbs": [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))],
        "kinds": [
            {"label": label, "url": _address(address, code, typed), "current": code == (kind or "")}
            for code, label in [("", _("Tout")), *kinds.items()]
        ],
        "page": asked,
        "typed": typed,
        "kind": kind if kind in kinds else "",
        "all_url": _address(address, kind if kind in kinds else "", ""),
        "moments": [moment_line(each) for each in asked],
    }


def _address(address: str, kind: str, typed: str) -> str:
    asked = urlencode({name: value for name, value in (("type", kind), ("cherche", typed)) if value})
    return f"{address}?{asked}" if asked else address


def moment_line(moment: Moment) -> dict[str, str]:
    """One moment for the timeline component; midnight stands for an unknown hour."""
    at = timezone.localtime(moment.at)
    day = date_words(at.date(), LANGUAGE)
    return {
        "when": f"{day}, {hour_words(at, LANGUAGE)}" if (at.hour, at.minute) != (0, 0) else day,
        "title": moment.title,
        "text": moment.text,
        "url": moment.url,
    }
