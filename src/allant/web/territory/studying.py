"""The question of the study of a territory: every hexagon of its network, by every means, when shifts begin.

The folder of a study follows from all that its figures depend on: the same command goes on with the study that it
began, and another network or another question never lands in its place.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from allant.errors import InputError
from allant.routing.departures import typical_day
from allant.routing.manifest import source_of
from allant.routing.network import Network
from allant.routing.study.plan import Plan, cell_origins, source_said, trips_of
from allant.routing.trips import Mode
from allant.sources.places_files import read_places
from allant.web.accounts.models import Territory
from allant.web.reaching.grounds import OPPORTUNITIES, Ground, folder_of

STUDIES = "studies"
MODES = (Mode.WALK, Mode.BICYCLE, Mode.CAR, Mode.TRANSIT)
MINUTES = (30.0, 45.0, 60.0)
HOURS = (time(5), time(8), time(18))
"""An early shift, the day, and the evening."""
TUESDAY = 1
NAME_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What a study asks: its cells, means, limits, hours; the usual ones unless told otherwise."""

    resolution: int
    window_min: int
    modes: tuple[Mode, ...] = MODES
    minutes: tuple[float, ...] = MINUTES
    departures: tuple[datetime, ...] = ()


def territory_plan(ground: Ground, asked: Asked, today: date) -> Plan:
    """Return the question of the study of a territory; public transport is left out where no timetable is loaded.

    Raises
    ------
    InputError
        No streets, or no opportunities, are loaded for the territory.
    """
    network, path = _loaded(ground)
    departures = asked.departures or departures_of(network, today)
    modes = asked.modes if departures else tuple(mode for mode in asked.modes if mode is not Mode.TRANSIT)
    return Plan(
        network,
        cell_origins(network, asked.resolution),
        read_places(path, None),
        trips_of(modes, departures, asked.window_min, asked.minutes[-1]),
        asked.minutes,
        {
            "origins": "cells",
            "resolution": asked.resolution,
            "opportunities": source_said(source_of(path, "opportunities")),
        },
    )


def folder_of_plan(ground: Ground, plan: Plan) -> Path:
    """Return where the study of a plan lies, begun or not."""
    return studies_of(ground.territory) / name_of(plan)


def departures_of(network: Network, today: date) -> tuple[datetime, ...]:
    """Return the hours of a Tuesday that are asked; none without a timetable."""
    day = typical_day(network, TUESDAY, today)
    return tuple(datetime.combine(day, hour) for hour in HOURS) if day is not None else ()


def studies_of(territory: Territory) -> Path:
    """Return where the studies of a territory lie."""
    return folder_of(territory) / STUDIES


def name_of(plan: Plan) -> str:
    """Return a name that follows from all that the figures depend on."""
    said = json.dumps(plan.described(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:NAME_LENGTH]


def _loaded(ground: Ground) -> tuple[Network, Path]:
    if ground.network is None or ground.opportunities is None:
        raise InputError(
            value=ground.territory.name,
            rule="une étude demande des rues et des lieux : ce territoire n’en a pas encore.",
            remedy="Chargez-les : allant ground load --territory … --osm … --gtfs … --opportunities …",
        )
    return ground.network, folder_of(ground.territory) / OPPORTUNITIES
