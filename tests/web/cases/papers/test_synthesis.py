"""The synthesis for the prescriber: with the agreement of the person, and without their answers."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.cases.actions import papers as actions
from allant.web.documents.models import Paper
from allant.web.journal.models import Entry
from allant.web.people.enums import ConsentPurpose

pytestmark = pytest.mark.django_db


def agreed(case, house):
    case.prescriber = house.referrer
    case.save()
    return factories.ConsentFactory(
        person=case.beneficiary, purpose=ConsentPurpose.INFORM_PRESCRIBER, recipient=house.referrer
    )


def test_synthesis_without_agreement_is_refused_with_the_reason(adviser, case, house, closed):
    case.prescriber = house.referrer
    case.save()
    page = reverse("cases:paper-new", args=[case.pk, "synthese"])
    for answer in (adviser.get(page), adviser.post(page)):
        assert "n’a pas donné son accord pour informer" in answer.content.decode()
    assert Paper.objects.count() == 0


def test_agreement_about_another_prescriber_does_not_do(case, house):
    agreed(case, house)
    case.prescriber = factories.OrganisationFactory(is_prescriber=True, territory=house.territory)
    with pytest.raises(InputError, match="n’a pas donné son accord"):
        actions.make_synthesis(case=case, by=house.adviser)


def test_synthesis_needs_somebody_to_read_it(case, house):
    with pytest.raises(InputError, match="pas de prescripteur"):
        actions.make_synthesis(case=case, by=house.adviser)


def test_synthesis_tells_the_steps_and_no_answer_no_index(adviser, case, house, closed):
    agreed(case, house)
    factories.StepFactory(case=case, label="Louer un vélo")
    adviser.post(reverse("cases:paper-new", args=[case.pk, "synthese"]))
    paper = Paper.objects.get()
    assert "Louer un vélo" in paper.text
    assert "sur 100" not in paper.text
    line = Entry.objects.filter(subject_type="beneficiary", action="create").first()
    assert (line.by, line.detail) == (house.adviser, "papier\u00a0: synthèse pour le prescripteur")


def test_synthesis_warns_once_the_agreement_is_withdrawn(adviser, case, house, closed):
    consent = agreed(case, house)
    paper = actions.make_synthesis(case=case, by=house.adviser)
    consent.withdrawn_at = timezone.now()
    consent.save()
    assert "Ne l’envoyez pas" in adviser.get(reverse("cases:paper", args=[paper.pk])).content.decode()
