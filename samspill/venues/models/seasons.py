"""A season: hours for half a year or a whole one, asked for until a day, shared out together, then decided.

What a season is in is told by times: it is open until its deadline, it is shared out once a sharing is solved, it is
decided when `decided_at` is there. Until then its times are a proposal that nobody has been told.
"""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import F, Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember
from samspill.venues.models.spaces import Space
from samspill.venues.rules.seasons import MOST_WISHES, USUAL_WISHES


class Season(Owned):
    """From which day until which, until when one asks, and how the hours are shared."""

    erasure = {"name": "keep: what a season is called", "appeal": "keep: the municipality's own words"}

    name = models.CharField(max_length=120)
    first_on = models.DateField()
    last_on = models.DateField()
    ask_by_on = models.DateField(help_text="The last day on which one can ask.")
    opens = models.PositiveSmallIntegerField(default=0, help_text="Minutes after midnight.")
    closes = models.PositiveSmallIntegerField(default=1440)
    weekdays = CodesField(help_text="0 is Monday")
    first_groups = CodesField(help_text="Whose times come first: children, youth …")
    most_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="The most one association gets in a week."
    )
    most_wishes = models.PositiveSmallIntegerField(
        default=USUAL_WISHES, help_text="How many wishes a request may have."
    )
    appeal = models.TextField(blank=True, help_text="How one complains; stands in every letter.")
    seed = models.CharField(
        max_length=64, help_text="The lot between equals; shown when nobody can ask any more."
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "name", name="season_once"),
            models.CheckConstraint(
                condition=Q(last_on__gt=F("first_on")) & Q(ask_by_on__lt=F("first_on")),
                name="season_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")) & Q(closes__lte=1440), name="season_hours_in_order"
            ),
            models.CheckConstraint(
                condition=Q(most_wishes__gte=1, most_wishes__lte=MOST_WISHES), name="season_takes_wishes"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def commitment(self) -> str:
        """What shows from the first day that the lot was drawn before anybody asked: SHA-256 of the seed."""
        return hashlib.sha256(self.seed.encode()).hexdigest()


class SeasonSpace(Owned):
    """A space whose hours are shared out in a season."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="spaces")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "season", "space", name="season_space_once")]


class SeasonBreak(Owned):
    """Days in a season on which nothing takes place, such as the winter holiday."""

    erasure = {"name": "keep: what a holiday is called"}

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="breaks")
    from_on = models.DateField()
    until_on = models.DateField(help_text="The last day, itself off.")
    name = models.CharField(max_length=120, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="season_break_in_order")
        ]


class SeasonRequest(Owned):
    """So many minutes, so many times a week, for whom; its wishes say when and where."""

    erasure = {"on_behalf_of": "blank", "purpose": "blank", "answer": "blank"}

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="season_requests")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="season_requests"
    )
    on_behalf_of = models.CharField(max_length=160, blank=True, help_text="A group we do not know.")
    purpose = models.CharField(max_length=300)
    group = models.CharField(max_length=12, help_text="Who comes: children, youth …")
    people = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(help_text="How long each time.")
    times = models.PositiveSmallIntegerField(default=1, help_text="How often in a week.")
    asked_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="What was written when it was decided, and why.")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=720, times__gte=1, times__lte=7, people__gte=1),
                name="season_request_in_order",
            )
        ]
        indexes = [
            models.Index(fields=["municipality", "season", "asked_at"], name="season_request_asked"),
            models.Index(fields=["municipality", "organisation"], name="season_request_of"),
        ]

    @property
    def borrower(self) -> str:
        """Who asks, as staff see it: the association, else the group, else the person."""
        return (self.organisation.name if self.organisation else self.on_behalf_of) or self.person.name


class SeasonWish(Owned):
    """One wish of a request, 1 the dearest: a space, on one of these days, somewhere between two times.

    Without a space any will do that is large enough and has what it `needs`.
    """

    request = models.ForeignKey(SeasonRequest, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    needs = CodesField(help_text="projector, kitchen, step_free …")
    weekdays = CodesField(help_text="0 is Monday")
    begins = models.PositiveSmallIntegerField(help_text="Minutes after midnight.")
    ends = models.PositiveSmallIntegerField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "request", "rank", name="season_wish_once"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")) & Q(ends__lte=1440), name="season_wish_in_order"
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1, rank__lte=MOST_WISHES), name="season_wish_of_a_few"
            ),
        ]


class SeasonTime(Owned):
    """A time a week that a request is to have, or has where the season is decided."""

    request = models.ForeignKey(SeasonRequest, on_delete=models.CASCADE, related_name="given")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    begins = models.PositiveSmallIntegerField(help_text="Minutes after midnight.")
    ends = models.PositiveSmallIntegerField()
    locked_at = models.DateTimeField(
        null=True, blank=True, help_text="It stands when hours are shared again."
    )
    locked_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "request", "weekday", name="season_time_once_a_day"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6) & Q(ends__gt=F("begins")) & Q(ends__lte=1440),
                name="season_time_in_order",
            ),
        ]


class Sharing(Owned):
    """The hours of a season worked out once: asked for, and solved by the worker. The last one counts."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="sharings")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField(null=True, blank=True, help_text="When a worker took it.")
    step = models.CharField(max_length=12, blank=True, help_text="How far it has come.")
    solved_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(default=list, blank=True, help_text="Each aim: what was reached, what can be.")

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["municipality", "season", "asked_at"], name="sharing_of_season")]

    @property
    def is_under_way(self) -> bool:
        """Whether somebody waits for it."""
        return not (self.solved_at or self.failed_at)
