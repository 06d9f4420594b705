"""What changed from entry to exit, as the person reads it on their page and in their summary, in their language."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation
from tests.web import factories

from allant.web.assessments.queries import latest_score
from allant.web.cases.before_after import Measure, before_after_words
from allant.web.cases.enums import Moment
from allant.web.cases.papers.summary import summary
from allant.web.personal import actions
from allant.web.reaching.before_after import before_after_of
from allant.web.reaching.models import WeekWithoutTrips

pytestmark = pytest.mark.django_db


def answers(**own):
    nothing = {"licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "none", "walk": "easy"}
    return factories.answers_to("fr-2026.1") | nothing | own


@pytest.fixture(autouse=True)
def today_is(as_of, monkeypatch):
    """The timetables of the valley cover this day."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: as_of)


@pytest.fixture
def entry(lives_in, house):
    return factories.bilan(case=lives_in("Vernoisy"), by=house.adviser, answers=answers(), is_finished=True)


@pytest.fixture
def exit_bilan(entry, house):
    """Since then, the person has a licence and a car."""
    driving = answers(licence="valid", vehicle="when_needed", vehicle_state="good")
    return factories.bilan(case=entry.case, by=house.adviser, answers=driving, is_finished=True, moment=Moment.EXIT)


@pytest.fixture
def weeks(entry, exit_bilan):
    """On foot to the shop, work given up; then by car to work."""
    factories.UsualTripFactory(link=entry, purpose="shopping", mode="walk", one_way_km=2, one_way_trips_per_week=3)
    factories.UsualTripFactory(link=entry, purpose="work", mode="not_made", one_way_km=12, one_way_trips_per_week=10)
    factories.UsualTripFactory(link=exit_bilan, purpose="shopping", mode="walk", one_way_km=2, one_way_trips_per_week=3)
    return entry.case


def found(case):
    return {each.measure: (each.before.central, each.after.central) for each in before_after_of(case)}


def test_weeks_and_reach_of_both_ends_are_told(weeks):
    told = found(weeks)
    assert told[Measure.GIVEN_UP] == (10, 0)
    assert told[Measure.KM] == (6, 6)
    before, after = told[Measure.JOBS]
    assert 0 < before < after


def test_nothing_is_told_before_the_exit_bilan_is_finished(entry):
    assert found(entry.case) == {}


def test_week_that_nobody_noted_is_not_taken_for_an_empty_one(entry, exit_bilan, house):
    factories.UsualTripFactory(link=entry)
    assert set(found(entry.case)) == {Measure.JOBS}
    WeekWithoutTrips.objects.create(link=exit_bilan, noted_by=house.adviser)
    assert found(entry.case)[Measure.KM][1] == 0


def test_reach_is_not_told_where_no_timetable_is_loaded(weeks, settings, tmp_path):
    settings.GROUNDS = tmp_path / "nothing"
    assert Measure.JOBS not in found(weeks)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Trajets voulus et non faits, par semaine : 10 au début, 0 à la fin."),
        (
            "fr-simple",
            "Trajets que vous voulez faire et que vous ne faites pas, par semaine : 10 au début, 0 à la fin.",
        ),
        ("en", "Trips wanted and not made, a week: 10 at the beginning, 0 at the end."),
        ("ar", "رحلات مرغوبة لم تتمّ، في الأسبوع: 10 في البداية، 0 في النهاية."),
    ],
)
def test_change_is_said_in_the_language_of_the_page(weeks, language, words):
    with translation.override(language):
        assert before_after_words(weeks)[0].replace("\u00a0", " ") == words


@pytest.fixture
def own_page(entry, house, browser):
    """What the person reads on their page."""
    opened = actions.open_page(case=entry.case, language="fr", is_sent=False, by=house.adviser)
    visitor = browser()
    visitor.post("/lien/" + opened.address.split("/lien/")[1], {"code": opened.code})
    return lambda: unescape(visitor.get(reverse("personal:home", args=[opened.link.pk])).content.decode())


def test_page_of_the_person_says_nothing_of_it_before_the_exit(own_page):
    assert "avant et après" not in own_page()


def test_page_of_the_person_shows_what_changed(weeks, own_page):
    html = own_page().replace("\u00a0", " ")
    assert "Vos trajets, avant et après" in html
    assert "Kilomètres par semaine : 6 au début, 6 à la fin." in html


def test_summary_shows_what_changed(weeks, exit_bilan):
    score = latest_score(exit_bilan.assessment)
    _title, content = summary(weeks, exit_bilan, score, language="fr")
    part = next(each for each in content["parts"] if each["title"] == "Vos trajets, avant et après")
    assert any(re.match(r"Emplois que vous pouvez atteindre en 45 minutes", words) for words in part["text"])
