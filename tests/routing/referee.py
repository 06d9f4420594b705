"""The referee of walking: Dijkstra (scipy) on the streets of an extract, read apart from the engines."""

import math

import numpy as np
import osmium
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

EARTH_M = 6_371_008.8
CLOSED = {"motorway", "motorway_link", "trunk", "trunk_link", "construction", "proposed", "raceway", "bus_guideway"}


class Streets:
    """A graph of walkable streets in metres; `nodes` is longitude and latitude, those of the largest part only."""

    def __init__(self, extract):
        place, edges = {}, []
        for way in osmium.FileProcessor(str(extract), osmium.osm.NODE | osmium.osm.WAY).with_locations():
            if not way.is_way() or "highway" not in way.tags or way.tags["highway"] in CLOSED:
                continue
            if (
                way.tags.get("foot") == "no"
                or way.tags.get("access") in {"no", "private"}
                or way.tags.get("area") == "yes"
            ):
                continue
            for node in way.nodes:
                place[node.ref] = (node.lon, node.lat)
            edges += [(a.ref, b.ref) for a, b in zip(way.nodes, list(way.nodes)[1:], strict=False)]
        rank = {ref: number for number, ref in enumerate(place)}
        self.nodes = np.array(list(place.values()))
        here, there = (np.array([rank[edge[side]] for edge in edges]) for side in (0, 1))
        metres = np.array([haversine(*place[a], *place[b]) for a, b in edges])
        shortest = {}
        for a, b, length in zip(here, there, metres, strict=True):
            shortest[a, b] = min(length, shortest.get((a, b), math.inf))
        keys = np.array(list(shortest))
        self.graph = coo_matrix((list(shortest.values()), keys.T), shape=(len(rank), len(rank))).tocsr()
        part = connected_components(self.graph, directed=False)[1]
        self.reachable = np.flatnonzero(part == np.bincount(part).argmax())

    def seconds(self, origins, destinations, km_per_h):
        """Return float64[origins, destinations]: seconds on foot between nodes; infinite where there is no way."""
        metres = dijkstra(self.graph, directed=False, indices=origins)[:, destinations]
        return metres * 3.6 / km_per_h


def haversine(lon, lat, other_lon, other_lat):
    """Return metres as the crow flies."""
    one, other, east = math.radians(lat), math.radians(other_lat), math.radians(other_lon - lon)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(half))
