"""Carries the decision of each case to its first admission, and gives a reason to steps dropped without one."""

from django.db import migrations

BATCH = 2000


def to_admissions(apps, schema_editor):
    admission = apps.get_model("cases", "Admission")
    decided = apps.get_model("cases", "Case").objects.exclude(decided_support="")
    admission.objects.bulk_create(
        (
            admission(
                case_id=case.pk,
                decision=case.decided_support,
                decided_on=case.decided_on,
                note=case.decision_reason,
            )
            for case in decided.iterator(chunk_size=BATCH)
        ),
        batch_size=BATCH,
    )
    apps.get_model("cases", "Step").objects.filter(state="dropped", obstacle="").update(obstacle="unsaid")


def to_cases(apps, schema_editor):
    case, admission = apps.get_model("cases", "Case"), apps.get_model("cases", "Admission")
    supported = admission.objects.filter(decision__in=["reinforced", "light", "on_own"], ended_on=None)
    cases = [
        case(pk=each.case_id, decided_support=each.decision, decided_on=each.decided_on, decision_reason=each.note)
        for each in supported.iterator(chunk_size=BATCH)
    ]
    case.objects.bulk_update(cases, ["decided_support", "decided_on", "decision_reason"], batch_size=BATCH)
    admission.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_pathway")]

    operations = [migrations.RunPython(to_admissions, to_cases)]
