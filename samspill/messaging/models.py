"""The outbox, the inbox, delivery reports, who does not want to hear from us; drafts and forms of words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Channel, Person, StaffMember, Unit


class OutboundMessage(Owned):
    """One message to one address. Written in the transaction of the change it tells of; its state is its facts.

    waiting → claimed → sent → delivered; or failed (for good), unknown (may have arrived: never resent), cancelled.
    A letter, or what is to be said on the phone, is claimed and sent in one: when somebody has done it (`sent_by`).
    """

    erasure = {
        "address": "blank",
        "subject": "blank",
        "body": "blank",
        "page": "blank",
        "leave_at": "blank",
        "failure": "blank",
    }

    key = models.CharField(
        max_length=120, help_text="What makes it the same message: sent once for each key."
    )
    channel = models.CharField(max_length=6, choices=Channel)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    page = models.TextField(blank=True, help_text="The same as HTML, for an e-mail that should look good.")
    leave_at = models.URLField(
        max_length=300, blank=True, help_text="Where one press ends letters of this kind (RFC 8058)."
    )
    about = models.CharField(
        max_length=80, blank=True, help_text="What it tells of: 'volunteering.offer:<id>'."
    )
    written_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who writes, where it matters: a letter carries the unit's name and phone.",
    )
    segments = models.PositiveSmallIntegerField(default=1)
    cost_ore = models.PositiveIntegerField(default=0, help_text="Expected cost, in øre.")
    queued_at = models.DateTimeField()
    not_before_at = models.DateTimeField(help_text="Quiet hours and waiting after a passing failure.")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Pointless after this moment.")
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    gateway = models.CharField(max_length=20, blank=True)
    provider_id = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who posted the letter, or said it on the phone.",
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)
    unknown_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "key", name="outbound_key_once"),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True)
                | Q(sent_at__isnull=False)
                | Q(unknown_at__isnull=False),
                name="outbound_delivered_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(sent_at__isnull=True),
                name="outbound_not_sent_and_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True)
                | Q(channel__in=(Channel.LETTER, Channel.PHONE), sent_at__isnull=False),
                name="outbound_by_hand_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "not_before_at"],
                condition=Q(claimed_at__isnull=True, cancelled_at__isnull=True, failed_at__isnull=True),
                name="outbound_waiting",
            ),
            models.Index(
                fields=["municipality", "claimed_at"],
                condition=Q(
                    claimed_at__isnull=False,
                    sent_at__isnull=True,
                    failed_at__isnull=True,
                    cancelled_at__isnull=True,
                ),
                name="outbound_without_end",
            ),
            models.Index(
                fields=["municipality", "address", "queued_at"],
                condition=Q(
                    sent_at__isnull=True,
                    failed_at__isnull=True,
                    cancelled_at__isnull=True,
                    unknown_at__isnull=True,
                ),
                name="outbound_in_line",
            ),
            models.Index(fields=["municipality", "channel", "queued_at"], name="outbound_by_day"),
            models.Index(fields=["municipality", "person", "queued_at"], name="outbound_by_person"),
            models.Index(fields=["municipality", "address", "queued_at"], name="outbound_by_address"),
            models.Index(fields=["gateway", "provider_id"], name="outbound_by_provider_id"),
            models.Index(fields=["municipality", "about"], name="outbound_by_about"),
        ]


class InboundMessage(Owned):
    """One message received: stored before it is understood, handled once, never lost."""

    erasure = {"sender": "blank", "body": "blank", "raw": "blank", "subject": "blank"}

    gateway = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=120)
    channel = models.CharField(max_length=6, choices=Channel)
    sender = models.CharField(max_length=254)
    recipient = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    raw = models.TextField(blank=True, help_text="As the gateway gave it.")
    received_at = models.DateTimeField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    handled_at = models.DateTimeField(null=True, blank=True, help_text="Understood by the system.")
    outcome = models.CharField(max_length=40, blank=True, help_text="yes, no, withdrew, stopped, unclear …")
    about = models.CharField(max_length=80, blank=True)
    answers = models.ForeignKey(
        OutboundMessage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answered_by",
        help_text="The letter of ours that an e-mail is a reply to, where it came from whom it was sent to.",
    )
    waits_since_at = models.DateTimeField(
        null=True, blank=True, help_text="Not understood: waits for a person."
    )
    owner = models.ForeignKey(StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="A person dealt with it.")
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "gateway", "provider_id", name="inbound_once"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(settled_by__isnull=False),
                name="inbound_settled_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "sender", "received_at"], name="inbound_by_sender"),
            models.Index(fields=["municipality", "waits_since_at"], name="inbound_waiting"),
            models.Index(
                fields=["municipality", "received_at"],
                condition=Q(handled_at__isnull=True, waits_since_at__isnull=True),
                name="inbound_not_understood",
            ),
        ]


class PhoneNote(Owned):
    """A phone call or conversation somebody typed in, so that the thread reads the same as by SMS."""

    erasure = {"text": "blank"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phone_notes")
    at = models.DateTimeField()
    written_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    about = models.CharField(max_length=80, blank=True)


class DeliveryReport(Owned):
    """What a gateway said became of a message: stored first, then applied."""

    gateway = models.CharField(max_length=20)
    provider_id = models.CharField(max_length=120)
    status = models.CharField(max_length=20, help_text="delivered, failed, accepted")
    detail = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "gateway", "provider_id", "status", name="delivery_report_once"
            )
        ]


class OptOut(Owned):
    """An address that said STOPP. Works at once, for everybody behind the address, until it says START."""

    erasure = {"address": "keep: so that we never write there again; belongs to no person"}

    channel = models.CharField(max_length=6, choices=Channel)
    address = models.CharField(max_length=254)
    stopped_at = models.DateTimeField()
    source = models.CharField(max_length=12, help_text="sms, phone, email, web, paper")
    resumed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "channel",
                "address",
                condition=Q(resumed_at__isnull=True),
                name="opt_out_once",
            )
        ]


class MessagingPolicy(Owned):
    """How this municipality sends: its quiet hours, budget, price and the name or number it sends from."""

    erasure = {
        "sender": "keep: the municipality's own number",
        "email_from": "keep: the municipality's own address",
    }

    sms_gateway = models.CharField(max_length=20, default="simulator")
    sender = models.CharField(max_length=20, blank=True, help_text="The number people answer to.")
    email_from = models.CharField(max_length=254, blank=True)
    quiet_from = models.TimeField(default="21:00")
    quiet_until = models.TimeField(default="08:00")
    price_ore = models.PositiveIntegerField(default=40, help_text="Price of one SMS segment, in øre.")
    daily_budget_ore = models.PositiveIntegerField(default=50_000, help_text="0: no limit.")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", name="messaging_policy_once")]


class ThreadDraft(Owned):
    """What a member of staff has begun to write to a person: one for each of both, saved while she writes."""

    erasure = {"subject": "delete row", "body": "delete row"}
    #: What we wrote, or tried to, tells nothing of whether she is still there.
    keeps_its_person = False

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    channel = models.CharField(max_length=6, choices=Channel)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "staff", "person", name="draft_once")]
        indexes = [models.Index(fields=["municipality", "person"], name="draft_by_person")]


class ThreadReading(Owned):
    """How far a member of staff has read in the conversation with a person."""

    #: What we read tells nothing of whether she is still there.
    keeps_its_person = False

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="readings")
    until_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "staff", "person", name="reading_once")]


class MessageTemplate(Owned):
    """Words to use again: of one unit, or of the whole municipality where none is named. A text for each language."""

    erasure = {"name": "keep: what staff call a form of words"}

    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="message_templates"
    )
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=12, help_text="rules.templates.PURPOSES")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "unit",
                "name",
                condition=Q(removed_at__isnull=True),
                name="template_name_once",
            ),
            models.UniqueConstraint(
                "municipality",
                "name",
                condition=Q(removed_at__isnull=True, unit__isnull=True),
                name="template_name_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateText(Owned):
    """A template's words in one language, with merge fields such as {fornavn}."""

    erasure = {
        "subject": "keep: a form of words, the same for everybody",
        "body": "keep: a form of words, the same for everybody",
    }

    template = models.ForeignKey(MessageTemplate, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "template", "language", name="template_text_once")
        ]
