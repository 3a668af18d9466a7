"""Who signed what, and whom we asked to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.commitments.models.texts import AgreementText
from samspill.foundation.append_only import Guard
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember


class Signature(Owned):
    """One person's signature under one text. What it says is never changed; it can only cease to count."""

    erasure = {
        "signed_name": "keep: blanked when she is forgotten, under a declaration five years later (0016)",
        "withdrawn_reason": "blank",
    }

    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=20, help_text="The text's own, so that one version is signed once.")
    version = models.PositiveSmallIntegerField(help_text="The text's own.")
    signed_name = models.CharField(max_length=120, help_text="As she wrote it.")
    signed_at = models.DateTimeField(help_text="On paper only the day is known: noon.")
    channel = models.CharField(max_length=12, help_text="web (by a link), sms (by a code), paper")
    digest = models.CharField(max_length=64, help_text="The fingerprint of the text as she read it.")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who saw the paper.",
    )
    renewed_at = models.DateTimeField(
        null=True, blank=True, help_text="She signed the same version once more when this one ran out."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "person",
                "kind",
                "version",
                condition=Q(withdrawn_at__isnull=True, renewed_at__isnull=True),
                name="signed_once",
            ),
            models.CheckConstraint(
                condition=~Q(channel="paper") | Q(signed_at__lte=models.F("entered_at")),
                name="paper_signed_before_entered",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "kind", "person"], name="signature_by_kind")]


class SigningRequest(Owned):
    """That somebody was asked to sign the version that counted then; open until answered or lapsed.

    `code` stands at the foot of that version and nowhere else, so whoever signs with it has had the text before her.
    """

    erasure = {"address": "blank"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signing_requests")
    kind = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    code = models.PositiveIntegerField(help_text="What she signs with by SMS: SIGN 4711.")
    channel = models.CharField(max_length=12, help_text="sms, email, phone or letter")
    address = models.CharField(max_length=254, blank=True)
    asked_at = models.DateTimeField(help_text="When we last asked.")
    asked_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    read_out_at = models.DateTimeField(
        null=True, blank=True, help_text="The text was read to her on the phone."
    )
    read_out_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(
        null=True, blank=True, help_text="No longer wanted, or there is a newer version."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "code", name="signing_code_once"),
            models.UniqueConstraint(
                "municipality",
                "person",
                "kind",
                condition=Q(answered_at__isnull=True, lapsed_at__isnull=True),
                name="signing_asked_once",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "person", "kind"], name="signing_by_person")]


#: Held by the database: who signed what, when and how. Her row may become another's when two persons are one.
SIGNATURE_STANDS = Guard(
    name="signature_stands",
    table="commitments_signature",
    columns=("text_id", "kind", "version", "signed_at", "channel", "digest", "entered_at"),
    refusal="a signature is never changed",
    may_become_empty=("signed_name",),
)
