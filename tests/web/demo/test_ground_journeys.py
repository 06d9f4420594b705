"""Journeys in the fictional valley, part by part: those that people rehearse there."""

from datetime import date, datetime

import pytest

from allant.routing.building import build_network
from allant.routing.journeys import after_missing, arriving_by, last_of_day, leaving_at
from allant.routing.network import open_network
from allant.routing.places import Places
from allant.routing.trips import Mode, Trip
from allant.web.demo.ground.lines import STOPS
from allant.web.demo.ground.opportunities import LOGISTICS
from allant.web.demo.ground.plane import to_degrees

HOME, ZONE = (Places.one(*to_degrees(place.point)) for place in (STOPS["tilleuls"], LOGISTICS))
TUESDAY_7H09 = datetime(2026, 11, 24, 7, 9)
TRIP = Trip(Mode.TRANSIT, 90, TUESDAY_7H09, walking_km_per_h=5)


@pytest.fixture(scope="module")
def network(ground, tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    build_network(ground.streets, [ground.timetable], folder, as_of=date(2026, 11, 24))
    return open_network(folder)


def test_rehearsed_trip_is_told_with_its_lines_colours_and_stops(network):
    found = leaving_at(network, HOME, ZONE, TRIP)
    first, second = (leg.ride for leg in found.rides)
    assert [(each.line.name, each.line.colour) for each in (first, second)] == [("1", "C0392B"), ("4", "7D3C98")]
    assert [stop.name for stop in first.stops][:: len(first.stops) - 1] == [
        "Montbrelles – Les Tilleuls",
        "Gare d’Allant-sur-Verne",
    ]
    assert (first.headsign, second.headsign) == ("Hôpital de la Verne", "Zone des Portes – Entrepôts")
    assert found.total_s == network.engine(Mode.TRANSIT).travel_times(HOME, ZONE, TRIP)["travel_s"][0]


def test_who_must_be_there_by_nine_leaves_for_the_bus_of_ten_past_seven(network):
    found = arriving_by(network, HOME, ZONE, TRIP, datetime(2026, 11, 24, 9))
    assert [leg.departs_at for leg in found.rides] == [datetime(2026, 11, 24, 7, 10), datetime(2026, 11, 24, 7, 40)]


def test_nobody_is_there_at_five_nor_on_a_sunday(network):
    assert arriving_by(network, HOME, ZONE, TRIP, datetime(2026, 11, 24, 5)) is None
    assert arriving_by(network, HOME, ZONE, TRIP, datetime(2026, 11, 29, 9)) is None


def test_who_misses_the_second_bus_waits_an_hour_and_who_misses_the_last_one_stays(network):
    missed = leaving_at(network, HOME, ZONE, TRIP).rides[1]
    assert after_missing(network, missed, ZONE, TRIP).rides[0].departs_at == datetime(2026, 11, 24, 8, 40)
    back = last_of_day(network, ZONE, HOME, TRIP)
    assert back.rides[0].departs_at == datetime(2026, 11, 24, 17, 15)
    assert after_missing(network, back.rides[0], HOME, TRIP) is None
