"""Calls that were tried: so that the next who calls knows, and nobody is called at a bad time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.messaging.models import OutboundMessage
from samspill.people.models import ContactPoint, Person, StaffMember
from samspill.volunteering.models.offers import Offer


class CallTry(Owned):
    """Somebody called about a question or with words to be said, and it did not end there.

    An answer stands on the offer itself and what was said on the message; a try is what came before.
    """

    #: What we wrote, or tried to, tells nothing of whether she is still there.
    keeps_its_person = False

    class Outcome(models.TextChoices):
        NOT_REACHED = "not_reached"
        CALL_BACK = "call_back"
        WRONG_NUMBER = "wrong_number"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="call_tries")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.CASCADE, related_name="tries")
    message = models.ForeignKey(
        OutboundMessage, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    tried_at = models.DateTimeField()
    tried_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_at = models.DateTimeField(null=True, blank=True, help_text="Not to be called before then.")
    point = models.ForeignKey(
        ContactPoint,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The number that turned out to be wrong.",
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(offer__isnull=False, message__isnull=True)
                | Q(offer__isnull=True, message__isnull=False),
                name="call_try_is_about_one_thing",
            )
        ]
        indexes = [models.Index(fields=["municipality", "person", "tried_at"], name="call_try_by_person")]
