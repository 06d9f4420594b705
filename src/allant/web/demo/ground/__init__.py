"""The ground of Val d'Allant: streets, timetable and places to go to, drawn from nothing, the same each time.

`write_ground` writes them as the files that a real territory would give: an OpenStreetMap extract, a GTFS archive,
a CSV of points and a GeoJSON of communes. It needs pyosmium and shapely, and neither Django nor a network.
"""

from allant.web.demo.ground.writing import Ground, write_ground

__all__ = ["Ground", "write_ground"]
