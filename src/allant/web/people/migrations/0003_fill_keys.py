"""Give the people already known the keys by which they are found twice."""

from django.db import migrations

from allant.web.people.names import birth_key, name_key

ROWS_AT_ONCE = 2000


def fill(apps, schema_editor):
    people = apps.get_model("people", "Beneficiary").objects.order_by("pk")
    known = people.only("first_name", "last_name", "birth_date")
    last = 0
    while rows := list(known.filter(pk__gt=last)[:ROWS_AT_ONCE]):
        for each in rows:
            each.name_key = name_key(each.first_name, each.last_name)
            each.birth_key = birth_key(each.first_name, each.last_name, each.birth_date)
        people.bulk_update(rows, ["name_key", "birth_key"])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("people", "0002_consents_and_keys")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
