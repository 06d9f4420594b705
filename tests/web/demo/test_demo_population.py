"""Are the people of Val d'Allant those that their sources describe?"""

import datetime
import math
import re
from statistics import mean

import pytest

from allant.mobility_index import Assessment as Measured
from allant.mobility_index import compare
from allant.parameters import parameter, rules
from allant.questionnaire import check_answer, visible_questions
from allant.sources.communes import read_communes
from allant.sources.grids import read_grid
from allant.sources.names import comparable_place
from allant.sources.person_fields import parse_email
from allant.web.assessments import scoring
from allant.web.assessments.enums import Origin
from allant.web.cases.enums import Moment, OutcomeKind, Support
from allant.web.demo.answering import answers_to, asked_only
from allant.web.demo.living import Traits, draw_state
from allant.web.demo.places import PLACES
from allant.web.demo.population import chance_of, tell_all, tell_loose_tests
from allant.web.demo.showcase import EDGES, NADIA, VISIT

GRID = "fr-2026.1"
WIDE = 4
"""Standard errors within which a share drawn at random must fall: beyond it once in 16,000."""


def filling(story, moment):
    return next((each for each in story.fillings if each.moment == moment), None)


def index_of(filled):
    return scoring.result(filled.grid, filled.current).index


def near(observed, expected, count, width=WIDE):
    return abs(observed - expected) <= width * math.sqrt(expected * (1 - expected) / count)


def test_same_seed_and_day_tell_the_same_stories(as_of):
    assert tell_all(seed=7, as_of=as_of, people=40) == tell_all(seed=7, as_of=as_of, people=40)


def test_another_seed_tells_other_stories(as_of):
    drawn = len(VISIT) + len(EDGES)
    assert tell_all(seed=7, as_of=as_of, people=40)[drawn:] != tell_all(seed=8, as_of=as_of, people=40)[drawn:]


def test_one_more_person_leaves_the_others_as_they_were(as_of):
    assert tell_all(seed=7, as_of=as_of, people=41)[:40] == tell_all(seed=7, as_of=as_of, people=40)


def test_the_truth_does_not_depend_on_the_day_it_is_told(as_of):
    later = as_of + datetime.timedelta(days=5)
    now, then = (tell_all(seed=7, as_of=day, people=60) for day in (as_of, later))
    assert [each.truth for each in now] == [each.truth for each in then]


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("demo/licence_share", lambda state: state["licence"] in {"valid", "not_valid"}),
        ("demo/vehicle_share", lambda state: state["vehicle"] != "none"),
        (
            "demo/no_means_share",
            lambda state: (
                state["vehicle"] == "none" and state["bike"] == "none" and state["transport_pass"] != "pass_held"
            ),
        ),
    ],
)
def test_profile_is_the_one_known_of_platforms(drawn, path, holds):
    share = mean(holds(story.truth.before) for story in drawn)
    assert near(share, parameter(path), len(drawn))


def test_sex_and_age_follow_the_survey(drawn, as_of):
    cells = rules("demo/jobseekers").rules
    people = sum(cell["people"] for cell in cells)
    young = sum(cell["people"] for cell in cells if cell["to_age"] < 30) / people
    limit = as_of - datetime.timedelta(days=int(30 * 365.25) + 1)
    assert near(mean(story.identity.birth_date > limit for story in drawn), young, len(drawn))


def test_men_and_women_hold_a_licence_in_the_order_of_the_survey():
    place = PLACES[0]

    def share(sex, age):
        people = [draw_state(chance_of(5, f"{sex}{age}{number}"), Traits(sex, age, place)) for number in range(400)]
        return mean(each["licence"] in {"valid", "not_valid"} for each in people)

    assert share("M", 35) > share("M", 20) + 0.1
    assert share("M", 35) > share("F", 22) + 0.1


PLACE_DECIDES = {item.code for item in read_grid(GRID).scale.items if item.dimension == "environment"}
"""What the commune decides too: see the test of towns and hamlets."""

ELSEWHERE = [row for row in rules("demo/answers").rules if row["question"] not in PLACE_DECIDES]


@pytest.mark.parametrize("row", ELSEWHERE, ids=lambda row: row["question"])
def test_answers_on_arrival_have_the_shares_written_down(drawn, row):
    asked = [s.truth.before[row["question"]] for s in drawn if _is_asked(s.truth.before, row["question"])]
    for option, share in row["shares"].items():
        # Answers of one person are alike, and so are those of neighbours: a third is added to the width.
        assert near(asked.count(option) / len(asked), share, len(asked), width=WIDE * 4 / 3), option


def _is_asked(state, question):
    return question in asked_only(GRID, state)


def test_towns_are_better_served_than_hamlets(drawn):
    reach = {place.code_insee: place.reach for place in PLACES}

    def served(story):
        credit = {item.code: {o.code: o.credit for o in item.options} for item in read_grid(GRID).scale.items}
        return credit["town_without_car"][story.truth.before["town_without_car"]]

    towns = [served(s) for s in drawn if reach[s.identity.code_insee] > 0]
    hamlets = [served(s) for s in drawn if reach[s.identity.code_insee] < -0.5]
    assert mean(towns) > mean(hamlets) + 0.1


def test_every_answer_is_one_that_its_grid_knows_and_asks(stories):
    for story in stories:
        for each in story.fillings:
            questionnaire = read_grid(each.grid).questionnaire
            for code, value in each.current.items():
                assert check_answer(questionnaire.question(code), value) == value
            if each.moment != Moment.ENTRY:
                seen = {question.code for question in visible_questions(questionnaire, each.current)}
                assert set(each.current) <= seen


def test_finished_interviews_leave_no_visible_answer_to_confirm(stories):
    for story in stories:
        entry = filling(story, Moment.ENTRY)
        if entry is None or not entry.is_finished:
            continue
        last = {each.question: each.origin for each in entry.revisions}
        seen = {question.code for question in visible_questions(read_grid(GRID).questionnaire, entry.current)}
        assert not [code for code, origin in last.items() if origin == Origin.SELF_DECLARED and code in seen]


def test_errors_of_answers_have_the_size_that_the_index_assumes():
    items = {item.code: {o.code: o.credit for o in item.options} for item in read_grid(GRID).scale.items}
    kinds = {item.code: item.kind for item in read_grid(GRID).scale.items}
    squares = {"declared": [], "judged": [], "fact": []}
    for number in range(600):
        chance = chance_of(11, f"answers {number}")
        state = draw_state(chance, Traits("F", 30, PLACES[0]))
        # Gates are answered exactly, so that what is asked does not move.
        given = answers_to(chance, GRID, state, already={code: state[code] for code in ("vehicle", "stop_distance")})
        for code in set(items) - {"vehicle", "stop_distance"}:
            if given.get(code) in items[code]:
                squares[kinds[code]].append((items[code][given[code]] - items[code][state[code]]) ** 2)
    assert mean(squares["fact"]) == 0
    for kind in ("declared", "judged"):
        assert mean(squares[kind]) == pytest.approx(parameter(f"mobility_index/answer_error_{kind}") ** 2, rel=0.1)


def test_events_come_in_order_and_none_after_the_last_day(stories, as_of):
    for story in stories:
        days = [each.day for each in story.fillings]
        assert days == sorted(days)
        assert all(day < as_of for day in [story.opened_on, *days, story.exited_on or story.opened_on])
        entry = filling(story, Moment.ENTRY)
        if entry is not None:
            assert story.opened_on <= entry.day <= (story.decided_on or entry.day) <= (story.exited_on or as_of)
        for step in story.steps:
            assert (step.state == "done") == (step.done_on is not None)
            assert step.done_on is None or entry.day <= step.done_on <= (story.exited_on or as_of)


def test_every_exit_is_measured_or_says_why_not(stories):
    for story in stories:
        if story.ending is None:
            assert story.exited_on is None
            assert filling(story, Moment.EXIT) is None
        else:
            assert (filling(story, Moment.EXIT) is None) == bool(story.ending.no_assessment_reason)


def test_every_stage_is_there(stories):
    open_ones = [story for story in stories if story.ending is None]
    entries = [(story, filling(story, Moment.ENTRY)) for story in open_ones]
    assert [story for story, entry in entries if entry is None and not story.fillings]
    assert [story for story, entry in entries if entry is None and filling(story, Moment.TEST)]
    assert [story for story, entry in entries if entry is not None and not entry.is_finished]
    assert [story for story, entry in entries if entry is not None and entry.is_finished and not story.decided]
    assert [story for story in open_ones if {step.state for step in story.steps} >= {"done", "under_way", "planned"}]
    assert [story for story in open_ones if filling(story, Moment.MID)]
    assert {story.decided for story in stories} >= {support.value for support in Support}
    assert {story.ending.outcome for story in stories if story.ending} == {kind.value for kind in OutcomeKind}


def test_advisers_have_a_caseload_that_one_knows(stories):
    for adviser in range(4):
        open_cases = [story for story in stories if story.adviser == adviser and story.ending is None]
        assert 35 <= len(open_cases) <= 85


def test_edges_of_the_forms_are_there(stories, as_of):
    assert [s for s in stories if not s.identity.phone and not s.identity.email]
    assert [s for s in stories if not s.identity.code_insee]
    assert [s for s in stories if as_of - s.identity.birth_date < datetime.timedelta(days=18 * 365)]
    assert max(len(s.identity.first_name) for s in stories) >= 40
    assert [s for s in stories if s.adviser is None]
    partial = [s for s in stories[len(VISIT) : len(VISIT) + len(EDGES)] if filling(s, Moment.ENTRY)]
    assert any(scoring.result(GRID, filling(s, Moment.ENTRY).current).partial for s in partial)


def test_sabrina_goes_from_the_test_to_work_with_a_gain_beyond_noise(stories):
    sabrina = stories[0]
    entry, exit_ = (filling(sabrina, moment) for moment in (Moment.ENTRY, Moment.EXIT))
    assert (sabrina.identity.first_name, sabrina.adviser, sabrina.source) == ("Sabrina", NADIA, "test")
    assert index_of(entry) == pytest.approx(44, abs=2)
    assert (entry.current["licence"], exit_.current["licence"]) == ("none", "valid")
    assert {step.state for step in sabrina.steps} == {"done"}
    assert (sabrina.ending.outcome, sabrina.ending.contract) == ("job", "permanent")
    both = [Measured(grid=GRID, answers=scoring.scored_answers(GRID, each.current)) for each in (entry, exit_)]
    progression = compare(scoring.compiled(GRID), *both)
    assert progression.beyond_noise
    assert index_of(exit_) - index_of(entry) > 20


def test_nadia_follows_one_person_at_each_stage_of_the_visit(stories):
    _, karim, lucie, moussa, elodie, dylan, oksana = stories[: len(VISIT)]
    assert {each.adviser for each in stories[: len(VISIT)]} == {NADIA}
    assert [each.moment for each in karim.fillings] == [Moment.TEST]
    draft = filling(lucie, Moment.ENTRY)
    assert not draft.is_finished
    assert Origin.SELF_DECLARED in {each.origin for each in draft.revisions}
    assert (moussa.suggested != "", moussa.decided, moussa.steps) == (True, "", ())
    assert [step.state for step in elodie.steps] == ["done", "done", "under_way", "planned"]
    assert dylan.ending.no_assessment_reason
    assert oksana.ending.outcome in {"lost_contact", "stopped", "moved", "job"}


def test_no_commune_of_the_valley_exists(as_of):
    known = {comparable_place(name) for name in read_communes()["name"]}
    assert len(PLACES) == 12
    assert not [place.name for place in PLACES if comparable_place(place.name) in known]
    assert not set(read_communes()["code_insee"]) & {place.code_insee for place in PLACES}


def test_numbers_and_addresses_are_fictional_and_well_formed(stories):
    for story in stories:
        if story.identity.phone:
            assert re.fullmatch(r"\+3363998\d{4}", story.identity.phone)
        if story.identity.email:
            assert parse_email(story.identity.email).endswith("val-allant.example")


def test_loose_tests_are_still_open_on_the_first_day(as_of):
    lifetime = datetime.timedelta(days=parameter("documents/code_lifetime"))
    loose = tell_loose_tests(seed=1, as_of=as_of)
    assert loose
    assert all(each.is_finished and as_of - each.day < lifetime for each in loose)
