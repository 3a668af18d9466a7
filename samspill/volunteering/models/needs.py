"""Requests, the needs they lead to, and the shifts that are to be covered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.codes import CodesField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.models.links import IntakeLink
from samspill.volunteering.models.recipients import Recipient


class Request(Owned):
    """That somebody asked: who, for whom, through which unit, by which channel."""

    erasure = {
        "caller_name": "blank",
        "caller_phone": "blank",
        "on_behalf_of": "blank",
        "for_whom": "blank",
        "words": "blank",
    }

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="requests")
    recipient = models.ForeignKey(
        Recipient, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    caller_name = models.CharField(
        max_length=120, help_text="Who asked; a nurse, a daughter, the person herself."
    )
    caller_phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    on_behalf_of = models.CharField(
        max_length=120, blank=True, help_text="The nursing home's name, for instance."
    )
    for_whom = models.CharField(
        max_length=120, blank=True, help_text="As it was written by whoever asked; not yet a recipient."
    )
    link = models.ForeignKey(
        IntakeLink,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requests",
        help_text="The link it came by, if it did.",
    )
    channel = models.CharField(max_length=12, help_text="phone, web, sms, email, paper")
    words = models.TextField(blank=True, help_text="As it was said.")
    language = models.CharField(max_length=5, default="nb")
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declined_at = models.DateTimeField(
        null=True, blank=True, help_text="We could not help; the caller was told."
    )
    declined_reason = models.CharField(max_length=200, blank=True)
    form_key = models.CharField(
        max_length=40, blank=True, help_text="The form's own: a button pressed twice is one."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "form_key", condition=~Q(form_key=""), name="request_form_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | ~Q(declined_reason=""),
                name="request_declined_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "received_at"], name="request_by_received")]


class Need(Owned):
    """What volunteers are wanted for. Two-level text: what all may see, and what only the assigned person sees."""

    erasure = {
        "public_text": "blank",
        "private_text": "blank",
        "private_address": "blank",
        "meet_name": "blank",
        "meet_phone": "blank",
    }

    class Form(models.TextChoices):
        """once: at a set time · window: some time between two moments · rota: a shift each time it comes back ·
        pair: one volunteer for one recipient, for long.
        """

        ONCE = "once"
        WINDOW = "window"
        ROTA = "rota"
        PAIR = "pair"

    #: The forms whose shifts have hours of their own, so that nobody can be at two of them at a time.
    WITH_HOURS = (Form.ONCE, Form.ROTA)

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="needs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=20, help_text="rules.codes.KINDS")
    form = models.CharField(max_length=8, choices=Form)
    title = models.CharField(
        max_length=120, blank=True, help_text="May be seen by all; empty: the kind's own words."
    )
    public_text = models.TextField(blank=True, help_text="May be seen by all.")
    meet_name = models.CharField(max_length=120, blank=True, help_text="Whom the volunteer meets.")
    meet_phone = models.CharField(max_length=16, blank=True)
    private_address = models.CharField(max_length=200, blank=True)
    private_text = models.TextField(blank=True, help_text="Door code and the like.")
    reveal_hours = models.PositiveSmallIntegerField(
        default=48, help_text="The private part opens so long before."
    )
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    places = models.PositiveSmallIntegerField(default=1)
    languages = CodesField(help_text="Any of these would be good.")
    gender = models.CharField(max_length=1, blank=True, help_text="The recipient's wish: f or m.")
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    demands = CodesField(help_text="Qualifications a volunteer must hold (rules.codes.QUALIFICATIONS).")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    owner = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who follows it up; empty: whoever made it.",
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts the changes, so that two colleagues do not overwrite each other."
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, help_text="Shown on the square.")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=200, blank=True)
    pattern = models.JSONField(
        null=True,
        blank=True,
        help_text="Of a rota: when it comes back (rules.rotas), in Norwegian wall time.",
    )
    made_until_on = models.DateField(
        null=True, blank=True, help_text="Of a rota: its shifts exist up to this day."
    )
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    asks_former_first = models.BooleanField(
        default=False, help_text="Those who came to what it was copied from are proposed first."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(places__gte=1) & Q(places__lte=500), name="need_places_in_bounds"
            ),
            models.CheckConstraint(
                condition=~Q(form="rota") | Q(pattern__isnull=False), name="need_rota_has_pattern"
            ),
        ]


class Shift(Owned):
    """One occurrence of a need, with places. For a time window, any moment between start and end, for `minutes`.

    A time of a rota has a shift for each role. Behind the places there may be seats for reserves.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="shifts")
    role = models.ForeignKey(
        "volunteering.NeedRole", null=True, blank=True, on_delete=models.RESTRICT, related_name="shifts"
    )
    slot = models.DateTimeField(
        null=True, blank=True, help_text="The start the pattern gave: it names the time also after it moved."
    )
    code = models.PositiveIntegerField(
        help_text="A short number people can type: AVBUD 123. Unique in the municipality."
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(null=True, blank=True, help_text="How long within a window.")
    places = models.PositiveSmallIntegerField()
    minimum = models.PositiveSmallIntegerField(
        default=0, help_text="With fewer than this it cannot take place."
    )
    reserves = models.PositiveSmallIntegerField(default=0, help_text="Seats behind the places.")
    decided_at = models.DateTimeField(
        null=True, blank=True, help_text="Changed by hand: the pattern no longer decides over it."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    caller_owed_at = models.DateTimeField(
        null=True, blank=True, help_text="Since then whoever asked must be told that somebody is missing."
    )
    caller_owed_why = models.CharField(max_length=8, blank=True, help_text="lost, nobody, found")
    caller_told_at = models.DateTimeField(null=True, blank=True)
    caller_told_by = models.ForeignKey(
        StaffMember,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who called; empty: an SMS.",
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "code", name="shift_code_once"),
            models.UniqueConstraint(
                "municipality",
                "need",
                "role",
                "slot",
                condition=Q(slot__isnull=False),
                name="shift_once_per_slot_and_role",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"),
            models.CheckConstraint(condition=Q(places__gte=1), name="shift_has_places"),
            models.CheckConstraint(condition=Q(minimum__lte=F("places")), name="shift_minimum_within_places"),
            models.CheckConstraint(
                condition=Q(caller_owed_at__isnull=True, caller_owed_why="", caller_told_at__isnull=True)
                | (Q(caller_owed_at__isnull=False) & ~Q(caller_owed_why="")),
                name="shift_caller_told_why",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "starts_at"], name="shift_by_start")]
