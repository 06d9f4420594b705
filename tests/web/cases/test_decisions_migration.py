"""The decision that stood on a case becomes its first admission, and can go back."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.web import factories

BEFORE = [("cases", "0005_pathway")]
AFTER = [("cases", "0007_one_way_to_decide")]
DAY = datetime.date(2025, 3, 4)


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return MigrationExecutor(connection).loader.project_state(target).apps


@pytest.fixture
def latest():
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_decision_is_carried_both_ways(latest):
    case = factories.CaseFactory()
    dropped = factories.StepFactory(case=case, state="dropped", obstacle="no_news")
    old = migrate(BEFORE)
    old.get_model("cases", "Case").objects.filter(pk=case.pk).update(
        decided_support="light", decided_on=DAY, decision_reason="Un conseil suffit."
    )
    old.get_model("cases", "Step").objects.filter(pk=dropped.pk).update(obstacle="")
    new = migrate(AFTER)
    admission = new.get_model("cases", "Admission").objects.get(case_id=case.pk)
    assert (admission.decision, admission.decided_on, admission.note) == ("light", DAY, "Un conseil suffit.")
    assert new.get_model("cases", "Step").objects.get(pk=dropped.pk).obstacle == "unsaid"
    back = migrate(BEFORE).get_model("cases", "Case").objects.get(pk=case.pk)
    assert (back.decided_support, back.decided_on, back.decision_reason) == ("light", DAY, "Un conseil suffit.")
