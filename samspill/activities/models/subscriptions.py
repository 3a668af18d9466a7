"""Letters about the week: who wants to be told of what happens, where and how often."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned


class Rhythm(models.TextChoices):
    """When a letter goes."""

    WEEKLY = "weekly"
    DAY_BEFORE = "day_before"


class WeekSubscription(Owned):
    """An address that has asked for what a filter finds, and shown that it is read by whoever asked. Nobody's name.

    `renewed_at` is when somebody last said that it is still wanted. Ended is `ended_at`; `last_letter` is the week or
    the day of the last letter, so that none goes twice.
    """

    erasure = {"address": "delete row"}

    channel = models.CharField(max_length=6, help_text="sms or email")
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=5, help_text="What the letters are written in.")
    looked_for = models.CharField(
        max_length=600, blank=True, help_text="The filter, as an address carries it."
    )
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    confirmed_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    last_letter = models.CharField(max_length=10, blank=True, help_text="2026-W11 or 2026-03-11")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_channel = models.CharField(max_length=12, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "channel",
                "address",
                "looked_for",
                condition=Q(ended_at__isnull=True),
                name="week_subscribed_once",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=("sms", "email")), name="week_subscription_is_carried"
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "rhythm"],
                condition=Q(ended_at__isnull=True),
                name="week_subscriptions_standing",
            ),
            models.Index(fields=["municipality", "address"], name="week_subscription_address"),
        ]
