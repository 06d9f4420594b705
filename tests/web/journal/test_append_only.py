"""The journal can only grow: the database itself refuses the rest."""

import pytest
from django.db import DatabaseError, connection, transaction

from allant.web.journal.actions import record
from allant.web.journal.models import Action, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(house, case):
    return record(by=house.adviser, action=Action.READ, subject=case, detail="dossier")


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_entry SET detail = 'rien'", "DELETE FROM journal_entry"], ids=["update", "delete"]
)
def test_database_refuses_to_rewrite_the_journal(line, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get(pk=line.pk).detail == "dossier"


def test_journal_cannot_be_emptied_at_once_on_postgresql(line):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE.")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE journal_entry CASCADE")
    assert Entry.objects.filter(pk=line.pk).exists()


def test_line_says_who_did_what_to_whom(line, house, case):
    assert (line.by, line.action, line.subject_type, line.subject_id) == (house.adviser, "read", "case", str(case.pk))


def test_unknown_action_is_refused_by_the_database(house, case):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(by=house.adviser, action="burn", subject_type="case", subject_id=str(case.pk))


@pytest.mark.django_db(transaction=True)
def test_journal_is_locked_outside_a_transaction_too(line):
    with pytest.raises(DatabaseError, match="append-only"):
        Entry.objects.all().delete()
