"""What a change of timetable would bring: computed on a copy, resumed, told with what it rests on."""

import json
import shutil
from datetime import date
from functools import partial
from types import SimpleNamespace

import polars as pl
import pytest
from django.test import override_settings
from django.urls import reverse
from polars.testing import assert_frame_equal
from tests.web import factories

from allant.errors import InputError
from allant.routing.study.pools import local_pool
from allant.web.accounts.models import Commune
from allant.web.reaching.grounds import folder_of, ground_of
from allant.web.territory.changing import AddedDeparture, Question, compare
from allant.web.territory.comparisons import Gains, comparison, gain_class
from allant.web.territory.forms import choice_of
from allant.web.territory.studies import Study

pytestmark = pytest.mark.django_db
TODAY, FIVE = date(2026, 11, 24), 5 * 3600
COARSE = Question(resolution=7)


@pytest.fixture(scope="module")
def compared_folder(tmp_path_factory, django_db_setup, loaded_valley):
    """What the comparisons of the valley hold once one is whole; not to be changed."""
    grounds = tmp_path_factory.mktemp("compared")
    shutil.copytree(loaded_valley, grounds / "valley")
    with override_settings(GROUNDS=grounds):
        compared(SimpleNamespace(name="Val d’Allant", epci_code="valley", pk=0))
    return grounds / "valley" / "what-if"


@pytest.fixture
def after(territory, compared_folder):
    """The valley, with a comparison that is whole."""
    shutil.copytree(compared_folder, folder_of(territory) / "what-if")
    return territory


def compared(territory, name="Matin", change=None, told=lambda where, progress: None, today=TODAY):
    change = change or AddedDeparture(line_of(territory), FIVE)
    return compare(ground_of(territory), name, change, COARSE, today, partial(local_pool, 1), told)


def line_of(territory):
    """Return the first line of the valley that has hours."""
    from allant.sources.gtfs import read_feed

    feed = read_feed(ground_of(territory).network.folder / "timetable-1.zip")
    return feed.table("trips")["route_id"].sort()[0]


def test_departure_brings_jobs_to_some_and_takes_none_away(territory):
    in_use = (folder_of(territory) / "current").read_text()
    folder = compared(territory)
    table = pl.read_parquet(folder / "compared.parquet")
    assert (table["after"] >= table["before"]).all()
    assert (table["after"] > table["before"]).any()
    assert set(table["departure"].dt.to_string("%H:%M")) == {"04:30"}
    assert (folder_of(territory) / "current").read_text() == in_use
    assert ground_of(territory).network.folder.parent.parent == folder_of(territory)


def test_comparison_says_what_it_rests_on(after):
    folder = folder_of(after) / "what-if" / "matin"
    inside = json.loads(pl.read_parquet_metadata(folder / "compared.parquet")["allant_what_if"])
    assert inside["network"] == inside["before"]["network"] == ground_of(after).network.manifest.version
    assert inside["after"]["network"] != inside["network"]
    assert inside["vehicle_hours_a_year"] > 0
    assert inside["change"]["at_s"] == FIVE


def test_same_command_goes_on_a_week_later_and_changes_nothing(after):
    folder = folder_of(after) / "what-if" / "matin"
    before = pl.read_parquet(folder / "compared.parquet")
    told = []
    assert compared(after, told=lambda *said: told.append(said), today=date(2026, 12, 2)) == folder
    assert told == []
    assert_frame_equal(pl.read_parquet(folder / "compared.parquet"), before)


def test_name_of_another_comparison_is_refused(after):
    with pytest.raises(InputError, match="autre --name"):
        compared(after, change=AddedDeparture(line_of(after), FIVE + 600))


def test_line_that_is_not_there_leaves_nothing_behind(territory):
    with pytest.raises(InputError, match="Choisissez parmi"):
        compared(territory, change=AddedDeparture("Ligne fantôme", FIVE))
    assert not (folder_of(territory) / "what-if").exists()


def page_of(territory, route, *more, **asked):
    return reverse(f"territory:{route}", args=[territory.pk, *more], query=asked)


@pytest.fixture
def gains(after):
    found = comparison(after, "matin")
    return Gains(ground_of(after), found, choice_of({"minutes": "60"}, Study(found.path, found.asked["question"])))


ROUTES = {"whatif": (), "comparison": ("matin",), "gains": ("matin",)}


@pytest.mark.denies("territory:whatif", "territory:comparison", "territory:gains")
@pytest.mark.parametrize("route", ROUTES)
def test_comparisons_are_for_those_who_work_in_the_territory(here, after, browser, route):
    address = page_of(after, route, *ROUTES[route])
    elsewhere = factories.UserFactory(email="autre@exemple.fr")
    assert browser().get(address).status_code == 302
    assert browser(here.prescriber).get(address).status_code == 403
    assert browser(elsewhere).get(address).status_code == 404
    for user in (here.adviser, here.manager, here.network_head):
        assert browser(user).get(address).status_code == 200


def test_gains_are_plain_differences_and_people_those_of_the_gaining_cells(gains):
    rows = [
        row for row in gains.comparison.table.iter_rows(named=True) if (row["kind"], row["minutes"]) == ("jobs", 60)
    ]
    plain = {row["origin_id"]: row["after"] - row["before"] for row in rows}
    assert plain == dict(gains.cells.select("cell", "gain").iter_rows())
    people = dict(gains.cells.select("cell", "people").iter_rows())
    gaining = [cell for cell, gain in plain.items() if gain > 0]
    assert gaining
    assert gains.people == pytest.approx(sum(people[cell] for cell in gaining))
    mean = sum(plain[cell] * people[cell] for cell in gaining) / sum(people[cell] for cell in gaining)
    assert gains.mean_gain == pytest.approx(mean)
    assert gains.by_commune["gaining"].sum() == pytest.approx(gains.people)


def test_page_says_who_gains_and_what_it_costs(here, after, browser, gains):
    page = browser(here.manager).get(page_of(after, "comparison", "matin", minutes="60")).text
    said = page.replace("\u00a0", " ").replace("\u202f", " ")
    assert f"{round(gains.mean_gain):,} emplois de plus".replace(",", " ") in said
    assert "à partir de 4 h 30" in said
    assert f"environ {gains.cost.break_even[1]} permis" in said


def test_unknown_people_are_not_invented(here, after, browser):
    Commune.objects.filter(territory=after, name="Fontorbe").update(population=None)
    page = browser(here.manager).get(page_of(after, "comparison", "matin", minutes="60")).text
    assert "personnes atteignent" not in page
    assert "inconnu" in page


def test_comparison_under_way_says_how_far_it_is_and_that_the_command_resumes_it(here, after, browser):
    folder = folder_of(after) / "what-if" / "matin"
    for left in (folder / "compared.parquet", folder / "after" / "access.parquet"):
        left.unlink()
    page = browser(here.manager).get(page_of(after, "comparison", "matin")).text
    assert "1 parties sur 2" in page
    assert "la même commande le reprend" in page
    assert "en cours" in browser(here.manager).get(page_of(after, "whatif")).text
    assert browser(here.manager).get(page_of(after, "gains", "matin")).status_code == 404


def test_list_without_any_gives_the_command(here, territory, browser):
    page = browser(here.manager).get(page_of(territory, "whatif")).text
    assert "Aucune comparaison" in page
    assert "allant study whatif --territory" in page
    assert browser(here.manager).get(page_of(territory, "comparison", "matin")).status_code == 404


def test_comparison_with_a_former_network_says_so(here, after, browser):
    path = folder_of(after) / "what-if" / "matin" / "what-if.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"network": "ancien"}))
    assert "ont changé depuis" in browser(here.manager).get(page_of(after, "comparison", "matin")).text
    assert "a changé" in browser(here.manager).get(page_of(after, "whatif")).text


@pytest.mark.parametrize(
    ("gain", "drawn"), [(-3, "none"), (0, "none"), (1, "step-1"), (100, "step-2"), (9e9, "step-5")]
)
def test_cells_are_drawn_by_what_they_gain(gain, drawn):
    assert gain_class(gain) == drawn
