"""What runs in the valley: stops, lines and hours. The first bus leaves at 6:50, the last at 19:10, none on Sundays.

Whoever begins at 5:00 in the business zone finds nothing to ride: that is the story that the demonstration tells.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allant.web.demo.ground.plane import Point, kilometres
from allant.web.demo.ground.valley import (
    CHAPELLE,
    HAUT_BREJOUX,
    ORMERETS,
    PONT_LEZARD,
    ROQUEBLANCHE,
    SAINT_AUBRAN,
    SAINT_HERVAIN,
    VERNOISY,
    ZONE,
)

FIRST_YEAR, YEARS = 2026, 2
"""The years of the timetable; the seed of the demonstration is of the first one."""

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(FIRST_YEAR + YEARS - 1, 12, 31)
HOLIDAYS = ("01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25")
MOVABLE_HOLIDAYS = ("2026-04-06", "2026-05-14", "2026-05-25", "2027-03-29", "2027-05-06", "2027-05-17")
"""Nothing runs on public holidays: Easter Monday, Ascension and Whit Monday are not on a fixed day."""


class RouteType(StrEnum):
    """Kinds of lines, as GTFS numbers them."""

    TRAIN = "2"
    BUS = "3"
    SCHOOL = "712"
    ON_DEMAND = "715"


class Boarding(StrEnum):
    """Whether one boards with a wheelchair, as GTFS numbers it."""

    UNKNOWN = ""
    YES = "1"
    NO = "2"


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one boards."""

    name: str
    point: Point
    boarding: Boarding = Boarding.UNKNOWN


def _stop(name: str, x_km: float, y_km: float, boarding: Boarding = Boarding.UNKNOWN) -> Stop:
    return Stop(name, kilometres((x_km, y_km))[0], boarding)


STOPS = {
    "gare": _stop("Gare d’Allant-sur-Verne", 0.33, 0.43, Boarding.YES),
    "marche": _stop("Marché-Neuf", 0.0, 0.0, Boarding.YES),
    "hopital": _stop("Hôpital de la Verne", -1.2, -0.12, Boarding.YES),
    "lycee": _stop("Lycée du Val", -0.65, 0.8, Boarding.YES),
    "pont_vieux": _stop("Pont-Vieux", -0.16, -0.78, Boarding.NO),
    "faubourg": _stop("Faubourg", -0.25, -1.3),
    "hauts": _stop("Les Hauts", 0.9, 0.68, Boarding.YES),
    "levant": _stop("Quartier du Levant", 1.2, 0.1, Boarding.YES),
    "tilleuls": _stop("Montbrelles – Les Tilleuls", 7.05, 4.72, Boarding.YES),
    "montbrelles": _stop("Montbrelles – Espace social", 6.64, 4.35, Boarding.YES),
    "tanneurs": _stop("Montbrelles – Les Tanneurs", 6.1, 4.0, Boarding.NO),
    "croix": _stop("La Croix-aux-Merles", 4.0, 2.95, Boarding.NO),
    "ormerets": Stop("Les Ormerets – Mairie", ORMERETS, Boarding.YES),
    "roqueblanche": Stop("Roqueblanche – Le Pont", ROQUEBLANCHE),
    "gue": _stop("Le Gué-Perdu", 3.7, -3.2),
    "vernoisy": Stop("Vernoisy – La Grange", VERNOISY, Boarding.YES),
    "pont_lezard": Stop("Pont-Lézard – Place", PONT_LEZARD),
    "bascule": _stop("La Bascule", 4.5, 0.4, Boarding.NO),
    "saint_aubran": Stop("Saint-Aubran – Mairie annexe", SAINT_AUBRAN, Boarding.YES),
    "colombier": _stop("Le Colombier", -4.3, -3.3),
    "saint_hervain": Stop("Saint-Hervain – Église", SAINT_HERVAIN),
    "portes_nord": _stop("Zone des Portes – Nord", -1.45, -7.35, Boarding.NO),
    "portes": Stop("Zone des Portes – Entrepôts", ZONE, Boarding.NO),
    "chapelle": Stop("La Chapelle-aux-Aulnes", CHAPELLE),
    "haut_brejoux": Stop("Haut-Bréjoux", HAUT_BREJOUX),
    "quai_courtebise": _stop("Courtebise-la-Forge (gare)", -10.03, 3.28),
    "quai_ormerets": _stop("Les Ormerets (halte)", -2.6, 2.25),
    "quai_allant": _stop("Allant-sur-Verne (gare)", 0.25, 0.62, Boarding.YES),
    "quai_montbrelles": _stop("Montbrelles (gare)", 6.75, 3.75, Boarding.YES),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its stops on the way out, those whose hour is not written down, and when it leaves each end.

    Hours are texts, the way out first: on weekdays, and on Saturdays.
    """

    code: str
    name: str
    long_name: str
    colour: str
    kind: RouteType
    stops: tuple[str, ...]
    weekdays: tuple[str, str]
    saturdays: tuple[str, str] = ("", "")
    unwritten: frozenset[str] = frozenset()
    boarding: Boarding = Boarding.UNKNOWN


LINES = (
    Line(
        "1", "1", "Montbrelles – Gare d’Allant – Hôpital", "C0392B", RouteType.BUS,
        ("tilleuls", "montbrelles", "tanneurs", "croix", "hauts", "gare", "marche", "hopital"),
        ("7:10 7:40 8:20 9:40 11:10 12:25 13:40 15:10 16:25 17:20 18:10",
         "7:15 8:05 9:10 10:30 12:05 13:15 14:30 16:05 17:05 17:50 18:30"),
        ("8:20 11:10 13:40 17:20", "9:10 12:05 14:30 18:10"),
        frozenset({"tanneurs", "croix", "hauts"}), Boarding.YES,
    ),
    Line(
        "2", "2", "Les Ormerets – Gare d’Allant – Vernoisy", "2471A3", RouteType.BUS,
        ("ormerets", "lycee", "gare", "marche", "pont_vieux", "faubourg", "roqueblanche", "gue", "vernoisy"),
        ("7:05 8:10 9:30 12:15 14:05 16:35 17:40", "7:00 8:05 9:25 12:20 13:50 16:20 17:30"),
        ("9:30 14:05", "12:20 17:30"),
        frozenset({"pont_vieux", "roqueblanche", "gue"}), Boarding.YES,
    ),
    Line(
        "3", "3", "Pont-Lézard – Gare d’Allant – Saint-Aubran – Saint-Hervain", "1E8449", RouteType.BUS,
        ("pont_lezard", "bascule", "levant", "gare", "marche", "faubourg", "colombier", "saint_aubran",
         "saint_hervain"),
        ("7:20 12:30 17:15", "6:55 8:30 13:10 17:05"), ("9:15", "12:10"),
        frozenset({"bascule", "levant", "colombier"}), Boarding.UNKNOWN,
    ),
    Line(
        "4", "4", "Gare d’Allant – Zone des Portes", "7D3C98", RouteType.BUS,
        ("gare", "marche", "pont_vieux", "faubourg", "portes_nord", "portes"),
        ("6:50 7:40 8:40 12:35 13:35 16:45 17:45", "7:15 8:10 12:05 13:05 16:10 17:15 19:10"),
        ("7:40 13:35", "12:05 17:15"),
        frozenset({"pont_vieux", "faubourg"}), Boarding.NO,
    ),
    Line(
        "T", "TER", "Courtebise – Allant – Montbrelles", "34495E", RouteType.TRAIN,
        ("quai_courtebise", "quai_ormerets", "quai_allant", "quai_montbrelles"),
        ("6:54 7:46 12:20 17:05 18:20", "7:02 8:15 13:05 16:35 17:40"), ("9:10 17:05", "12:05 18:05"),
        boarding=Boarding.YES,
    ),
    Line(
        "D", "Allô Verne", "Transport à la demande : La Chapelle-aux-Aulnes – Vernoisy", "B9770E", RouteType.ON_DEMAND,
        ("chapelle", "vernoisy"), ("8:00 9:30 13:30 16:00", "11:30 12:30 16:30 18:00"), ("9:30", "11:30"),
    ),
    Line(
        "S", "Scolaire Haut-Bréjoux", "Haut-Bréjoux – Les Ormerets – Lycée du Val", "F1C40F", RouteType.SCHOOL,
        ("haut_brejoux", "ormerets", "lycee"), ("7:10", "17:15"),
    ),
)  # fmt: skip
