"""Does the ground of the demonstration answer, once it is prepared, and is it left alone afterwards?"""

from datetime import date, datetime

import pytest
from tests.web import factories

from allant.routing.places import Places
from allant.routing.trips import Trip
from allant.trips import Mode
from allant.web.accounts.models import Commune
from allant.web.demo.grounding import prepare_change, prepare_ground, prepare_study
from allant.web.demo.places import PLACES, TERRITORY
from allant.web.demo.queries import demo_territory
from allant.web.reaching.backgrounds import outlined_communes
from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.territory.comparisons import comparisons
from allant.web.territory.studies import study_of

pytestmark = pytest.mark.django_db
YEARS_LATER = date(2030, 1, 7)
BUS = Trip(Mode.TRANSIT, max_min=60, departure=datetime(2026, 11, 24, 6, 50))


@pytest.fixture
def said(settings, tmp_path):
    settings.VAR, settings.GROUNDS = tmp_path, tmp_path / "grounds"
    return []


@pytest.fixture
def valley(said):
    territory = factories.TerritoryFactory(name=TERRITORY, is_fictional=True)
    for place in PLACES:
        factories.CommuneFactory(territory=territory, code_insee=place.code_insee, lon=place.lon, lat=place.lat)
    return territory


def minutes(territory, start, end):
    start, end = (Commune.objects.get(territory=territory, code_insee=code) for code in (start, end))
    ends = (Places.one(each.lon, each.lat) for each in (start, end))
    return ground_of(territory).engine(Mode.TRANSIT).travel_times(*ends, BUS)["travel_s"][0] / 60


def test_bus_takes_a_village_of_the_demonstration_to_its_town(valley, said, as_of):
    assert prepare_ground(as_of=as_of, tell=said.append) is True
    assert said == ["Rues, horaires et lieux du Val d’Allant…"]
    assert 20 < minutes(valley, "99A05", "99A01") < 45
    assert outlined_communes(valley) == len(PLACES)
    assert "jobs" in ground_of(valley).opportunities.kinds


def test_second_start_makes_nothing_even_once_the_timetable_has_ended(valley, as_of):
    prepare_ground(as_of=as_of)
    versions = folder_of(valley) / "versions"
    made = {path: path.stat().st_mtime_ns for path in versions.glob("*/*")}
    assert prepare_ground(as_of=YEARS_LATER) is False
    assert {path: path.stat().st_mtime_ns for path in versions.glob("*/*")} == made


def test_nothing_is_prepared_before_the_territory_is_there(said, as_of):
    assert demo_territory() is None
    assert prepare_ground(as_of=as_of, tell=said.append) is False
    assert said == []


def test_territory_is_studied_once_on_its_ground(valley, said, as_of):
    assert prepare_ground(as_of=as_of)
    assert prepare_study(as_of=as_of, tell=said.append) is True
    assert study_of(valley, ground_of(valley)).is_whole
    assert prepare_study(as_of=YEARS_LATER, tell=said.append) is False
    assert said == ["Étude d’accessibilité du Val d’Allant…"]


def test_change_that_the_valley_talks_about_brings_jobs_to_people_once(valley, said, as_of):
    assert prepare_ground(as_of=as_of)
    assert prepare_change(as_of=as_of, tell=said.append) is True
    (found,) = comparisons(valley)
    gained = found.table.filter((found.table["kind"] == "jobs") & (found.table["after"] > found.table["before"]))
    assert gained["departure"].dt.hour().unique().to_list() == [3]
    assert prepare_change(as_of=YEARS_LATER, tell=said.append) is False
    assert said == ["Et si l’horaire changeait : un car à 4 h 20…"]
