"""Turns usual weeks into plain values for templates."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allant.intervals import Estimate
from allant.parameters import parameter
from allant.travel_cost import LineCode
from allant.trips import Travelled
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.cases.presenters import case_tabs
from allant.web.reaching import enums
from allant.web.reaching.forms import UsualTripForm
from allant.web.reaching.models import UsualTrip
from allant.web.reaching.starters import RENOUNCED, STARTERS
from allant.web.reaching.weeks import Week, week
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import euros, number

LANGUAGE = "fr"
TAB = "reaching:case"
LONG_KM = 20
"""From here on, a distance that people estimate is shown without decimals."""
ICONS = {
    enums.Mode.CAR: "car",
    enums.Mode.CAR_PASSENGER: "car",
    enums.Mode.CARPOOL: "people",
    enums.Mode.TRANSIT: "bus",
    enums.Mode.ON_DEMAND: "phone",
    enums.Mode.WALK: "walk",
    enums.Mode.BICYCLE: "bike",
    enums.Mode.E_BIKE: "bike",
    enums.Mode.NOT_MADE: "pin",
}
COSTS = {
    LineCode.PARKING: gettext_lazy("le stationnement"),
    LineCode.FARES: gettext_lazy("le prix payé par trajet"),
}


def week_page(
    link: CaseAssessment,
    rows: Sequence[UsualTrip],
    form: UsualTripForm,
    *,
    removed: UsualTrip | None,
    follows_removal: bool,
    entry: CaseAssessment | None,
    entry_count: int,
) -> dict[str, Any]:
    """The week that one bilan took: its trips, what they amount to, and the form of one more."""
    may_change = not hasattr(link.case, "exit")
    return {
        "link": link,
        "case": link.case,
        "case_tabs": case_tabs(link.case, current=TAB),
        "crumbs": [*_crumbs(link.case), (_("Se déplacer"), reverse(TAB, args=[link.case_id]))],
        "title": _("La semaine habituelle"),
        "lead": _("%(bilan)s. Les trajets qui reviennent, et ceux auxquels la personne renonce.")
        % {"bilan": _bilan(link)},
        "bilan_url": reverse("cases:bilan", args=[link.assessment_id]),
        "may_change": may_change,
        "is_finished": link.assessment.finished_at is not None,
        "trips": [_row(row) for row in rows if row.mode != enums.Mode.NOT_MADE],
        "renounced": [_row(row) for row in rows if row.mode == enums.Mode.NOT_MADE],
        "removed": {"pk": removed.pk, "title": _title(removed)} if removed and may_change else None,
        "follows_removal": follows_removal,
        "copy": _copy(entry, entry_count) if may_change and not rows else None,
        "starters": [{"code": each.code, "label": each.label, "icon": each.icon} for each in (*STARTERS, RENOUNCED)],
        "form": form,
        "figures": figures(week(rows)) if rows else None,
    }


def trip_page(trip: UsualTrip, form: UsualTripForm) -> dict[str, Any]:
    """One trip to correct."""
    week_url = reverse("reaching:week", args=[trip.link.assessment_id])
    return {
        "case": trip.link.case,
        "crumbs": [*_crumbs(trip.link.case), (_("La semaine habituelle"), week_url)],
        "week_url": week_url,
        "trip": trip,
        "form": form,
    }


def case_page(case: Case, weeks: Sequence[tuple[CaseAssessment, list[UsualTrip]]]) -> dict[str, Any]:
    """The weeks of a case side by side: one column a bilan."""
    counted = [(link, week(rows) if rows else None) for link, rows in weeks]
    columns = [
        {
            "label": link.get_moment_display().capitalize(),
            "day": _day(link),
            "url": reverse("reaching:week", args=[link.assessment_id]),
            "is_noted": found is not None,
        }
        for link, found in counted
    ]
    return {
        "case": case,
        "case_tabs": case_tabs(case, current=TAB),
        "crumbs": _crumbs(case),
        "columns": columns,
        "lines": _lines([found for _link, found in counted], [each["label"] for each in columns])
        if any(found for _link, found in counted)
        else [],
        "new_url": "" if hasattr(case, "exit") else reverse("cases:bilan-new", args=[case.pk]),
    }


def figures(found: Week) -> dict[str, Any]:
    """What a week amounts to, in words: nothing that is unknown is shown as nothing."""
    return {
        "is_made": found.is_made,
        "km": _km(found.km),
        "modes": [
            {
                "icon": ICONS.get(mode.value, "route"),
                "label": _mode(mode),
                "trips": number(_whole(one.one_way_trips), LANGUAGE),
                "km": _km(one.km),
            }
            for mode, one in found.by_mode.items()
        ],
        "cost": cost_words(found),
        "cost_note": _cost_note(found),
        "kg": _range(found.kg_co2e_per_month, "kg CO₂e") if _has_energy(found) else _("inconnu"),
        "kwh": _range(found.kwh_per_month, "kWh") if _has_energy(found) else _("inconnue"),
        "energy_note": _energy_note(found),
        "not_made": not_made_words(found.not_made),
    }


def cost_words(found: Week) -> str:
    """Between how much and how much a month; "au moins" where something is unknown."""
    if not found.is_made:
        return _("rien à compter")
    total = found.budget.total
    if found.unknown_costs and total.high == 0:
        return _("inconnu")
    words = _range(total, "€") if total.high else euros(0, LANGUAGE)
    return _("au moins %(cost)s") % {"cost": words} if found.unknown_costs else words


def not_made_words(not_made: Travelled) -> str:
    """How often the person gives up, and how far that would be."""
    count = not_made.one_way_trips
    if not count:
        return ""
    words = ngettext(
        "%(count)s trajet par semaine, voulu et non fait (%(km)s)",
        "%(count)s trajets par semaine, voulus et non faits (%(km)s)",
        1 if count < 2 else 2,
    )
    return words % {"count": number(_whole(count), LANGUAGE), "km": _km(not_made.km)}


def _lines(weeks: Sequence[Week | None], columns: Sequence[str]) -> list[dict[str, Any]]:
    modes = list(dict.fromkeys(mode for found in weeks if found for mode in found.by_mode))
    lines = [(_("Kilomètres par semaine"), [found and _km(found.km) for found in weeks], True)]
    lines += [
        (
            _mode(mode),
            [found and _km(found.by_mode[mode].km) if not found or mode in found.by_mode else "–" for found in weeks],
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


def _row(row: UsualTrip) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "icon": ICONS.get(row.mode, "route"),
        "title": _title(row),
        "how": " · ".join(_how(row)),
        "often": _often(row),
    }


def _often(row: UsualTrip) -> str:
    """How many trips of how many km; by the month where a week has less than one."""
    count, km = float(row.one_way_trips_per_week), float(row.one_way_km)
    if count < 1:
        monthly = max(1, round(count * parameter("trips/weeks_per_month")))
        words = ngettext(
            "environ %(count)s trajet de %(km)s par mois", "environ %(count)s trajets de %(km)s par mois", monthly
        )
        return words % {"count": monthly, "km": _km(km)}
    words = ngettext(
        "%(count)s trajet de %(km)s par semaine", "%(count)s trajets de %(km)s par semaine", 1 if count < 2 else 2
    )
    words = words % {"count": number(_whole(count), LANGUAGE), "km": _km(km)}
    if row.mode == enums.Mode.NOT_MADE:
        return words
    return _("%(trips)s, soit %(km)s") % {"trips": words, "km": _km(count * km)}


def _title(row: UsualTrip) -> str:
    purpose = row.get_purpose_display().capitalize()
    return f"{purpose} · {row.place}" if row.place else purpose


def _how(row: UsualTrip) -> list[str]:
    words = [] if row.mode == enums.Mode.NOT_MADE else [row.get_mode_display().capitalize()]
    if row.mode == enums.Mode.CARPOOL and row.drives is not None:
        words.append(_("la personne conduit") if row.drives else _("quelqu’un d’autre conduit"))
    words += [each for each in (row.get_vehicle_display(), row.get_fuel_display()) if each]
    if row.aboard > 1:
        words.append(_("%(count)d à bord") % {"count": row.aboard})
    return words


def _cost_note(found: Week) -> str:
    unknown = [str(COSTS.get(code, code)) for _mode_of, code in found.unknown_costs]
    loss = found.budget.loss_of_value
    notes = []
    if unknown:
        notes.append(_("Sans %(what)s : personne ne l’a dit.") % {"what": ", ".join(dict.fromkeys(unknown))})
    if loss.high:
        notes.append(_("La voiture perd aussi de sa valeur : %(loss)s par mois.") % {"loss": _range(loss, "€")})
    return " ".join(notes)


def _energy_note(found: Week) -> str:
    if not found.energy.unknown_km:
        return ""
    return _("Sans %(km)s par semaine dont l’énergie n’est pas connue.") % {"km": _km(found.energy.unknown_km)}


def _has_energy(found: Week) -> bool:
    return not found.is_made or found.energy.unknown_km < found.km


def _copy(entry: CaseAssessment | None, count: int) -> dict[str, Any] | None:
    if entry is None or not count:
        return None
    url = reverse("reaching:week", args=[entry.assessment_id])
    words = ngettext("%(count)d trajet noté", "%(count)d trajets notés", count) % {"count": count}
    return {"day": _day(entry), "url": url, "words": words}


def _range(estimate: Estimate, unit: str) -> str:
    low, high = number(round(estimate.low), LANGUAGE), number(round(estimate.high), LANGUAGE)
    if low == high:
        return f"{high}\u00a0{unit}"
    return _("%(low)s à %(high)s") % {"low": low, "high": f"{high}\u00a0{unit}"}


def _km(km: float) -> str:
    return f"{number(_whole(km) if km < LONG_KM else round(km), LANGUAGE)}\u00a0km"


def _whole(value: float) -> int | float:
    """Write 12.0 as 12: a decimal only where there is one."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _mode(mode: Any) -> str:
    return str(enums.Mode(mode.value).label).capitalize()


def _bilan(link: CaseAssessment) -> str:
    moment = {Moment.ENTRY: _("Bilan d’entrée"), Moment.EXIT: _("Bilan de sortie")}.get(link.moment, _("Bilan d’étape"))
    return f"{moment} {_('du')} {_day(link)}"


def _day(link: CaseAssessment) -> str:
    return date_words((link.assessment.finished_at or link.assessment.started_at).date(), LANGUAGE)


def _crumbs(case: Case) -> list[tuple[str, str]]:
    return [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))]
