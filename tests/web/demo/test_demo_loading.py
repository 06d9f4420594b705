"""Is the fictional territory loaded whole, once, and as the pages would have stored it?"""

from datetime import time, timedelta

import pytest
import time_machine
from django.contrib.auth import authenticate
from tests.web import factories

from allant.errors import InputError
from allant.questionnaire import visible_questions
from allant.sources.grids import read_grid
from allant.web.accounts.models import Organisation, Territory, User
from allant.web.agenda import clock
from allant.web.agenda.models import Appointment, Attendance, Meeting, Task
from allant.web.assessments import scoring
from allant.web.assessments.actions import TEST_CODE
from allant.web.assessments.models import Answer, Assessment, Handover, Score
from allant.web.assessments.queries import current_answers, values
from allant.web.cases.models import (
    Admission,
    Case,
    CaseAssessment,
    CaseNote,
    DuplicatePair,
    Exit,
    FollowUp,
    FollowUpAnswer,
    Objective,
    Step,
    StepSession,
    Suspension,
    Transfer,
)
from allant.web.cases.queries import median_gain
from allant.web.demo import actions, dealings
from allant.web.demo.queries import demo_summary, demo_territory, visit_code
from allant.web.demo.team import NEIGHBOUR, PASSWORD, PLATFORM, TEAM
from allant.web.documents.models import Code, Paper, Signature
from allant.web.fleet import queries as fleet
from allant.web.fleet.models import Vehicle
from allant.web.journal.models import Entry
from allant.web.learning.models import Rehearsal
from allant.web.messaging.models import Message
from allant.web.people.ages import is_minor
from allant.web.people.models import Beneficiary, Household, Situation
from allant.web.people.queries import has_consent, lacks_guardian
from allant.web.reaching.models import UsualTrip

pytestmark = pytest.mark.django_db
OF_DEALINGS = 2
"""Somebody of the neighbour, and somebody who is written twice."""
PEOPLE = 50


@pytest.fixture(autouse=True)
def _morning_of_the_loading(as_of):
    """The day the stories are told of: what is near is reminded of from the hour it is."""
    with time_machine.travel(clock.moment(as_of, time(8))):
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def loaded(as_of):
    actions.load(as_of=as_of, people=PEOPLE)


def test_territory_is_marked_as_fictional_with_its_communes_and_points(loaded):
    territory = demo_territory()
    platform = Organisation.objects.get(name=PLATFORM)
    assert territory.is_fictional
    assert territory.communes.count() == 12
    assert platform.reception_points.count() == 4
    assert platform.network is not None


def test_summary_counts_what_is_in_the_database(loaded):
    summary = demo_summary().as_json()
    assert list(summary) == ["people", "assessments", "pathways", "exits", "median_gain", "accounts"]
    assert summary["people"] == Beneficiary.objects.count() == PEOPLE + OF_DEALINGS
    assert summary["pathways"] == Case.objects.count()
    assert summary["exits"] == Exit.objects.count()
    assert summary["assessments"] == CaseAssessment.objects.count()
    assert summary["median_gain"] == median_gain(Organisation.objects.filter(kind="platform"))
    assert {account["role"] for account in summary["accounts"]} == {member.role for member in TEAM}


def test_second_loading_changes_nothing(loaded, as_of):
    before = [model.objects.count() for model in (Territory, User, Case, Assessment, Answer, Score, Code, Entry)]
    assert actions.load(as_of=as_of, people=PEOPLE) is False
    assert before == [
        model.objects.count() for model in (Territory, User, Case, Assessment, Answer, Score, Code, Entry)
    ]


def test_loading_that_breaks_off_leaves_nothing(as_of, monkeypatch):
    def broken(*_):
        raise RuntimeError("cut off")

    monkeypatch.setattr(actions, "_journal_line", broken)
    with pytest.raises(RuntimeError):
        actions.load(as_of=as_of, people=PEOPLE)
    assert demo_territory() is None
    assert not User.objects.exists()
    assert not Answer.objects.exists()


def test_platform_that_works_for_real_is_refused(as_of):
    factories.UserFactory()
    with pytest.raises(InputError, match="mots de passe de la démonstration sont publics"):
        actions.load(as_of=as_of, people=PEOPLE)
    assert demo_territory() is None


def test_accounts_sign_in_with_their_public_password(loaded):
    for member in TEAM:
        user = authenticate(username=member.login, password=PASSWORD)
        assert (user.role, user.organisation.name) == (member.role, member.organisation)


def test_stored_results_are_those_that_the_pages_would_compute(loaded):
    for score in Score.objects.select_related("assessment"):
        again = scoring.unsaved_score(score.assessment, values(current_answers(score.assessment)))
        assert (again.index, again.low, again.high, again.dimensions) == (
            score.index,
            score.low,
            score.high,
            score.dimensions,
        )
        assert again.answers == score.answers


def test_finished_assessments_have_one_result_and_drafts_none(loaded):
    assert Assessment.objects.filter(finished_at__isnull=True).exists()
    for assessment in Assessment.objects.all():
        assert assessment.scores.count() == (assessment.finished_at is not None)


def test_draft_holds_answers_that_wait_for_confirmation(loaded):
    draft = Assessment.objects.get(finished_at__isnull=True, case_link__case__beneficiary__last_name="Ferrand")
    answers = current_answers(draft)
    seen = visible_questions(read_grid(draft.grid).questionnaire, values(answers))
    waiting = [
        question.code for question in seen if question.code in answers and answers[question.code].awaits_confirmation
    ]
    assert waiting
    assert draft.taken_over_from is not None


def test_tests_came_with_a_code_that_was_handed_over_or_still_opens(loaded):
    tests = Code.objects.filter(purpose=TEST_CODE)
    assert Handover.objects.count() == tests.count()
    for handover in Handover.objects.select_related("code", "assessment"):
        code = handover.code
        assert code.created_at <= code.expires_at
        if hasattr(handover.assessment, "case_link"):
            assert code.redeemed_by is not None
            assert handover.consented_at <= code.redeemed_at
    assert tests.filter(redeemed_by=None).exists()
    assert Handover.objects.filter(code__redeemed_by__isnull=False, assessment__case_link=None).exists()
    assert visit_code().redeemed_by is None


def test_pathways_are_followed_as_people_do(as_of):
    actions.load(as_of=as_of, people=160)
    last_day = as_of - timedelta(days=1)
    assert {"waiting", "light", "reinforced"} <= set(Admission.objects.values_list("decision", flat=True))
    assert Admission.objects.filter(decision="waiting", ended_on__isnull=False).exists()
    assert Suspension.objects.exists()
    assert Objective.objects.filter(state="reached").exists()
    assert Step.objects.filter(cost_eur__isnull=False).exclude(partner="").exists()
    assert not StepSession.objects.filter(on__gt=last_day).exists()
    assert {each.by for each in FollowUpAnswer.objects.all()} == {"adviser", "person"}
    assert not FollowUpAnswer.objects.filter(answered_at__date__gt=last_day).exists()
    assert FollowUp.objects.count() == 3 * Exit.objects.count()


def test_every_case_has_its_line_in_the_journal(loaded):
    cases = set(map(str, Case.objects.values_list("pk", flat=True)))
    assert set(Entry.objects.filter(subject_type="case").values_list("subject_id", flat=True)) == cases


def test_rows_satisfy_the_rules_of_their_forms(loaded):
    followed = (Admission, FollowUp, FollowUpAnswer, Objective, Step, StepSession, Suspension)
    for model in (Beneficiary, Case, Exit, User, *followed):
        for row in model.objects.all():
            row.full_clean()


def test_weeks_of_the_team_are_told_with_what_is_lent_and_learned(loaded, as_of):
    platform = Organisation.objects.get(name=PLATFORM)
    assert Appointment.objects.filter(starts_at__date=as_of, state="booked").exists()
    assert not Appointment.objects.filter(starts_at__date__lt=as_of, state="booked").exists()
    assert Meeting.objects.filter(closed_at__isnull=False).count() == 1
    assert {each.kept_at.organisation for each in Vehicle.objects.all()} == {platform}
    assert fleet.late(platform, as_of).count() == 1
    assert Task.objects.filter(due_on__lt=as_of, done_at=None).exists()
    assert Rehearsal.objects.get().case.beneficiary.first_name == "Élodie"


def test_nobody_has_two_appointments_at_once(loaded):
    hours = Appointment.objects.values_list("adviser", "starts_at")
    assert len(set(hours)) == len(hours)


def test_team_deals_with_its_neighbour_and_looks_at_somebody_known_twice(loaded):
    states = Transfer.objects.values_list("from_organisation__name", "state")
    assert sorted(states) == sorted([(PLATFORM, "accepted"), (PLATFORM, "asked"), (NEIGHBOUR, "asked")])
    assert Transfer.objects.get(from_organisation__name=NEIGHBOUR).case.beneficiary.language == "ar"
    pair = DuplicatePair.objects.get()
    assert pair.organisation.name == PLATFORM
    assert pair.second.last_name == pair.first.last_name[:-1]


def test_papers_are_made_and_messages_sent_waiting_and_printed(as_of, monkeypatch):
    # Few enough to be drawn here too.
    monkeypatch.setattr(dealings, "FAILED_SHARE", 0.5)
    actions.load(as_of=as_of, people=160)
    _papers_of_the_visit_are_made()
    _messages_are_in_every_state()
    assert Attendance.objects.exclude(signed_name="").exists()


def _papers_of_the_visit_are_made():
    """Whoever was measured has a summary in French and an attestation; one contract waits for the platform."""
    made = {}
    for paper in Paper.objects.filter(language="fr"):
        made.setdefault(paper.person, set()).add(paper.kind)
    assert len(made) > 1
    assert [kinds for kinds in made.values() if not {"summary", "attestation"} <= kinds] == []
    assert sorted(made.values(), key=len)[-1] == {"summary", "attestation", "contract"}
    assert Signature.objects.get().party == "person"


def _messages_are_in_every_state():
    """Some have left, some wait; one box was full; those who want neither mail nor SMS get letters, which wait."""
    assert {"sent", "waiting", "failed"} == set(Message.objects.values_list("state", flat=True))
    failed = Message.objects.filter(state="failed")
    assert {each.channel for each in failed} == {"email"}
    assert all("pleine" in each.last_error for each in failed)
    letters = Message.objects.filter(channel="letter")
    assert {each.state for each in letters} == {"waiting"}
    posted = {each.person for each in letters if each.person.address in dealings.STREETS}
    assert len(posted) == len(dealings.STREETS)
    assert [each for each in posted if has_consent(each, "contact")] == []


def test_minors_have_somebody_who_answers_for_them(loaded, as_of):
    people = Beneficiary.objects.all()
    minors = [each for each in people if is_minor(each.birth_date, as_of)]
    assert minors
    assert [each for each in minors if lacks_guardian(each, as_of=as_of)] == []


def test_everybody_has_a_situation_and_the_first_files_have_notes(loaded):
    assert Situation.objects.values("person").distinct().count() == PEOPLE
    for row in (*Situation.objects.all(), *Household.objects.all(), *CaseNote.objects.all()):
        row.full_clean()
    assert CaseNote.objects.exists()


def test_usual_weeks_of_the_fictional_people_are_possible_and_told_at_the_entry_and_at_the_exit(loaded):
    rows = UsualTrip.objects.select_related("link__assessment")
    moments = {row.link.moment for row in rows if row.as_trip().one_way_trips_per_week}
    assert moments == {"entry", "exit"}
    assert all(row.link.assessment.finished_at == row.noted_at for row in rows)
    assert {"car", "walk", "transit", "not_made"} <= set(rows.values_list("mode", flat=True))
