"""Writing to many: what is written, to whom, and what became of it for each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.models.selections import Selection


class Mailing(Owned):
    """Words to many. Prepared until it is confirmed; then the worker puts it into the outbox bit by bit."""

    erasure = {"name": "keep: what staff call it"}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mailings")
    name = models.CharField(max_length=80)
    selection = models.ForeignKey(
        Selection, null=True, blank=True, on_delete=models.SET_NULL, related_name="mailings"
    )
    criteria = models.JSONField(default=dict, help_text="Those of the selection, as they were.")
    texts = models.JSONField(default=dict, help_text="By language: subject and body, with merge fields.")
    is_urgent = models.BooleanField(
        default=False, help_text="Goes at once also to those who have chosen a weekly letter."
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True, help_text="Thrown away before it was confirmed.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    queued_at = models.DateTimeField(null=True, blank=True, help_text="Everybody has been seen to.")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(queued_at__isnull=True, stopped_at__isnull=True),
                name="mailing_confirmed_first",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(removed_at__isnull=True),
                name="mailing_confirmed_is_kept",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "made_at"], name="mailing_by_day"),
            models.Index(
                fields=["municipality", "confirmed_at"],
                condition=Q(confirmed_at__isnull=False, queued_at__isnull=True, stopped_at__isnull=True),
                name="mailing_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MailingRecipient(Owned):
    """One of those a mailing is to. Seen to once: written to (`message`), or left out for a reason."""

    #: What we wrote, or tried to, tells nothing of whether she is still there.
    keeps_its_person = False

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mailings")
    place = models.PositiveIntegerField(help_text="In which order they are seen to.")
    seen_to_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey(
        OutboundMessage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    left_out = models.CharField(max_length=12, blank=True, help_text="rules.mailings.LEFT_OUT")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "mailing", "person", name="mailing_once_to_each"),
            models.CheckConstraint(
                condition=Q(left_out="") | Q(message__isnull=True, seen_to_at__isnull=False),
                name="mailing_left_out_is_not_written_to",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "mailing", "place"],
                condition=Q(seen_to_at__isnull=True),
                name="mailing_not_seen_to",
            )
        ]
