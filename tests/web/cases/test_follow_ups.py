"""News of the months after the exit: when it is asked for, what is answered, who was tried in vain."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web import factories

from allant.web.cases import actions, queries
from allant.web.cases.follow_ups import due_dates, months_after
from allant.web.cases.models import Exit, FollowUpAnswer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def exit_on(case, day, by, outcome="training"):
    return actions.record_exit(exit_=Exit(case=case, exited_on=day, outcome=outcome), by=by)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (datetime.date(2026, 1, 31), 1, datetime.date(2026, 2, 28)),
        (datetime.date(2026, 11, 24), 3, datetime.date(2027, 2, 24)),
        (datetime.date(2026, 12, 31), 12, datetime.date(2027, 12, 31)),
        (datetime.date(2028, 2, 29), 12, datetime.date(2029, 2, 28)),
    ],
)
def test_months_are_counted_as_people_do(day, months, expected):
    assert months_after(day, months) == expected


def test_exit_plans_news_at_three_six_and_twelve_months(house, case):
    exit_on(case, TODAY, house.adviser)
    assert {each.months: each.due_on for each in case.follow_ups.all()} == due_dates(TODAY)
    assert sorted(due_dates(TODAY)) == [3, 6, 12]


def test_corrected_date_moves_only_the_news_that_nobody_gave_yet(house, case):
    exit_on(case, TODAY - datetime.timedelta(days=200), house.adviser)
    first = case.follow_ups.get(months=3)
    due_on = first.due_on
    actions.answer_follow_up(follow_up=first, by=house.adviser, situation="working")
    exit_ = Exit.objects.get(case=case)
    exit_.exited_on = TODAY
    actions.record_exit(exit_=exit_, by=house.adviser)
    assert case.follow_ups.get(months=3).due_on == due_on
    assert case.follow_ups.get(months=6).due_on == due_dates(TODAY)[6]


def test_undone_exit_asks_for_no_news_but_keeps_those_that_came(house, case):
    exit_on(case, TODAY, house.adviser)
    actions.answer_follow_up(follow_up=case.follow_ups.get(months=3), by=house.adviser, situation="looking")
    actions.note_attempt(follow_up=case.follow_ups.get(months=6), how="phone", on=TODAY, by=house.adviser)
    actions.reopen(case=case, by=house.adviser)
    assert [each.months for each in case.follow_ups.all()] == [3, 6]


def news(**changes):
    return {"goes_where_needed": "yes", "situation": "working", "same_job": "true", "contract": "permanent"} | changes


def test_news_is_noted_with_who_said_it(adviser, house, case):
    follow_up = factories.FollowUpFactory(case=case)
    adviser.post(reverse("cases:follow-up", args=[follow_up.pk]), news(hours_per_week="24,5"))
    answer = FollowUpAnswer.objects.get()
    assert (answer.by, answer.recorded_by, answer.situation) == ("adviser", house.adviser, "working")
    assert (answer.same_job, answer.contract, float(answer.hours_per_week)) == (True, "permanent", 24.5)
    page = adviser.get(reverse("cases:case", args=[case.pk])).text
    assert "En emploi, CDI, même emploi, 24,5 heures par semaine, peut aller là où il faut\xa0: oui." in page


def test_news_without_a_job_leaves_out_what_belongs_to_a_job(adviser, case):
    follow_up = factories.FollowUpFactory(case=case)
    adviser.post(reverse("cases:follow-up", args=[follow_up.pk]), news(situation="looking", hours_per_week="20"))
    answer = FollowUpAnswer.objects.get()
    assert (answer.same_job, answer.contract, answer.hours_per_week) == (None, "", None)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"situation": ""}, "Remplissez"),
        ({"goes_where_needed": ""}, "Remplissez"),
        ({"contract_months": "3"}, "Un CDI n’a pas de durée"),
        ({"hours_per_week": "200"}, "168 heures"),
    ],
)
def test_news_that_contradicts_itself_is_refused(adviser, case, changes, reason):
    follow_up = factories.FollowUpFactory(case=case)
    response = adviser.post(reverse("cases:follow-up", args=[follow_up.pk]), news(**changes))
    assert reason in response.text
    assert not FollowUpAnswer.objects.exists()


def test_form_asks_six_things_at_most(adviser, case):
    page = adviser.get(reverse("cases:follow-up", args=[factories.FollowUpFactory(case=case).pk]))
    assert len(page.context["form"].fields) <= 6


def test_second_answer_stands_beside_the_first(house, case):
    follow_up = factories.FollowUpFactory(case=case)
    actions.answer_follow_up(follow_up=follow_up, by=None, situation="working", goes_where_needed="sometimes")
    actions.answer_follow_up(follow_up=follow_up, by=house.adviser, situation="looking")
    assert [(each.by, each.situation) for each in follow_up.answers.all()] == [
        ("person", "working"),
        ("adviser", "looking"),
    ]


def test_somebody_tried_in_vain_is_noted_and_still_to_be_asked(adviser, house, case):
    follow_up = factories.FollowUpFactory(case=case)
    address = reverse("cases:follow-up-attempt", args=[follow_up.pk])
    adviser.post(address, {"how": "phone", "on": TODAY.isoformat()})
    tomorrow = TODAY + datetime.timedelta(days=1)
    assert "dans le futur" in adviser.post(address, {"how": "sms", "on": tomorrow.isoformat()}).text
    assert follow_up.attempts.count() == 1
    assert "1 tentative sans réponse" in adviser.get(reverse("cases:case", args=[case.pk])).text
    assert list(queries.follow_ups_to_ask(TODAY)) == [follow_up]
