"""Templates of pathways: data that holds together, applied in one press, taken back in one."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.advice import solutions
from allant.errors import ParameterError
from allant.web.cases import pathway_templates as module
from allant.web.cases.models import TemplateUse
from allant.web.cases.pathway_templates import pathway_template, pathway_templates

TODAY = timezone.localdate()


def test_templates_name_known_solutions_and_follow_the_calendar():
    known = {each.code for each in solutions()}
    for template in pathway_templates():
        days = [step.days for step in template.steps]
        assert days == sorted(days), template.code
        assert {step.solution for step in template.steps} - {""} <= known, template.code


def test_templates_have_codes_of_their_own():
    codes = [each.code for each in pathway_templates()]
    assert len(set(codes)) == len(codes) >= 4


def test_template_without_status_is_refused():
    with pytest.raises(ParameterError, match="status"):
        module._read({"code": "x", "steps": [{}]})


def apply(client, case, code="repair_the_car"):
    return client.post(reverse("cases:template-apply", args=[case.pk]), {"template": code}, follow=True)


@pytest.mark.django_db
def test_applied_template_adds_its_steps_after_those_that_are_there(adviser, case):
    factories.StepFactory(case=case, position=4, label="Déjà là")
    apply(adviser, case)
    template = pathway_template("repair_the_car")
    steps = list(case.steps.all())
    assert [step.label for step in steps] == ["Déjà là", *(each.label for each in template.steps)]
    assert steps[1].planned_on == TODAY + datetime.timedelta(days=template.steps[0].days)
    assert {step.state for step in steps} == {"planned"}


@pytest.mark.django_db
def test_template_taken_back_leaves_what_was_touched(adviser, case):
    apply(adviser, case)
    first, second, third, fourth = case.steps.all()
    factories.StepSessionFactory(step=first)
    for step, changes in ((second, {"partner": "Garage du Pont"}), (third, {"state": "under_way"})):
        type(step).objects.filter(pk=step.pk).update(**changes)
    response = adviser.post(reverse("cases:template-take-back", args=[TemplateUse.objects.get().pk]), follow=True)
    assert "1 étape est retirée" in response.text
    assert list(case.steps.all()) == [first, second, third]
    assert fourth not in case.steps.all()
    assert TemplateUse.objects.get().taken_back_at is not None


@pytest.mark.django_db
def test_unknown_template_is_told_and_adds_nothing(adviser, case):
    assert "Ce modèle n’existe pas" in apply(adviser, case, "moon").text
    assert not case.steps.exists()
