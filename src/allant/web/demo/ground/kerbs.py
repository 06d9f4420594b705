"""What differs from one street to the next: pavements, calm streets, and what is known of wheelchairs."""

from allant.web.demo.ground.plane import chance_of
from allant.web.demo.ground.strokes import Stroke

CALM_SHARE = 0.07
BOTH_SIDES_SHARE = 0.65
WHEELCHAIR_KNOWN_SHARE = 0.25
KNOWN = ("yes", "yes", "limited")


def furnished(streets: list[Stroke]) -> list[Stroke]:
    """Return the streets, those between houses as they are from end to end."""
    chance = chance_of("kerbs")
    done = []
    for street in streets:
        is_calm, has_both, is_known = (chance.random() for _ in range(3))
        passes = chance.choice(KNOWN)
        tags = dict(street.tags)
        if tags["highway"] == "residential":
            tags |= {"sidewalk": "both" if has_both < BOTH_SIDES_SHARE else "right"}
            if is_calm < CALM_SHARE:
                tags |= {"highway": "living_street", "maxspeed": "20"}
            if is_known < WHEELCHAIR_KNOWN_SHARE:
                tags |= {"wheelchair": passes}
        done.append(Stroke(street.nodes, tags))
    return done
