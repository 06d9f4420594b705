"""The study of the valley as tests have it computed: large hexagons, a short window, one process."""

from functools import partial
from pathlib import Path

from tests.web.reaching.valley import AS_OF

from allant.routing.study.pools import local_pool
from allant.routing.study.running import run_study
from allant.web.reaching.grounds import Ground
from allant.web.territory.studying import Asked, folder_of_plan, territory_plan

COARSE = Asked(resolution=7, window_min=10)


def study(ground: Ground) -> Path:
    """Compute the study of a ground; return its folder."""
    plan = territory_plan(ground, COARSE, AS_OF)
    run_study(plan, folder_of_plan(ground, plan), partial(local_pool, 1), lambda _: None)
    return folder_of_plan(ground, plan)
