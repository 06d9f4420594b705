"""Puts the streets, the timetable and the places of Val d'Allant in use: without any network, once."""

from datetime import date

from django.conf import settings

from allant.web.demo.actions import Tell
from allant.web.demo.ground import write_ground
from allant.web.demo.queries import demo_territory
from allant.web.reaching.loading import GroundFiles, load_ground

FILES = "demo-ground"
"""Folder of the files that the ground is made of, beside the grounds themselves."""


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
