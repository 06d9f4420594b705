import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Commune',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_insee', models.CharField(max_length=5, verbose_name='code INSEE')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('postal_codes', models.JSONField(default=list, verbose_name='codes postaux')),
                ('population', models.PositiveIntegerField(null=True, verbose_name='population')),
                ('lon', models.FloatField(null=True, verbose_name='longitude')),
                ('lat', models.FloatField(null=True, verbose_name='latitude')),
                ('centroid_quality', models.CharField(choices=[('contour', 'centre du contour'), ('geonames', 'lieu-dit GeoNames'), ('postal', 'moyenne du code postal'), ('epci', 'moyenne de l’intercommunalité'), ('none', 'position inconnue')], max_length=10, verbose_name='origine de la position')),
            ],
            options={
                'verbose_name': 'commune',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='nom')),
                ('kind', models.CharField(choices=[('platform', 'plateforme de mobilité'), ('network', 'tête de réseau'), ('prescriber', 'prescripteur')], max_length=12, verbose_name='nature')),
                ('network', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='accounts.organisation', verbose_name='réseau')),
            ],
            options={
                'verbose_name': 'organisation',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ReceptionPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('address', models.CharField(max_length=200, verbose_name='adresse')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.commune', verbose_name='commune')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reception_points', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'point d’accueil',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('epci_code', models.CharField(blank=True, max_length=9, verbose_name='code EPCI')),
                ('is_fictional', models.BooleanField(default=False, verbose_name='territoire fictif')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='ouvert le')),
            ],
            options={
                'verbose_name': 'territoire',
                'constraints': [models.UniqueConstraint(condition=models.Q(('epci_code', ''), _negated=True), fields=('epci_code',), name='one_territory_per_epci')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='territory',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='accounts.territory', verbose_name='territoire'),
        ),
        migrations.AddField(
            model_name='commune',
            name='territory',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='communes', to='accounts.territory'),
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse électronique')),
                ('full_name', models.CharField(max_length=120, verbose_name='nom complet')),
                ('role', models.CharField(choices=[('adviser', 'conseiller ou conseillère mobilité'), ('manager', 'responsable de plateforme'), ('network_head', 'tête de réseau'), ('prescriber', 'prescripteur')], max_length=12, verbose_name='rôle')),
                ('is_active', models.BooleanField(default=True, verbose_name='actif')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'personne qui travaille',
                'ordering': ['full_name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['adviser', 'manager', 'network_head', 'prescriber'])), name='known_role')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'network'), ('territory__isnull', False), _connector='OR'), name='only_a_network_has_no_territory'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('territory', 'name'), name='organisation_name_once_per_territory', violation_error_message='Une organisation porte déjà ce nom dans ce territoire.'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('territory__isnull', True)), fields=('name',), name='network_name_once', violation_error_message='Une tête de réseau porte déjà ce nom.'),
        ),
        migrations.AddConstraint(
            model_name='commune',
            constraint=models.UniqueConstraint(fields=('territory', 'code_insee'), name='commune_once_per_territory'),
        ),
        migrations.AddConstraint(
            model_name='commune',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('centroid_quality', 'none'), ('lat__isnull', True), ('lon__isnull', True)), models.Q(models.Q(('centroid_quality', 'none'), _negated=True), ('lat__isnull', False), ('lon__isnull', False)), _connector='OR'), name='commune_position_or_none'),
        ),
    ]
