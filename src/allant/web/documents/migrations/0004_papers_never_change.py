"""The database itself refuses to change what a paper says and what was signed; a person may be merged into another."""

from django.db import migrations

WHAT_STAYS = {
    "paper": "organisation_id, kind, title, language, content, text, sha256, made_at, made_by_id, valid_until, holder_key, code_id",
    "signature": "paper_id, party, name, path, is_typed, scan_id, sha256, signed_at, recorded_by_id",
    "withdrawal": "paper_id, at, by_id, reason",
}


def lock(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION documents_never_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'A paper never changes.'; END $$"
        )
    for table, columns in WHAT_STAYS.items():
        head = f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE OF {columns} ON documents_{table}"
        schema_editor.execute(
            f"{head} FOR EACH ROW EXECUTE FUNCTION documents_never_change()"
            if vendor == "postgresql"
            else f"{head} BEGIN SELECT RAISE(ABORT, 'A paper never changes.'); END"
        )


def unlock(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in WHAT_STAYS:
        on_table = f" ON documents_{table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {table}_never_changes{on_table}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION documents_never_change")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_papers")]

    operations = [migrations.RunPython(lock, unlock)]
