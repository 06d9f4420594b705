"""The attestation: how long it lasts, what it says and leaves out, and its end."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.agenda.models import Task
from allant.web.cases.actions import papers as actions
from allant.web.cases.papers import attestation
from allant.web.documents.models import Paper

pytestmark = pytest.mark.django_db


def issued(case, house):
    return actions.issue_attestation(case=case, finding="problem", by=house.adviser)


def test_attestation_lasts_six_months_from_the_interview_not_from_the_paper(case, house, closed):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=60), tick=False):
        paper = issued(case, house)
    day = timezone.localdate(closed.assessment.finished_at)
    assert 180 <= (paper.valid_until - day).days <= 184
    assert paper.code is not None


@pytest.mark.parametrize(
    ("finished_on", "last_day"),
    [
        ("2026-03-04", "2026-09-03"),
        ("2026-08-31", "2027-02-27"),
        ("2027-08-31", "2028-02-28"),
        ("2026-12-15", "2027-06-14"),
    ],
)
def test_last_day_is_the_one_before_six_months(closed, finished_on, last_day):
    closed.assessment.finished_at = datetime.datetime.fromisoformat(f"{finished_on}T12:00:00+01:00")
    assert attestation.valid_until(closed).isoformat() == last_day


def test_attestation_needs_a_finished_bilan(case, house, adviser):
    factories.bilan(case=case, by=house.adviser)
    with pytest.raises(InputError, match="Aucun bilan n’est terminé"):
        issued(case, house)
    html = adviser.get(reverse("cases:paper-new", args=[case.pk, "attestation"])).content.decode()
    assert "Aucun bilan n’est terminé" in html
    assert "Faire l’attestation" not in html


def test_bilan_of_more_than_six_months_is_attested_no_more(case, house, closed, adviser):
    with time_machine.travel(timezone.now() + datetime.timedelta(days=190), tick=False):
        with pytest.raises(InputError, match="plus de 6 mois"):
            issued(case, house)
        page = reverse("cases:paper-new", args=[case.pk, "attestation"])
        adviser.force_login(house.adviser)
        assert "Faites un nouveau bilan" in adviser.post(page, {"finding": "problem"}).content.decode()
    assert Paper.objects.count() == 0


def test_attestation_says_who_issued_it_and_supposes_no_authorisation(case, house, closed):
    text = issued(case, house).text
    assert "cette plateforme n’a pas déclaré d’habilitation de prescripteur" in text
    assert f"Entretien mené par\u00a0: {house.adviser}" in text


def test_authorisation_is_told_with_its_date_and_act(case, house, closed):
    house.platform.authorised_prescriber_since = datetime.date(2025, 3, 1)
    house.platform.authorised_prescriber_reference = "arrêté 25-014"
    house.platform.save()
    case.refresh_from_db()
    paper = issued(case, house)
    assert "prescripteur habilité depuis le 1er\u00a0mars\u00a02025 (arrêté 25-014)" in paper.text
    assert paper.content["authorised"] == {"since": "2025-03-01", "reference": "arrêté 25-014"}


def test_attestation_holds_no_answer_and_no_index(case, house, closed):
    text = issued(case, house).text
    score = closed.assessment.scores.first()
    assert "sur 100" not in text
    assert f"{score.index:.0f} " not in text.replace("2026", "")


def test_bilan_suggests_the_finding_and_the_adviser_decides(adviser, case, house, closed):
    page = reverse("cases:paper-new", args=[case.pk, "attestation"])
    assert 'value="problem" ' in adviser.get(page).content.decode().split("checked")[0][-200:]
    adviser.post(page, {"finding": "none"})
    assert "Pas d’obstacle à la mobilité" in Paper.objects.get().text


def test_team_is_reminded_a_month_before_the_end(case, house, closed):
    paper = issued(case, house)
    task = Task.objects.get()
    assert task.due_on == paper.valid_until - datetime.timedelta(days=30)
    assert (task.assignee, task.person) == (house.adviser, case.beneficiary)
    actions.withdraw_paper(paper=paper, reason="erreur", by=house.adviser)
    task.refresh_from_db()
    assert task.dropped_at is not None


def test_new_attestation_settles_the_reminder_of_the_former(case, house, closed):
    issued(case, house)
    issued(case, house)
    assert Task.objects.filter(done_at=None, dropped_at=None).count() == 1


def test_wrong_attestation_is_withdrawn_with_its_reason_and_made_anew(adviser, case, house, closed):
    first = issued(case, house)
    page = reverse("cases:paper-withdraw", args=[first.pk])
    assert "Remplissez ce champ" in adviser.post(page, {"reason": ""}).content.decode()
    adviser.post(page, {"reason": "erreur de nom"})
    html = adviser.get(reverse("cases:paper", args=[first.pk])).content.decode()
    assert "erreur de nom" in html
    assert "il ne vaut plus rien" in html
    assert issued(case, house).code != first.code
