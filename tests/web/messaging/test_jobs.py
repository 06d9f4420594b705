"""Work that comes back: done once when due, by one worker, and again soon when it fails."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from allant.parameters import parameter
from allant.web.messaging import jobs
from allant.web.messaging.models import Job
from allant.web.messaging.queries import post_status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def done(monkeypatch):
    """The one job of these tests, which writes down when it is done."""
    times = []
    monkeypatch.setattr(jobs, "REGISTERED", {})
    jobs.register("compter", lambda now: times.append(now) or len(times), every=timedelta(hours=1))
    return times


def test_job_is_done_at_once_then_when_it_is_due_again(done):
    assert [jobs.run_due(), jobs.run_due()] == [1, 0]
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        assert jobs.run_due() == 1
    assert len(done) == Job.objects.get().done_count == 2


def test_job_that_fails_says_so_and_is_tried_again_soon(done):
    jobs.register("compter", lambda now: 1 // 0)
    assert jobs.run_due() == 1
    job = Job.objects.get()
    assert (job.lease, job.done_at, job.last_error[:18]) == (None, None, "ZeroDivisionError:")
    assert job.due_at - timezone.now() <= jobs.AFTER_ERROR


def test_one_job_that_fails_does_not_stop_the_next(done):
    jobs.REGISTERED = {"rater": jobs.Registered(lambda now: 1 // 0, timedelta(1)), **jobs.REGISTERED}
    assert jobs.run_due() == 2
    assert len(done) == 1


def test_job_of_a_living_worker_is_left_to_it_and_taken_over_when_its_lease_ends(done):
    Job.objects.create(name="compter", due_at=timezone.now())
    assert jobs._claim("compter", timezone.now()) is not None
    assert jobs.run_due() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=parameter("messaging/job_lease"), seconds=1)):
        assert jobs.run_due() == 1


def test_worker_that_comes_second_does_not_take_the_job_again(done):
    now = timezone.now()
    assert jobs._claim("compter", now) is not None
    assert jobs._claim("compter", now) is None


def test_expired_tests_are_erased_every_day(monkeypatch):
    monkeypatch.undo()
    assert "erase-expired-tests" in [each["name"] for each in post_status().jobs]
