"""Accompanied trips: stages, what was seen, and how the next bilan hears of it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.sources.lessons import read_lesson
from allant.web.assessments.enums import Origin
from allant.web.assessments.queries import current_answers
from allant.web.cases import actions as cases
from allant.web.cases.enums import Moment
from allant.web.cases.models import Observation
from allant.web.journal.models import Entry
from allant.web.learning import actions, presenters
from allant.web.learning.models import Rehearsal, RehearsalTrip

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NIR = "1 85 05 24 322 001 22"


@pytest.fixture
def rehearsal(case):
    return factories.RehearsalFactory(case=case)


def prepare(client, case, **fields):
    given = {"from_place": "Gare", "to_place": "Hôpital", "route": "Ligne 2", "companion": "Ines"} | fields
    return client.post(reverse("learning:rehearsal-add", args=[case.pk]), given)


def note(client, rehearsal, **fields):
    given = {"made_on": TODAY.isoformat(), "stage": "with", "went": "well", "minutes": "40", "note": ""} | fields
    return client.post(reverse("learning:trip-add", args=[rehearsal.pk]), given)


def confirm(client, rehearsal, **skills):
    return client.post(reverse("learning:skills-confirm", args=[rehearsal.pk]), {"seen_on": TODAY.isoformat()} | skills)


def test_prepared_trip_is_kept_with_its_author(case, adviser, house):
    assert prepare(adviser, case).status_code == 302
    kept = Rehearsal.objects.get()
    assert (kept.case, kept.created_by, str(kept)) == (case, house.adviser, "Gare → Hôpital")
    assert Entry.objects.filter(subject_id=str(case.pk), detail__startswith="trajet à apprendre").exists()


def test_trip_with_a_social_security_number_is_refused_and_shown_again(case, adviser):
    response = prepare(adviser, case, route=f"Demander {NIR}")
    assert "numéro de sécurité sociale" in response.content.decode()
    assert f"Demander {NIR}" in response.content.decode()
    assert not Rehearsal.objects.exists()


def test_step_of_another_case_cannot_be_tied_to_a_trip(case, adviser):
    factories.StepFactory(case=case)
    foreign = factories.StepFactory()
    prepare(adviser, case, step=foreign.pk)
    assert not Rehearsal.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"made_on": (TODAY + datetime.timedelta(days=1)).isoformat()}, "dans le futur"),
        ({"minutes": "0"}, "entre 1 et 720 minutes"),
        ({"minutes": "721"}, "entre 1 et 720 minutes"),
        ({"stage": "flying"}, "flying"),
        ({"note": NIR}, "numéro de sécurité sociale"),
    ],
)
def test_trip_that_cannot_be_is_refused_in_words(adviser, rehearsal, fields, words):
    assert words in note(adviser, rehearsal, **fields).content.decode()
    assert not RehearsalTrip.objects.exists()


def states(rehearsal):
    return [stage["state"] for stage in presenters.stages(list(rehearsal.trips.all()))]


def test_stages_follow_what_went_well(rehearsal):
    assert states(rehearsal) == ["current", "todo", "todo"]
    factories.RehearsalTripFactory(rehearsal=rehearsal, stage="with", went="with_help")
    assert states(rehearsal) == ["current", "todo", "todo"]
    factories.RehearsalTripFactory(rehearsal=rehearsal, stage="with", went="well")
    assert states(rehearsal) == ["done", "current", "todo"]
    factories.RehearsalTripFactory(rehearsal=rehearsal, stage="alone", went="well")
    assert states(rehearsal) == ["done", "current", "done"]


def test_page_says_what_to_try_next(adviser, rehearsal):
    address = reverse("learning:rehearsal", args=[rehearsal.pk])
    assert "Prochaine fois : accompagné." in adviser.get(address).content.decode()
    for stage in ("with", "shadowed", "alone"):
        note(adviser, rehearsal, stage=stage)
    html = adviser.get(address).content.decode()
    assert "Trajet appris" in html
    assert "120 minutes" in html


def test_erased_trip_leaves_its_words_in_the_journal(adviser, rehearsal):
    trip = factories.RehearsalTripFactory(rehearsal=rehearsal)
    adviser.post(reverse("learning:trip-erase", args=[trip.pk]))
    assert not RehearsalTrip.objects.exists()
    assert Entry.objects.filter(action="erase", detail__contains="Gare → Zone des Aulnes").exists()


def test_next_bilan_proposes_what_was_seen_and_waits_for_the_adviser(adviser, case, rehearsal, house):
    confirm(adviser, rehearsal, plan_trip="with_change", ask_way="easy")
    link = factories.bilan(case=case, by=house.adviser)
    answers = current_answers(link.assessment)
    assert {code: (each.value, each.origin) for code, each in answers.items()} == {
        "plan_trip": ("with_change", Origin.OBSERVED),
        "ask_way": ("easy", Origin.OBSERVED),
    }
    assert all(each.awaits_confirmation for each in answers.values())
    html = adviser.get(reverse("cases:bilan-section", args=[link.assessment_id, "cognitive"])).content.decode()
    assert html.count("Vu sur un trajet") == 2


def test_bilan_under_way_hears_of_it_at_once_but_keeps_its_own_answers(adviser, case, rehearsal, house):
    link = factories.bilan(case=case, by=house.adviser, answers={"plan_trip": "unable"})
    confirm(adviser, rehearsal, plan_trip="with_change", find_way="easy")
    answers = current_answers(link.assessment)
    assert answers["plan_trip"].value == "unable"
    assert (answers["find_way"].value, answers["find_way"].origin) == ("easy", Origin.OBSERVED)


def test_answer_that_was_cleared_is_proposed_as_a_new_revision(adviser, case, rehearsal, house):
    link = factories.bilan(case=case, by=house.adviser, answers={"plan_trip": ""})
    confirm(adviser, rehearsal, plan_trip="direct")
    answer = current_answers(link.assessment)["plan_trip"]
    assert (answer.value, answer.revision) == ("direct", 2)


def test_what_was_seen_before_a_closed_bilan_is_behind(case, house):
    cases.record_observation(
        case=case,
        question="plan_trip",
        answer="direct",
        seen_on=TODAY - datetime.timedelta(days=30),
        detail="x",
        by=house.adviser,
    )
    others = {code: each for code, each in factories.answers_to("fr-2026.1").items() if code != "plan_trip"}
    factories.bilan(case=case, by=house.adviser, answers=others, is_finished=True)
    later = factories.bilan(case=case, by=house.adviser, moment=Moment.EXIT)
    assert current_answers(later.assessment) == {}


def test_latest_observation_of_a_skill_is_the_one_proposed(case, house):
    for days_ago, answer in ((1, "with_change"), (9, "unable")):
        seen_on = TODAY - datetime.timedelta(days=days_ago)
        cases.record_observation(
            case=case, question="plan_trip", answer=answer, seen_on=seen_on, detail="x", by=house.adviser
        )
    link = factories.bilan(case=case, by=house.adviser)
    assert current_answers(link.assessment)["plan_trip"].value == "with_change"


def test_confirming_nothing_is_told(adviser, rehearsal):
    assert "au moins une compétence" in confirm(adviser, rehearsal).content.decode()
    assert not Observation.objects.exists()


def test_observation_is_withdrawn_by_whoever_made_it_and_nobody_else(case, house):
    seen = cases.record_observation(
        case=case, question="ask_way", answer="easy", seen_on=TODAY, detail="x", by=house.adviser
    )
    with pytest.raises(InputError, match="Ines Conseil"):
        cases.withdraw_observation(observation=seen, by=house.colleague)
    cases.withdraw_observation(observation=seen, by=house.adviser)
    assert not Observation.objects.exists()


def test_skills_are_kept_all_or_none(case, rehearsal, house):
    with pytest.raises(InputError):
        actions.confirm_skills(
            rehearsal=rehearsal, answers={"ask_way": "easy", "plan_trip": "flying"}, seen_on=TODAY, by=house.adviser
        )
    assert not Observation.objects.exists()


def test_timeline_of_the_case_tells_trips_and_finished_lessons(adviser, case, rehearsal, house):
    factories.RehearsalTripFactory(rehearsal=rehearsal, stage="alone", note="Seule jusqu’au bout")
    for number, card in enumerate(read_lesson("ask_the_way").cards, start=1):
        if card.is_practice:
            actions.try_card(person=case.beneficiary, lesson="ask_the_way", card=number, is_right=True)
    actions.finish_lesson(person=case.beneficiary, lesson="ask_the_way")
    html = adviser.get(reverse("cases:timeline", args=[case.pk])).content.decode()
    assert "Seule jusqu’au bout" in html
    assert "Leçon terminée : Demander son chemin" in html
