"""The page of a case that says how the person gets about: its weeks side by side."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from allant.web.cases.models import Case, CaseAssessment
from allant.web.cases.presenters import case_tabs
from allant.web.reaching.models import UsualTrip
from allant.web.reaching.presenters.figures import cost_words, figures
from allant.web.reaching.presenters.sections import sections
from allant.web.reaching.presenters.words import TAB, crumbs, day_words, km_words, mode_words, not_made_words
from allant.web.reaching.weeks import Week, week


def case_page(case: Case, weeks: Sequence[tuple[CaseAssessment, list[UsualTrip] | None]]) -> dict[str, Any]:
    """The weeks of a case side by side: one column a bilan."""
    counted = [(link, None if rows is None else week(rows)) for link, rows in weeks]
    columns = [
        {
            "label": link.get_moment_display().capitalize(),
            "day": day_words(link),
            "url": reverse("reaching:week", args=[link.assessment_id]),
            "is_noted": found is not None,
        }
        for link, found in counted
    ]
    return {
        "case": case,
        "case_tabs": case_tabs(case, current=TAB),
        "sections": sections(case, current=TAB),
        "crumbs": crumbs(case),
        "columns": columns,
        "lines": _lines([found for _link, found in counted], [each["label"] for each in columns])
        if any(found for _link, found in counted)
        else [],
        "new_url": "" if hasattr(case, "exit") else reverse("cases:bilan-new", args=[case.pk]),
    }


def _lines(weeks: Sequence[Week | None], columns: Sequence[str]) -> list[dict[str, Any]]:
    modes = list(dict.fromkeys(mode for found in weeks if found for mode in found.by_mode))
    lines = [(_("Kilomètres par semaine"), [found and km_words(found.km) for found in weeks], True)]
    lines += [
        (
            mode_words(mode),
            [found and (km_words(found.by_mode[mode].km) if mode in found.by_mode else "–") for found in weeks],
            False,
        )
        for mode in modes
    ]
    lines += [
        (
            _("Trajets auxquels la personne renonce"),
            [found and (not_made_words(found.not_made) or _("aucun noté")) for found in weeks],
            True,
        ),
        (_("Coût par mois, estimé"), [found and cost_words(found) for found in weeks], True),
        (_("Émissions par mois, estimées"), [found and figures(found)["kg"] for found in weeks], True),
        (_("Énergie par mois, estimée"), [found and figures(found)["kwh"] for found in weeks], True),
    ]
    return [
        {
            "label": label,
            "cells": [(cell or _("pas notée"), column) for cell, column in zip(cells, columns, strict=True)],
            "is_main": is_main,
        }
        for label, cells, is_main in lines
    ]
