"""The case no longer holds the decision: admissions do. Steps that were dropped say why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_decisions_to_admissions")]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="a_decision_has_its_date",
        ),
        migrations.RemoveField(
            model_name="case",
            name="decided_on",
        ),
        migrations.RemoveField(
            model_name="case",
            name="decided_support",
        ),
        migrations.RemoveField(
            model_name="case",
            name="decision_reason",
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "done"), ("result", ""), _connector="OR"),
                name="only_a_done_step_has_a_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), ("result", "none"), _connector="OR"),
                    ("obstacle", ""),
                    _connector="XOR",
                ),
                name="what_was_not_followed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("out_of_pocket_eur", None),
                    ("cost_eur", None),
                    ("out_of_pocket_eur__lte", models.F("cost_eur")),
                    _connector="OR",
                ),
                name="nobody_pays_more_than_the_cost",
            ),
        ),
    ]
