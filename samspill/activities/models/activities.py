"""Activities, their schedules and the school holidays these leave out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.activities.models.calendars import CalendarSubscription
from samspill.foundation.codes import CodesField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Unit
from samspill.venues.models import Place


class Activity(Owned):
    """Something that happens, once or many times, and that people may come to."""

    erasure = {
        "contact_name": "blank",
        "contact_phone": "blank",
        "contact_email": "blank",
        "title": "keep: public text",
        "text": "keep: public text",
        "place_text": "keep: public text",
    }

    title = models.JSONField(default=dict, help_text='Text per language: {"nb": "Språkkafé", "en": …}.')
    text = models.JSONField(default=dict, help_text="Plain text per language.")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    place_text = models.CharField(max_length=200, blank=True, help_text="Where, when it is no known place.")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_online = models.BooleanField(default=False)
    audiences = CodesField(help_text="everyone, children, youth, adults, seniors, families, newcomers")
    categories = CodesField(help_text="What it is about: culture, sport, outdoors, food, language …")
    languages = CodesField(help_text="Spoken there.")
    accessibility = CodesField(help_text="step_free, toilet, hearing_loop … ; empty: as the place")
    is_free = models.BooleanField(null=True, blank=True, help_text="Empty: not told.")
    price = models.CharField(max_length=80, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_until = models.PositiveSmallIntegerField(null=True, blank=True)
    bring = models.CharField(max_length=200, blank=True)
    sign_up = models.CharField(
        max_length=200, blank=True, help_text="How to sign up, in words; empty: just come."
    )
    takes_sign_ups = models.BooleanField(default=False, help_text="One signs up for each time here.")
    for_all_times = models.BooleanField(
        default=False, help_text="One signs up once, for all its times: a course, or a term."
    )
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many may sign up for one time; empty: as many as like."
    )
    seats_each = models.PositiveSmallIntegerField(
        default=4, help_text="How many places one may take at once, for children or others."
    )
    questions = models.JSONField(
        default=list,
        blank=True,
        help_text='Asked of who signs up: [{"words": "Allergies?", "kind": "text", "choices": [], "must": false}].',
    )
    waiting_list = models.CharField(
        max_length=8,
        blank=True,
        help_text="Who gets a free place when it is full: at_once (the next), offer (the next, if she "
        "answers in time), pick (whom the organiser picks); empty: there is no list.",
    )
    waiting_hours = models.PositiveSmallIntegerField(default=24, help_text="How long an offer lasts.")
    waiting_ends_the_day = models.BooleanField(
        default=False, help_text="On the day itself nobody is moved up: whoever comes first has a free place."
    )
    appointment_minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Each time is parted into appointments this long, and the n-th seat is the n-th of them.",
    )
    completes = models.CharField(
        max_length=20, blank=True, help_text="What one has done after it, by a code that a higher room knows."
    )
    completes_at_end = models.BooleanField(
        default=False,
        help_text="It is one course over several times: who was there the last time has completed it.",
    )
    url = models.CharField(max_length=500, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_phone = models.CharField(max_length=16, blank=True)
    contact_email = models.EmailField(blank=True)
    picture = models.CharField(
        max_length=60, blank=True, help_text="Illustration by name; uploads come later."
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    by_link_only = models.BooleanField(
        default=False, help_text="Whoever has its address finds it; it stands in no list, feed or search."
    )
    subscription = models.ForeignKey(
        CalendarSubscription, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    uid = models.CharField(
        max_length=255, blank=True, help_text="The event's UID in the calendar it was read from."
    )
    source_digest = models.CharField(max_length=64, blank=True)
    edited_here_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Somebody here wrote over its calendar's words, which no longer replace them.",
    )
    same_as = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="doubles",
        help_text="Another source told of it first; it is hidden, and that one is shown.",
    )
    told_apart_at = models.DateTimeField(
        null=True, blank=True, help_text="Somebody said that it is not the same as the other."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "subscription", "uid", condition=~Q(uid=""), name="activity_uid_once"
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gte=1), name="activity_has_places"
            ),
            models.CheckConstraint(
                condition=Q(appointment_minutes__isnull=True)
                | Q(appointment_minutes__gte=5, places__isnull=False, takes_sign_ups=True),
                name="appointments_have_places",
            ),
            models.CheckConstraint(
                condition=Q(appointment_minutes__isnull=True) | Q(for_all_times=False),
                name="an_appointment_is_at_one_time",
            ),
            models.CheckConstraint(condition=Q(waiting_hours__gte=1), name="activity_offer_lasts"),
            models.CheckConstraint(condition=Q(seats_each__gte=1), name="activity_gives_a_seat"),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "completes"], condition=~Q(completes=""), name="activity_by_completes"
            )
        ]

    @property
    def where(self) -> str:
        """The name of the known place, or where it is in words."""
        return self.place.name if self.place else self.place_text

    @property
    def most_together(self) -> int:
        """How many places one may take at once. What completes something is for oneself: nobody attends for others.
        Of appointments the next would be another hour.
        """
        return 1 if self.is_for_oneself else self.seats_each

    @property
    def is_for_oneself(self) -> bool:
        """Whether one signs up oneself alone."""
        return bool(self.completes or self.appointment_minutes)


class Schedule(Owned):
    """When an activity of our own takes place: a rule in local time; the rows are its occurrences."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="schedules")
    pattern = models.CharField(max_length=20, help_text="once, daily, weekly, monthly")
    every = models.PositiveSmallIntegerField(default=1, help_text="2: every other week")
    weekdays = CodesField(help_text="mo tu we th fr sa su")
    nth = models.SmallIntegerField(null=True, blank=True, help_text="Monthly: 1 first, -1 last weekday.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    starts_time = models.TimeField(null=True, blank=True, help_text="Local; empty: all day.")
    minutes = models.PositiveIntegerField(null=True, blank=True)
    skips_public_holidays = models.BooleanField(default=True)
    skips_school_holidays = models.BooleanField(default=False)
    made_until_on = models.DateField(null=True, blank=True, help_text="Occurrences exist up to this day.")


class SchoolHoliday(Owned):
    """A range of days, both included, when the municipality's schools are closed."""

    name = models.CharField(max_length=60)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "first_on", name="school_holiday_once"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="school_holiday_ends_after_start"
            ),
        ]
