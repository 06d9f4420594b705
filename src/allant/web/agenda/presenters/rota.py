"""Who receives where, as a table of the week."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.agenda.enums import Weekday
from allant.web.agenda.models import Opening
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import hour as hour_words

LANGUAGE = "fr"


def rota_page(openings: Iterable[Opening], today: date) -> dict[str, Any]:
    """A row per adviser, a column per day of the week that anybody receives on, Monday to Friday at least."""
    current = [each for each in openings if each.until_on is None or each.until_on >= today]
    weekdays = sorted({*range(5), *(each.weekday for each in current)})
    rows: dict[Any, dict[int, list[dict[str, str]]]] = {}
    for each in sorted(current, key=lambda opening: opening.adviser.full_name):
        cells = rows.setdefault(each.adviser, {weekday: [] for weekday in weekdays})
        cells[each.weekday].append(_cell(each, today))
    return {
        "weekdays": [Weekday(weekday).label.capitalize() for weekday in weekdays],
        "rows": [
            {
                "adviser": str(adviser),
                "cells": [(Weekday(weekday).label.capitalize(), cells[weekday]) for weekday in weekdays],
            }
            for adviser, cells in rows.items()
        ],
    }


def _cell(opening: Opening, today: date) -> dict[str, str]:
    dated = ""
    if opening.from_on > today:
        dated = _("à partir du %(day)s") % {"day": date_words(opening.from_on, LANGUAGE)}
    elif opening.until_on:
        dated = _("jusqu’au %(day)s") % {"day": date_words(opening.until_on, LANGUAGE)}
    return {
        "hours": hours(opening),
        "place": opening.reception_point.name,
        "dated": dated,
        "url": reverse("agenda:opening", args=[opening.pk]),
    }


def hours(opening: Opening) -> str:
    """Write the hours of an opening."""
    return f"{hour_words(opening.starts, LANGUAGE)}–{hour_words(opening.ends, LANGUAGE)}"
