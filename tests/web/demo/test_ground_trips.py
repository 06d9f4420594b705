"""Trips in the fictional valley, as the engine makes them on its files: what the demonstration tells must be true."""

import datetime
import math

import cafein
import geopandas as gpd
import pytest

from allant.sources.gtfs import checked, read_feed, write_feed
from allant.web.demo.ground.lines import STOPS
from allant.web.demo.ground.opportunities import LOGISTICS
from allant.web.demo.ground.plane import to_degrees
from allant.web.demo.places import PLACES

AS_OF = datetime.date(2026, 11, 24)
TUESDAY, SUNDAY = "2026-11-24", "2026-11-29"
LONGEST_S = 90 * 60

POINTS = {place.name: (place.lon, place.lat) for place in PLACES} | {
    "zone": to_degrees(LOGISTICS.point),
    "Les Tilleuls": to_degrees(STOPS["tilleuls"].point),
}


@pytest.fixture(scope="module")
def networks(ground, tmp_path_factory):
    feed, _, _ = checked(read_feed(ground.timetable), AS_OF)
    usable = tmp_path_factory.mktemp("usable") / "checked.zip"
    write_feed(feed, usable)
    streets = cafein.StreetNetwork.from_osm(str(ground.streets), modes=("walk", "bicycle", "car"), country="FR")
    transit = cafein.TransportNetwork.from_gtfs([str(usable)], osm_pbf=str(ground.streets), street_modes=("walk",))
    return streets, transit


def at(name):
    return gpd.GeoDataFrame(
        {"id": [0]}, geometry=gpd.points_from_xy(*([each] for each in POINTS[name])), crs="EPSG:4326"
    )


def seconds(found):
    return next((each for each in found["travel_time"] if not math.isnan(each) and each <= LONGEST_S), None)


def by_street(networks, mode, start, end):
    found = cafein.TravelTimeMatrix(
        networks[0], at(start), at(end), transport_mode=mode, max_street_time=240, output_time_units="seconds"
    )
    return found["travel_time"].iloc[0] / 60


def by_transit(networks, start, end, departure):
    """Return minutes at 5 km/h on foot, None when not there within an hour and a half."""
    found = cafein.TravelTimeMatrix(
        networks[1],
        at(start),
        at(end),
        departure,
        walking_speed_kmph=5.0,
        max_walking_time=20,
        output_time_units="seconds",
    )
    arrived = seconds(found)
    return None if arrived is None else arrived / 60


def test_a_village_is_minutes_from_the_town_by_car_and_an_hour_on_foot(networks):
    assert 3 < by_street(networks, "car", "Roqueblanche-sur-Verne", "Allant-sur-Verne") < 10
    assert 50 < by_street(networks, "walk", "Roqueblanche-sur-Verne", "Allant-sur-Verne") < 75


def test_the_bus_takes_a_village_to_the_town_in_the_morning(networks):
    assert 20 < by_transit(networks, "Vernoisy", "Allant-sur-Verne", f"{TUESDAY} 06:50:00") < 45


def test_the_rehearsed_trip_to_the_zone_takes_two_lines_and_less_than_an_hour(networks):
    assert 45 < by_transit(networks, "Les Tilleuls", "zone", f"{TUESDAY} 07:09:00") < 60


@pytest.mark.parametrize("departure", [f"{TUESDAY} 03:30:00", f"{TUESDAY} 04:30:00", f"{SUNDAY} 07:09:00"])
@pytest.mark.parametrize("start", ["Allant-sur-Verne", "Les Tilleuls"])
def test_nobody_rides_to_the_zone_for_the_first_shift_or_on_sunday(networks, start, departure):
    assert by_transit(networks, start, "zone", departure) is None


def test_a_car_is_there_before_the_first_shift_and_feet_take_half_the_night(networks):
    assert 8 < by_street(networks, "car", "Allant-sur-Verne", "zone") < 15
    assert by_street(networks, "walk", "Allant-sur-Verne", "zone") > 120
