"""The database itself refuses to change or delete a line of the journal."""

from django.db import migrations

SQLITE = [
    f"""
    CREATE TRIGGER journal_no_{action.lower()} BEFORE {action} ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'The journal is append-only.'); END
    """
    for action in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """
    CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'The journal is append-only.'; END $$
    """,
    """
    CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_append_only()
    """,
    """
    CREATE TRIGGER journal_never_emptied BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()
    """,
]
UNDO = {
    "sqlite": ["DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"],
    "postgresql": [
        "DROP TRIGGER journal_never_emptied ON journal_entry",
        "DROP TRIGGER journal_append_only ON journal_entry",
        "DROP FUNCTION journal_append_only",
    ],
}


def lock(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unlock(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(lock, unlock)]
