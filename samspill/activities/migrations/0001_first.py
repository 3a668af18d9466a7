"""All tables of the room as they were before the first release: `docs/decisions/0024`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import samspill.foundation.codes
import samspill.foundation.keys


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("activities", "0001_initial"),
        ("activities", "0002_school_holidays_and_local_decisions"),
        ("activities", "0003_times_of_an_activity"),
        ("activities", "0004_sign_ups"),
    ]

    dependencies = [
        ("foundation", "0001_first"),
        ("organisations", "0001_first"),
        ("people", "0001_first"),
        ("venues", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarSubscription",
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
                ("name", models.CharField(max_length=120)),
                ("url", models.CharField(blank=True, max_length=500)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calendars",
                        to="organisations.organisation",
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
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("next_fetch_at", models.DateTimeField(blank=True, null=True)),
                ("fetched_at", models.DateTimeField(blank=True, null=True)),
                ("etag", models.CharField(blank=True, max_length=200)),
                ("last_modified", models.CharField(blank=True, max_length=60)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=300)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("name"), models.F("url"), name="calendar_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarRun",
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
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="activities.calendarsubscription",
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "counts",
                    models.JSONField(default=dict, help_text="new, changed, unchanged, cancelled, problems"),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CalendarProblem",
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="problems",
                        to="activities.calendarrun",
                    ),
                ),
                ("uid", models.CharField(blank=True, max_length=255)),
                ("line", models.PositiveIntegerField(blank=True, null=True)),
                ("reason", models.CharField(max_length=60)),
                ("excerpt", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Activity",
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
                    "title",
                    models.JSONField(
                        default=dict, help_text='Text per language: {"nb": "Språkkafé", "en": …}.'
                    ),
                ),
                ("text", models.JSONField(default=dict, help_text="Plain text per language.")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="people.unit",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="venues.place",
                    ),
                ),
                (
                    "place_text",
                    models.CharField(
                        blank=True, help_text="Where, when it is no known place.", max_length=200
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
                ("is_online", models.BooleanField(default=False)),
                (
                    "audiences",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="everyone, children, youth, adults, seniors, families, newcomers",
                        max_length=400,
                    ),
                ),
                (
                    "categories",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="What it is about: culture, sport, outdoors, food, language …",
                        max_length=400,
                    ),
                ),
                (
                    "languages",
                    samspill.foundation.codes.CodesField(
                        blank=True, default=tuple, help_text="Spoken there.", max_length=400
                    ),
                ),
                (
                    "accessibility",
                    samspill.foundation.codes.CodesField(
                        blank=True,
                        default=tuple,
                        help_text="step_free, toilet, hearing_loop … ; empty: as the place",
                        max_length=400,
                    ),
                ),
                ("is_free", models.BooleanField(blank=True, help_text="Empty: not told.", null=True)),
                ("price", models.CharField(blank=True, max_length=80)),
                ("age_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("age_until", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("bring", models.CharField(blank=True, max_length=200)),
                (
                    "sign_up",
                    models.CharField(
                        blank=True, help_text="How to sign up, in words; empty: just come.", max_length=200
                    ),
                ),
                (
                    "takes_sign_ups",
                    models.BooleanField(default=False, help_text="One signs up for each time here."),
                ),
                (
                    "places",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="How many may sign up for one time; empty: as many as like.",
                        null=True,
                    ),
                ),
                (
                    "completes",
                    models.CharField(
                        blank=True,
                        help_text="What one has done after it, by a code that a higher room knows.",
                        max_length=20,
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=500)),
                ("contact_name", models.CharField(blank=True, max_length=120)),
                ("contact_phone", models.CharField(blank=True, max_length=16)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                (
                    "picture",
                    models.CharField(
                        blank=True, help_text="Illustration by name; uploads come later.", max_length=60
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                (
                    "subscription",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="activities",
                        to="activities.calendarsubscription",
                    ),
                ),
                (
                    "uid",
                    models.CharField(
                        blank=True,
                        help_text="The event's UID in the calendar it was read from.",
                        max_length=255,
                    ),
                ),
                ("source_digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("completes", ""), _negated=True),
                        fields=["municipality", "completes"],
                        name="activity_by_completes",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("subscription"),
                        models.F("uid"),
                        condition=models.Q(("uid", ""), _negated=True),
                        name="activity_uid_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__isnull", True), ("places__gte", 1), _connector="OR"),
                        name="activity_has_places",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schedules",
                        to="activities.activity",
                    ),
                ),
                ("pattern", models.CharField(help_text="once, daily, weekly, monthly", max_length=20)),
                ("every", models.PositiveSmallIntegerField(default=1, help_text="2: every other week")),
                (
                    "weekdays",
                    samspill.foundation.codes.CodesField(
                        blank=True, default=tuple, help_text="mo tu we th fr sa su", max_length=400
                    ),
                ),
                (
                    "nth",
                    models.SmallIntegerField(
                        blank=True, help_text="Monthly: 1 first, -1 last weekday.", null=True
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("starts_time", models.TimeField(blank=True, help_text="Local; empty: all day.", null=True)),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("skips_public_holidays", models.BooleanField(default=True)),
                ("skips_school_holidays", models.BooleanField(default=False)),
                (
                    "made_until_on",
                    models.DateField(blank=True, help_text="Occurrences exist up to this day.", null=True),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
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
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="activities.activity",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="activities.schedule",
                    ),
                ),
                (
                    "slot",
                    models.DateTimeField(help_text="The original start: what identifies the occurrence."),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("is_all_day", models.BooleanField(default=False)),
                (
                    "title",
                    models.JSONField(
                        blank=True, help_text="Only where this time has a title of its own.", null=True
                    ),
                ),
                (
                    "place_text",
                    models.CharField(
                        blank=True, help_text="Only where this time is elsewhere.", max_length=200
                    ),
                ),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_here_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Moved or cancelled by somebody here: its calendar no longer decides over it.",
                        null=True,
                    ),
                ),
                (
                    "attendance_noted_at",
                    models.DateTimeField(
                        blank=True, help_text="Somebody has written down who came.", null=True
                    ),
                ),
                (
                    "attendance_noted_by",
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
                    models.Index(fields=["municipality", "starts_at"], name="occurrence_by_start"),
                    models.Index(
                        fields=["municipality", "activity", "starts_at"], name="occurrence_of_activity"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("activity"),
                        models.F("slot"),
                        name="occurrence_slot_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="occurrence_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolHoliday",
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
                ("name", models.CharField(max_length=60)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("first_on"), name="school_holiday_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="school_holiday_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
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
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ups",
                        to="activities.occurrence",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ups",
                        to="people.person",
                    ),
                ),
                ("seat", models.PositiveIntegerField(help_text="1 … places")),
                ("code", models.PositiveIntegerField(help_text="What she cancels with by SMS: AVBUD 20001.")),
                ("signed_up_at", models.DateTimeField()),
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
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_channel", models.CharField(blank=True, max_length=12)),
                (
                    "attended_at",
                    models.DateTimeField(
                        blank=True, help_text="That she came, and when it was noted.", null=True
                    ),
                ),
                (
                    "attended_noted_by",
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
                "indexes": [models.Index(fields=["municipality", "person"], name="sign_up_by_person")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("occurrence"),
                        models.F("seat"),
                        condition=models.Q(("cancelled_at__isnull", True)),
                        name="sign_up_seat_once",
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("occurrence"),
                        models.F("person"),
                        condition=models.Q(("cancelled_at__isnull", True)),
                        name="signed_up_once",
                    ),
                    models.UniqueConstraint(
                        models.F("municipality"), models.F("code"), name="sign_up_code_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("seat__gte", 1)), name="sign_up_has_seat"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attended_at__isnull", True), ("cancelled_at__isnull", True), _connector="OR"
                        ),
                        name="who_cancelled_did_not_attend",
                    ),
                ],
            },
        ),
    ]
