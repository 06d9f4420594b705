"""Each line says by what right; the lock is opened while the table changes, and closed again."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models

former = import_module("allant.web.journal.migrations.0002_append_only")


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(former.unlock, former.lock),
        migrations.AddField(
            model_name="entry",
            name="right",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="à quel titre"),
            preserve_default=False,
        ),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["by", "-at"], name="journal_by_person")),
        migrations.RunPython(former.lock, former.unlock),
    ]
