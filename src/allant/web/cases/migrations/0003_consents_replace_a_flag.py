"""The tick "may the prescriber be informed" becomes a dated agreement of the person; nothing ticked is lost."""

from datetime import datetime, time

from django.db import migrations, models
from django.utils import timezone

PURPOSE, CARRIED = "inform_prescriber", "carried"
WORDING = "La personne accepte que le prescripteur sache où elle en est."
ROWS_AT_ONCE = 500


def carry(apps, schema_editor):
    consents = apps.get_model("people", "Consent").objects
    ticked = apps.get_model("cases", "Case").objects.filter(prescriber_may_be_informed=True)
    rows = (
        consents.model(
            person_id=case.beneficiary_id,
            purpose=PURPOSE,
            recipient_id=case.prescriber_id,
            wording=WORDING,
            wording_status="draft",
            how=CARRIED,
            given_at=timezone.make_aware(datetime.combine(case.opened_on, time.min)),
            recorded_by_id=case.adviser_id,
        )
        for case in ticked.iterator(chunk_size=ROWS_AT_ONCE)
    )
    consents.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def tick(apps, schema_editor):
    consents = apps.get_model("people", "Consent").objects.filter(purpose=PURPOSE, withdrawn_at=None)
    same = consents.filter(person=models.OuterRef("beneficiary")).filter(
        models.Q(recipient=models.OuterRef("prescriber")) | models.Q(recipient=None)
    )
    cases = apps.get_model("cases", "Case").objects.filter(models.Exists(same))
    cases.update(prescriber_may_be_informed=True)
    apps.get_model("people", "Consent").objects.filter(purpose=PURPOSE, how=CARRIED).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_beneficiary_to_people"),
        ("people", "0002_consents_and_keys"),
    ]

    operations = [
        migrations.RunPython(carry, tick),
        migrations.RemoveField(model_name="case", name="prescriber_may_be_informed"),
    ]
