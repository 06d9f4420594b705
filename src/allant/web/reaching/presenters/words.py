"""Words that the pages of a person's reach share: kilometres, ranges, days."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allant.intervals import Estimate
from allant.trips import Travelled
from allant.web.cases.enums import Moment
from allant.web.cases.models import Case, CaseAssessment
from allant.web.reaching import enums
from allant.web.ui.formatting import date as date_words
from allant.web.ui.formatting import number

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
    return words % {"count": number(whole(count), LANGUAGE), "km": km_words(not_made.km)}


def km_words(km: float) -> str:
    """Write a distance that people estimate: no decimals where it is long."""
    return f"{number(whole(km) if km < LONG_KM else round(km), LANGUAGE)}\u00a0km"


def range_words(estimate: Estimate, unit: str) -> str:
    """Write between how much and how much."""
    low, high = number(round(estimate.low), LANGUAGE), number(round(estimate.high), LANGUAGE)
    if low == high:
        return f"{high}\u00a0{unit}"
    return _("%(low)s à %(high)s") % {"low": low, "high": f"{high}\u00a0{unit}"}


def whole(value: float) -> int | float:
    """Write 12.0 as 12: a decimal only where there is one."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def mode_words(mode: Any) -> str:
    """Say how, given the mode of a room or its code."""
    return str(enums.Mode(mode.value).label).capitalize()


def bilan_words(link: CaseAssessment) -> str:
    """Say which bilan, and of what day."""
    moment = {Moment.ENTRY: _("Bilan d’entrée"), Moment.EXIT: _("Bilan de sortie")}.get(link.moment, _("Bilan d’étape"))
    return f"{moment} {_('du')} {day_words(link)}"


def day_words(link: CaseAssessment) -> str:
    """Write the day of a bilan: when it was finished, else begun."""
    return date_words((link.assessment.finished_at or link.assessment.started_at).date(), LANGUAGE)


def crumbs(case: Case) -> list[tuple[str, str]]:
    """Lead back to the file."""
    return [(_("Dossiers"), reverse("cases:list")), (str(case), reverse("cases:case", args=[case.pk]))]
