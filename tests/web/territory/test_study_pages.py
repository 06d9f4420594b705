"""The study of a territory: who reads it, what it says and lets one take away, and what is said without one."""

import csv
import io
import json
from datetime import date

import h3
import polars as pl
import pytest
import time_machine
from django.urls import reverse
from tests.web import factories

from allant.web.accounts.models import Commune
from allant.web.reaching.grounds import OPPORTUNITIES, folder_of, ground_of
from allant.web.territory.forms import choice_of
from allant.web.territory.studies import study_of
from allant.web.territory.zones import Zones

pytestmark = pytest.mark.django_db
ROUTES = {"study": [], "cells": [], "download": ["csv"]}


def page_of(territory, route="study", *more, **asked):
    return reverse(f"territory:{route}", args=[territory.pk, *(more or ROUTES[route])], query=asked)


@pytest.fixture
def zones(studied):
    ground = ground_of(studied)
    found = study_of(studied, ground)
    return Zones(ground, found, choice_of({}, found))


@pytest.mark.denies("territory:study", "territory:cells", "territory:download", "territory:own")
@pytest.mark.parametrize("route", [*ROUTES, "own"])
def test_study_is_for_those_who_work_in_the_territory(here, studied, browser, route):
    elsewhere = factories.UserFactory(email="autre@exemple.fr")
    address = reverse("territory:own") if route == "own" else page_of(studied, route)
    assert browser().get(address).status_code == 302
    assert browser(here.prescriber).get(address).status_code == 403
    if route != "own":
        assert browser(elsewhere).get(address).status_code == 404
    for user in (here.adviser, here.manager, here.network_head):
        assert browser(user).get(address, follow=True).status_code == 200


def test_cells_are_those_of_the_study_and_their_shares_are_plain_divisions(zones):
    rows = zones.study.table.filter(
        (pl.col("kind") == "jobs")
        & (pl.col("minutes") == 45)
        & (pl.col("departure").is_null() | (pl.col("departure").dt.hour() == 8))
    )
    plain = {}
    for row in rows.iter_rows(named=True):
        plain.setdefault(row["origin_id"], {})[row["mode"]] = row["count"]
    assert len(plain) == len(zones.table)
    for row in zones.table.iter_rows(named=True):
        theirs = plain[row["cell"]]
        share = min(1, theirs["transit"] / theirs["car"]) if theirs["car"] else None
        assert row["share"] == pytest.approx(share)
        assert row["is_white"] == (share is not None and share < 0.1)


def test_people_of_the_cells_are_the_people_of_the_communes(zones, studied):
    known = sum(Commune.objects.filter(territory=studied).values_list("population", flat=True))
    assert zones.table["people"].sum() == pytest.approx(known)
    assert zones.by_commune["people"].sum() == pytest.approx(known)


def test_unknown_people_are_not_invented(studied):
    Commune.objects.filter(territory=studied, name="Fontorbe").update(population=None)
    ground = ground_of(studied)
    found = study_of(studied, ground)
    zones = Zones(ground, found, choice_of({}, found))
    assert zones.reach.white_people is None
    assert zones.table["people"].null_count() == len(zones.table)


def test_page_says_who_lives_in_a_white_zone_and_what_it_rests_on(here, studied, browser, zones):
    page = browser(here.manager).get(page_of(studied)).text
    white = f"{round(zones.reach.white_people / 10) * 10:,}".replace(",", "\u202f")
    assert f"{white} personnes sur" in page.replace("\u00a0", "\u202f")
    assert ground_of(studied).network.manifest.version in page
    assert "en partant à 8\u00a0h" in page
    assert "Fontorbe" in page


def test_early_hours_leave_more_people_without_anything(here, studied, zones):
    early = Zones(zones.ground, zones.study, choice_of({"depart": zones.study.asked["departures"][0]}, zones.study))
    assert early.choice.departure.endswith("05:00:00")
    assert early.reach.white_people > zones.reach.white_people


@pytest.mark.parametrize("asked", [{"sorte": "chateaux"}, {"minutes": "soixante"}, {"depart": "demain"}, {}])
def test_address_that_asks_nonsense_shows_the_usual(here, studied, browser, asked, zones):
    assert browser(here.manager).get(page_of(studied, **asked)).status_code == 200
    assert choice_of(asked, zones.study) == zones.choice


def test_files_hold_every_cell_and_what_they_depend_on(here, studied, browser, zones):
    manager = browser(here.manager)
    text = manager.get(page_of(studied, "download", "csv", sorte="jobs")).content.decode("utf-8-sig")
    above, rows = [line for line in text.splitlines() if line.startswith("#")], text.splitlines()
    table = list(csv.DictReader([line for line in rows if not line.startswith("#")], delimiter=";"))
    assert len(table) == len(zones.table)
    assert sum(float(row["people"].replace(",", ".")) for row in table) == pytest.approx(
        zones.table["people"].sum(), rel=1e-3
    )
    assert any(zones.study.asked["network"] in line for line in above)
    shapes = json.loads(manager.get(page_of(studied, "download", "geojson")).content)
    assert {each["id"] for each in shapes["features"]} == set(zones.table["cell"])
    assert shapes["allant_study"]["within_minutes"] == 45
    assert all(h3.is_valid_cell(each["id"]) for each in shapes["features"])
    parquet = io.BytesIO(manager.get(page_of(studied, "download", "parquet")).content)
    assert pl.read_parquet(parquet).equals(zones.table)
    assert json.loads(pl.read_parquet_metadata(parquet)["allant_study"])["network"] == zones.study.asked["network"]
    assert manager.get(page_of(studied, "download", "xls")).status_code == 404


def test_territory_without_streets_is_invited_to_load_them(here, territory, browser, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    page = browser(here.manager).get(page_of(territory)).text
    assert "allant ground load --territory" in page
    assert browser(here.manager).get(page_of(territory, "cells")).status_code == 404


def test_territory_without_study_is_told_the_command(here, territory, browser):
    assert "allant study access --territory" in browser(here.manager).get(page_of(territory)).text


def test_study_under_way_says_how_far_it_is(here, studied, browser):
    found = study_of(studied, ground_of(studied))
    (found.path / "access.parquet").unlink()
    page = browser(here.manager).get(page_of(studied)).text
    assert "0 parties sur 1 sont calculées" in page


def test_study_of_former_places_is_called_old(here, studied, browser):
    with (folder_of(studied) / OPPORTUNITIES).open("a") as file:
        file.write("new,2.95,46.31,Nouvelle zone,500,0,0,0,0,0\n")
    assert "ont changé depuis cette étude" in browser(here.manager).get(page_of(studied)).text


def test_timetable_that_has_ended_is_called_old(here, studied, browser):
    with time_machine.travel(date(2029, 3, 6)):
        assert (
            "Les horaires se sont arrêtés le 31\u00a0décembre\u00a02027"
            in browser(here.manager).get(page_of(studied)).text
        )


def test_study_that_cannot_be_read_is_none(here, studied, browser):
    found = study_of(studied, ground_of(studied))
    (found.path / "study.json").write_text("{")
    assert "allant study access --territory" in browser(here.manager).get(page_of(studied)).text


def test_head_of_a_network_chooses_among_its_territories(here, studied, browser):
    page = browser(here.network_head).get(reverse("territory:own")).text
    assert page_of(studied) in page
    assert here.neighbour.territory.name in page
