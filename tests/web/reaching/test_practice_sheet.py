"""The practice sheet: the way to a place and back, in the person's words and language, or why there is none."""

import io
import re
from datetime import UTC, datetime, time
from html import unescape

import pypdf
import pytest
import time_machine
from django.urls import reverse
from tests.web import factories
from tests.web.reaching.valley import load_valley, valley

from allant.routing.itinerary import Line
from allant.web.accounts.models import Commune
from allant.web.journal.models import Entry
from allant.web.learning.models import Rehearsal
from allant.web.reaching.lines import ENOUGH, badge, contrast, vehicle
from allant.web.ui.languages import LANGUAGES

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
STEPS = re.compile(r'<li class="trip-step trip-(\w+)">')


@pytest.fixture(autouse=True)
def _on_a_day_of_the_timetable():
    with time_machine.travel(TUESDAY):
        yield


@pytest.fixture
def place(lives_in):
    """A job in the business zone, of somebody who lives in Montbrelles."""
    return factories.PlaceToBeFactory(case=lives_in("Montbrelles"))


def shown(client, place, route="sheet", **asked):
    return client.get(reverse(f"reaching:{route}", args=[place.pk]), asked)


def words(html):
    """Return what a sheet says, without its tags."""
    sheet = html[html.index('<article class="trip-sheet">') : html.index("</article>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", sheet)))


def said(client, place, **asked):
    return words(shown(client, place, **asked).content.decode())


# —— What it says ——


def test_sheet_tells_both_ways_step_by_step(adviser, place):
    html = shown(adviser, place, avant="09:00", retour="17:00").content.decode()
    there, back = html.split('<section class="trip-way">')[1:]
    assert STEPS.findall(there) == STEPS.findall(back) == ["start", "ride", "wait", "ride", "end"]
    text = words(html)
    assert "7 h 07 Partez de Montbrelles" in text
    assert "7 h 11 Prenez le bus" in text
    assert "À l’arrêt Montbrelles – Espace social Direction Hôpital de la Verne Restez 12 minutes · 4 arrêts" in text
    assert "L’arrêt d’avant Les Hauts Descendez à Gare d’Allant-sur-Verne 7 h 23" in text
    assert "Attendez 17 minutes à l’arrêt Gare d’Allant-sur-Verne" in text
    assert "8 h 04 C’est ici Entrepôts de la zone des Portes" in text
    assert "Horaires du mardi 24 novembre. Ils peuvent changer" in text


def test_sheet_says_what_to_do_if_a_line_is_missed_and_when_the_last_one_goes(adviser, place):
    text = said(adviser, place, avant="09:00", retour="17:00")
    assert "Prenez celui de 8 h 40. Vous arriverez à 9 h 04. Prévenez : vous serez en retard." in text
    assert "Aucun autre n’y va ce jour-là. Appelez." in text
    assert "Prenez celui de 18 h 33. Vous arriverez à 18 h 47." in text
    assert "Dernier départ pour rentrer : 17 h 15. Après, il n’y a plus rien." in text


def test_lines_wear_their_own_colours(adviser, place):
    html = shown(adviser, place, avant="09:00").content.decode()
    assert re.findall(r'<rect [^>]*fill="(#\w+)"', html)[:2] == ["#c0392b", "#7d3c98"]
    assert 'aria-label="4"' in html


def test_person_leaves_from_the_known_place_near_their_home(adviser, place):
    assert "la fiche part du centre de la commune" in shown(adviser, place).content.decode()
    factories.TravelNeedsFactory(case=place.case, home_name="École des Loirs", home_lon=3.0149, home_lat=46.2876)
    html = shown(adviser, place).content.decode()
    assert "Partez de École des Loirs" in words(html)
    assert "la fiche part du centre de la commune" not in html


def test_sheet_takes_the_hours_of_the_person(adviser, place):
    factories.TravelNeedsFactory(case=place.case, leaves_at=time(12, 0), returns_at=time(16, 0))
    text = said(adviser, place)
    assert re.search(r"Départ 12 h \d\d", text)
    assert "Dernier départ pour rentrer : 17 h 15" in text


def test_nothing_runs_on_a_sunday_and_the_sheet_says_so(adviser, place):
    text = said(adviser, place, jour="2026-11-29", comment="transit")
    assert text.count("À cette heure, aucun bus ni train n’y va.") == 2


def test_day_that_the_timetable_does_not_cover_is_said(adviser, place):
    assert "pas les horaires des bus et des trains de ce jour-là" in said(adviser, place, jour="2031-01-07")


def test_sheet_of_a_bicycle_gives_time_and_distance(adviser, place):
    html = shown(adviser, place, comment="bicycle", avant="09:00").content.decode()
    text = words(html)
    assert STEPS.findall(html) == ["start", "move", "end"] * 2
    assert re.search(r"Durée \d+ min|Durée 1 h", text)
    assert re.search(r"Roulez \d+ minutes \(\d+,\d km\) jusqu’à Entrepôts de la zone des Portes", text)
    assert "9 h 00 C’est ici" in text


def test_place_out_of_reach_on_foot_is_said_too_far(adviser, place):
    assert said(adviser, place, comment="walk").count("C’est trop loin : plus de deux heures.") == 2


def test_access_in_a_wheelchair_that_nobody_has_told_is_called_unknown(adviser, lives_in):
    case = lives_in("Allant-sur-Verne")
    place = factories.PlaceToBeFactory(case=case, name="Saint-Aubran", lon=2.8613, lat=46.2749)
    factories.TravelNeedsFactory(case=case, uses_wheelchair=True)
    text = said(adviser, place, comment="transit", avant="13:30")
    assert "Prenez le bus" in text
    assert "En fauteuil : accès inconnu" in text


# —— What is not there ——


def test_without_a_timetable_the_sheet_is_for_walking_or_cycling_and_says_why(
    adviser, house, settings, tmp_path, tmp_path_factory
):
    loaded = load_valley(tmp_path_factory.mktemp("streets"), timetable=False)
    place = _place_in(house, valley(settings, tmp_path, loaded))
    text = said(adviser, place)
    assert "À vélo" in text
    assert "Nous n’avons pas les horaires des bus et des trains d’ici." in text
    assert "estimés" not in text


def test_without_streets_the_figures_are_called_estimates(adviser, house, settings, tmp_path):
    place = _place_in(house, valley(settings, tmp_path, None))
    assert "Temps et distance estimés, à vol d’oiseau" in said(adviser, place)


def _place_in(house, territory):
    house.platform.territory = territory
    house.platform.save()
    commune = Commune.objects.get(territory=territory, name="Montbrelles")
    return factories.PlaceToBeFactory(case=factories.a_case(house, "Vallon", beneficiary__commune=commune))


def test_without_a_place_to_leave_from_the_page_asks_for_one(adviser, house, territory):
    place = factories.PlaceToBeFactory(case=factories.a_case(house, "Vallon", beneficiary__commune=None))
    assert "D’où part la personne" in shown(adviser, place).content.decode()
    assert shown(adviser, place, "sheet-pdf").status_code == 302


@pytest.mark.parametrize("asked", [{"comment": "rocket"}, {"avant": "25:99"}, {"jour": "hier"}, {"langue": "tlh"}])
def test_question_that_makes_no_sense_is_told_and_the_usual_sheet_shown(adviser, place, asked):
    html = shown(adviser, place, **asked).content.decode()
    assert "Un point à corriger" in html
    assert "Partez de Montbrelles" in words(html)


# —— In whose language, on which paper ——


def test_sheet_is_in_the_language_of_the_person_and_the_page_around_it_in_french(adviser, place):
    place.case.beneficiary.language = "ar"
    place.case.beneficiary.save()
    html = shown(adviser, place, avant="09:00").content.decode()
    assert 'lang="ar" dir="rtl"' in html
    assert "اركب الحافلة" in words(html)
    assert "Ouvrir le PDF à imprimer" in html
    assert "<bdi>Gare d’Allant-sur-Verne</bdi>" in html
    assert "Prenez le bus" in said(adviser, place, langue="fr-simple")


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
def test_pdf_holds_one_side_for_each_way(adviser, place, language):
    response = shown(adviser, place, "sheet-pdf", avant="09:00", langue=language)
    assert response["Content-Type"] == "application/pdf"
    document = pypdf.PdfReader(io.BytesIO(response.content))
    assert len(document.pages) == 2
    assert "Gare d’Allant-sur-Verne" in re.sub(r"\s+", " ", document.pages[0].extract_text())
    assert document.trailer["/Root"]["/Lang"] == {"fr-simple": "fr"}.get(language, language)


@pytest.mark.parametrize(
    ("colour", "text_colour"),
    [("FFFF00", "FFFFFF"), ("C0392B", "FFFFFF"), ("", ""), ("zz", "12"), ("777777", "888888")],
)
def test_name_of_a_line_can_be_read_on_its_colour(colour, text_colour):
    found = badge(Line("12", "", colour, text_colour, 3))
    assert contrast(found.colour[1:], found.text[1:]) >= ENOUGH - 0.1


def test_colours_of_the_feed_are_kept_where_they_can_be_read():
    found = badge(Line("12", "", "FFFF00", "003300", 3))
    assert (found.colour, found.text) == ("#ffff00", "#003300")
    assert contrast("000000", "ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("kind", "expected"), [(0, "tram"), (2, "train"), (3, "bus"), (109, "train"), (999, "tram")])
def test_kind_of_vehicle_follows_the_feed(kind, expected):
    assert vehicle(Line("1", "", "", "", kind)) == expected


# —— Where it is found, and who may ——


def test_sheet_is_found_on_the_tab_of_the_case_and_from_a_rehearsed_trip(adviser, place, house):
    tab = reverse("reaching:case", args=[place.case_id])
    assert reverse("reaching:sheet", args=[place.pk]) in adviser.get(tab).content.decode()
    trip = Rehearsal.objects.create(
        case=place.case, from_place="Chez elle", to_place=place.name, companion="Nadia", created_by=house.adviser
    )
    assert f"{tab}#fiches" in adviser.get(reverse("learning:rehearsal", args=[trip.pk])).content.decode()


def test_tab_without_a_place_says_so(adviser, case):
    html = adviser.get(reverse("reaching:case", args=[case.pk])).content.decode()
    assert "Aucun lieu où aller n’est noté" in html


@pytest.mark.parametrize("route", ["sheet", "sheet-pdf"])
@pytest.mark.denies("reaching:sheet", "reaching:sheet-pdf")
def test_sheet_is_for_the_team_that_follows_the_person(route, place, house, browser):
    address = reverse(f"reaching:{route}", args=[place.pk])
    assert browser(None).get(address).status_code == 302
    assert {browser(user).get(address).status_code for user in (house.network_head, house.prescriber)} == {403}
    assert {browser(user).get(address).status_code for user in (house.stranger, house.strange_manager)} == {404}
    assert not Entry.objects.filter(detail__startswith="fiche de trajet").exists()
    for user in (house.adviser, house.colleague, house.manager):
        assert browser(user).get(address).status_code == 200
    assert Entry.objects.filter(detail__startswith="fiche de trajet").count() == 3


def test_place_taken_away_has_no_sheet(adviser, place):
    place.removed_at = TUESDAY
    place.save()
    assert shown(adviser, place).status_code == 404
