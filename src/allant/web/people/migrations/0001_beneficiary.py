"""The person who is helped comes from the app of cases: the table is renamed, not one row is touched."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE cases_beneficiary RENAME TO people_beneficiary",
                    "ALTER TABLE people_beneficiary RENAME TO cases_beneficiary",
                )
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Beneficiary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("first_name", models.CharField(max_length=100, verbose_name="prénom")),
                        ("last_name", models.CharField(max_length=100, verbose_name="nom")),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="date de naissance")),
                        ("phone", models.CharField(blank=True, max_length=16, verbose_name="téléphone")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="adresse électronique")),
                        (
                            "commune",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="accounts.commune",
                                verbose_name="commune",
                            ),
                        ),
                    ],
                    options={"verbose_name": "bénéficiaire"},
                )
            ],
        )
    ]
