"""Volunteers who said "call me when you need somebody"."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember, Unit


class Pool(Owned):
    """A flexible pool: whoever is in it is proposed first for what it is for."""

    erasure = {"name": "keep: what the pool is called", "words": "keep: what the pool is for"}

    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pools",
        help_text="Empty: all units share it.",
    )
    name = models.CharField(max_length=80)
    kinds = CodesField(help_text="Kinds of help it is for (rules.codes.KINDS); empty: any.")
    words = models.CharField(max_length=300, blank=True, help_text="What one says to those who join.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "name", condition=Q(closed_at__isnull=True), name="pool_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PoolMember(Owned):
    """Somebody in a pool, from a moment until a moment."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pools")
    joined_at = models.DateTimeField()
    channel = models.CharField(max_length=12, default="phone", help_text="How she said it.")
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "pool", "person", condition=Q(left_at__isnull=True), name="in_pool_once"
            )
        ]
