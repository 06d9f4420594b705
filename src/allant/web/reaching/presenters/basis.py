"""What figures of reach rest on: computed or estimated, from where, when, how fast; and what they lack."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from allant.parameters import parameter
from allant.trips import Mode
from allant.web.reaching.enums import Source
from allant.web.reaching.grounds import Ground
from allant.web.reaching.models import TravelNeeds
from allant.web.reaching.possibilities import Possibilities
from allant.web.reaching.presenters.words import LANGUAGE, whole
from allant.web.reaching.times import Footing, street_trip
from allant.web.ui.formatting import date, euros, hour, number, weekday_and_day

COMMAND = "allant ground load --territory {territory} --osm RUES.osm.pbf --gtfs HORAIRES.zip --opportunities LIEUX.csv"


def load_command(ground: Ground) -> str:
    """Return the command that loads the ground of a territory."""
    territory = ground.territory
    return COMMAND.format(territory=territory.epci_code or f'"{territory.name}"')


def source_of(ground: Ground) -> Source:
    """Return whether figures are computed, or estimated for want of streets."""
    return Source.ESTIMATED if ground.is_estimated else Source.COMPUTED


def basis(possible: Possibilities) -> list[tuple[str, str]]:
    """What the figures rest on, line by line."""
    lines = [
        (_("D’où viennent les durées"), _source_words(possible.ground)),
        (_("Départ"), _door_words(possible)),
        (_("Quand"), _when_words(possible)),
        (_("À pied"), walking_words(possible.situation.footing)),
    ]
    if possible.ground.network is not None:
        manifest = possible.ground.network.manifest
        lines.append((_("Réseau"), _network_words(manifest.version, manifest.days)))
    return lines


def needs_facts(needs: TravelNeeds) -> list[tuple[str, str]]:
    """What is noted of what somebody needs, in short."""
    budget = needs.budget_eur_per_month
    return [
        (_("Part de"), needs.home_name or _("le centre de sa commune")),
        (_("Quand"), _hours_words(needs)),
        (_("Budget"), _("%(eur)s par mois") % {"eur": euros(budget, LANGUAGE)} if budget is not None else _("inconnu")),
    ]


def old_words(possible: Possibilities) -> str:
    """Say that the timetables have ended; nothing where they have not."""
    network = possible.ground.network
    if possible.moments is None or not possible.moments.is_past or network is None or network.manifest.days is None:
        return ""
    last = date(network.manifest.days[1], LANGUAGE)
    return _("horaires anciens : ils se terminaient le %(last)s. Les bus d’aujourd’hui peuvent différer.") % {
        "last": last
    }


def partial_words(possible: Possibilities) -> str:
    """Say what is missing of the ground; nothing where all is there."""
    ground = possible.ground
    if not ground.is_estimated and not ground.has_timetable:
        return _("aucun horaire n’est chargé : des bus, cars et trains, on ne peut rien dire.")
    if ground.has_timetable and possible.moments is None:
        return _("les horaires chargés ne couvrent aucun jour comme le sien : des bus, on ne peut rien dire.")
    return ""


def estimated_words(possible: Possibilities) -> str:
    """Say what is estimated: the streets, the door, or both."""
    notes = []
    if possible.ground.is_estimated:
        notes.append(_("aucune rue n’est chargée : les distances sont à vol d’oiseau, allongées d’un détour habituel"))
    if not possible.door.is_near:
        notes.append(_("le départ est le centre de la commune (%(commune)s)") % {"commune": possible.door.name})
    return "\u00a0; ".join(notes) + "." if notes else ""


def walking_words(footing: Footing) -> str:
    """How fast and how far they walk: what was noted, else the usual."""
    mode = Mode.WHEELCHAIR if footing.uses_wheelchair else Mode.WALK
    trip = street_trip(mode, footing)
    longest = footing.longest_walk_min or parameter("routing/longest_walk")
    return _("%(speed)s km/h %(how)s, %(longest)s min au plus jusqu’à un arrêt") % {
        "speed": number(whole(trip.foot_km_per_h), LANGUAGE),
        "how": _("en fauteuil roulant") if footing.uses_wheelchair else _("à pied"),
        "longest": number(whole(longest), LANGUAGE),
    }


def _source_words(ground: Ground) -> str:
    if ground.is_estimated:
        return _("Estimées à vol d’oiseau, faute de rues chargées")
    return _("Calculées sur les rues et les horaires") if ground.has_timetable else _("Calculées sur les rues")


def _door_words(possible: Possibilities) -> str:
    door = possible.door
    if door.is_near:
        return _("Près de : %(place)s") % {"place": door.name}
    return _("Centre de la commune (%(commune)s), faute d’un lieu connu près de chez elle") % {"commune": door.name}


def _when_words(possible: Possibilities) -> str:
    moments = possible.moments
    if moments is None:
        return _hours_words(possible.situation.needs)
    end = moments.leaves + timedelta(minutes=parameter("reach/departure_window"))
    return _("Durée médiane des départs du %(day)s entre %(start)s et %(end)s ; retour à partir de %(back)s") % {
        "day": weekday_and_day(moments.leaves.date(), LANGUAGE),
        "start": hour(moments.leaves, LANGUAGE),
        "end": hour(end, LANGUAGE),
        "back": hour(moments.returns, LANGUAGE),
    }


def _hours_words(needs: TravelNeeds) -> str:
    words = [str(needs.get_day_display())]
    if needs.leaves_at:
        words.append(_("départ à partir de %(hour)s") % {"hour": hour(needs.leaves_at, LANGUAGE)})
    if needs.returns_at:
        words.append(_("retour à partir de %(hour)s") % {"hour": hour(needs.returns_at, LANGUAGE)})
    return ", ".join(words)


def _network_words(version: str, days: Any) -> str:
    if days is None:
        return _("version %(version)s, sans horaires") % {"version": version}
    first, last = (date(each, LANGUAGE) for each in days)
    return _("version %(version)s, horaires du %(first)s au %(last)s") % {
        "version": version,
        "first": first,
        "last": last,
    }
