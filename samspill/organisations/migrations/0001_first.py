"""All tables of the room as they were before the first release: `docs/decisions/0024`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspill.foundation.codes
import samspill.foundation.keys


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_voluntaryrow_organisation_register_facts"),
    ]

    dependencies = [
        ("foundation", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterRun",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "source",
                    models.CharField(
                        help_text="entities, entities-csv, search, voluntary, sync-…", max_length=20
                    ),
                ),
                ("origin", models.CharField(help_text="File name or address.", max_length=300)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("failed_reason", models.TextField(blank=True)),
                (
                    "cursor",
                    models.CharField(blank=True, help_text="Where to go on after a break.", max_length=300),
                ),
                (
                    "counts",
                    models.JSONField(
                        default=dict, help_text="read, new, changed, unchanged, closed, skipped, rejected"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VoluntaryRow",
            fields=[
                ("number", models.CharField(max_length=9, primary_key=True, serialize=False)),
                (
                    "categories",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="ICNPO codes, the main one first.",
                        max_length=400,
                    ),
                ),
                ("entered_on", models.DateField(blank=True, null=True)),
                ("deleted_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
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
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Nine digits; none for informal groups.",
                        max_length=9,
                        null=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("association", "Association"),
                            ("company", "Company"),
                            ("public", "Public"),
                        ],
                        default="association",
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("about", models.TextField(blank=True)),
                ("website", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=16)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("postcode", models.CharField(blank=True, max_length=4)),
                ("town", models.CharField(blank=True, max_length=60)),
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
                    "categories",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="ICNPO codes, four or five digits, the main one first.",
                        max_length=400,
                    ),
                ),
                (
                    "languages",
                    samspill.foundation.codes.CodesField(
                        blank=True, default=tuple, help_text="Languages spoken there.", max_length=400
                    ),
                ),
                ("came_from", models.CharField(help_text="register, sheet, desk, web", max_length=12)),
                ("created_at", models.DateTimeField()),
                (
                    "presented_at",
                    models.DateTimeField(
                        blank=True, help_text="When the association took its page over.", null=True
                    ),
                ),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                ("register_name", models.CharField(blank=True, max_length=200)),
                ("register_form", models.CharField(blank=True, help_text="FLI, STI …", max_length=10)),
                ("register_purpose", models.TextField(blank=True)),
                (
                    "register_facts",
                    models.JSONField(
                        blank=True, default=dict, help_text="The register's last word on shared columns."
                    ),
                ),
                (
                    "register_digest",
                    models.CharField(
                        blank=True, help_text="Hash of the row last read: unchanged?", max_length=64
                    ),
                ),
                ("voluntary_digest", models.CharField(blank=True, max_length=64)),
                ("founded_on", models.DateField(blank=True, null=True)),
                (
                    "voluntary_since_on",
                    models.DateField(blank=True, help_text="In Frivillighetsregisteret since.", null=True),
                ),
                ("bankrupt", models.BooleanField(default=False)),
                ("dissolving", models.BooleanField(default=False)),
                (
                    "closed_on",
                    models.DateField(blank=True, help_text="Deleted from the register.", null=True),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "name"], name="organisation_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("number"), name="organisation_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__isnull", True), ("number__regex", "^[89][0-9]{8}$"), _connector="OR"
                        ),
                        name="organisation_number_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="people.person"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="leader, deputy, treasurer, secretary, contact …", max_length=40
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "is_published",
                    models.BooleanField(
                        default=False, help_text="The association chose to show this contact."
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("organisation"),
                        models.F("person"),
                        models.F("title"),
                        condition=models.Q(("until_on__isnull", True)),
                        name="post_held_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterRejection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rejections",
                        to="organisations.registerrun",
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                ("number", models.CharField(blank=True, max_length=20)),
                (
                    "reason",
                    models.CharField(
                        help_text="A code; its words are in the interface's language.", max_length=60
                    ),
                ),
                ("excerpt", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="SheetImport",
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
                ("filename", models.CharField(max_length=200)),
                ("content", models.BinaryField(blank=True, null=True)),
                ("received_at", models.DateTimeField()),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sheet_name", models.CharField(blank=True, max_length=80)),
                ("heading_row", models.PositiveIntegerField(blank=True, null=True)),
                ("columns", models.JSONField(default=dict, help_text="Column number → field, as confirmed.")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("imported_at", models.DateTimeField(blank=True, null=True)),
                ("abandoned_at", models.DateTimeField(blank=True, null=True)),
                ("counts", models.JSONField(default=dict)),
                (
                    "problems",
                    models.JSONField(
                        default=list, help_text="Row number, cells and reason code of each row left out."
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
    ]
