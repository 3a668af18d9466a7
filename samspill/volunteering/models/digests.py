"""One weekly letter rather than many: who has chosen it, and what waits for the next."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person, StaffMember


class DigestWish(Owned):
    """That a volunteer wants what is not urgent gathered in one message a week, since when and how she said it."""

    #: How she wants to be written to keeps nobody; that she is heard of does.
    keeps_its_person = False

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="digest_wishes")
    since_at = models.DateTimeField()
    channel = models.CharField(max_length=12, help_text="How she said it: sms, web, phone …")
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    last_letter_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "person", condition=Q(ended_at__isnull=True), name="digest_wish_once"
            )
        ]


class DigestLine(Owned):
    """Something that is not urgent and waits for the person's weekly letter."""

    erasure = {"body": "delete row"}
    #: What we wrote, or tried to, tells nothing of whether she is still there.
    keeps_its_person = False

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="digest_lines")
    key = models.CharField(max_length=120, help_text="What makes it the same, as in the outbox.")
    about = models.CharField(max_length=80, blank=True)
    body = models.TextField()
    put_by_at = models.DateTimeField()
    pointless_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey(
        OutboundMessage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The letter it went with.",
    )
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "key", name="digest_line_once")]
        indexes = [
            models.Index(
                fields=["municipality", "person"],
                condition=Q(told_at__isnull=True),
                name="digest_line_waiting",
            )
        ]
