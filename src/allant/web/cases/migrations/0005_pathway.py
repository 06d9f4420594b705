"""Objectives, admissions, suspensions, time, exits with their history, follow-ups."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_observation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Admission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("reinforced", "accompagnement renforcé"),
                            ("light", "conseil léger"),
                            ("on_own", "en autonomie"),
                            ("waiting", "liste d’attente"),
                            ("refused", "refus"),
                        ],
                        max_length=10,
                        verbose_name="décision",
                    ),
                ),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("territory", "habite hors du territoire"),
                            ("public", "ne relève pas du public accompagné"),
                            ("no_need", "pas de besoin de mobilité"),
                            ("other_first", "un autre problème à régler d’abord"),
                            ("elsewhere", "déjà accompagné ailleurs"),
                            ("not_wished", "la personne ne souhaite pas d’accompagnement"),
                            ("no_room", "plus de place"),
                            ("other", "autre raison"),
                        ],
                        max_length=12,
                        verbose_name="raison du refus",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                ("decided_on", models.DateField(verbose_name="décidé le")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="enregistrée le")),
            ],
            options={
                "verbose_name": "décision d’admission",
                "ordering": ["decided_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("months", models.PositiveSmallIntegerField(verbose_name="mois après la sortie")),
                ("due_on", models.DateField(verbose_name="à demander le")),
            ],
            options={
                "verbose_name": "suivi après la sortie",
                "ordering": ["months"],
            },
        ),
        migrations.CreateModel(
            name="FollowUpAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "by",
                    models.CharField(
                        choices=[("adviser", "recueilli par la plateforme"), ("person", "répondu par la personne")],
                        max_length=8,
                        verbose_name="par",
                    ),
                ),
                ("answered_at", models.DateTimeField(verbose_name="répondu le")),
                (
                    "situation",
                    models.CharField(
                        choices=[
                            ("working", "en emploi"),
                            ("business", "à son compte"),
                            ("training", "en formation ou en études"),
                            ("looking", "en recherche d’emploi"),
                            ("not_looking", "sans emploi et sans recherche"),
                            ("other", "autre situation"),
                        ],
                        max_length=12,
                        verbose_name="situation",
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("permanent", "CDI"),
                            ("fixed_term", "CDD"),
                            ("temporary", "intérim"),
                            ("subsidised", "contrat aidé"),
                            ("insertion", "contrat d’insertion (SIAE)"),
                            ("apprenticeship", "alternance"),
                            ("civil_service", "fonction publique (stagiaire ou titulaire)"),
                        ],
                        max_length=16,
                        verbose_name="contrat",
                    ),
                ),
                (
                    "contract_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="durée du contrat en mois"),
                ),
                (
                    "hours_per_week",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="heures par semaine"
                    ),
                ),
                ("same_job", models.BooleanField(blank=True, null=True, verbose_name="même emploi qu’à la sortie")),
                (
                    "goes_where_needed",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "oui"), ("sometimes", "parfois"), ("no", "non")],
                        max_length=10,
                        verbose_name="peut aller là où il faut",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="précision")),
            ],
            options={
                "verbose_name": "réponse au suivi",
                "ordering": ["answered_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowUpAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="le")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("phone", "téléphone"),
                            ("sms", "SMS"),
                            ("email", "courriel"),
                            ("letter", "courrier"),
                            ("visit", "visite"),
                            ("prescriber", "par le prescripteur"),
                        ],
                        max_length=10,
                        verbose_name="par",
                    ),
                ),
            ],
            options={
                "verbose_name": "tentative de contact",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FormerExit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("exited_on", models.DateField(verbose_name="date de sortie")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("job", "emploi"),
                            ("job_kept", "emploi conservé"),
                            ("business", "création d’entreprise"),
                            ("training", "formation"),
                            ("school", "études"),
                            ("care", "accès aux soins"),
                            ("autonomy", "autonomie retrouvée"),
                            ("moved", "déménagement"),
                            ("lost_contact", "perdu de vue"),
                            ("stopped", "arrêt demandé par la personne"),
                            ("other", "autre"),
                        ],
                        max_length=14,
                        verbose_name="ce qui s’est passé",
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True, verbose_name="depuis le")),
                (
                    "contract",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("permanent", "CDI"),
                            ("fixed_term", "CDD"),
                            ("temporary", "intérim"),
                            ("subsidised", "contrat aidé"),
                            ("insertion", "contrat d’insertion (SIAE)"),
                            ("apprenticeship", "alternance"),
                            ("civil_service", "fonction publique (stagiaire ou titulaire)"),
                        ],
                        max_length=16,
                        verbose_name="contrat",
                    ),
                ),
                (
                    "contract_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="durée du contrat en mois"),
                ),
                (
                    "hours_per_week",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="heures par semaine"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                (
                    "no_assessment_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreachable", "personne injoignable"),
                            ("declined", "la personne n’a pas souhaité"),
                            ("health", "empêchement durable"),
                            ("moved", "départ du territoire"),
                            ("no_entry", "pas de bilan d’entrée"),
                        ],
                        max_length=12,
                        verbose_name="pas de bilan de sortie parce que",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="enregistrée le")),
                (
                    "change",
                    models.CharField(
                        choices=[("corrected", "corrigée"), ("undone", "annulée")],
                        max_length=10,
                        verbose_name="devenue",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now_add=True, verbose_name="le")),
            ],
            options={
                "verbose_name": "ancienne sortie",
                "ordering": ["changed_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=160, verbose_name="objectif")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("job", "trouver un emploi"),
                            ("keep_job", "garder son emploi"),
                            ("training", "suivre une formation"),
                            ("care", "aller se soigner"),
                            ("daily_life", "vie quotidienne, enfants, démarches"),
                            ("autonomy", "se déplacer sans aide"),
                            ("budget", "dépenser moins pour ses trajets"),
                            ("other", "autre"),
                        ],
                        max_length=12,
                        verbose_name="domaine",
                    ),
                ),
                ("wished_by_person", models.BooleanField(default=True, verbose_name="demandé par la personne")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "en cours"), ("reached", "atteint"), ("given_up", "abandonné")],
                        default="open",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("set_on", models.DateField(verbose_name="fixé le")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="terminé le")),
            ],
            options={
                "verbose_name": "objectif",
                "ordering": ["set_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StepSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="le")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
            ],
            options={
                "verbose_name": "temps passé",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("impeded", "empêchement de la personne"),
                            ("away", "absence du territoire"),
                            ("other_first", "un autre problème d’abord"),
                            ("awaits", "attente d’une réponse (financement, place)"),
                            ("no_news", "sans nouvelles"),
                            ("wished", "demande de la personne"),
                            ("other", "autre raison"),
                        ],
                        max_length=12,
                        verbose_name="pourquoi",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                ("starts_on", models.DateField(verbose_name="depuis le")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
            ],
            options={
                "verbose_name": "suspension",
                "ordering": ["starts_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TemplateUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("template", models.CharField(max_length=40, verbose_name="modèle")),
                ("applied_at", models.DateTimeField(auto_now_add=True, verbose_name="appliqué le")),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="retiré le")),
            ],
            options={
                "verbose_name": "modèle appliqué",
                "ordering": ["applied_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="step",
            name="cost_eur",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="coût total, en euros"
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="obstacle",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unreachable", "l’offre existe mais la personne ne peut pas s’y rendre"),
                    ("not_here", "l’offre n’existe pas ici"),
                    ("no_place", "pas de place, ou délai trop long"),
                    ("too_expensive", "trop cher pour la personne"),
                    ("refused", "demande refusée"),
                    ("conditions", "conditions non remplies"),
                    ("choice", "choix de la personne"),
                    ("impeded", "empêchement de la personne"),
                    ("no_news", "sans nouvelles de la personne"),
                    ("otherwise", "réglé autrement"),
                    ("unsaid", "raison non renseignée"),
                ],
                max_length=14,
                verbose_name="pourquoi",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="obstacle_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="précision sur la raison"),
        ),
        migrations.AddField(
            model_name="step",
            name="out_of_pocket_eur",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=8,
                null=True,
                verbose_name="dont payé par la personne, en euros",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="partner",
            field=models.CharField(blank=True, max_length=120, verbose_name="avec qui"),
        ),
        migrations.AddField(
            model_name="step",
            name="payer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("platform", "la plateforme"),
                    ("public_aid", "une aide publique"),
                    ("employer", "l’employeur"),
                    ("partner", "un partenaire, une fondation"),
                    ("several", "plusieurs financeurs"),
                ],
                max_length=10,
                verbose_name="qui paie le reste",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="result",
            field=models.CharField(
                blank=True,
                choices=[("reached", "résultat obtenu"), ("partly", "résultat partiel"), ("none", "sans résultat")],
                max_length=8,
                verbose_name="résultat",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="result_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="ce que cela a donné"),
        ),
        migrations.AlterField(
            model_name="exit",
            name="contract",
            field=models.CharField(
                blank=True,
                choices=[
                    ("permanent", "CDI"),
                    ("fixed_term", "CDD"),
                    ("temporary", "intérim"),
                    ("subsidised", "contrat aidé"),
                    ("insertion", "contrat d’insertion (SIAE)"),
                    ("apprenticeship", "alternance"),
                    ("civil_service", "fonction publique (stagiaire ou titulaire)"),
                ],
                max_length=16,
                verbose_name="contrat",
            ),
        ),
        migrations.AlterField(
            model_name="exit",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="admission",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="admissions", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="admission",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="followupanswer",
            name="follow_up",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="cases.followup"
            ),
        ),
        migrations.AddField(
            model_name="followupanswer",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="followupattempt",
            name="follow_up",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="cases.followup"
            ),
        ),
        migrations.AddField(
            model_name="followupattempt",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="formerexit",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="former_exits", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="formerexit",
            name="changed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="formerexit",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="objective",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="objectives", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="objective",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="steps",
                to="cases.objective",
                verbose_name="pour quel objectif",
            ),
        ),
        migrations.AddField(
            model_name="stepsession",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="stepsession",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="cases.step"
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="suspensions", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="templateuse",
            name="applied_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="templateuse",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="template_uses", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="template_use",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="steps",
                to="cases.templateuse",
            ),
        ),
        migrations.AddIndex(
            model_name="admission",
            index=models.Index(
                condition=models.Q(("decision", "waiting"), ("ended_on", None)),
                fields=["decided_on"],
                name="waiting_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("case",), name="one_decision_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision", "refused"), ("refusal_reason", ""), _connector="XOR"),
                name="a_refusal_has_its_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("decided_on")), _connector="OR"),
                name="a_decision_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["due_on"], name="follow_up_due"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(fields=("case", "months"), name="one_follow_up_per_month"),
        ),
        migrations.AddConstraint(
            model_name="followupanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", "adviser"), ("recorded_by", None), _connector="OR"),
                name="a_person_answers_without_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("ended_on__isnull", False), _connector="XOR"),
                name="an_ended_objective_has_its_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)), name="minutes_of_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on", None)), fields=("case",), name="one_suspension_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="a_suspension_ends_after_it_begins",
            ),
        ),
    ]
