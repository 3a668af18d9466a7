"""Links that a nursing home, a school or a workplace holds: a door to one unit that needs no sign-in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember, Unit


class IntakeLink(Owned):
    """A durable address given to a workplace, by which its people ask for help or offer it. Only the hash is kept.

    Renewing closes this one and makes another, so that an address that went astray opens nothing.
    """

    class Kind(models.TextChoices):
        """help: they ask on behalf of those they care for · volunteers: they sign up to help, alone or as a group."""

        HELP = "help"
        VOLUNTEERS = "volunteers"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="intake_links")
    label = models.CharField(max_length=120, help_text="Whose it is: 'Nordsida omsorgssenter'.")
    kind = models.CharField(max_length=10, choices=Kind)
    token_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    used = models.PositiveIntegerField(default=0, help_text="How often something came by it.")
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "token_hash", name="intake_link_token_once"),
            models.CheckConstraint(
                condition=Q(used=0) | Q(last_used_at__isnull=False), name="intake_link_used_has_moment"
            ),
        ]
