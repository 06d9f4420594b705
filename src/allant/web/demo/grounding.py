"""Puts the streets, the timetable and the places of Val d'Allant in use, and studies it: without any network, once."""

from datetime import date
from functools import partial

from django.conf import settings

from allant.routing.study.pools import local_pool, usable_cores
from allant.routing.study.running import run_study
from allant.web.demo.actions import Tell
from allant.web.demo.ground import write_ground
from allant.web.demo.queries import demo_territory
from allant.web.reaching.grounds import ground_of
from allant.web.reaching.loading import GroundFiles, load_ground
from allant.web.territory.changing import AddedDeparture, Question, compare
from allant.web.territory.comparisons import comparisons
from allant.web.territory.studies import study_of
from allant.web.territory.studying import Asked, folder_of_plan, territory_plan

FILES = "demo-ground"
"""Folder of the files that the ground is made of, beside the grounds themselves."""
EARLY = AddedDeparture("4", 4 * 3600 + 20 * 60, "0")
EARLY_NAME = "Un car à 4 h 20 vers la zone des Portes"
"""The change of timetable that the valley talks about: its warehouses begin at 5, its first bus leaves at 6:50."""
STUDIED = Asked(resolution=8, window_min=60)
"""Hexagons of 900 m: some seconds of computing."""


def prepare_ground(*, as_of: date, tell: Tell = lambda _: None) -> bool:
    """Draw the ground of the territory and load it; return whether anything was new."""
    territory = demo_territory()
    if territory is None:
        return False
    tell("Rues, horaires et lieux du Val d’Allant…")
    drawn = write_ground(settings.VAR / FILES)
    files = GroundFiles(drawn.streets, [drawn.timetable], drawn.opportunities, drawn.communes)
    # The timetable of the valley ends one day; the demonstration then still tells what ran.
    return load_ground(territory, files, as_of=as_of, allow_past=True).is_new


def prepare_study(*, as_of: date, tell: Tell = lambda _: None) -> bool:
    """Study the territory on its ground, unless that is done; return whether anything was new."""
    territory = demo_territory()
    if territory is None:
        return False
    ground = ground_of(territory)
    found = study_of(territory, ground)
    if found is not None and found.is_whole and found.is_of(ground):
        return False
    tell("Étude d’accessibilité du Val d’Allant…")
    plan = territory_plan(ground, STUDIED, as_of)
    return run_study(plan, folder_of_plan(ground, plan), partial(local_pool, usable_cores()), lambda _: None)


def prepare_change(*, as_of: date, tell: Tell = lambda _: None) -> bool:
    """Compare the change of timetable that the valley talks about, unless that is done; return whether it was new."""
    territory = demo_territory()
    if territory is None:
        return False
    ground = ground_of(territory)
    if any(each.is_whole and each.is_of(ground) for each in comparisons(territory)):
        return False
    tell("Et si l’horaire changeait : un car à 4 h 20…")
    pool = partial(local_pool, usable_cores())
    compare(ground, EARLY_NAME, EARLY, Question(STUDIED.resolution), as_of, pool, lambda *_: None)
    return True
