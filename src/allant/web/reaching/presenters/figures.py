"""What a usual week amounts to: km, cost, energy and emissions, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allant.travel_cost import LineCode
from allant.web.reaching.presenters.words import (
    ICONS,
    LANGUAGE,
    km_words,
    mode_words,
    not_made_words,
    range_words,
    whole,
)
from allant.web.reaching.weeks import Week
from allant.web.ui.formatting import euros, number

COSTS = {
    LineCode.PARKING: gettext_lazy("le stationnement"),
    LineCode.FARES: gettext_lazy("le prix payé par trajet"),
}


def figures(found: Week) -> dict[str, Any]:
    """What a week amounts to, in words: nothing that is unknown is shown as nothing."""
    return {
        "is_made": found.is_made,
        "km": km_words(found.km),
        "modes": [
            {
                "icon": ICONS.get(mode.value, "route"),
                "label": mode_words(mode),
                "trips": number(whole(one.one_way_trips), LANGUAGE),
                "km": km_words(one.km),
            }
            for mode, one in found.by_mode.items()
        ],
        "cost": cost_words(found),
        "cost_note": _cost_note(found),
        "kg": range_words(found.kg_co2e_per_month, "kg\u00a0CO₂e") if _has_energy(found) else _("inconnu"),
        "kwh": range_words(found.kwh_per_month, "kWh") if _has_energy(found) else _("inconnue"),
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
    words = range_words(total, "€") if total.high else euros(0, LANGUAGE)
    return _("au moins %(cost)s") % {"cost": words} if found.unknown_costs else words


def _cost_note(found: Week) -> str:
    unknown = [str(COSTS.get(code, code)) for _mode_of, code in found.unknown_costs]
    loss = found.budget.loss_of_value
    notes = []
    if unknown:
        notes.append(_("Sans %(what)s : personne ne l’a dit.") % {"what": ", ".join(dict.fromkeys(unknown))})
    if loss.high:
        notes.append(_("La voiture perd aussi de sa valeur : %(loss)s par mois.") % {"loss": range_words(loss, "€")})
    return " ".join(notes)


def _energy_note(found: Week) -> str:
    if not found.energy.unknown_km:
        return ""
    return _("Sans %(km)s par semaine dont l’énergie n’est pas connue.") % {"km": km_words(found.energy.unknown_km)}


def _has_energy(found: Week) -> bool:
    return not found.is_made or found.energy.unknown_km < found.km
