"""The search index gets whole-number keys, a vocabulary and the databases' own index over words."""

import django.db.models.deletion
from django.db import migrations, models

from samspill.foundation.search import full_text

OWNER = {
    "db_index": False,
    "editable": False,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "foundation.municipality",
}
OWNED = {"abstract": False, "base_manager_name": "objects", "default_manager_name": "objects"}


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="SearchDocument"),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(help_text="'activities.activity', 'organisations.organisation' …", max_length=40),
                ),
                ("subject_id", models.UUIDField()),
                ("is_public", models.BooleanField(default=False)),
                ("title_words", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("municipality", models.ForeignKey(**OWNER)),
            ],
            options={
                **OWNED,
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("kind"), models.F("subject_id"), name="search_subject_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=80)),
                ("municipality", models.ForeignKey(**OWNER)),
            ],
            options={
                **OWNED,
                "indexes": [models.Index(fields=["municipality", "kind", "word"], name="search_word")],
            },
        ),
        migrations.RunPython(full_text.create, full_text.drop),
    ]
