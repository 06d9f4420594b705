"""How much the time by public transport depends on when one sets off: the quick departures and the slow ones."""

import numpy as np

from allant.routing.places import Places
from allant.trips import Mode
from allant.web.reaching.possibilities import Possibilities
from allant.web.reaching.times import Minutes, transit_trip


def spread(possible: Possibilities) -> tuple[Minutes, Minutes] | None:
    """Return the 10th and the 90th percentiles of minutes to each place to be, over the departures of the window.

    A percentile is infinite where fewer departures than that arrive; None without a timetable or a place.
    """
    places, engine = possible.situation.places, possible.ground.engine(Mode.TRANSIT)
    if not places or engine is None or possible.moments is None:
        return None
    there = Places.at([place.lon for place in places], [place.lat for place in places])
    found = engine.travel_times(
        possible.door.places, there, transit_trip(possible.moments.leaves, possible.situation.footing)
    )
    which = found["destination"].to_numpy()
    bounds = []
    for name in ("p10_s", "p90_s"):
        minutes = np.full(len(places), np.inf)
        minutes[which] = found[name].fill_null(np.inf).to_numpy() / 60
        bounds.append(minutes)
    return bounds[0], bounds[1]
