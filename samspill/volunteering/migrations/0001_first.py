"""All tables of the room as they were before the first release: `docs/decisions/0024`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspill.foundation.codes
import samspill.foundation.keys


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("volunteering", "0001_initial"),
        ("volunteering", "0002_versions_and_reminders"),
        ("volunteering", "0003_a_form_is_sent_once"),
        ("volunteering", "0004_forms_of_need"),
        ("volunteering", "0005_skills_of_a_volunteer"),
        ("volunteering", "0006_intake_onboarding_and_callouts"),
        ("volunteering", "0007_pairs"),
        ("volunteering", "0008_plans"),
        ("volunteering", "0009_talk"),
        ("volunteering", "0010_shapes_of_need"),
    ]

    dependencies = [
        ("activities", "0001_first"),
        ("foundation", "0001_first"),
        ("messaging", "0001_first"),
        ("organisations", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallOut",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="callouts", to="people.unit"
                    ),
                ),
                (
                    "code",
                    models.PositiveIntegerField(
                        help_text="A short number people can type; one series with the shifts."
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField(blank=True, help_text="May be seen by all who are asked.")),
                (
                    "meeting_place",
                    models.CharField(
                        blank=True, help_text="Where those who come shall meet.", max_length=200
                    ),
                ),
                ("private_text", models.TextField(blank=True, help_text="Only those who say yes are told.")),
                (
                    "criteria",
                    models.JSONField(default=dict, help_text="Who is looked for: rules.crisis.Criteria."),
                ),
                ("wanted", models.PositiveSmallIntegerField(help_text="How many are needed.")),
                ("is_drill", models.BooleanField(default=False)),
                (
                    "form_key",
                    models.CharField(blank=True, help_text="A button pressed twice is one.", max_length=40),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enough_at",
                    models.DateTimeField(blank=True, help_text="Enough come; the rest were told.", null=True),
                ),
                (
                    "enough_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "started_at"], name="callout_by_start")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("code"), name="callout_code_once"
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("form_key"),
                        condition=models.Q(("form_key", ""), _negated=True),
                        name="callout_form_sent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wanted__gte", 1)), name="callout_wants_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="callout_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallOutEntry",
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
                    "callout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="volunteering.callout",
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it happened.")),
                ("words", models.TextField()),
                (
                    "went_wrong",
                    models.BooleanField(default=False, help_text="Something to do better next time."),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CallOutWave",
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
                    "callout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waves",
                        to="volunteering.callout",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "within_km",
                    models.FloatField(blank=True, help_text="So far from the centre; empty: any.", null=True),
                ),
                ("asked", models.PositiveIntegerField()),
                ("cost_ore", models.PositiveIntegerField(default=0, help_text="Expected cost, in øre.")),
                ("despite_quiet_hours", models.BooleanField(default=False)),
                ("despite_budget", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("callout"),
                        models.F("number"),
                        name="callout_wave_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallOutQuestion",
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
                    "callout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="volunteering.callout",
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="volunteering.calloutwave",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="callout_questions",
                        to="people.person",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("sms", "Sms"),
                            ("email", "Email"),
                            ("phone", "Phone"),
                            ("letter", "Letter"),
                        ],
                        max_length=6,
                    ),
                ),
                ("address", models.CharField(blank=True, help_text="Where it was sent.", max_length=254)),
                (
                    "km",
                    models.FloatField(blank=True, help_text="How far she lives from the centre.", null=True),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No"), ("later", "Later")], max_length=5
                    ),
                ),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        blank=True, help_text="So long until she is there.", null=True
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_channel", models.CharField(blank=True, max_length=12)),
                (
                    "answer_entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "there_at",
                    models.DateTimeField(
                        blank=True, help_text="When she said she would be there.", null=True
                    ),
                ),
                (
                    "set_out_at",
                    models.DateTimeField(blank=True, help_text="Said that she is on the way.", null=True),
                ),
                ("arrived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "undelivered_at",
                    models.DateTimeField(blank=True, help_text="The question did not reach her.", null=True),
                ),
                (
                    "rung_at",
                    models.DateTimeField(
                        blank=True, help_text="Called, and nobody answered; the latest time.", null=True
                    ),
                ),
                ("told_enough_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "address"], name="callout_question_by_address"),
                    models.Index(
                        fields=["municipality", "callout", "answer"], name="callout_question_by_answer"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("callout"),
                        models.F("person"),
                        name="called_out_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="callout_answer_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "yes"),
                            models.Q(
                                ("arrived_at__isnull", True),
                                ("set_out_at__isnull", True),
                                ("there_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="callout_only_yes_comes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestLine",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digest_lines",
                        to="people.person",
                    ),
                ),
                (
                    "key",
                    models.CharField(help_text="What makes it the same, as in the outbox.", max_length=120),
                ),
                ("about", models.CharField(blank=True, max_length=80)),
                ("body", models.TextField()),
                ("put_by_at", models.DateTimeField()),
                ("pointless_at", models.DateTimeField(blank=True, null=True)),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        help_text="The letter it went with.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="messaging.outboundmessage",
                    ),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at__isnull", True)),
                        fields=["municipality", "person"],
                        name="digest_line_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("key"), name="digest_line_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestWish",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digest_wishes",
                        to="people.person",
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("channel", models.CharField(help_text="How she said it: sms, web, phone …", max_length=12)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("last_letter_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("person"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="digest_wish_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeLink",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake_links",
                        to="people.unit",
                    ),
                ),
                (
                    "label",
                    models.CharField(help_text="Whose it is: 'Nordsida omsorgssenter'.", max_length=120),
                ),
                (
                    "kind",
                    models.CharField(choices=[("help", "Help"), ("volunteers", "Volunteers")], max_length=10),
                ),
                ("token_hash", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("used", models.PositiveIntegerField(default=0, help_text="How often something came by it.")),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("token_hash"), name="intake_link_token_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used", 0), ("last_used_at__isnull", False), _connector="OR"),
                        name="intake_link_used_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationCapability",
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
                        related_name="capabilities",
                        to="organisations.organisation",
                    ),
                ),
                ("kind", models.CharField(help_text="rules.capabilities.CAPABILITIES", max_length=20)),
                ("words", models.CharField(blank=True, help_text="As they say it.", max_length=300)),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many people, boats, beds …", null=True
                    ),
                ),
                ("place", models.CharField(blank=True, help_text="Where it is kept.", max_length=120)),
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
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers_for",
                        to="people.person",
                    ),
                ),
                ("paid_by", models.CharField(blank=True, help_text="Who pays for what.", max_length=120)),
                (
                    "turn",
                    models.PositiveSmallIntegerField(default=5, help_text="Called in this order: 1 first."),
                ),
                (
                    "code",
                    models.PositiveIntegerField(
                        blank=True, help_text="What the yearly question is answered by.", null=True
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(blank=True, help_text="Asked whether it still stands.", null=True),
                ),
                ("asked_address", models.CharField(blank=True, max_length=254)),
                ("assured_on", models.DateField(help_text="They said so on this day.")),
                ("assured_channel", models.CharField(max_length=12)),
                ("valid_until_on", models.DateField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "used_at",
                    models.DateTimeField(
                        blank=True, help_text="Asked for in earnest or at a drill; the latest.", null=True
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "kind"], name="capability_by_kind")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("code"), name="capability_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until_on__gte", models.F("assured_on"))),
                        name="capability_valid_after_assured",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
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
                ("from_on", models.DateField()),
                ("until_on", models.DateField(help_text="Included.")),
                (
                    "most_each",
                    models.PositiveSmallIntegerField(
                        default=2, help_text="So many tasks at most for one person on these days."
                    ),
                ),
                (
                    "seed",
                    models.CharField(
                        help_text="What lots are drawn from; published with the plan.", max_length=40
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="volunteering.plan",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="Counts the changes, so that two colleagues do not overwrite each other.",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "judged",
                    models.PositiveIntegerField(default=0, help_text="How many shifts have been looked at."),
                ),
                ("to_judge", models.PositiveIntegerField(default=0)),
                ("solved_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "failure",
                    models.CharField(blank=True, help_text="nothing_open, too_large, fault", max_length=20),
                ),
                (
                    "input_hash",
                    models.CharField(
                        blank=True, help_text="What it was solved from, as one word.", max_length=64
                    ),
                ),
                (
                    "figures",
                    models.JSONField(default=dict, help_text="Counts, how good it is, and the proof."),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "made_at"], name="plan_by_made")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="plan_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_at__isnull", True), ("solved_at__isnull", False), _connector="OR"
                        ),
                        name="plan_approved_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failed_at__isnull", True),
                            models.Q(("failure", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_failed_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanUnit",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="volunteering.plan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.unit"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("plan"), models.F("unit"), name="plan_unit_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pool",
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all units share it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pools",
                        to="people.unit",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "kinds",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="Kinds of help it is for (rules.codes.KINDS); empty: any.",
                        max_length=400,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, help_text="What one says to those who join.", max_length=300
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("name"),
                        condition=models.Q(("closed_at__isnull", True)),
                        name="pool_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PoolMember",
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
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="volunteering.pool",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pools", to="people.person"
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("channel", models.CharField(default="phone", help_text="How she said it.", max_length=12)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("pool"),
                        models.F("person"),
                        condition=models.Q(("left_at__isnull", True)),
                        name="in_pool_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_through",
                        to="people.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipients",
                        to="people.unit",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="What a helper must know. Not health details."),
                ),
                (
                    "wishes",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="Kinds of help she would like (rules.codes.KINDS).",
                        max_length=400,
                    ),
                ),
                (
                    "wish_words",
                    models.CharField(blank=True, help_text="As the person says it.", max_length=300),
                ),
                (
                    "interests",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="What she likes (rules.codes.INTERESTS).",
                        max_length=400,
                    ),
                ),
                ("interest_words", models.CharField(blank=True, max_length=300)),
                (
                    "helper_gender",
                    models.CharField(blank=True, help_text="Whom she would like: f or m.", max_length=1),
                ),
                (
                    "times",
                    models.PositiveIntegerField(
                        default=0, help_text="When a visit suits: 28 bits (rules.availability); 0: not told."
                    ),
                ),
                (
                    "rhythm_words",
                    models.CharField(
                        blank=True,
                        help_text="How often, as she says it; read by those who are asked.",
                        max_length=120,
                    ),
                ),
                (
                    "asks",
                    models.CharField(
                        choices=[("self", "Self"), ("contact", "Contact")], default="self", max_length=7
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="Counts the changes, so that two colleagues do not overwrite each other.",
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        models.F("person"),
                        models.F("unit"),
                        name="recipient_once_per_unit",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecipientContact",
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
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="volunteering.recipient",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speaks_for",
                        to="people.person",
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        blank=True, help_text="daughter, neighbour, primary contact …", max_length=60
                    ),
                ),
                ("since_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("recipient"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="contact_of_recipient_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="people.unit"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="volunteering.recipient",
                    ),
                ),
                (
                    "caller_name",
                    models.CharField(
                        help_text="Who asked; a nurse, a daughter, the person herself.", max_length=120
                    ),
                ),
                ("caller_phone", models.CharField(blank=True, help_text="E.164", max_length=16)),
                (
                    "on_behalf_of",
                    models.CharField(
                        blank=True, help_text="The nursing home's name, for instance.", max_length=120
                    ),
                ),
                (
                    "for_whom",
                    models.CharField(
                        blank=True,
                        help_text="As it was written by whoever asked; not yet a recipient.",
                        max_length=120,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        help_text="The link it came by, if it did.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="requests",
                        to="volunteering.intakelink",
                    ),
                ),
                ("channel", models.CharField(help_text="phone, web, sms, email, paper", max_length=12)),
                ("words", models.TextField(blank=True, help_text="As it was said.")),
                ("language", models.CharField(default="nb", max_length=5)),
                ("received_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declined_at",
                    models.DateTimeField(
                        blank=True, help_text="We could not help; the caller was told.", null=True
                    ),
                ),
                ("declined_reason", models.CharField(blank=True, max_length=200)),
                (
                    "form_key",
                    models.CharField(
                        blank=True, help_text="The form's own: a button pressed twice is one.", max_length=40
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "received_at"], name="request_by_received")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("form_key"),
                        condition=models.Q(("form_key", ""), _negated=True),
                        name="request_form_sent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("declined_at__isnull", True),
                            models.Q(("declined_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="request_declined_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="volunteering.request",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="people.unit"
                    ),
                ),
                ("kind", models.CharField(help_text="rules.codes.KINDS", max_length=20)),
                (
                    "form",
                    models.CharField(
                        choices=[("once", "Once"), ("window", "Window"), ("rota", "Rota"), ("pair", "Pair")],
                        max_length=8,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="May be seen by all; empty: the kind's own words.",
                        max_length=120,
                    ),
                ),
                ("public_text", models.TextField(blank=True, help_text="May be seen by all.")),
                (
                    "meet_name",
                    models.CharField(blank=True, help_text="Whom the volunteer meets.", max_length=120),
                ),
                ("meet_phone", models.CharField(blank=True, max_length=16)),
                ("private_address", models.CharField(blank=True, max_length=200)),
                ("private_text", models.TextField(blank=True, help_text="Door code and the like.")),
                (
                    "reveal_hours",
                    models.PositiveSmallIntegerField(
                        default=48, help_text="The private part opens so long before."
                    ),
                ),
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
                ("places", models.PositiveSmallIntegerField(default=1)),
                (
                    "languages",
                    samspill.foundation.codes.CodesField(
                        blank=True, default=tuple, help_text="Any of these would be good.", max_length=400
                    ),
                ),
                (
                    "gender",
                    models.CharField(blank=True, help_text="The recipient's wish: f or m.", max_length=1),
                ),
                ("min_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "demands",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="Qualifications a volunteer must hold (rules.codes.QUALIFICATIONS).",
                        max_length=400,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who follows it up; empty: whoever made it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="Counts the changes, so that two colleagues do not overwrite each other.",
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, help_text="Shown on the square.", null=True),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_reason", models.CharField(blank=True, max_length=200)),
                (
                    "pattern",
                    models.JSONField(
                        blank=True,
                        help_text="Of a rota: when it comes back (rules.rotas), in Norwegian wall time.",
                        null=True,
                    ),
                ),
                (
                    "made_until_on",
                    models.DateField(
                        blank=True, help_text="Of a rota: its shifts exist up to this day.", null=True
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="volunteering.need",
                    ),
                ),
                (
                    "asks_former_first",
                    models.BooleanField(
                        default=False,
                        help_text="Those who came to what it was copied from are proposed first.",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1), ("places__lte", 500)),
                        name="need_places_in_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "rota"), _negated=True),
                            ("pattern__isnull", False),
                            _connector="OR",
                        ),
                        name="need_rota_has_pattern",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interest",
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
                    "name",
                    models.CharField(
                        blank=True, help_text="Empty where only a number is known: an SMS.", max_length=120
                    ),
                ),
                ("phone", models.CharField(blank=True, help_text="E.164", max_length=16)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("words", models.TextField(blank=True)),
                (
                    "wishes",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="Kinds of help she ticked (rules.codes.KINDS).",
                        max_length=400,
                    ),
                ),
                (
                    "brings_words",
                    models.CharField(blank=True, help_text="Whom she would like to bring.", max_length=120),
                ),
                (
                    "how_many",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="More than one: a class or a group."
                    ),
                ),
                ("language", models.CharField(default="nb", max_length=5)),
                ("channel", models.CharField(default="web", max_length=12)),
                (
                    "signed_on",
                    models.DateField(blank=True, help_text="The day on the paper slip.", null=True),
                ),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        help_text="The link she came by, if she did.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interests",
                        to="volunteering.intakelink",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who calls her.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who took the call or typed in the slip.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call_back_words",
                    models.CharField(blank=True, help_text="When she wants to be called.", max_length=120),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interests",
                        to="volunteering.need",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.unit",
                    ),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "once_key",
                    models.CharField(
                        blank=True,
                        help_text="A digest of who and what on which day: the same twice is one.",
                        max_length=64,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interests",
                        to="people.person",
                    ),
                ),
                (
                    "told_to_wait_at",
                    models.DateTimeField(
                        blank=True, help_text="Nobody had called within 14 days, and she was told.", null=True
                    ),
                ),
                (
                    "passed_on_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Her unit had not called: went to the one that receives the public.",
                        null=True,
                    ),
                ),
                (
                    "told_not_reached_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="We called several times; she was told how to reach us.",
                        null=True,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, help_text="welcomed, declined, not_reached, duplicate", max_length=20
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "received_at"], name="interest_by_received"),
                    models.Index(fields=["municipality", "phone"], name="interest_by_phone"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phone", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            ("name", ""),
                            _connector="OR",
                        ),
                        name="interest_can_be_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how_many__gte", 1)), name="interest_of_somebody"
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("once_key"),
                        condition=models.Q(("once_key", ""), _negated=True),
                        name="interest_told_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeTalk",
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
                    "interest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="talks",
                        to="volunteering.interest",
                    ),
                ),
                ("booked_for_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=30)),
                (
                    "place_words",
                    models.CharField(
                        blank=True, help_text="Where they meet; empty: by phone.", max_length=120
                    ),
                ),
                (
                    "with_staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="talks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("booked_at", models.DateTimeField()),
                (
                    "booked_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where she chose the time herself.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("booked_channel", models.CharField(max_length=12)),
                ("told_at", models.DateTimeField(blank=True, help_text="She was sent the time.", null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("note", models.TextField(blank=True, help_text="What was said; she may read it.")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_channel", models.CharField(blank=True, max_length=12)),
                ("did_not_answer_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "booked_for_at"], name="talk_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("interest"),
                        condition=models.Q(
                            ("cancelled_at__isnull", True),
                            ("did_not_answer_at__isnull", True),
                            ("held_at__isnull", True),
                        ),
                        name="talk_to_come_once",
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("with_staff"),
                        models.F("booked_for_at"),
                        condition=models.Q(
                            ("cancelled_at__isnull", True),
                            ("did_not_answer_at__isnull", True),
                            ("held_at__isnull", True),
                            ("with_staff__isnull", False),
                        ),
                        name="talk_at_a_time_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_at__isnull", True),
                            models.Q(("cancelled_at__isnull", True), ("did_not_answer_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="talk_held_or_not",
                    ),
                    models.CheckConstraint(condition=models.Q(("minutes__gte", 5)), name="talk_takes_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedRole",
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
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="volunteering.need",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="The order they are told in.")),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="Empty: the rota has only this one.", max_length=60
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(default=1)),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="With fewer than this it cannot take place."
                    ),
                ),
                ("reserves", models.PositiveSmallIntegerField(default=0)),
                (
                    "demands",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="Beside what the need demands (rules.codes.QUALIFICATIONS).",
                        max_length=400,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, help_text="No new time has it.", null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("need"),
                        models.F("title"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="role_title_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum__lte", models.F("places")), ("places__gte", 1), ("places__lte", 500)
                        ),
                        name="role_places_in_bounds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Selection",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="selections",
                        to="people.unit",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "criteria",
                    models.JSONField(default=dict, help_text="rules.selections.Criteria, as codes."),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("unit"),
                        models.F("name"),
                        condition=models.Q(("removed_at__isnull", True)),
                        name="selection_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mailings", to="people.unit"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "selection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mailings",
                        to="volunteering.selection",
                    ),
                ),
                (
                    "criteria",
                    models.JSONField(default=dict, help_text="Those of the selection, as they were."),
                ),
                (
                    "texts",
                    models.JSONField(
                        default=dict, help_text="By language: subject and body, with merge fields."
                    ),
                ),
                (
                    "is_urgent",
                    models.BooleanField(
                        default=False, help_text="Goes at once also to those who have chosen a weekly letter."
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(
                        blank=True, help_text="Thrown away before it was confirmed.", null=True
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "queued_at",
                    models.DateTimeField(blank=True, help_text="Everybody has been seen to.", null=True),
                ),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "stopped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "made_at"], name="mailing_by_day"),
                    models.Index(
                        condition=models.Q(
                            ("confirmed_at__isnull", False),
                            ("queued_at__isnull", True),
                            ("stopped_at__isnull", True),
                        ),
                        fields=["municipality", "confirmed_at"],
                        name="mailing_under_way",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", False),
                            models.Q(("queued_at__isnull", True), ("stopped_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="mailing_confirmed_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True), ("removed_at__isnull", True), _connector="OR"
                        ),
                        name="mailing_confirmed_is_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailingRecipient",
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
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="volunteering.mailing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mailings",
                        to="people.person",
                    ),
                ),
                ("place", models.PositiveIntegerField(help_text="In which order they are seen to.")),
                ("seen_to_at", models.DateTimeField(blank=True, null=True)),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="messaging.outboundmessage",
                    ),
                ),
                (
                    "left_out",
                    models.CharField(blank=True, help_text="rules.mailings.LEFT_OUT", max_length=12),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_to_at__isnull", True)),
                        fields=["municipality", "mailing", "place"],
                        name="mailing_not_seen_to",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("mailing"),
                        models.F("person"),
                        name="mailing_once_to_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_out", ""),
                            models.Q(("message__isnull", True), ("seen_to_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="mailing_left_out_is_not_written_to",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shifts",
                        to="volunteering.need",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="shifts",
                        to="volunteering.needrole",
                    ),
                ),
                (
                    "slot",
                    models.DateTimeField(
                        blank=True,
                        help_text="The start the pattern gave: it names the time also after it moved.",
                        null=True,
                    ),
                ),
                (
                    "code",
                    models.PositiveIntegerField(
                        help_text="A short number people can type: AVBUD 123. Unique in the municipality."
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "minutes",
                    models.PositiveIntegerField(blank=True, help_text="How long within a window.", null=True),
                ),
                ("places", models.PositiveSmallIntegerField()),
                (
                    "minimum",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="With fewer than this it cannot take place."
                    ),
                ),
                (
                    "reserves",
                    models.PositiveSmallIntegerField(default=0, help_text="Seats behind the places."),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Changed by hand: the pattern no longer decides over it.",
                        null=True,
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "caller_owed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Since then whoever asked must be told that somebody is missing.",
                        null=True,
                    ),
                ),
                (
                    "caller_owed_why",
                    models.CharField(blank=True, help_text="lost, nobody, found", max_length=8),
                ),
                ("caller_told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "caller_told_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who called; empty: an SMS.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "starts_at"], name="shift_by_start")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("code"), name="shift_code_once"
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("need"),
                        models.F("role"),
                        models.F("slot"),
                        condition=models.Q(("slot__isnull", False)),
                        name="shift_once_per_slot_and_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="shift_ends_after_start",
                    ),
                    models.CheckConstraint(condition=models.Q(("places__gte", 1)), name="shift_has_places"),
                    models.CheckConstraint(
                        condition=models.Q(("minimum__lte", models.F("places"))),
                        name="shift_minimum_within_places",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("caller_owed_at__isnull", True),
                                ("caller_owed_why", ""),
                                ("caller_told_at__isnull", True),
                            ),
                            models.Q(
                                ("caller_owed_at__isnull", False),
                                models.Q(("caller_owed_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="shift_caller_told_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupBooking",
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
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="volunteering.shift",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_bookings",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_bookings",
                        to="people.person",
                    ),
                ),
                ("size", models.PositiveSmallIntegerField(help_text="How many of them come.")),
                ("made_at", models.DateTimeField()),
                ("channel", models.CharField(max_length=12)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("details_told_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "released_reason",
                    models.CharField(blank=True, help_text="withdrew, cancelled", max_length=20),
                ),
                ("released_channel", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("organisation"),
                        condition=models.Q(("released_at__isnull", True)),
                        name="group_once_per_shift",
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gte", 1)), name="group_has_members"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at__isnull", True),
                            models.Q(("released_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="group_release_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanShift",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shifts",
                        to="volunteering.plan",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="planned_in",
                        to="volunteering.shift",
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(help_text="Open when the plan was made.")),
                ("fits", models.PositiveIntegerField(help_text="How many could be asked.")),
                (
                    "lacks",
                    models.JSONField(
                        default=dict, help_text="What is in the way of those who do not fit: code → how many."
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(blank=True, help_text="The first wave went out.", null=True),
                ),
                (
                    "passed_over",
                    models.CharField(
                        blank=True,
                        help_text="Why nobody was asked: covered, cancelled, over, nobody.",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("plan"), models.F("shift"), name="plan_shift_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", True), ("passed_over", ""), _connector="OR"),
                        name="plan_shift_asked_or_passed_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanExclusion",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusions",
                        to="volunteering.plan",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="volunteering.shift"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="excluded_from",
                        to="people.person",
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        models.F("plan"),
                        models.F("shift"),
                        models.F("person"),
                        name="plan_exclusion_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanChoice",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="volunteering.plan",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="volunteering.shift"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="planned",
                        to="people.person",
                    ),
                ),
                ("is_locked", models.BooleanField(default=False)),
                ("reasons", models.JSONField(default=list, help_text="Why she: codes and values.")),
                ("costs", models.JSONField(default=dict, help_text="What speaks against it, by step.")),
                (
                    "chosen_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="By hand.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_for",
                    models.CharField(
                        blank=True,
                        help_text="Why she was not asked after all, when the plan was approved.",
                        max_length=40,
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
                        models.F("plan"),
                        models.F("shift"),
                        models.F("person"),
                        name="plan_choice_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadCount",
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
                    "shift",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="head_counts",
                        to="volunteering.shift",
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.occurrence",
                    ),
                ),
                ("happened_on", models.DateField()),
                ("people", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField(help_text="Each.")),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("occurrence__isnull", True), ("shift__isnull", False)),
                            models.Q(("occurrence__isnull", False), ("shift__isnull", True)),
                            _connector="OR",
                        ),
                        name="head_count_at_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__lte", 1440)), name="head_count_within_a_day"
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("happened_on"),
                        condition=models.Q(("shift__isnull", False)),
                        name="head_count_once_at_shift",
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("occurrence"),
                        condition=models.Q(("occurrence__isnull", False)),
                        name="head_count_once_at_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupSeat",
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
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="volunteering.groupbooking",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_seats",
                        to="volunteering.shift",
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(help_text="1 … places")),
                ("released_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("seat"),
                        condition=models.Q(("released_at__isnull", True)),
                        name="group_seat_taken_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                    "shift",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="volunteering.shift",
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="activities.occurrence",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="people.person",
                    ),
                ),
                ("happened_on", models.DateField(help_text="A pair meets on many days under one shift.")),
                ("came", models.BooleanField()),
                ("minutes", models.PositiveSmallIntegerField(default=0)),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        default="web", help_text="How it was told: web, phone, paper …", max_length=12
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(
                        fields=["municipality", "person", "happened_on"], name="attendance_by_person"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("occurrence__isnull", True), ("shift__isnull", False)),
                            models.Q(("occurrence__isnull", False), ("shift__isnull", True)),
                            _connector="OR",
                        ),
                        name="attendance_at_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("came", True), ("minutes", 0), _connector="OR"),
                        name="attendance_counts_who_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__lte", 1440)), name="attendance_within_a_day"
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("person"),
                        models.F("happened_on"),
                        condition=models.Q(("shift__isnull", False)),
                        name="attendance_once_at_shift",
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("occurrence"),
                        models.F("person"),
                        condition=models.Q(("occurrence__isnull", False)),
                        name="attendance_once_at_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayQuestion",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stay_questions",
                        to="people.person",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("sms", "Sms"),
                            ("email", "Email"),
                            ("phone", "Phone"),
                            ("letter", "Letter"),
                        ],
                        max_length=6,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("stays", models.BooleanField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("person"),
                        condition=models.Q(("answered_at__isnull", True)),
                        name="stay_asked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("stays__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("stays__isnull", False)),
                            _connector="OR",
                        ),
                        name="stay_answer_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TalkOffer",
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
                    "interest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="times",
                        to="volunteering.interest",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="What she answers: 1, 2 …")),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=30)),
                ("place_words", models.CharField(blank=True, max_length=120)),
                (
                    "with_staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("sms", "Sms"),
                            ("email", "Email"),
                            ("phone", "Phone"),
                            ("letter", "Letter"),
                        ],
                        max_length=6,
                    ),
                ),
                ("address", models.CharField(max_length=254)),
                ("offered_at", models.DateTimeField()),
                (
                    "offered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("picked_at", models.DateTimeField(blank=True, null=True)),
                ("lapsed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "address"], name="talk_offer_by_address")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("interest"),
                        models.F("number"),
                        condition=models.Q(("lapsed_at__isnull", True), ("picked_at__isnull", True)),
                        name="talk_offer_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThanksHabit",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thanks_habits",
                        to="people.unit",
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("unit"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="thanks_habit_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Volunteer",
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
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volunteer",
                        to="people.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who follows up.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="volunteers",
                        to="people.unit",
                    ),
                ),
                (
                    "followed_up_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wishes",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="Kinds of help she wants to give (rules.codes.KINDS).",
                        max_length=400,
                    ),
                ),
                (
                    "wish_words",
                    models.CharField(blank=True, help_text="As the person says it.", max_length=300),
                ),
                (
                    "unwanted",
                    samspill.foundation.codes.CodesField(
                        blank=True, default=tuple, help_text="Kinds she does not want.", max_length=400
                    ),
                ),
                ("unwanted_words", models.CharField(blank=True, max_length=300)),
                (
                    "skills",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="What she can or has (rules.codes.SKILLS), by her own word.",
                        max_length=400,
                    ),
                ),
                ("skill_words", models.CharField(blank=True, max_length=300)),
                (
                    "brings_words",
                    models.CharField(blank=True, help_text="Whom she would like to bring.", max_length=120),
                ),
                (
                    "interests",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="What she likes (rules.codes.INTERESTS); what two share brings them together.",
                        max_length=400,
                    ),
                ),
                ("interest_words", models.CharField(blank=True, max_length=300)),
                (
                    "areas",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="Ids of the areas she will go to; empty: anywhere.",
                        max_length=800,
                    ),
                ),
                (
                    "availability",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="28 bits: weekday × part of day (rules.availability); 0: not told.",
                    ),
                ),
                ("is_paused_from", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="Staff's note; the volunteer may see it.")),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "thanked_at",
                    models.DateTimeField(
                        blank=True, help_text="When we last said thank you: at most once a month.", null=True
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("person"), name="volunteer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pairing",
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
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings",
                        to="volunteering.need",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings",
                        to="volunteering.recipient",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairings",
                        to="volunteering.volunteer",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pairings", to="people.unit"
                    ),
                ),
                ("agreed_at", models.DateTimeField(help_text="The volunteer said yes.")),
                ("agreed_channel", models.CharField(max_length=12)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("first_meeting_at", models.DateTimeField(blank=True, null=True)),
                ("first_meeting_place", models.CharField(blank=True, max_length=200)),
                (
                    "first_meeting_with",
                    models.CharField(blank=True, help_text="Who is there, beside the two.", max_length=120),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True)),
                (
                    "rhythm_words",
                    models.CharField(blank=True, help_text="As they agreed on it.", max_length=120),
                ),
                (
                    "pattern",
                    models.JSONField(
                        blank=True, help_text="The rhythm as rules.rhythms keeps it.", null=True
                    ),
                ),
                ("review_every_weeks", models.PositiveSmallIntegerField(default=12)),
                ("next_review_on", models.DateField(blank=True, null=True)),
                ("follow_up_every_weeks", models.PositiveSmallIntegerField(default=8)),
                (
                    "next_follow_up_on",
                    models.DateField(
                        blank=True, help_text="Both sides are asked how it goes on this day.", null=True
                    ),
                ),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("paused_until_on", models.DateField(blank=True, help_text="As far as is known.", null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "ended_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("volunteer", "Volunteer"),
                            ("recipient", "Recipient"),
                            ("moved", "Moved"),
                            ("illness", "Illness"),
                            ("death", "Death"),
                            ("match", "Match"),
                            ("other", "Other"),
                            ("withdrew", "Withdrew"),
                            ("left", "Left"),
                            ("merged", "Merged"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_words", models.CharField(blank=True, max_length=300)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "end_seen_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="A coordinator knows that it ended; else it stands on the desk.",
                        null=True,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "unit", "ended_at"], name="pairing_by_unit")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("need"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="pairing_once_per_need",
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("recipient"),
                        models.F("volunteer"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="pairing_once_for_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_seen_at__isnull", True),
                                ("ended_at__isnull", True),
                                ("ended_on__isnull", True),
                                ("ended_reason", ""),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_on__isnull", False),
                                models.Q(("ended_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pairing_end_has_day_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("started_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="pairing_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_meeting_at__isnull", False),
                            models.Q(
                                ("first_meeting_place", ""),
                                ("first_meeting_with", ""),
                                ("introduced_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="pairing_meeting_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", False),
                            models.Q(
                                ("next_follow_up_on__isnull", True),
                                ("next_review_on__isnull", True),
                                ("paused_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="pairing_reviewed_when_started",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            ("ended_at__isnull", False),
                            ("next_review_on__isnull", False),
                            _connector="OR",
                        ),
                        name="pairing_live_has_next_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paused_until_on__isnull", True), ("paused_at__isnull", False), _connector="OR"
                        ),
                        name="pairing_pause_has_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_every_weeks__gte", 1),
                            ("review_every_weeks__lte", 104),
                            ("follow_up_every_weeks__gte", 1),
                            ("follow_up_every_weeks__lte", 52),
                        ),
                        name="pairing_rhythms_in_bounds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairingFollowUp",
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="volunteering.pairing",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("volunteer", "Volunteer"), ("recipient", "Recipient")], max_length=9
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "asked_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("sms", "Sms"),
                            ("email", "Email"),
                            ("phone", "Phone"),
                            ("letter", "Letter"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "address",
                    models.CharField(blank=True, help_text="Where the question was sent.", max_length=254),
                ),
                ("asked_at", models.DateTimeField()),
                ("undelivered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_channel", models.CharField(blank=True, max_length=12)),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="1 (badly) to 5 (well)", null=True
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "calls_for_help",
                    models.BooleanField(default=False, help_text="A word in it says that somebody must act."),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "read_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="A coordinator has read what needed a person, and acted on it.",
                        null=True,
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lapsed_at",
                    models.DateTimeField(
                        blank=True, help_text="Not answered before the next, or the end.", null=True
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "address"], name="follow_up_by_address")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("pairing"),
                        models.F("side"),
                        models.F("due_on"),
                        name="follow_up_once_for_each_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True),
                            models.Q(("score__gte", 1), ("score__lte", 5)),
                            _connector="OR",
                        ),
                        name="follow_up_score_in_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer_channel", ""),
                                ("answered_at__isnull", True),
                                ("calls_for_help", False),
                                ("read_at__isnull", True),
                                ("score__isnull", True),
                                ("words", ""),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer_channel", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_answer_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("lapsed_at__isnull", True), _connector="OR"
                        ),
                        name="follow_up_answered_or_lapsed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairingReview",
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
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="volunteering.pairing",
                    ),
                ),
                ("due_on", models.DateField()),
                ("held_on", models.DateField()),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_with",
                    models.CharField(
                        choices=[
                            ("both", "Both"),
                            ("volunteer", "Volunteer"),
                            ("recipient", "Recipient"),
                            ("contact", "Contact"),
                        ],
                        max_length=9,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("pairing"),
                        models.F("due_on"),
                        name="review_once_for_each_date",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnplacedAnswer",
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
                    "inbound",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="messaging.inboundmessage",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.unit"
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="volunteering.pairingfollowup",
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
                        models.F("inbound"),
                        models.F("unit"),
                        name="unplaced_answer_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("placed_on__isnull", True), ("settled_at__isnull", False), _connector="OR"
                        ),
                        name="unplaced_answer_placed_is_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
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
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="qualifications",
                        to="volunteering.volunteer",
                    ),
                ),
                ("kind", models.CharField(help_text="rules.codes.QUALIFICATIONS", max_length=20)),
                ("held_from_on", models.DateField(help_text="Completed, signed or shown on this day.")),
                ("valid_until_on", models.DateField(blank=True, null=True)),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reminded_early_at",
                    models.DateTimeField(
                        blank=True, help_text="She was told that it runs out, two months before.", null=True
                    ),
                ),
                (
                    "reminded_late_at",
                    models.DateTimeField(blank=True, help_text="And two weeks before.", null=True),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("volunteer"),
                        models.F("kind"),
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        name="qualification_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
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
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="volunteering.volunteer",
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="absence_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wave",
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
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waves",
                        to="volunteering.shift",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_size", models.PositiveSmallIntegerField()),
                (
                    "next_due_at",
                    models.DateTimeField(blank=True, help_text="Ask the next if still open then.", null=True),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("number"),
                        name="wave_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
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
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="volunteering.shift",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="people.person"
                    ),
                ),
                (
                    "wave",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="offers",
                        to="volunteering.wave",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("sms", "Sms"),
                            ("email", "Email"),
                            ("phone", "Phone"),
                            ("letter", "Letter"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="Where it was sent; erased with the person.", max_length=254
                    ),
                ),
                (
                    "reasons",
                    models.JSONField(default=list, help_text="Why she was proposed: codes and values."),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answer",
                    models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_channel", models.CharField(blank=True, max_length=12)),
                (
                    "answer_entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lapsed_at",
                    models.DateTimeField(
                        blank=True, help_text="Covered, cancelled or withdrawn before an answer.", null=True
                    ),
                ),
                (
                    "undelivered_at",
                    models.DateTimeField(blank=True, help_text="The question did not reach her.", null=True),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "address"], name="offer_by_address"),
                    models.Index(fields=["municipality", "person", "asked_at"], name="offer_by_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("person"),
                        name="offer_once_per_shift",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="offer_answer_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallTry",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call_tries",
                        to="people.person",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tries",
                        to="volunteering.offer",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="messaging.outboundmessage",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("not_reached", "Not Reached"),
                            ("call_back", "Call Back"),
                            ("wrong_number", "Wrong Number"),
                        ],
                        max_length=12,
                    ),
                ),
                ("tried_at", models.DateTimeField()),
                (
                    "tried_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "next_at",
                    models.DateTimeField(blank=True, help_text="Not to be called before then.", null=True),
                ),
                (
                    "point",
                    models.ForeignKey(
                        blank=True,
                        help_text="The number that turned out to be wrong.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.contactpoint",
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "person", "tried_at"], name="call_try_by_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("message__isnull", True), ("offer__isnull", False)),
                            models.Q(("message__isnull", False), ("offer__isnull", True)),
                            _connector="OR",
                        ),
                        name="call_try_is_about_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="volunteering.shift",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="people.person",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="volunteering.offer",
                    ),
                ),
                (
                    "seat",
                    models.PositiveSmallIntegerField(help_text="1 … places; behind them sit the reserves"),
                ),
                ("made_at", models.DateTimeField()),
                ("channel", models.CharField(max_length=12)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "details_told_at",
                    models.DateTimeField(blank=True, help_text="She was sent the private part.", null=True),
                ),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "released_reason",
                    models.CharField(
                        blank=True,
                        help_text="withdrew, cancelled, left, merged, swapped, did_not_come",
                        max_length=20,
                    ),
                ),
                ("released_channel", models.CharField(blank=True, max_length=12)),
                (
                    "did_not_come_at",
                    models.DateTimeField(blank=True, help_text="When it was noted.", null=True),
                ),
                (
                    "did_not_come_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(
                        fields=["municipality", "person", "released_at"], name="assignment_by_person"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("person"),
                        condition=models.Q(("released_at__isnull", True)),
                        name="assigned_once",
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("shift"),
                        models.F("seat"),
                        condition=models.Q(("released_at__isnull", True)),
                        name="seat_taken_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at__isnull", True),
                            models.Q(("released_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="release_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("did_not_come_at__isnull", True), ("released_at__isnull", False), _connector="OR"
                        ),
                        name="who_did_not_come_has_no_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Swap",
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
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swaps",
                        to="volunteering.assignment",
                    ),
                ),
                ("wished_at", models.DateTimeField()),
                ("channel", models.CharField(help_text="How she said it.", max_length=12)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swaps",
                        to="people.person",
                    ),
                ),
                (
                    "in_return",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="swaps_in_return",
                        to="volunteering.assignment",
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sms", "Sms"),
                            ("email", "Email"),
                            ("phone", "Phone"),
                            ("letter", "Letter"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        help_text="Where the question went; erased with the person.",
                        max_length=254,
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("answer_channel", models.CharField(blank=True, max_length=12)),
                (
                    "answer_entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("blessed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "blessed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_at",
                    models.DateTimeField(
                        blank=True, help_text="She keeps it, or it is no longer hers to give.", null=True
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
                        models.F("assignment"),
                        condition=models.Q(
                            ("blessed_at__isnull", True),
                            ("declined_at__isnull", True),
                            ("dropped_at__isnull", True),
                        ),
                        name="swap_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("asked_at__isnull", True),
                                ("in_return__isnull", True),
                                ("to_person__isnull", True),
                            ),
                            models.Q(("asked_at__isnull", False), ("to_person__isnull", False)),
                            _connector="OR",
                        ),
                        name="swap_asked_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("declined_at__isnull", True)),
                            models.Q(
                                ("agreed_at__isnull", False),
                                ("asked_at__isnull", False),
                                ("declined_at__isnull", True),
                            ),
                            models.Q(
                                ("agreed_at__isnull", True),
                                ("asked_at__isnull", False),
                                ("declined_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="swap_answered_once_and_when_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("blessed_at__isnull", True), ("agreed_at__isnull", False), _connector="OR"
                        ),
                        name="swap_blessed_when_agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attest",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attests",
                        to="people.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="Who confirms it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.unit",
                    ),
                ),
                ("code", models.CharField(help_text="K7QM-3XPA-9TBC, printed on it.", max_length=14)),
                ("language", models.CharField(default="nb", max_length=2)),
                ("facts", models.JSONField(default=dict, help_text="What stands on it, and nothing more.")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("channel", models.CharField(default="web", max_length=12)),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, help_text="It was wrong, and no longer counts.", null=True
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("code"), name="attest_code_once"
                    )
                ],
            },
        ),
    ]
