"""A stored result is a fact: with all it was computed from, and never changed by what comes later."""

import dataclasses

import pytest
from django.forms.models import model_to_dict
from tests.web import factories

import allant
from allant.mobility_index import compile_scale
from allant.parameters import parameter
from allant.sources.grids import read_grid
from allant.web.assessments import actions, comparison, presenters, scoring
from allant.web.assessments.models import Score

pytestmark = pytest.mark.django_db
GRID = "fr-2026.1"


def finished(answers, grid=GRID):
    assessment = actions.start(grid_id=grid, by=None)
    factories.give_answers(assessment, answers)
    return actions.finish(assessment=assessment)


@pytest.fixture
def heavier_grid(monkeypatch):
    """Change the credits of a grid under the feet of what was stored, as a careless release would."""
    grid = read_grid(GRID)
    items = tuple(
        dataclasses.replace(item, options=tuple(dataclasses.replace(o, credit=o.credit / 2) for o in item.options))
        for item in grid.scale.items
    )
    changed = compile_scale(dataclasses.replace(grid.scale, items=items))
    monkeypatch.setattr(scoring, "compiled", lambda _grid_id: changed)


def test_result_is_stored_with_all_it_was_computed_from():
    score = finished(factories.answers_to(GRID, 0, vehicle="none"))
    assert score.grid == GRID
    assert score.grid_checksum == read_grid(GRID).checksum
    assert score.engine_version == allant.__version__
    assert score.answers["licence"] == "valid"
    assert score.parameters["mobility_index/component_floor"] == parameter("mobility_index/component_floor")
    assert [each["code"] for each in score.dimensions] == [each.code for each in read_grid(GRID).scale.dimensions]


def test_result_uses_what_a_question_that_is_not_asked_counts_as():
    score = finished(factories.answers_to(GRID, 0, vehicle="none", vehicle_state="good"))
    assert score.answers["vehicle_state"] == "not_running"


def test_open_answers_never_enter_the_result():
    score = finished(factories.answers_to(GRID, 0) | {"what_blocks": "Le bus du soir"})
    assert "what_blocks" not in score.answers


def test_result_comes_again_from_its_own_inputs():
    score = finished(factories.answers_to(GRID, 1))
    assert scoring.result(score.grid, score.answers, score.environment).index == score.index


def test_better_answers_give_a_higher_index():
    assert finished(factories.answers_to(GRID, 0)).index > finished(factories.answers_to(GRID, 9)).index


def test_changing_the_grid_never_alters_a_stored_result(heavier_grid):
    stored = Score.objects.get(pk=finished(factories.answers_to(GRID, 0)).pk)
    before = model_to_dict(stored)
    again = scoring.store(stored.assessment)
    assert again.pk != stored.pk
    assert model_to_dict(Score.objects.get(pk=stored.pk)) == before


def test_result_stored_before_a_change_of_grid_keeps_its_index(request):
    stored = finished(factories.answers_to(GRID, 0))
    before = model_to_dict(Score.objects.get(pk=stored.pk))
    request.getfixturevalue("heavier_grid")
    assert scoring.store(stored.assessment).index < stored.index
    assert model_to_dict(Score.objects.get(pk=stored.pk)) == before


def test_recomputed_result_stands_beside_the_former_one():
    score = finished(factories.answers_to(GRID, 0))
    scoring.store(score.assessment)
    assert Score.objects.filter(assessment=score.assessment).count() == 2


def test_gain_is_said_with_its_parts_and_its_noise():
    compared = comparison.of_scores(
        finished(factories.answers_to(GRID, 1)), finished(factories.answers_to(GRID, 1, licence="valid"))
    )
    assert compared.is_comparable
    said = comparison.sentence(compared)
    assert "de plus" in said
    assert "(±" in comparison.note(compared)


def test_parts_add_up_to_the_change():
    compared = comparison.of_scores(
        finished(factories.answers_to(GRID, 1)), finished(factories.answers_to(GRID, 0, walk="hard"))
    )
    total = sum(points for _label, points in comparison.contributions(compared))
    assert total == pytest.approx(compared.outcome.delta, abs=0.05)


def test_no_change_is_no_gain():
    compared = comparison.of_scores(finished(factories.answers_to(GRID, 1)), finished(factories.answers_to(GRID, 1)))
    assert comparison.sentence(compared) == "L’indice n’a pas bougé."


def partial():
    """Answers that leave one component out."""
    physical = [each.code for each in read_grid(GRID).questionnaire.questions if each.section == "physical"]
    return {code: value for code, value in factories.answers_to(GRID, 1).items() if code not in physical}


def test_partial_result_is_marked_and_its_component_is_not_a_zero():
    score = finished(partial())
    assert score.is_partial
    assert {each["code"]: each["value"] for each in score.dimensions}["physical"] is None


def test_partial_and_full_results_are_not_compared():
    compared = comparison.of_scores(finished(partial()), finished(factories.answers_to(GRID, 0)))
    assert not compared.is_comparable
    assert comparison.sentence(compared) == "Ces deux bilans ne sont pas comparables."
    assert any("non mesurées ne sont pas les mêmes" in each for each in comparison.differences(compared))
    assert comparison.contributions(compared) == []


def test_results_of_different_grids_are_not_compared():
    test = "fr-2026.1-test"
    compared = comparison.of_scores(
        finished(factories.answers_to(test, 1), test), finished(factories.answers_to(GRID, 1))
    )
    assert not compared.is_comparable
    assert comparison.differences(compared)


def test_same_grid_under_another_fingerprint_is_not_compared():
    before, after = finished(factories.answers_to(GRID, 1)), finished(factories.answers_to(GRID, 0))
    before.grid_checksum = "0" * 64
    assert not comparison.of_scores(before, after).is_comparable


def test_index_of_nobody_is_not_a_zero():
    score = finished({})
    assert (score.index, score.low, score.high) == (None, None, None)


def test_no_margin_is_shown_where_it_covers_everything():
    score = finished(factories.answers_to(GRID, 0))
    assert score.index == pytest.approx(100)
    assert score.low < 50  # what the formula gives at the edge says nothing
    assert presenters.margin(score.index, score.low, score.high) is None
    assert "ne se calcule pas" in presenters.index_words(score.index, score.low, score.high)


def test_margin_is_shown_everywhere_else():
    score = finished(factories.answers_to(GRID, 1))
    assert presenters.margin(score.index, score.low, score.high) == (score.low, score.high)
    assert presenters.margin(score.index, None, None) is None


def test_contributions_stay_few_and_add_up_to_the_change():
    before = finished(factories.answers_to(GRID, 1))
    after = finished(factories.answers_to(GRID, 1, licence="valid", plan_trip="with_change", budget_share="under_10"))
    compared = comparison.of_scores(before, after)
    lines = comparison.contributions(compared)
    assert len(lines) <= comparison.MOST_LINES + 1
    assert sum(points for _label, points in lines) == pytest.approx(compared.outcome.delta, abs=0.05)


def test_change_made_of_many_small_ones_is_told_by_components():
    before, after = finished(factories.answers_to(GRID, 1)), finished(factories.answers_to(GRID, 0))
    compared = comparison.of_scores(before, after)
    lines = comparison.contributions(compared)
    titles = {section.title.in_language("fr").text for section in compared.questionnaire.sections}
    assert {label for label, _points in lines} <= titles
    assert sum(points for _label, points in comparison.answers(compared)) == pytest.approx(compared.outcome.delta)
    assert len(comparison.answers(compared)) > 20
    assert sum(points for _label, points in lines) == pytest.approx(compared.outcome.delta, abs=0.5)
