"""The fictional valley as a territory of the tests: its communes, and its ground as a folder of networks."""

import shutil
from datetime import date
from pathlib import Path

from tests.web import factories

from allant.routing.building import build_network
from allant.web.demo.ground import write_ground
from allant.web.demo.places import PLACES, TERRITORY
from allant.web.reaching.grounds import OPPORTUNITIES, folder_of

AS_OF = date(2026, 11, 24)
ZONE, FACTORY = "Entrepôts de la zone des Portes", "Usine de la zone des Portes"


def load_valley(folder: Path, *, timetable: bool = True) -> Path:
    """Write what the ground of a territory holds: the network of the valley and its opportunities."""
    ground = write_ground(folder / "sources")
    out = folder / ("valley" if timetable else "streets")
    build_network(ground.streets, [ground.timetable] if timetable else [], out, as_of=AS_OF)
    shutil.copyfile(ground.opportunities, out / OPPORTUNITIES)
    return out


def valley(settings, grounds: Path, loaded: Path | None):
    """Return the territory of the valley, with what was loaded for it, if anything."""
    settings.GROUNDS = grounds
    territory = factories.TerritoryFactory(name=TERRITORY, epci_code="", is_fictional=True)
    for place in PLACES:
        factories.CommuneFactory(
            territory=territory, code_insee=place.code_insee, name=place.name, lon=place.lon, lat=place.lat
        )
    if loaded is not None:
        folder_of(territory).symlink_to(loaded, target_is_directory=True)
    return territory
