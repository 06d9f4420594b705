"""« Et si… »: what each change opens, costs and cannot bring, side by side; its way into the pathway and out of it."""

import re
from datetime import time

import numpy as np
import pytest
from django.urls import reverse
from tests.web import factories

from allant.reach import Change
from allant.trips import Mode
from allant.web.cases.enums import Moment, StepState
from allant.web.journal.models import Entry
from allant.web.reaching.possibilities import possibilities_of_case
from allant.web.reaching.presenters.changes import brought, not_brought, opened, step_label
from allant.web.reaching.scenarios import most_opening, scenario, scenarios_of, steps_towards

pytestmark = pytest.mark.django_db
LIMIT = 45


def answers(**own):
    """Answers of somebody who has nothing but their feet."""
    nothing = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}
    return factories.answers_to("fr-2026.1") | nothing | own


@pytest.fixture(autouse=True)
def today_is(as_of, monkeypatch):
    """The timetables of the valley cover this day."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: as_of)


@pytest.fixture
def amina(lives_in, house):
    """Lives in a village, has neither licence nor car, and would work in the business zone."""
    case = lives_in("Vernoisy")
    factories.bilan(case=case, by=house.adviser, answers=answers(), is_finished=True)
    factories.PlaceToBeFactory(case=case)
    factories.TravelNeedsFactory(case=case, cycles=True, has_e_bike=False)
    return case


@pytest.fixture
def seen(adviser):
    def look(case, query=""):
        html = adviser.get(reverse("reaching:what-if", args=[case.pk]) + query).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " ").replace("\u202f", " ")))

    return look


def row_of(html, words):
    """The row of the table that begins with some words."""
    return next(row for row in re.findall(r"<tr.*?</tr>", html, flags=re.S) if words in row)


def put(client, case, change, **more):
    return client.post(reverse("reaching:what-if-step", args=[case.pk]), {"avec": change.value} | more)


def test_gain_is_what_a_plain_loop_over_points_and_ways_counts(amina, as_of):
    """The slow obvious twin: for each opportunity, ask of each way whether it is theirs and arrives in time."""
    today, *futures = scenarios_of(possibilities_of_case(amina, as_of))
    jobs = today.possible.kinds.index("jobs")

    def plain(each):
        total = 0.0
        for number in range(len(each.possible.ground.opportunities.places)):
            in_time = [way for way in each.possible.ways if not way.obstacles and way.minutes[number] <= LIMIT]
            total += each.possible.ground.opportunities.counts[number, jobs] if in_time else 0
        return total

    assert {each.change for each in futures} == set(Change) - {Change.CAR_REPAIRED}
    for each in futures:
        assert each.reached[jobs] - today.reached[jobs] == plain(each) - plain(today)
    assert any(each.reached[jobs] > today.reached[jobs] for each in futures)


def test_hours_moved_ask_only_the_bus_again_and_say_what_a_fresh_start_says(amina, as_of):
    today = possibilities_of_case(amina, as_of)
    moved = scenario(today, Change.HOURS_MOVED, time(10, 0))
    assert moved.leaves_at == time(10, 0)
    for mode in (Mode.WALK, Mode.BICYCLE, Mode.CAR):
        assert moved.possible.times.by_mode[mode] is today.times.by_mode[mode]
    amina.travel_needs.leaves_at = time(10, 0)
    fresh = possibilities_of_case(amina, as_of)
    assert np.array_equal(moved.possible.times.by_mode[Mode.TRANSIT], fresh.times.by_mode[Mode.TRANSIT])


def test_change_that_opens_most_within_the_budget_is_shown_first(amina, as_of):
    scenarios = scenarios_of(possibilities_of_case(amina, as_of))
    kind = scenarios[0].possible.kinds.index("jobs")
    best = most_opening(scenarios, kind)
    assert best.change in {Change.LICENCE_AND_CAR, Change.LIFT}
    amina.travel_needs.budget_eur_per_month = 0
    poor = scenarios_of(possibilities_of_case(amina, as_of))
    assert most_opening(poor, kind).change is not Change.LICENCE_AND_CAR
    assert most_opening(scenarios[:1], kind).change is None


def test_what_somebody_already_has_becomes_no_step(amina, house, as_of):
    codes = [each.code for each in steps_towards(possibilities_of_case(amina, as_of), Change.LICENCE_AND_CAR)]
    assert codes == ["licence_help", "car_purchase"]
    factories.bilan(case=amina, by=house.adviser, answers=answers(licence="valid"), is_finished=True, moment=Moment.MID)
    codes = [each.code for each in steps_towards(possibilities_of_case(amina, as_of), Change.LICENCE_AND_CAR)]
    assert codes == ["car_purchase"]


def test_page_puts_today_and_each_change_side_by_side(amina, adviser, seen, as_of):
    html = adviser.get(reverse("reaching:what-if", args=[amina.pk])).content.decode()
    today, *futures = scenarios_of(possibilities_of_case(amina, as_of))
    jobs = today.possible.kinds.index("jobs")
    for each, words in [(today, "Aujourd’hui</a>"), (futures[0], "+ vélo électrique</a>")]:
        row = re.sub(r"[^\d<>]", "", row_of(html, words))
        assert f">{round(each.reached[jobs])}<" in row
    text = seen(amina)
    for words in ("+ permis et voiture", "+ abonnement", "+ covoiturage", "+ départ à", "Emplois en 45 min", "CO₂e"):
        assert words in text
    assert "+ voiture réparée" not in text


def test_map_asks_for_the_area_of_today_and_dashes_the_one_of_the_change(lives_in, adviser):
    """At three in the morning no bus leaves the town."""
    case = lives_in("Allant-sur-Verne")
    factories.bilan(case=case, by=case.adviser, answers=answers(), is_finished=True)
    response = adviser.get(reverse("reaching:what-if", args=[case.pk]) + "?avec=hours_moved&heure=03:00")
    areas = [layer for layer in response.context["possible"]["layers"] if layer.kind == "areas"]
    assert [layer.dashed for layer in areas] == [True, False]
    assert "heure=03%3A00" in areas[0].url
    assert "heure" not in areas[1].url
    for layer in areas:
        assert adviser.get(layer.url).json()["features"][0]["geometry"]["coordinates"]
    sizes = [len(str(adviser.get(layer.url).json())) for layer in areas]
    assert sizes[0] != sizes[1]


def test_another_kind_is_counted_when_it_is_asked_for(amina, seen):
    assert "Soins en 45 min" in seen(amina, "?quoi=health")


def test_hour_that_is_none_is_refused_with_what_to_write(amina, seen):
    assert "Une heure s’écrit comme 9:00" in seen(amina, "?avec=hours_moved&heure=25h")


def test_change_over_the_budget_says_so_and_what_it_costs(amina, seen):
    amina.travel_needs.budget_eur_per_month = 40
    amina.travel_needs.save()
    text = seen(amina, "?avec=licence_and_car")
    assert re.search(r"En voiture, au volant : (au moins )?[\d ]+ à [\d ]+ € par mois, au-dessus du budget de 40", text)
    assert "Ni le permis ni l’achat de la voiture ne sont dans le coût du mois." in text


def test_what_a_change_cannot_bring_is_said(amina, as_of):
    today, *futures = scenarios_of(possibilities_of_case(amina, as_of))
    jobs = today.possible.kinds.index("jobs")
    by_change = {each.change: each for each in futures}
    passed = by_change[Change.TRANSIT_PASS]
    assert not opened(today, passed, jobs, LIMIT)
    assert not_brought(today, passed, jobs, LIMIT)[0] == "Rien de plus à portée en 45 minutes"
    driven = by_change[Change.LICENCE_AND_CAR]
    assert any("de plus en 45 minutes" in line for line in brought(today, driven, jobs, LIMIT))


def test_unknown_is_said_and_never_shown_as_nothing(lives_in, seen):
    case = lives_in("Vernoisy")
    text = seen(case)
    assert "non mesuré" in text
    assert "inconnu" in text
    assert "Aucun lieu n’est noté" in text


def test_page_without_a_door_asks_for_one(lives_in, seen):
    case = lives_in("Vernoisy")
    case.beneficiary.commune = None
    case.beneficiary.save()
    assert "On ne sait pas encore d’où la personne part" in seen(case)


def test_page_without_streets_says_that_all_is_estimated(amina, seen, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    text = seen(amina)
    assert "à vol d’oiseau" in text
    assert "+ abonnement" not in text
    assert "allant ground load" in text


def test_label_of_a_step_says_what_is_expected_as_far_as_there_is_room(amina, as_of):
    solution = steps_towards(possibilities_of_case(amina, as_of), Change.E_BIKE)[0]
    words = solution.label.in_language("fr")
    assert step_label(solution, []) == words
    assert step_label(solution, ["300 emplois de plus", "Entrepôts en 31\u00a0min"]) == (
        f"{words}\u00a0: 300 emplois de plus, Entrepôts en 31\u00a0min"
    )
    assert step_label(solution, ["300 emplois de plus", "x" * 200]) == f"{words}\u00a0: 300 emplois de plus"


def test_one_press_makes_a_step_of_each_solution_with_its_gain(amina, adviser, house, seen):
    response = put(adviser, amina, Change.LICENCE_AND_CAR)
    steps = list(amina.steps.all())
    assert [step.solution for step in steps] == ["licence_help", "car_purchase"]
    assert [step.kind for step in steps] == ["licence", "purchase"]
    assert all("emplois de plus en 45 minutes" in step.label for step in steps)
    assert all(step.state == StepState.PLANNED for step in steps)
    assert response.url.endswith("#et-si")
    assert Entry.objects.filter(by=house.adviser, detail__contains="Passer le permis avec une aide").exists()
    text = seen(amina, response.url[response.url.index("?") :].split("#")[0])
    assert "C’est dans le parcours" in text
    assert "dans le parcours" in seen(amina, "?avec=aujourd-hui")


def test_step_that_is_there_is_not_added_twice(amina, adviser):
    put(adviser, amina, Change.LIFT)
    put(adviser, amina, Change.LIFT)
    assert [step.solution for step in amina.steps.all()] == ["carpool"]


def test_step_that_was_dropped_may_come_back(amina, adviser):
    put(adviser, amina, Change.LIFT)
    amina.steps.update(state=StepState.DROPPED, obstacle="refused")
    put(adviser, amina, Change.LIFT)
    assert amina.steps.filter(solution="carpool").count() == 2


def test_undo_takes_out_what_was_just_added_and_nothing_that_was_touched(amina, adviser):
    put(adviser, amina, Change.LICENCE_AND_CAR)
    first, second = amina.steps.all()
    second.partner = "Auto-école solidaire"
    second.save()
    ids = {"etapes": f"{first.pk},{second.pk}", "avec": "licence_and_car"}
    adviser.post(reverse("reaching:what-if-undo", args=[amina.pk]), ids)
    assert list(amina.steps.all()) == [second]
    assert Entry.objects.filter(action="erase", detail__startswith="étapes retirées").count() == 1
    adviser.post(reverse("reaching:what-if-undo", args=[amina.pk]), ids)
    assert list(amina.steps.all()) == [second]


def test_step_of_somebody_else_is_never_taken_out(amina, case, adviser):
    other = factories.StepFactory(case=case, solution="carpool")
    adviser.post(reverse("reaching:what-if-undo", args=[amina.pk]), {"etapes": str(other.pk)})
    assert case.steps.filter(pk=other.pk).exists()


def test_change_that_is_none_for_this_person_is_refused_by_name(amina, adviser, seen):
    for code in ("car_repaired", "fusée"):
        adviser.post(reverse("reaching:what-if-step", args=[amina.pk]), {"avec": code})
        assert f"« {code} » n’est pas" in seen(amina)
    assert not amina.steps.exists()


def test_queries_do_not_grow_with_places(amina, adviser, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            adviser.get(reverse("reaching:what-if", args=[amina.pk]))
        return len(queries)

    asked()
    before = asked()
    for number in range(5):
        factories.PlaceToBeFactory(case=amina, name=f"Atelier {number}")
        factories.StepFactory(case=amina, solution="carpool")
    assert asked() <= before
