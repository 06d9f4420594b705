"""Steps and exit of a case."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.cases import actions, queries
from allant.web.cases.enums import Moment
from allant.web.cases.forms import ExitForm
from allant.web.cases.models import Case, Exit, FormerExit, Step
from allant.web.journal.models import Entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + datetime.timedelta(days=1)
NIR = "1 85 05 24 322 001 22"


def post(client, route, about, data):
    return client.post(reverse(f"cases:{route}", args=[about.pk]), data)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_closing_the_entry_bilan_suggests_a_support(case, house):
    factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 9), is_finished=True)
    assert fresh(case).suggested_support in {"on_own", "light", "reinforced"}
    assert not case.admissions.exists()


def test_steps_stand_in_the_order_in_which_they_were_added(adviser, case):
    for label in ("Un", "Deux", "Trois"):
        post(adviser, "step-add", case, {"label": label, "kind": "advice"})
    assert [step.label for step in case.steps.all()] == ["Un", "Deux", "Trois"]


def test_step_moves_up_and_down_and_no_further(adviser, case):
    one, two = (factories.StepFactory(case=case, label=label) for label in ("Un", "Deux"))
    post(adviser, "step-move", two, {"direction": "up"})
    assert [step.label for step in case.steps.all()] == ["Deux", "Un"]
    post(adviser, "step-move", two, {"direction": "up"})
    post(adviser, "step-move", one, {"direction": "down"})
    assert [step.label for step in case.steps.all()] == ["Deux", "Un"]


def test_moving_a_step_leaves_the_steps_of_other_cases_alone(adviser, house, case):
    other = factories.StepFactory(case__organisation=house.platform, position=1)
    step = factories.StepFactory(case=case, position=2)
    post(adviser, "step-move", step, {"direction": "up"})
    assert Step.objects.get(pk=other.pk).position == 1


def edited(**changes):
    return {"label": "Réparer", "kind": "repair", "state": "planned", "planned_on": "", "done_on": ""} | changes


def test_step_that_is_done_takes_today_s_date_unless_told(adviser, case):
    step = factories.StepFactory(case=case)
    post(adviser, "step", step, edited(state="done"))
    assert Step.objects.get(pk=step.pk).done_on == TODAY
    post(adviser, "step", step, edited(state="done", done_on="2026-03-04"))
    assert Step.objects.get(pk=step.pk).done_on == datetime.date(2026, 3, 4)


def test_only_a_step_that_is_done_keeps_a_date_of_completion(house, case):
    step = factories.StepFactory.build(case=case, state="under_way", done_on=TODAY)
    assert actions.save_step(step=step, by=house.adviser).done_on is None


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "dropped", "obstacle": "too_expensive", "obstacle_note": "140 € par mois"},
        {"state": "done", "result": "none", "obstacle": "no_place"},
    ],
)
def test_step_that_led_nowhere_says_why(adviser, case, changes):
    step = factories.StepFactory(case=case)
    post(adviser, "step", step, edited(**changes))
    kept = Step.objects.get(pk=step.pk)
    assert (kept.state, kept.obstacle) == (changes["state"], changes["obstacle"])


def test_reason_goes_when_the_step_leads_somewhere(adviser, case):
    step = factories.StepFactory(case=case, state="dropped", obstacle="refused", obstacle_note="trop jeune")
    post(adviser, "step", step, edited(state="planned", obstacle="refused", obstacle_note="trop jeune"))
    kept = Step.objects.get(pk=step.pk)
    assert (kept.state, kept.obstacle, kept.obstacle_note) == ("planned", "", "")


def test_action_refuses_a_dropped_step_without_a_reason(house, case):
    with pytest.raises(InputError, match="dit pourquoi"):
        actions.save_step(step=factories.StepFactory.build(case=case, state="dropped"), by=house.adviser)


def test_dropped_step_is_taken_up_again_in_one_press(adviser, case):
    planned = factories.StepFactory(case=case, state="dropped", obstacle="no_news")
    begun = factories.StepFactory(case=case, state="dropped", obstacle="no_news")
    factories.StepSessionFactory(step=begun)
    for step, state in ((planned, "planned"), (begun, "under_way")):
        post(adviser, "step-resume", step, {})
        kept = Step.objects.get(pk=step.pk)
        assert (kept.state, kept.obstacle) == (state, "")
    post(adviser, "step-resume", begun, {})
    assert Step.objects.get(pk=begun.pk).state == "under_way"


def test_costs_are_told_in_all_with_the_part_of_the_person(adviser, case):
    step = factories.StepFactory(case=case)
    post(adviser, "step", step, edited(cost_eur="304,60", out_of_pocket_eur="50", payer="public_aid"))
    factories.StepFactory(case=case, cost_eur="100")
    page = adviser.get(reverse("cases:case", args=[case.pk])).text
    assert "404,60\xa0€, dont 50\xa0€ payés par la personne" in page


def test_dose_counts_each_session_once_whatever_became_of_the_step(adviser, case):
    dropped = factories.StepFactory(case=case, state="dropped", obstacle="choice")
    done = factories.StepFactory(case=case, state="done", done_on=TODAY)
    for step, minutes in ((dropped, 30), (done, 45), (done, 45)):
        factories.StepSessionFactory(step=step, minutes=minutes)
    factories.StepSessionFactory(minutes=500)
    assert queries.dose_minutes(case) == 120
    assert "Temps passé\xa0: 2\xa0h." in adviser.get(reverse("cases:case", args=[case.pk])).text


def test_time_given_starts_the_step_and_can_be_taken_back(adviser, house, case):
    step = factories.StepFactory(case=case)
    post(adviser, "time-add", step, {"minutes": "90", "on": TODAY.isoformat()})
    session = step.sessions.get()
    assert (session.minutes, session.on, session.recorded_by) == (90, TODAY, house.adviser)
    assert Step.objects.get(pk=step.pk).state == "under_way"
    post(adviser, "time-remove", session, {})
    assert not step.sessions.exists()
    assert "90 min" in Entry.objects.filter(action="erase").get().detail


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"minutes": "0"}, "1440 minutes"),
        ({"minutes": "1441"}, "1440 minutes"),
        ({"minutes": "une heure"}, "nombre"),
        ({"on": TOMORROW.isoformat()}, "dans le futur"),
    ],
)
def test_time_that_cannot_be_is_refused(adviser, case, changes, reason):
    step = factories.StepFactory(case=case)
    response = post(adviser, "time-add", step, {"minutes": "45", "on": TODAY.isoformat()} | changes)
    assert reason in response.text
    assert not step.sessions.exists()


def test_step_taken_back_loses_its_date_of_completion(adviser, case):
    step = factories.StepFactory(case=case, state="done", done_on=TODAY)
    post(adviser, "step", step, edited(state="under_way"))
    assert Step.objects.get(pk=step.pk).done_on is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"state": "planned", "done_on": "2026-03-04"}, "Seule une étape faite a une date de fin"),
        ({"state": "done", "done_on": TOMORROW.isoformat()}, "dans le futur"),
        ({"label": ""}, "Remplissez"),
        ({"label": "x" * 161}, "160"),
        ({"label": f"Carte {NIR}"}, "numéro de sécurité sociale"),
        ({"state": "lost"}, "lost"),
        ({"planned_on": "2026-02-30"}, "date"),
        ({"state": "dropped"}, "Dites pourquoi"),
        ({"state": "done", "result": "none"}, "Dites pourquoi"),
        ({"cost_eur": "-1"}, "n’est pas négatif"),
        ({"cost_eur": "10", "out_of_pocket_eur": "11"}, "pas plus que le coût total"),
        ({"cost_eur": "beaucoup"}, "seulement des chiffres"),
    ],
)
def test_step_that_contradicts_itself_is_refused(adviser, case, changes, reason):
    step = factories.StepFactory(case=case, label="Avant")
    response = post(adviser, "step", step, edited(**changes))
    assert response.status_code == 200
    assert reason in response.content.decode()
    assert Step.objects.get(pk=step.pk).label == "Avant"


@pytest.mark.parametrize("solution", ["x", "x" * 300, "a\0b"])
def test_step_cannot_claim_a_solution_that_does_not_exist(adviser, case, solution):
    assert post(adviser, "step-add", case, {"label": "L", "kind": "advice", "solution": solution}).status_code == 200
    assert not case.steps.exists()


def test_proposed_step_remembers_its_solution(adviser, house, case):
    factories.bilan(case=case, by=house.adviser, answers=factories.answers_to("fr-2026.1", 9), is_finished=True)
    page = adviser.get(reverse("cases:case", args=[case.pk]))
    proposal = page.context["proposals"][0]
    post(
        adviser,
        "step-add",
        case,
        {key: proposal[name] for key, name in {"label": "label", "kind": "kind", "solution": "code"}.items()},
    )
    assert case.steps.get().solution == proposal["code"]
    again = adviser.get(reverse("cases:case", args=[case.pk]))
    assert proposal["code"] not in [each["code"] for each in again.context["proposals"]]


def test_step_cannot_be_moved_into_another_case(adviser, house, case):
    step, other = factories.StepFactory(case=case), factories.CaseFactory(organisation=house.platform)
    post(adviser, "step", step, edited(case=other.pk, position=99))
    assert (Step.objects.get(pk=step.pk).case, Step.objects.get(pk=step.pk).position) == (case, step.position)


def leaving(**changes):
    return {
        "exited_on": TODAY.isoformat(),
        "outcome": "training",
        "outcome_on": "",
        "contract": "",
        "contract_months": "",
        "hours_per_week": "",
        "note": "",
        "no_assessment_reason": "unreachable",
    } | changes


@pytest.mark.parametrize("hours", ["24,5", "24.5"])
def test_exit_is_recorded_as_observed(adviser, house, case, hours):
    data = leaving(
        outcome="job", contract="fixed_term", contract_months="6", hours_per_week=hours, outcome_on="2026-10-01"
    )
    post(adviser, "exit", case, data)
    exit_ = Exit.objects.get(case=case)
    assert (exit_.outcome, exit_.contract, exit_.contract_months) == ("job", "fixed_term", 6)
    assert (float(exit_.hours_per_week), exit_.recorded_by) == (24.5, house.adviser)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exited_on": TOMORROW.isoformat()}, "dans le futur"),
        ({"exited_on": "2001-01-01"}, "ne peut pas précéder"),
        ({"exited_on": "2026-02-30"}, "date"),
        ({"exited_on": ""}, "Remplissez"),
        ({"outcome": "job"}, "dites quel contrat"),
        ({"outcome": "job_kept"}, "dites quel contrat"),
        ({"outcome": "job", "contract": "permanent", "contract_months": "6"}, "Un CDI n’a pas de durée"),
        ({"hours_per_week": "169"}, "168 heures"),
        ({"hours_per_week": "-1"}, "168 heures"),
        ({"contract_months": "121"}, "entre 1 et 120 mois"),
        ({"contract_months": "0"}, "entre 1 et 120 mois"),
        ({"no_assessment_reason": ""}, "Remplissez"),
        ({"no_assessment_reason": "lazy"}, "lazy"),
        ({"note": f"NIR {NIR}"}, "numéro de sécurité sociale"),
        ({"outcome": "positive"}, "positive"),
    ],
)
def test_exit_that_contradicts_itself_is_refused(adviser, case, changes, reason):
    response = post(adviser, "exit", case, leaving(**changes))
    assert response.status_code == 200
    assert reason in response.content.decode()
    assert not Exit.objects.exists()


@pytest.fixture
def measured(case, house):
    """A case with its entry bilan and its exit bilan."""
    for moment, rank in ((Moment.ENTRY, 1), (Moment.EXIT, 0)):
        answers = factories.answers_to("fr-2026.1", rank)
        factories.bilan(case=case, by=house.adviser, moment=moment, answers=answers, is_finished=True)
    return case


def test_exit_bilan_makes_the_reason_superfluous(adviser, measured):
    assert "no_assessment_reason" not in adviser.get(reverse("cases:exit", args=[measured.pk])).content.decode()
    post(adviser, "exit", measured, leaving(no_assessment_reason="declined"))
    assert Exit.objects.get().no_assessment_reason == ""


def test_reason_goes_once_the_exit_bilan_is_done(adviser, case, measured):
    factories.ExitFactory(case=case, no_assessment_reason="declined")
    post(adviser, "exit", case, leaving())
    assert Exit.objects.get().no_assessment_reason == ""


def test_gain_is_shown_once_both_ends_are_measured(adviser, measured):
    html = adviser.get(reverse("cases:case", args=[measured.pk])).content.decode()
    assert "Ce qui a changé" in html
    assert "de plus" in html


def test_corrected_exit_stays_one_exit(adviser, case):
    post(adviser, "exit", case, leaving())
    post(adviser, "exit", case, leaving(outcome="moved"))
    assert Exit.objects.get().outcome == "moved"
    kept = FormerExit.objects.get()
    assert (kept.outcome, kept.change) == ("training", "corrected")
    page = adviser.get(reverse("cases:exit", args=[case.pk])).text
    assert "Formation, " in page
    assert "corrigée" in page


def test_exit_saved_again_without_change_leaves_no_former_one(adviser, case):
    post(adviser, "exit", case, leaving())
    post(adviser, "exit", case, leaving())
    assert not FormerExit.objects.exists()


@pytest.mark.parametrize(
    ("observed", "words"),
    [
        ({"outcome": "training"}, "sortie positive"),
        ({"outcome": "job", "contract": "permanent"}, "emploi durable"),
        ({"outcome": "job", "contract": "fixed_term", "contract_months": "6"}, "emploi de transition"),
        ({"outcome": "job", "contract": "fixed_term"}, "Catégorie à préciser"),
        ({"outcome": "autonomy"}, "Autre sortie"),
    ],
)
def test_category_is_derived_from_what_was_observed_and_never_asked(adviser, case, observed, words):
    assert "category" not in ExitForm.base_fields
    post(adviser, "exit", case, leaving(**observed))
    for route in ("case", "exit"):
        assert words in adviser.get(reverse(f"cases:{route}", args=[case.pk])).text


def test_contract_left_from_another_outcome_is_not_kept(adviser, case):
    post(adviser, "exit", case, leaving(outcome="autonomy", contract="fixed_term", contract_months="6"))
    exit_ = Exit.objects.get()
    assert (exit_.outcome, exit_.contract, exit_.contract_months) == ("autonomy", "", None)


def test_undone_exit_opens_the_case_again_and_the_journal_remembers_it(adviser, case):
    factories.ExitFactory(case=case)
    post(adviser, "exit-undo", case, {})
    assert not Exit.objects.exists()
    assert Entry.objects.filter(action="erase").get().detail.endswith(f"formation, {TODAY:%d/%m/%Y}")
    kept = FormerExit.objects.get()
    assert (kept.case, kept.outcome, kept.exited_on, kept.change) == (case, "training", TODAY, "undone")
    assert post(adviser, "exit-undo", case, {}).status_code == 302


def test_exit_cannot_be_recorded_for_another_case(adviser, house, case):
    other = factories.CaseFactory(organisation=house.neighbour)
    post(adviser, "exit", case, leaving(case=other.pk, recorded_by=house.stranger.pk))
    exit_ = Exit.objects.get()
    assert (exit_.case, exit_.recorded_by) == (case, house.adviser)


def test_lists_of_choices_say_what_to_do_where_nothing_is_chosen(adviser, case):
    page = adviser.get(reverse("cases:exit", args=[case.pk])).text
    assert "---------" not in page
    assert page.count("Choisissez…") == 3  # what happened, contract, why no exit bilan


def test_contract_is_not_called_optional_since_a_job_needs_one(adviser, case):
    page = adviser.get(reverse("cases:exit", args=[case.pk])).text
    label = page.split('for="id_contract"')[1].split("</label>")[0]
    assert "facultatif" not in label
    assert "À dire pour un emploi." in page


def test_steps_show_in_their_order_whatever_the_order_they_were_written_in(adviser, case):
    for position, label in ((2, "Après"), (1, "Avant")):
        factories.StepFactory(case=case, position=position, label=label)
    html = adviser.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert html.index("Avant") < html.index("Après")
