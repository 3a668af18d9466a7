"""All tables of the room as they were before the first release: `docs/decisions/0024`."""

import django.db.models.deletion
from django.db import migrations, models

import samspill.foundation.codes
import samspill.foundation.keys


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("venues", "0001_initial"),
    ]

    dependencies = [
        ("foundation", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=samspill.foundation.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.municipality",
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=4)),
                ("town", models.CharField(blank=True, max_length=60)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="foundation.area",
                    ),
                ),
                (
                    "accessibility",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="step_free, lift, toilet, hearing_loop, parking …",
                        max_length=400,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("name"), models.F("address"), name="place_once"
                    )
                ],
            },
        ),
    ]
