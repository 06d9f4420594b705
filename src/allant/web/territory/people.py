"""How many people live in each cell, as far as anybody knows: the people of a commune, spread over its streets."""

import h3
import numpy as np
import polars as pl
from numpy.typing import NDArray

from allant.routing.distance import distances_km
from allant.routing.network import Network
from allant.routing.places import Places
from allant.web.accounts.models import Commune, Territory


def communes_of(territory: Territory) -> list[Commune]:
    """Return the communes whose position is known, in the order of their names."""
    return list(Commune.objects.filter(territory=territory, lon__isnull=False).order_by("name"))


def commune_of_cells(cells: Places, communes: list[Commune]) -> NDArray[np.int64]:
    """Return for each cell the nearest commune, by its centre: int64[cells], numbers in the list."""
    centres = Places.at([each.lon for each in communes], [each.lat for each in communes])
    nearest: NDArray[np.int64] = distances_km(cells, centres).argmin(axis=1)
    return nearest


def people_of_cells(network: Network, names: list[str], belongs: NDArray[np.int64], communes: list[Commune]):
    """Return how many people live in each cell, float64[cells]; None where the people of a commune are not known.

    The people of a commune are spread over its cells as the finest cells that a street passes through: an estimate.
    """
    if not communes or any(each.population is None for each in communes):
        return None
    streets = _street_cells(network, names)
    total = np.bincount(belongs, weights=streets, minlength=len(communes))
    people = np.array([each.population for each in communes], dtype=np.float64)
    return people[belongs] * streets / np.where(total > 0, total, 1)[belongs]


def _street_cells(network: Network, names: list[str]) -> NDArray[np.float64]:
    resolution = h3.get_resolution(names[0]) if names else 0
    parents = pl.Series("cell", [h3.cell_to_parent(each, resolution) for each in network.cells["cell"]])
    counted = parents.value_counts()
    joined = pl.DataFrame({"cell": names}).join(counted, on="cell", how="left", maintain_order="left")
    counts: NDArray[np.float64] = joined["count"].fill_null(0).cast(pl.Float64).to_numpy()
    return counts
