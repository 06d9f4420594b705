"""Tasks: raised once by key, done, undone, put off with a reason, and listed by whose they are and when."""

import datetime

import pytest
from django.utils import timezone
from tests.web import factories

from allant.errors import InputError
from allant.web.agenda import actions, queries
from allant.web.agenda.enums import TaskKind
from allant.web.agenda.models import Task

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 24)  # a Tuesday
DAY = datetime.timedelta(days=1)


def raised(house, **changed):
    return actions.raise_task(
        **{"organisation": house.platform, "kind": TaskKind.RETURN, "title": "Scooter à rendre", "due_on": TODAY}
        | changed
    )


def listed(house, **narrowed):
    found = queries.tasks_listed(house.platform, by=house.adviser, narrowed=queries.TaskFilter(**narrowed), today=TODAY)
    return [task.title for task in found]


def test_task_raised_twice_by_the_same_key_is_one_task(house):
    first = raised(house, key="rental-7-late")
    second = raised(house, key="rental-7-late", title="autre", due_on=TODAY + DAY)
    assert second == first
    assert Task.objects.get().title == "Scooter à rendre"


def test_tasks_without_a_key_are_as_many_as_were_raised(house):
    raised(house)
    raised(house)
    assert Task.objects.count() == 2


def test_settled_task_is_not_raised_again_by_its_key(house):
    raised(house, key="k")
    actions.settle_task(key="k", by=house.adviser)
    again = raised(house, key="k")
    assert not again.is_open
    assert again.done_by == house.adviser


def test_task_that_is_done_can_be_undone(house):
    task = raised(house)
    actions.settle_task(task=task, by=house.adviser)
    assert not queries.open_tasks(house.platform).exists()
    actions.reopen_task(task=task)
    assert queries.open_tasks(house.platform).get() == task


def test_dropped_task_awaits_nobody_and_was_done_by_nobody(house):
    task = raised(house, key="k")
    actions.drop_task(key="k")
    task.refresh_from_db()
    assert task.dropped_at is not None
    assert task.done_at is None
    actions.settle_task(task=task, by=house.adviser)
    task.refresh_from_db()
    assert task.done_at is None


def test_task_without_row_nor_key_is_a_mistake_of_the_caller(house):
    raised(house)
    with pytest.raises(TypeError):
        actions.settle_task(by=house.adviser)
    assert queries.open_tasks(house.platform).count() == 1


def test_postponed_task_keeps_its_first_day_and_says_why(house):
    task = raised(house)
    until = timezone.localdate() + 9 * DAY
    actions.postpone_task(task=task, until=until, because="garage fermé")
    actions.postpone_task(task=task, until=until + DAY, because="pièce en commande")
    task.refresh_from_db()
    assert (task.first_due_on, task.due_on, task.postponed_because) == (TODAY, until + DAY, "pièce en commande")


def test_task_is_not_postponed_to_a_day_that_is_over(house):
    task = raised(house)
    with pytest.raises(InputError, match="jour à venir"):
        actions.postpone_task(task=task, until=timezone.localdate(), because="plus tard")


def test_several_tasks_are_done_at_once_but_never_those_of_another_platform(house):
    own = raised(house)
    foreign = factories.TaskFactory(organisation=house.neighbour)
    done = actions.settle_tasks(organisation=house.platform, ids=[own.pk, foreign.pk], by=house.adviser)
    assert done == [own.pk]
    foreign.refresh_from_db()
    assert foreign.is_open
    assert actions.reopen_tasks(organisation=house.platform, ids=done) == 1
    own.refresh_from_db()
    assert own.is_open


def test_list_tells_mine_and_the_team_s_apart_from_a_colleague_s(house):
    raised(house, title="à moi", assignee=house.adviser)
    raised(house, title="à tous")
    raised(house, title="à Paul", assignee=house.colleague)
    factories.TaskFactory(organisation=house.neighbour, due_on=TODAY)
    assert listed(house) == ["à moi", "à tous"]
    assert listed(house, whose="all") == ["à moi", "à tous", "à Paul"]


def test_list_tells_late_today_and_this_week(house):
    for days in (-1, 0, 1, 5, 6):
        raised(house, title=f"{days:+d}", due_on=TODAY + days * DAY)
    assert listed(house, when="late") == ["-1"]
    assert listed(house, when="today") == ["+0"]
    assert listed(house, when="week") == ["-1", "+0", "+1", "+5"]
    assert len(listed(house, when="any")) == 5


def test_tasks_of_a_person_are_those_of_one_platform(house, case):
    mine = raised(house, person=case.beneficiary)
    factories.TaskFactory(organisation=house.neighbour, person=case.beneficiary)
    assert list(queries.tasks_of(case.beneficiary, house.platform)) == [mine]


def test_tasks_due_stop_at_the_day_asked_for(house):
    raised(house, title="aujourd’hui", assignee=house.adviser)
    raised(house, title="demain", due_on=TODAY + DAY)
    raised(house, title="à Paul", assignee=house.colleague)
    assert [task.title for task in queries.tasks_due(house.platform, house.adviser, TODAY)] == ["aujourd’hui"]
    assert queries.tasks_due(house.platform, None, TODAY).count() == 2
