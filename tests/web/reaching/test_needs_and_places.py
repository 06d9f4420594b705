"""What somebody needs and where they have to be: known places only, typed once, never lost between two people."""

import re

import pytest
from django.urls import reverse
from tests.web import factories

from allant.errors import InputError
from allant.web.journal.models import Entry
from allant.web.reaching import actions, queries
from allant.web.reaching.models import PlaceToBe, TravelNeeds
from allant.web.reaching.naming import alike, named

pytestmark = pytest.mark.django_db
NIR = "1 85 05 24 322 001 22"
HOSPITAL = "Hôpital de la Verne"
NEEDS = {"day": "weekday", "pace": "usual", "cycles": "", "has_e_bike": "", "has_lift": ""}
PLACE = {"name": HOSPITAL, "purpose": "health", "one_way_trips_per_week": "2"}


@pytest.fixture
def case(lives_in):
    return lives_in("Vernoisy")


def plain(response):
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def note(client, case, **fields):
    return client.post(reverse("reaching:needs", args=[case.pk]), NEEDS | fields)


def add(client, case, **fields):
    return client.post(reverse("reaching:place-add", args=[case.pk]), PLACE | fields)


# —— Known places ——


def test_place_is_known_whatever_its_accents_and_capitals(ground):
    from allant.web.reaching.doors import known_places

    known = known_places(ground)
    assert named(known, "hopital de la verne").name == HOSPITAL
    assert named(known, "12 rue des Lilas") is None
    assert named(known, "") is None
    assert HOSPITAL in alike(known, "hopital", 3)
    assert HOSPITAL in alike(known, "hopitale de la vern", 3)
    assert alike(known, "'", 3) == []


def test_field_of_a_place_proposes_what_holds_the_letters_typed(case, adviser):
    html = plain(adviser.get(reverse("reaching:known-places", args=[case.pk]), {"home_name": "montbr"}))
    assert '<option value="Collège de Montbrelles">' in html
    assert HOSPITAL not in html


# —— Needs ——


def test_needs_are_kept_with_the_position_of_the_known_place(case, adviser, house):
    response = note(
        adviser,
        case,
        home_name="hôpital de la verne",
        leaves_at="05:30",
        budget_eur_per_month="60",
        pass_eur_per_month="12,50",
        cycles="False",
        has_lift="True",
    )
    assert response.url == reverse("reaching:reach", args=[case.pk])
    kept = TravelNeeds.objects.get()
    assert (kept.home_name, kept.noted_by) == (HOSPITAL, house.adviser)
    assert kept.home_lon == pytest.approx(2.92, abs=0.05)
    assert (kept.cycles, kept.has_e_bike, kept.has_lift) == (False, None, True)
    assert (kept.budget_eur_per_month, float(kept.pass_eur_per_month)) == (60, 12.5)


def test_emptied_place_takes_its_position_with_it(case, adviser):
    note(adviser, case, home_name=HOSPITAL)
    note(adviser, case, home_name="")
    kept = TravelNeeds.objects.get()
    assert (kept.home_name, kept.home_lon, kept.home_lat) == ("", None, None)


def test_place_that_the_ground_no_longer_knows_stays_where_it_was(case, adviser):
    factories.TravelNeedsFactory(case=case, home_name="Ancienne gare", home_lon=2.9, home_lat=46.3)
    note(adviser, case, home_name="Ancienne gare", budget_eur_per_month="40")
    kept = TravelNeeds.objects.get()
    assert (kept.home_name, kept.home_lon, kept.budget_eur_per_month) == ("Ancienne gare", 2.9, 40)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"home_name": "12 rue des Lilas"}, "« 12 rue des Lilas » n’est pas un lieu connu de ce territoire."),
        ({"home_name": "hopital"}, "par exemple : « Hôpital de la Verne »"),
        ({"budget_eur_per_month": "9000"}, "9000 : un budget est de 0 à 3000 euros par mois."),
        ({"pass_eur_per_month": "-1"}, "-1 : un abonnement coûte de 0 à 500 euros par mois."),
        ({"longest_walk_min": "300"}, "300 : une marche dure de 1 à 120 minutes."),
        ({"leaves_at": "99:00"}, "heure valide"),
        ({"home_name": NIR}, "pas un lieu connu"),
    ],
)
def test_needs_that_cannot_be_come_back_with_value_rule_and_remedy(case, adviser, fields, message):
    response = note(adviser, case, **fields)
    assert response.status_code == 200
    html = plain(response)
    assert message in html
    (value,) = fields.values()
    assert f'value="{value}"' in html
    assert not TravelNeeds.objects.exists()


def test_two_people_correct_different_needs_at_once_and_both_stay(case, adviser, house, browser):
    note(adviser, case, budget_eur_per_month="50")
    seen = _seen(adviser, case)
    note(browser(house.colleague), case, budget_eur_per_month="50", leaves_at="05:00", seen=seen)
    note(adviser, case, budget_eur_per_month="70", seen=seen)
    kept = TravelNeeds.objects.get()
    assert (kept.budget_eur_per_month, f"{kept.leaves_at:%H:%M}") == (70, "05:00")


def test_two_people_who_begin_at_once_are_asked_where_they_differ(case, adviser, house, browser):
    seen = _seen(adviser, case)
    note(browser(house.colleague), case, budget_eur_per_month="50", has_lift="True", seen=seen)
    response = note(adviser, case, budget_eur_per_month="70", has_lift="False", seen=seen)
    html = plain(response)
    assert "Quelqu’un a enregistré « 50 » ici entre-temps." in html
    assert "Quelqu’un a enregistré « Oui » ici entre-temps." in html
    assert TravelNeeds.objects.get().budget_eur_per_month == 50


def test_needs_begun_by_somebody_else_in_the_same_second_are_not_overwritten(case, house):
    factories.TravelNeedsFactory(case=case, budget_eur_per_month=50)
    with pytest.raises(InputError, match="vient de noter"):
        actions.keep_needs(needs=TravelNeeds(case=case, budget_eur_per_month=70), by=house.adviser)
    assert TravelNeeds.objects.get().budget_eur_per_month == 50


def _seen(client, case):
    from html import unescape

    html = client.get(reverse("reaching:needs", args=[case.pk])).content.decode()
    return unescape(re.search(r'name="seen" value="([^"]*)"', html).group(1))


# —— Places ——


def test_place_is_kept_with_its_position_corrected_taken_away_and_put_back(case, adviser):
    add(adviser, case)
    place = PlaceToBe.objects.get()
    assert (place.name, place.purpose, float(place.one_way_trips_per_week)) == (HOSPITAL, "health", 2)
    adviser.post(reverse("reaching:place", args=[place.pk]), PLACE | {"one_way_trips_per_week": "0,5"})
    assert float(queries.places_of(case).get().one_way_trips_per_week) == 0.5
    page = adviser.post(reverse("reaching:place-remove", args=[place.pk]), follow=True)
    assert "Lieu retiré : Hôpital de la Verne." in plain(page)
    assert not queries.places_of(case).exists()
    adviser.post(reverse("reaching:place-put-back", args=[place.pk]))
    assert queries.places_of(case).get() == place


def test_place_taken_away_is_forgotten_once_another_one_is_noted(case, adviser):
    add(adviser, case)
    adviser.post(reverse("reaching:place-remove", args=[PlaceToBe.objects.get().pk]))
    add(adviser, case, name="Vernoisy", purpose="visits")
    assert PlaceToBe.objects.get().name == "Vernoisy"


def test_place_taken_away_is_erased_once_it_cannot_come_back(case, adviser):
    from django.utils import timezone

    from allant.web.reaching import jobs

    add(adviser, case)
    adviser.post(reverse("reaching:place-remove", args=[PlaceToBe.objects.get().pk]))
    now = timezone.now()
    assert (jobs.forget_removed_trips(now), PlaceToBe.objects.count()) == (0, 1)
    assert (jobs.forget_removed_trips(now + 2 * queries.UNDO_WITHIN), PlaceToBe.objects.count()) == (1, 0)


def test_journal_says_what_changed_and_never_where_somebody_goes(case, adviser):
    note(adviser, case, home_name=HOSPITAL)
    add(adviser, case)
    told = list(Entry.objects.filter(subject_id=str(case.pk), action="change").values_list("detail", flat=True))
    assert sorted(told) == ["besoins de déplacement notés", "lieu où être ajouté (santé)"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "chez Paul"}, "« chez Paul » n’est pas un lieu connu de ce territoire."),
        ({"name": ""}, "Remplissez ce champ"),
        ({"one_way_trips_per_week": "0"}, "0 : le nombre de trajets par semaine dépasse 0 et ne dépasse pas 70."),
        ({"one_way_trips_per_week": "90"}, "90 : le nombre de trajets par semaine"),
        ({"purpose": "war"}, "Choisissez"),
    ],
)
def test_place_that_cannot_be_comes_back_with_value_rule_and_remedy(case, adviser, fields, message):
    response = add(adviser, case, **fields)
    assert response.status_code == 200
    assert message in plain(response)
    assert not PlaceToBe.objects.exists()


def test_same_place_for_the_same_reason_is_noted_once(case, adviser):
    add(adviser, case)
    assert "déjà noté, pour la même raison" in plain(add(adviser, case))
    add(adviser, case, purpose="work")
    assert PlaceToBe.objects.count() == 2


def test_case_holds_a_bounded_number_of_places(case, adviser, monkeypatch):
    monkeypatch.setattr(actions.places, "MOST_PLACES", 1)
    add(adviser, case)
    assert "1 lieux où être au plus" in plain(add(adviser, case, name="Vernoisy"))
    assert PlaceToBe.objects.count() == 1


# —— Proposed by the usual week ——


def test_place_named_in_the_usual_week_is_added_in_one_press(case, adviser, house):
    link = factories.bilan(case=case, by=house.adviser)
    factories.UsualTripFactory(link=link, place="hopital de la verne", purpose="health", one_way_trips_per_week="0.5")
    html = plain(adviser.get(reverse("reaching:places", args=[case.pk])))
    assert "Dits dans la semaine habituelle" in html
    form = re.search(r'<div class="usual-trip-actions"> (<form.*?</form>)', html).group(1)
    adviser.post(
        reverse("reaching:place-add", args=[case.pk]),
        dict(re.findall(r'name="(name|purpose|one_way\w+)" value="([^"]*)"', form)),
    )
    place = PlaceToBe.objects.get()
    assert (place.name, place.purpose, float(place.one_way_trips_per_week)) == (HOSPITAL, "health", 0.5)
    assert "Dits dans la semaine habituelle" not in plain(adviser.get(reverse("reaching:places", args=[case.pk])))


def test_place_named_in_other_words_is_chosen_with_nothing_typed_twice(case, adviser, house):
    link = factories.bilan(case=case, by=house.adviser)
    trip = factories.UsualTripFactory(link=link, place="le collège", purpose="childcare", one_way_trips_per_week=4)
    url = reverse("reaching:places", args=[case.pk])
    assert f"?trajet={trip.pk}#ajouter" in plain(adviser.get(url))
    html = plain(adviser.get(url, {"trajet": trip.pk}))
    assert 'value="le collège"' in html
    assert '<option value="childcare" selected>' in html
