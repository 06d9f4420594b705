"""The database itself refuses to change a closed sheet: that it is closed, who came, who signed."""

from django.db import migrations

TRIGGERS = {
    "closed_sheet_stays_closed": (
        "UPDATE OF closed_at, closed_by_id ON agenda_meeting",
        "OLD.closed_at IS NOT NULL",
    ),
    "closed_sheet_never_changes": (
        "UPDATE ON agenda_attendance",
        "EXISTS (SELECT 1 FROM agenda_meeting WHERE id = OLD.meeting_id AND closed_at IS NOT NULL)",
    ),
}


def lock(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        # A condition of a trigger may not ask another table there: the function does.
        for name, (_event, condition) in TRIGGERS.items():
            schema_editor.execute(
                f"CREATE FUNCTION agenda_{name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION 'A closed sheet never changes.'; END IF; "
                "RETURN NEW; END $$"
            )
    for name, (event, condition) in TRIGGERS.items():
        head = f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW"
        schema_editor.execute(
            f"{head} EXECUTE FUNCTION agenda_{name}()"
            if vendor == "postgresql"
            else f"{head} WHEN {condition} BEGIN SELECT RAISE(ABORT, 'A closed sheet never changes.'); END"
        )


def unlock(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for name, (event, _condition) in TRIGGERS.items():
        on_table = f" ON {event.rpartition(' ')[2]}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {name}{on_table}")
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION agenda_{name}")


class Migration(migrations.Migration):
    dependencies = [("agenda", "0003_signed_on_screen")]

    operations = [migrations.RunPython(lock, unlock)]
