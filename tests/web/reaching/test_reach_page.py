"""What the page says of what somebody gets to: the figures of the rooms, in plain words, with what they lack."""

import json
import re

import pytest
from django.urls import reverse
from shapely.geometry import Point, shape
from tests.web import factories
from tests.web.reaching.valley import load_valley

from allant.reach import Obstacle
from allant.trips import Mode
from allant.web.reaching.moments import moments_of
from allant.web.reaching.possibilities import possibilities_of_case
from allant.web.reaching.presenters.obstacles import PHRASES, obstacle_words, obstacles_words
from allant.web.reaching.spread import spread
from allant.web.ui.formatting import number

pytestmark = pytest.mark.django_db
NOTHING = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}


@pytest.fixture
def amina(lives_in, house):
    """Lives in a village, walks and takes the bus, and would work in the business zone."""
    case = lives_in("Vernoisy")
    answers = factories.answers_to("fr-2026.1") | NOTHING
    factories.bilan(case=case, by=house.adviser, answers=answers, is_finished=True)
    factories.PlaceToBeFactory(case=case)
    factories.TravelNeedsFactory(case=case, cycles=True, has_e_bike=False, has_lift=False)
    return case


def plain(response):
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def seen(client, case, **asked):
    return plain(client.get(reverse("reaching:reach", args=[case.pk]), asked))


def layers(html):
    return json.loads(re.search(r'<script[^>]*type="application/json">(.*?)</script>', html).group(1))


def shown(number_of):
    return number(round(number_of), "fr").replace("\u00a0", " ").replace("\u202f", " ")


def test_every_obstacle_has_its_sentence():
    assert set(PHRASES) == set(Obstacle)
    for obstacle in Obstacle:
        for mode in (Mode.CAR, Mode.TRANSIT, Mode.E_BIKE):
            assert re.fullmatch(r"[A-ZÀÉ].*\.", obstacle_words(mode, obstacle, None))


def test_sentence_of_an_hour_names_it(ground, amina, as_of):
    amina.travel_needs.leaves_at = amina.travel_needs.returns_at = None
    moments = moments_of(ground.network, amina.travel_needs, as_of)
    told = obstacles_words(Mode.TRANSIT, [Obstacle.NO_WAY_BACK, Obstacle.NO_LINE_AT_THAT_HOUR], moments)
    assert "17 h 00" in told.replace("\u00a0", " ")
    assert "8 h 00" in told.replace("\u00a0", " ")


def test_first_sentence_tells_the_figures_of_the_room(amina, adviser, as_of):
    html, found = seen(adviser, amina), possibilities_of_case(amina, as_of)
    jobs, name = found.kinds.index("jobs"), amina.beneficiary.first_name
    for limit in (30, 60):
        within = found.within(limit)
        html = seen(adviser, amina, minutes=limit)
        assert (
            f"En {limit} minutes, {name} atteint {shown(within.by_all[jobs])} emplois sur les "
            f"{shown(within.by_car[jobs])} qu’une voiture atteint du même endroit"
        ) in html


def test_every_means_tells_its_count_and_why_it_is_not_theirs(amina, adviser, as_of):
    found, html = possibilities_of_case(amina, as_of), seen(adviser, amina)
    table = re.search(r'<table[^>]*id="par-moyen".*?</table>', html).group()
    jobs = found.kinds.index("jobs")
    for way in found.ways:
        assert f">{shown(found.within(30).by_mode[way.mode][jobs])}</td>" in table
    assert "Il faut le permis." in table
    assert "Il faut un vélo en état." in table
    assert "Il faut quelqu’un pour la conduire." in table


def test_kind_chosen_in_the_address_is_the_one_counted(amina, adviser, as_of):
    found = possibilities_of_case(amina, as_of)
    shops = found.kinds.index("shops")
    html = seen(adviser, amina, quoi="shops", minutes=60)
    assert f"atteint {shown(found.within(60).by_all[shops])} commerces sur les" in html
    assert "emplois sur les" in seen(adviser, amina, quoi="broomsticks", minutes="12", avec="wings")


def test_place_tells_its_best_way_or_why_not(amina, adviser, as_of):
    factories.PlaceToBeFactory(case=amina, name="Marché", lon=3.012, lat=46.265, purpose="shopping")
    found, html = possibilities_of_case(amina, as_of), seen(adviser, amina)
    part = html.split('id="lieux"')[1]
    near = found.best[1]
    assert near.way.mode is Mode.WALK
    assert f"À pied, {max(1, round(near.minutes))} min" in part
    far = found.best[0]
    told = obstacles_words(Mode.TRANSIT, far.obstacles.get(Mode.TRANSIT, ()), found.moments).replace("\u00a0", " ")
    assert (f"En bus, tram, car ou train, {round(far.minutes)} min" if far.way else told) in part


def test_bicycle_that_is_there_is_the_way_and_has_its_cost(amina, adviser):
    amina.travel_needs.has_e_bike = True
    amina.travel_needs.save()
    part = seen(adviser, amina).split('id="lieux"')[1]
    assert re.search(r"À vélo électrique, \d+ min</strong> · coût estimé par mois : \d+ à \d+ €", part)


def test_bus_tells_how_much_its_time_depends_on_the_departure(lives_in, house, adviser, as_of):
    case = lives_in("Allant-sur-Verne")
    answers = factories.answers_to("fr-2026.1") | NOTHING
    factories.bilan(case=case, by=house.adviser, answers=answers, is_finished=True)
    for commune in ("Montbrelles", "Saint-Aubran-le-Val", "Les Ormerets"):
        where = factories.PlaceToBeFactory(case=case, name=commune, purpose="visits", one_way_trips_per_week=1)
        there = case.organisation.territory.communes.get(name=commune)
        where.lon, where.lat = there.lon, there.lat
        where.save()
    found = possibilities_of_case(case, as_of)
    quick, slow = spread(found)
    by_bus = [k for k, best in enumerate(found.best) if best.way and best.way.mode is Mode.TRANSIT]
    assert by_bus
    part = seen(adviser, case).split('id="lieux"')[1]
    for k in by_bus:
        assert quick[k] <= found.best[k].minutes <= slow[k]
    assert re.search(
        r"En bus, tram, car ou train, \d+ min</strong> \(\d+ min à .*? min selon l’heure de départ\)", part
    )


def test_what_figures_rest_on_is_said(amina, adviser, ground):
    html = seen(adviser, amina)
    for words in (
        "Calculées sur les rues et les horaires",
        "Centre de la commune (Vernoisy), faute d’un lieu connu",
        "entre 8 h 00 et 9 h 00",
        "5,1 km/h à pied, 20 min au plus",
        ground.network.manifest.version,
    ):
        assert words in html
    assert "le départ est le centre de la commune (Vernoisy)." in html


def test_ended_timetable_is_said_to_be_old(amina, adviser, monkeypatch):
    from datetime import date

    from allant.web.reaching.views import reach as view

    monkeypatch.setattr(view.timezone, "localdate", lambda: date(2031, 1, 1))
    assert "horaires anciens" in seen(adviser, amina)


def test_wheelchair_is_told_between_two_bounds(amina, adviser, as_of):
    amina.travel_needs.uses_wheelchair = True
    amina.travel_needs.save()
    found = possibilities_of_case(amina, as_of)
    jobs = found.kinds.index("jobs")
    low, high = found.within(60).by_mode[Mode.TRANSIT][jobs], found.within_if_open(60).by_mode[Mode.TRANSIT][jobs]
    html = seen(adviser, amina, minutes=60)
    told = shown(low) if low == high else f"{shown(low)} à {shown(high)}"
    assert f">{told}</td>" in html
    assert found.within(60).by_all[jobs] < found.within_if_open(60).by_all[jobs]
    assert "du même endroit : au moins " in html
    assert "si tous les arrêts inconnus sont accessibles" in html


# —— The map ——


def test_map_draws_their_means_a_car_beside_and_their_places(amina, adviser):
    drawn = layers(seen(adviser, amina, minutes=30))
    urls = [each["url"] for each in drawn if each["kind"] == "areas"]
    assert sorted(url.split("?")[1] for url in urls) == ["minutes=30&avec=car", "minutes=30&avec=transit%2Cwalk"]
    (points,) = (each["data"]["features"] for each in drawn if each["kind"] == "places" and each["framed"])
    assert [each["properties"]["label"] for each in points] == ["Vernoisy", "Entrepôts de la zone des Portes"]


def test_one_means_is_drawn_alone(amina, adviser):
    drawn = layers(seen(adviser, amina, avec="bicycle"))
    (url,) = (each["url"] for each in drawn if each["kind"] == "areas")
    assert url.endswith("minutes=45&avec=bicycle")


def area(client, case, query):
    response = client.get(reverse("reaching:area", args=[case.pk]) + "?" + query, HTTP_ACCEPT="application/geo+json")
    (feature,) = json.loads(response.content)["features"]
    return shape(feature["geometry"])


def test_area_grows_with_time_and_with_means_and_holds_the_door(amina, adviser):
    walked = area(adviser, amina, "minutes=30&avec=walk")
    longer = area(adviser, amina, "minutes=60&avec=walk")
    both = area(adviser, amina, "minutes=60&avec=walk,transit")
    assert 0 < walked.area < longer.area < both.area + 1e-9
    assert both.buffer(1e-9).covers(longer)
    assert longer.buffer(0.002).covers(Point(3.0118, 46.2643))


def test_area_holds_the_places_that_the_page_says_are_reached(amina, adviser, as_of):
    found = possibilities_of_case(amina, as_of)
    reached = area(adviser, amina, "minutes=45&avec=bicycle")
    bicycle = next(way for way in found.ways if way.mode is Mode.BICYCLE)
    places = found.ground.opportunities.places
    well_within = [k for k in range(len(places)) if bicycle.minutes[k] <= 35]
    assert well_within
    assert all(reached.buffer(0.006).covers(Point(places.lon[k], places.lat[k])) for k in well_within)


def test_area_without_streets_is_a_circle_and_without_timetable_nothing(amina, adviser, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    circle = area(adviser, amina, "minutes=30&avec=walk")
    assert circle.centroid.distance(Point(3.0118, 46.2643)) < 1e-6
    # 5.1 km/h for half an hour, on a way longer than the crow's.
    assert 1.5 < (circle.bounds[3] - circle.bounds[1]) / 2 * 111.2 < 2.55
    assert area(adviser, amina, "minutes=30&avec=transit").is_empty


# —— What may be missing ——


def test_nobody_knows_where_they_set_off_from(lives_in, adviser):
    case = lives_in("Vernoisy")
    case.beneficiary.commune = None
    case.beneficiary.save()
    html = seen(adviser, case)
    assert "On ne sait pas encore d’où la personne part" in html
    assert reverse("reaching:needs", args=[case.pk]) in html
    assert area_is_empty(adviser, case)


def area_is_empty(client, case):
    response = client.get(reverse("reaching:area", args=[case.pk]) + "?minutes=45&avec=walk")
    return json.loads(response.content)["features"] == []


def test_without_ground_all_is_estimated_and_the_command_that_loads_it_is_told(amina, adviser, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    html = seen(adviser, amina)
    assert "Ni rues ni horaires chargés pour ce territoire" in html
    assert "allant ground load --territory &quot;Val d’Allant&quot; --osm" in html
    assert "Pas de données : aucun horaire n’est chargé." in html
    assert "Estimation" in html
    assert "Estimées à vol d’oiseau" in html


def test_streets_without_timetable_say_nothing_of_buses(
    amina, adviser, settings, tmp_path, tmp_path_factory, territory
):
    from allant.web.reaching.grounds import folder_of

    settings.GROUNDS = tmp_path / "other"
    settings.GROUNDS.mkdir()
    streets = load_valley(tmp_path_factory.mktemp("bare"), timetable=False)
    folder_of(territory).symlink_to(streets, target_is_directory=True)
    html = seen(adviser, amina)
    assert "aucun horaire n’est chargé : des bus, cars et trains, on ne peut rien dire." in html
    assert "Calculées sur les rues" in html


def test_file_without_jobs_and_ground_without_file_say_so(amina, adviser, settings, tmp_path, loaded_valley, territory):
    from allant.web.reaching.grounds import OPPORTUNITIES, folder_of

    settings.GROUNDS = tmp_path / "other"
    folder = folder_of(territory)
    folder.mkdir(parents=True)
    for each in ("current", "versions"):
        (folder / each).symlink_to(loaded_valley / each)
    html = seen(adviser, amina)
    assert "Aucun fichier de lieux chargé pour ce territoire" in html
    assert "atteint 0 des 1 lieux où être" in html or "atteint 1 des 1 lieux où être" in html
    (folder / OPPORTUNITIES).write_text("id,lon,lat,name,shops\na,3.012,46.265,Épicerie,3\n")
    html = seen(adviser, amina)
    assert "Ce territoire n’a pas de nombre d’emplois" in html
    assert "atteint 3 commerces sur les 3" in html


def test_nobody_knows_the_means_of_somebody_without_a_bilan(lives_in, adviser):
    case = lives_in("Vernoisy")
    html = seen(adviser, case)
    assert f"On ne sait pas encore avec quoi {case.beneficiary.first_name} peut se déplacer." in html
    assert "Le bilan ne dit encore rien" in html
    assert reverse("cases:bilan-new", args=[case.pk]) in html
    assert "Aucun lieu n’est noté" in html


def test_page_costs_the_database_the_same_however_many_places_are_noted(amina, adviser):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as counted:
            seen(adviser, amina)
        return len(counted)

    cost()
    before = cost()
    for number_of in range(6):
        factories.PlaceToBeFactory(case=amina, name=f"Lieu {number_of}", noted_by=amina.adviser)
    assert cost() == before <= 25
