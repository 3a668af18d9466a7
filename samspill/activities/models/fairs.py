"""Foreningenes dag: a day on which every pupil of a year tries what associations do, a different one in each round.

Pupils are children. Of them there is a first name, a class, and a code on a slip of paper; no way to reach them. Names
and codes go soon after the day (`actions/fairs/keeping.py`); the rows without them are what figures are counted from.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import StaffMember, Unit


class Fair(Owned):
    """One day at a school. State follows from its moments: wishes open and close, places are drawn, then published."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    held_on = models.DateField()
    place_text = models.CharField(max_length=200, blank=True)
    wishes_open_at = models.DateTimeField()
    wishes_close_at = models.DateTimeField()
    wishes_each = models.PositiveSmallIntegerField(default=4)
    fewest_wishes = models.PositiveSmallIntegerField(
        default=4,
        help_text="Who wishes for the popular alone would get them before others; so all wish for as many.",
    )
    seed = models.CharField(
        max_length=64,
        help_text="What lots are drawn from. Shown when the wishes have closed, and never before.",
    )
    commitment = models.CharField(
        max_length=64,
        help_text="SHA-256 of the seed: shown from the start, so that nobody can choose it after.",
    )
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    drawing_asked_at = models.DateTimeField(null=True, blank=True)
    drawing_asked_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    step = models.CharField(max_length=12, blank=True, help_text="How far the drawing has come.")
    drawn_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(
        default=dict, help_text="Counts, and the proof, of the drawing as it was made."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    joined_asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the associations were asked how many joined."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(wishes_close_at__gt=F("wishes_open_at")), name="fair_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(fewest_wishes__lte=F("wishes_each"), fewest_wishes__gte=1),
                name="fair_fewest_within_each",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(drawn_at__isnull=False),
                name="fair_published_was_drawn",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "held_on"], name="fair_by_day")]

    def takes_wishes(self, at: dt.datetime) -> bool:
        """Whether pupils may wish now."""
        return self.wishes_open_at <= at < self.wishes_close_at and not self.drawing_asked_at

    def has_closed(self, at: dt.datetime) -> bool:
        """Whether no wish can come any more, so that the seed may be seen."""
        return at >= self.wishes_close_at

    @property
    def is_being_drawn(self) -> bool:
        """Whether somebody waits for the worker."""
        return bool(self.drawing_asked_at and not self.drawn_at and not self.failed_at)


class FairRound(Owned):
    """One of the rounds of the day, with its hours in local time."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(help_text="1 … 6")
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "fair", "number", name="fair_round_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=6), name="fair_round_one_to_six"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="fair_round_ends_after_start"),
        ]


class FairOffer(Owned):
    """What an association lets pupils try. `number` is what stands on the poster and in the list of choices."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="fair_offers"
    )
    host_name = models.CharField(
        max_length=200, help_text="The association's name as it stands on the lists."
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=400, blank=True)
    place_text = models.CharField(max_length=120, blank=True)
    from_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    to_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(default=0, help_text="Fewer than this in a round are too few.")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    joined = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="How many pupils joined the association afterwards; it tells so itself.",
    )
    joined_noted_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "fair", "number", name="fair_offer_number_once"),
            models.CheckConstraint(
                condition=Q(from_grade__isnull=True)
                | Q(to_grade__isnull=True)
                | Q(to_grade__gte=F("from_grade")),
                name="fair_offer_grades_in_order",
            ),
        ]


class FairRoom(Owned):
    """How many an offer takes in one round. No row: it does not run then."""

    offer = models.ForeignKey(FairOffer, on_delete=models.CASCADE, related_name="rooms")
    round = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "offer", "round", name="fair_room_once"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="fair_room_holds_somebody"),
        ]


class SchoolClass(Owned):
    """A class at a fair: 8A at Lillevik ungdomsskole. `grade` 0: not known."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(max_length=40)
    grade = models.PositiveSmallIntegerField(default=0)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "fair", "name", name="school_class_once")]


class Pupil(Owned):
    """A child in a class: the name the class list holds, and a code. Both go some weeks after the fair."""

    erasure = {"name": "blank", "code": "null"}

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="pupils")
    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="pupils")
    name = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=7, null=True, blank=True)
    added_at = models.DateTimeField()
    wished_at = models.DateTimeField(null=True, blank=True)
    wished_by = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who typed the wishes in for her; nobody where she did it herself.",
    )

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "code", name="pupil_code_once")]
        indexes = [models.Index(fields=["municipality", "fair"], name="pupil_by_fair")]


class PupilWish(Owned):
    """One wish, the dearest first, and what became of it when places were drawn or changed."""

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="wishes")
    offer = models.ForeignKey(FairOffer, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField(help_text="1 is the dearest.")
    reason = models.CharField(
        max_length=16, blank=True, help_text="granted, full, enough, no_round, closed, not_for_grade"
    )
    facts = models.JSONField(
        default=dict, help_text="What the reason tells: the round, how many wished, how much room."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "pupil", "rank", name="pupil_wish_rank_once"),
            models.UniqueConstraint("municipality", "pupil", "offer", name="pupil_wish_offer_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="pupil_wish_has_rank"),
        ]


class FairPlace(Owned):
    """Where a pupil is in a round. Each has a seat: the database cannot give a place twice.

    `rank` is which of her wishes it is, 0 where she did not wish for it. `placed_by` by hand, else drawn.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="places")
    offer = models.ForeignKey(FairOffer, on_delete=models.CASCADE, related_name="places")
    round = models.PositiveSmallIntegerField()
    seat = models.PositiveSmallIntegerField(help_text="1 … as many as the offer takes in this round")
    rank = models.PositiveSmallIntegerField(default=0)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "pupil", "round", name="fair_place_one_a_round"),
            models.UniqueConstraint("municipality", "pupil", "offer", name="fair_place_each_offer_once"),
            models.UniqueConstraint("municipality", "offer", "round", "seat", name="fair_place_seat_once"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="fair_place_has_seat"),
        ]
