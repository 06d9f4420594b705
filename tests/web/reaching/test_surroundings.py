"""The environment component of the index: computed on the ground, told where from, and explained at the exit."""

import shutil
from datetime import UTC, datetime

import pytest
import time_machine
from tests.web import factories

from allant.trips import Mode
from allant.web.accounts.models import Commune
from allant.web.assessments import comparison
from allant.web.assessments.enums import EnvironmentSource
from allant.web.assessments.queries import latest_score
from allant.web.cases.enums import Moment
from allant.web.reaching.grounds import OPPORTUNITIES, folder_of
from allant.web.reaching.possibilities import possibilities_of_case

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_day_of_the_timetable():
    with time_machine.travel(TUESDAY):
        yield


@pytest.fixture
def finished(house):
    def finish(case, moment=Moment.ENTRY):
        answers = factories.answers_to("fr-2026.1", 1)
        link = factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)
        return latest_score(link.assessment)

    return finish


@pytest.fixture
def own_ground(territory, loaded_valley, settings, tmp_path):
    """A copy of the ground, that the test may change."""
    folder = tmp_path / "own" / folder_of(territory).name
    shutil.copytree(loaded_valley, folder)
    settings.GROUNDS = tmp_path / "own"
    return folder


def test_component_is_what_is_reached_without_a_car_over_what_a_car_reaches(lives_in, finished, as_of):
    case = lives_in("Allant-sur-Verne")
    score = finished(case)
    found = possibilities_of_case(case, as_of)
    bus, walk, car = (found.times.by_mode[mode] for mode in (Mode.TRANSIT, Mode.WALK, Mode.CAR))
    shares = []
    for column in found.counts.T:
        without = sum(count for count, *times in zip(column, bus, walk, strict=True) if min(times) <= 45)
        with_car = sum(count for count, minutes in zip(column, car, strict=True) if minutes <= 45)
        shares.append(min(1, without / with_car))
    assert score.environment == pytest.approx(sum(shares) / len(shares))
    assert next(each["value"] for each in score.dimensions if each["code"] == "environment") == score.environment


def test_town_is_better_surrounded_than_a_hamlet(lives_in, finished):
    town, hamlet = (finished(lives_in(name)).environment for name in ("Allant-sur-Verne", "Fontorbe"))
    assert town > hamlet


def test_component_does_not_depend_on_what_one_owns(lives_in, finished):
    bare, equipped = lives_in("Vernoisy"), lives_in("Vernoisy")
    factories.TravelNeedsFactory(case=equipped, has_lift=True, has_e_bike=True, budget_eur_per_month=500)
    assert finished(bare).environment == finished(equipped).environment


def test_source_says_whether_the_door_is_known(lives_in, finished):
    centre = finished(lives_in("Vernoisy"))
    assert centre.environment_source == EnvironmentSource.ESTIMATED
    case = lives_in("Vernoisy")
    factories.TravelNeedsFactory(case=case, home_name="Place du marché", home_lon=3.0118, home_lat=46.2643)
    assert finished(case).environment_source == EnvironmentSource.COMPUTED


def test_result_names_the_network_and_the_hour(lives_in, finished, adviser):
    case = lives_in("Vernoisy")
    score = finished(case)
    page = adviser.get(f"/bilans/{score.assessment_id}/resultat/", follow=True).text
    assert score.environment_network in page
    assert "Vernoisy" in page
    assert "estimé depuis le centre de la commune" in page


def test_without_ground_what_was_declared_counts(lives_in, finished, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    score = finished(lives_in("Vernoisy"))
    assert (score.environment, score.environment_source) == (None, EnvironmentSource.DECLARED)


def test_exit_of_a_declared_entry_stays_declared(lives_in, finished, settings, tmp_path):
    case, grounds = lives_in("Vernoisy"), settings.GROUNDS
    settings.GROUNDS = tmp_path / "nothing"
    entry = finished(case)
    settings.GROUNDS = grounds
    left = finished(case, Moment.EXIT)
    assert left.environment_source == EnvironmentSource.DECLARED
    assert comparison.of_scores(entry, left).is_comparable


def parts_of(entry, left):
    compared = comparison.of_scores(entry, left)
    return [points for _label, points in comparison.three_parts(compared)], compared.outcome.delta


def test_move_is_told_from_a_new_network(lives_in, finished, territory):
    case = lives_in("Fontorbe")
    entry = finished(case)
    case.beneficiary.commune = Commune.objects.get(territory=territory, name="Allant-sur-Verne")
    case.beneficiary.save()
    (person, network, place), delta = parts_of(entry, finished(case, Moment.EXIT))
    assert (person, network) == (0, pytest.approx(0))
    assert delta > 0
    assert place == pytest.approx(delta)


def test_new_network_never_looks_like_progress_of_the_person(lives_in, finished, own_ground):
    case = lives_in("Vernoisy")
    entry = finished(case)
    with (own_ground / OPPORTUNITIES).open("a") as file:
        file.write("new_zone,3.0118,46.2643,Nouvelle zone,5000,50,50,50,50,50\n")
    left = finished(case, Moment.EXIT)
    assert left.environment_network != entry.environment_network
    (person, network, place), delta = parts_of(entry, left)
    assert (person, place) == (0, pytest.approx(0))
    assert delta > 0
    assert network == pytest.approx(delta)
