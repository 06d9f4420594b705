"""The usual week: typed once, refused where it cannot be, counted by the rooms, copied at the exit."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant import trips
from allant.errors import InputError
from allant.web.cases.enums import Moment
from allant.web.cases.timeline import moments_of
from allant.web.journal.models import Entry
from allant.web.reaching import actions, enums, queries
from allant.web.reaching.models import UsualTrip
from allant.web.reaching.starters import RENOUNCED, STARTERS
from allant.web.reaching.weeks import week

pytestmark = pytest.mark.django_db
NIR = "1 85 05 24 322 001 22"
FIELDS = {
    "purpose": "work",
    "mode": "car",
    "place": "Zone des Aulnes",
    "one_way_km": "12,5",
    "one_way_trips_per_week": "10",
}


@pytest.fixture
def entry(case, house):
    return factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1"), is_finished=True)


@pytest.fixture
def exit_bilan(entry, house):
    return factories.bilan(case=entry.case, by=house.adviser, moment=Moment.EXIT)


def add(client, link, **fields):
    return client.post(reverse("reaching:trip-add", args=[link.assessment_id]), FIELDS | fields)


def seen(client, link, query=""):
    html = client.get(reverse("reaching:week", args=[link.assessment_id]) + query).content.decode()
    return re.sub(r"\s+", " ", html.replace("\u00a0", " "))


def typed(html, name):
    """What a field of the form shows."""
    field = re.search(rf'<select[^>]*name="{name}".*?</select>|<input[^>]*name="{name}"[^>]*>', html).group()
    chosen = re.search(r'<option value="([^"]*)" selected>', field) or re.search(r'value="([^"]*)"', field)
    return chosen.group(1) if chosen else ""


@pytest.mark.parametrize("name", ["Mode", "Purpose", "Vehicle", "Fuel"])
def test_words_of_the_room_all_have_a_french_label(name):
    assert set(getattr(enums, name).values) == {each.value for each in getattr(trips, name)}


def test_typed_trip_is_kept_as_the_room_understands_it(entry, adviser, house):
    assert add(adviser, entry, aboard="2", vehicle="small_car", fuel="diesel").status_code == 302
    kept = UsualTrip.objects.get()
    assert (kept.link, kept.noted_by, kept.place) == (entry, house.adviser, "Zone des Aulnes")
    assert kept.as_trip() == trips.UsualTrip(
        trips.Purpose.WORK, trips.Mode.CAR, 12.5, 10, None, 2, trips.Vehicle.SMALL_CAR, trips.Fuel.DIESEL
    )


def test_journal_says_what_changed_and_never_where_somebody_goes(entry, adviser, case):
    add(adviser, entry)
    trip = UsualTrip.objects.get()
    for route in ("trip-remove", "trip-put-back"):
        adviser.post(reverse(f"reaching:{route}", args=[trip.pk]))
    adviser.post(reverse("reaching:trip", args=[trip.pk]), FIELDS | {"one_way_km": "13"})
    lines = Entry.objects.filter(
        subject_type="case", subject_id=str(case.pk), detail__startswith="semaine habituelle ("
    )
    told = list(lines.order_by("pk").values_list("detail", flat=True))
    assert [words.split(" : ")[1].split(",")[0] for words in told] == [
        "trajet ajouté",
        "trajet retiré",
        "trajet remis",
        "trajet corrigé",
    ]
    assert not any("Aulnes" in words for words in told)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"one_way_km": "900"}, "900 : la longueur d’un trajet, aller seulement, est entre 0 et 500 km."),
        ({"one_way_trips_per_week": "0"}, "0 : le nombre de trajets par semaine dépasse 0"),
        ({"mode": "walk", "fuel": "diesel"}, "gazole : cette énergie ne va pas avec le mode « à pied »"),
        ({"mode": "transit", "vehicle": "large_car"}, "grande voiture : ce véhicule ne va pas avec le mode « en bus"),
        (
            {"mode": "carpool", "aboard": "1"},
            "1 : avec le mode « en covoiturage », entre 2 et 9 personnes sont à bord.",
        ),
        (
            {"drives": "False"},
            "qui prend sa voiture la conduit. Pour qui est conduit, choisissez « en voiture, conduit",
        ),
        ({"place": f"chez {NIR}"}, "numéro de sécurité sociale"),
        ({"place": "x" * 81}, "80"),
        ({"one_way_km": ""}, "Remplissez ce champ"),
    ],
)
def test_what_cannot_be_travelled_comes_back_with_value_rule_and_remedy(entry, adviser, fields, message):
    response = add(adviser, entry, **fields)
    html = re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))
    assert response.status_code == 200
    assert message in html
    for name, value in (FIELDS | fields).items():
        assert typed(html, name) == value
    assert not UsualTrip.objects.exists()


def test_every_field_at_fault_is_named_at_once(entry, adviser):
    html = add(adviser, entry, one_way_km="900", one_way_trips_per_week="99").content.decode()
    assert "2 points à corriger" in html


def test_database_refuses_a_mode_that_nobody_knows(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.UsualTripFactory(link=entry, mode="broom")


@pytest.mark.parametrize("starter", [*STARTERS, RENOUNCED], ids=lambda each: each.code)
def test_starter_fills_the_form_in_one_press(starter, entry, adviser):
    html = seen(adviser, entry, f"?modele={starter.code}")
    assert typed(html, "purpose") == starter.purpose
    assert typed(html, "mode") == starter.mode
    assert typed(html, "one_way_trips_per_week").replace(",", ".") == f"{starter.one_way_trips_per_week:g}"


def test_same_trip_as_another_fills_the_form_with_all_of_it(entry, adviser):
    trip = factories.UsualTripFactory(
        link=entry, mode="carpool", drives=False, aboard=3, fuel="diesel", one_way_km="7.5"
    )
    html = seen(adviser, entry, f"?comme={trip.pk}")
    shown = {name: typed(html, name) for name in ("mode", "drives", "aboard", "fuel", "one_way_km", "place")}
    assert shown == {
        "mode": "carpool",
        "drives": "False",
        "aboard": "3",
        "fuel": "diesel",
        "one_way_km": "7,5",
        "place": "Zone des Aulnes",
    }


def test_trip_of_another_person_fills_nothing(entry, adviser, house):
    other = factories.bilan(case=factories.a_case(house, "Autre"), by=house.adviser)
    trip = factories.UsualTripFactory(link=other, place="Chez Ana")
    assert "Chez Ana" not in seen(adviser, entry, f"?comme={trip.pk}")


def test_car_told_once_is_proposed_for_the_next_trip(entry, adviser):
    factories.UsualTripFactory(link=entry, mode="car", vehicle="large_car", fuel="lpg")
    html = seen(adviser, entry, "?mode=car&purpose=health&one_way_km=4&vehicle=&fuel=")
    assert (typed(html, "vehicle"), typed(html, "fuel"), typed(html, "one_way_km")) == ("large_car", "lpg", "4")


@pytest.mark.parametrize(
    ("mode", "asked"),
    [
        ("walk", set()),
        ("transit", {"vehicle"}),
        ("car", {"vehicle", "fuel", "aboard"}),
        ("carpool", {"vehicle", "fuel", "aboard", "drives"}),
        ("", {"vehicle", "fuel", "aboard", "drives"}),
    ],
)
def test_only_what_a_mode_needs_is_asked(mode, asked, entry, adviser):
    html = seen(adviser, entry, f"?mode={mode}")
    assert {name for name in ("drives", "aboard", "vehicle", "fuel") if f'name="{name}"' in html} == asked


def test_removed_trip_leaves_the_figures_and_can_come_back_until_the_week_changes_again(entry, adviser):
    trip = factories.UsualTripFactory(link=entry)
    response = adviser.post(reverse("reaching:trip-remove", args=[trip.pk]), follow=True)
    assert "Trajet retiré" in response.content.decode()
    assert not queries.week_of(entry).exists()
    adviser.post(reverse("reaching:trip-put-back", args=[trip.pk]))
    assert queries.week_of(entry).get() == trip
    adviser.post(reverse("reaching:trip-remove", args=[trip.pk]))
    add(adviser, entry)
    assert not UsualTrip.objects.filter(pk=trip.pk).exists()


def test_week_that_did_not_change_is_copied_at_the_exit_and_the_entry_stays(entry, exit_bilan, adviser):
    factories.UsualTripFactory(link=entry)
    factories.UsualTripFactory(link=entry, mode="not_made", purpose="visits")
    assert "La semaine n’a pas changé depuis l’entrée" in seen(adviser, exit_bilan)
    adviser.post(reverse("reaching:week-copy", args=[exit_bilan.assessment_id]))
    values = [[each.as_trip() for each in queries.week_of(link)] for link in (entry, exit_bilan)]
    assert values[0] == values[1]
    assert len(values[0]) == 2
    assert "La semaine n’a pas changé depuis l’entrée" not in seen(adviser, exit_bilan)


def test_week_that_is_begun_is_not_mixed_with_the_one_of_the_entry(entry, exit_bilan, house):
    factories.UsualTripFactory(link=entry)
    factories.UsualTripFactory(link=exit_bilan)
    with pytest.raises(InputError, match="déjà des trajets"):
        actions.copy_week(source=entry, link=exit_bilan, by=house.adviser)


def test_trip_given_up_is_shown_as_wanted_and_counts_for_no_km_no_cost_no_energy(entry, adviser):
    factories.UsualTripFactory(link=entry, mode="walk", one_way_km=1, one_way_trips_per_week=2)
    alone = week(queries.week_of(entry))
    factories.UsualTripFactory(link=entry, mode="not_made", purpose="health", one_way_km=30, one_way_trips_per_week=1)
    found = week(queries.week_of(entry))
    assert (found.km, found.budget.total, found.kwh_per_month) == (alone.km, alone.budget.total, alone.kwh_per_month)
    html = seen(adviser, entry)
    assert "Immobilité subie" in html
    assert "1 trajet par semaine, voulu et non fait (30 km)" in html


def test_week_of_nothing_but_trips_given_up_is_not_shown_as_a_week_of_no_cost(entry, adviser):
    factories.UsualTripFactory(link=entry, mode="not_made")
    html = seen(adviser, entry)
    assert "Aucun trajet fait n’est noté" in html
    assert "0 €" not in html


def test_what_is_unknown_is_said_to_be_unknown(entry, adviser):
    factories.UsualTripFactory(link=entry, mode="other")
    html = seen(adviser, entry)
    figures = dict(re.findall(r'class="stat-label">([^<]*)</p> <p class="stat-value">([^<]*)<', html))
    assert figures["Coût par mois, estimé"] == "inconnu"
    assert figures["Émissions par mois, estimées"] == "inconnu"
    assert "Sans le prix payé par trajet" in html


def test_one_car_is_insured_once_however_its_trips_were_typed(entry):
    factories.UsualTripFactory(link=entry, mode="car", vehicle="small_car", fuel="petrol")
    once = week(queries.week_of(entry)).budget.total
    factories.UsualTripFactory(link=entry, mode="car", one_way_km=0)
    factories.UsualTripFactory(link=entry, mode="carpool", drives=True, aboard=2, one_way_km=0)
    assert week(queries.week_of(entry)).budget.total == once


def test_car_of_a_carpool_is_paid_for_by_who_brings_it(entry):
    row = factories.UsualTripFactory(link=entry, mode="carpool", drives=False, aboard=2)
    driven = week([row]).budget.total
    row.drives = True
    assert week([row]).budget.total.low > driven.low


def test_corrections_of_two_people_at_once_are_both_kept(entry, adviser):
    trip = factories.UsualTripFactory(link=entry, mode="carpool", drives=False, aboard=3)
    address = reverse("reaching:trip", args=[trip.pk])
    shown = adviser.get(address).context["form"]
    fields = {name: shown[name].value() or "" for name in FIELDS} | {"drives": "False", "aboard": "3"}
    fields |= {"seen": shown["seen"].value(), "one_way_km": "8", "one_way_trips_per_week": "10"}
    adviser.post(address, fields | {"one_way_km": "9", "drives": "True"})
    assert adviser.post(address, fields | {"place": "La gare"}).status_code == 302
    trip.refresh_from_db()
    assert (trip.place, trip.one_way_km, trip.drives) == ("La gare", 9, True)
    html = adviser.post(address, fields | {"one_way_km": "20"}).content.decode()
    assert "Quelqu’un a enregistré" in html


def test_trip_that_somebody_took_away_meanwhile_comes_back_with_the_corrections(entry, adviser):
    trip = factories.UsualTripFactory(link=entry)
    adviser.post(reverse("reaching:trip-remove", args=[trip.pk]))
    response = adviser.post(reverse("reaching:trip", args=[trip.pk]), FIELDS, follow=True)
    assert "il est remis, avec vos corrections" in response.content.decode()
    assert queries.week_of(entry).get().mode == "car"


@pytest.mark.parametrize(
    ("mode", "typed_before", "shown"),
    [
        ("carpool", "", "2"),
        ("carpool", "1", "2"),
        ("carpool", "4", "4"),
        ("car_passenger", "1", "2"),
        ("car", "2", "1"),
    ],
)
def test_those_aboard_begin_at_the_least_that_the_mode_allows(mode, typed_before, shown, entry, adviser):
    assert typed(seen(adviser, entry, f"?mode={mode}&aboard={typed_before}"), "aboard") == shown


def test_carpool_is_kept_without_saying_how_many_are_aboard(entry, adviser):
    assert add(adviser, entry, mode="carpool").status_code == 302
    assert UsualTrip.objects.get().aboard == 2


def test_no_usual_trip_is_said_in_one_press_and_taken_back_in_one(entry, adviser, house, case):
    page, button = reverse("reaching:case", args=[case.pk]), "La personne n’a aucun trajet habituel</"
    assert button in seen(adviser, entry)
    adviser.post(reverse("reaching:week-none", args=[entry.assessment_id]))
    told = queries.week_without_trips(entry)
    assert told.noted_by == house.adviser
    assert button not in seen(adviser, entry)
    assert f"par {house.adviser}" in seen(adviser, entry)
    assert "0 km" in adviser.get(page).content.decode().replace("\u00a0", " ")
    adviser.post(reverse("reaching:week-none-undo", args=[entry.assessment_id]))
    assert queries.week_without_trips(entry) is None
    assert "Aucune semaine n’est notée" in adviser.get(page).content.decode()


def test_trip_noted_later_replaces_that_there_was_none(entry, adviser):
    adviser.post(reverse("reaching:week-none", args=[entry.assessment_id]))
    add(adviser, entry)
    assert queries.week_without_trips(entry) is None
    adviser.post(reverse("reaching:week-none", args=[entry.assessment_id]))
    assert queries.week_without_trips(entry) is None
    assert queries.week_of(entry).count() == 1


def test_week_without_trips_is_taken_over_at_the_exit(entry, exit_bilan, adviser):
    factories.WeekWithoutTripsFactory(link=entry)
    assert "aucun trajet habituel" in seen(adviser, exit_bilan)
    adviser.post(reverse("reaching:week-copy", args=[exit_bilan.assessment_id]))
    assert queries.week_without_trips(exit_bilan) is not None
    assert "La semaine n’a pas changé" not in seen(adviser, exit_bilan)


def test_trip_taken_away_is_offered_for_ten_minutes_then_erased(entry, adviser):
    trip = factories.UsualTripFactory(link=entry)
    adviser.post(reverse("reaching:trip-remove", args=[trip.pk]))
    now = timezone.now()
    assert (actions.erase_removed(now), UsualTrip.objects.count()) == (0, 1)
    with time_machine.travel(now + timedelta(minutes=11)):
        assert "Trajet retiré" not in seen(adviser, entry)
        assert actions.erase_removed(timezone.now()) == 1
    assert not UsualTrip.objects.exists()


def test_timeline_says_that_the_week_was_noted_and_never_where_somebody_goes(entry, exit_bilan, adviser, case):
    factories.UsualTripFactory(link=entry)
    factories.UsualTripFactory(link=entry, mode="not_made")
    factories.WeekWithoutTripsFactory(link=exit_bilan)
    noted = [each for each in moments_of(case) if each.title == "Semaine habituelle notée"]
    assert [each.text for each in noted] == [
        "Bilan de sortie · aucun trajet habituel",
        "Bilan d’entrée · 1 trajet, 1 auquel la personne renonce",
    ]
    html = adviser.get(reverse("cases:timeline", args=[case.pk])).content.decode()
    assert reverse("reaching:week", args=[entry.assessment_id]) in html
    assert "Aulnes" not in html


def test_case_shows_its_weeks_side_by_side(entry, exit_bilan, adviser, case):
    page = reverse("reaching:case", args=[case.pk])
    assert "Aucune semaine n’est notée" in adviser.get(page).content.decode()
    factories.UsualTripFactory(link=entry, one_way_km=8, one_way_trips_per_week=10)
    html = adviser.get(page).content.decode().replace("\u00a0", " ")
    assert "80 km" in html
    assert "pas notée" in html
    assert reverse("reaching:week", args=[exit_bilan.assessment_id]) in html


def test_case_without_a_bilan_invites_to_begin_one(case, adviser):
    html = adviser.get(reverse("reaching:case", args=[case.pk])).content.decode()
    assert reverse("cases:bilan-new", args=[case.pk]) in html


def test_bilan_leads_to_its_week(entry, exit_bilan, adviser):
    for link in (entry, exit_bilan):
        html = adviser.get(reverse("cases:bilan", args=[link.assessment_id])).content.decode()
        assert reverse("reaching:week", args=[link.assessment_id]) in html


def test_week_holds_a_bounded_number_of_trips(entry, adviser, monkeypatch):
    monkeypatch.setattr(actions.week, "MOST_TRIPS", 1)
    add(adviser, entry)
    assert "1 trajets au plus" in add(adviser, entry).content.decode()
    assert UsualTrip.objects.count() == 1


def test_week_costs_the_database_the_same_however_many_trips_it_has(entry, adviser):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as counted:
            seen(adviser, entry)
        return len(counted)

    factories.UsualTripFactory(link=entry)
    cost()
    before = cost()
    factories.UsualTripFactory.create_batch(12, link=entry, noted_by=entry.case.adviser)
    assert cost() == before <= 20
