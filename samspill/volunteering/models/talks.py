"""The first conversation: times offered, a time booked, held and noted, or tried in vain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Channel, StaffMember
from samspill.volunteering.models.interests import Interest

#: A talk that is still to come: neither held, called off nor tried in vain.
TO_COME = Q(held_at__isnull=True, cancelled_at__isnull=True, did_not_answer_at__isnull=True)


class IntakeTalk(Owned):
    """A conversation with somebody who wants to help: when, with whom, by phone or where, and what came of it."""

    erasure = {"place_words": "blank", "note": "blank"}

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="talks")
    booked_for_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    place_words = models.CharField(max_length=120, blank=True, help_text="Where they meet; empty: by phone.")
    with_staff = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks"
    )
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty where she chose the time herself.",
    )
    booked_channel = models.CharField(max_length=12)
    told_at = models.DateTimeField(null=True, blank=True, help_text="She was sent the time.")
    reminded_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True, help_text="What was said; she may read it.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_channel = models.CharField(max_length=12, blank=True)
    did_not_answer_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "interest", condition=TO_COME, name="talk_to_come_once"),
            models.UniqueConstraint(
                "municipality",
                "with_staff",
                "booked_for_at",
                condition=TO_COME & Q(with_staff__isnull=False),
                name="talk_at_a_time_once",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True)
                | Q(cancelled_at__isnull=True, did_not_answer_at__isnull=True),
                name="talk_held_or_not",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5), name="talk_takes_time"),
        ]
        indexes = [models.Index(fields=["municipality", "booked_for_at"], name="talk_by_time")]


class TalkOffer(Owned):
    """One time offered to somebody, with the number she answers. Picked, or lapsed when another was or it is taken."""

    erasure = {"address": "blank", "place_words": "blank"}

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="times")
    number = models.PositiveSmallIntegerField(help_text="What she answers: 1, 2 …")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    place_words = models.CharField(max_length=120, blank=True)
    with_staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel)
    address = models.CharField(max_length=254)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    picked_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "interest",
                "number",
                condition=Q(picked_at__isnull=True, lapsed_at__isnull=True),
                name="talk_offer_number_once",
            )
        ]
        indexes = [models.Index(fields=["municipality", "address"], name="talk_offer_by_address")]
