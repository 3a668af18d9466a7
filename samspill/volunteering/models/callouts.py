"""Calling many out at once: the call-out, its waves, the question put to each, and the log."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Channel, Person, StaffMember, Unit


class CallOut(Owned):
    """Many are asked to come at once. As many come as can: there are no seats. Two-level text as on a need."""

    erasure = {"private_text": "blank", "words": "keep: what all who are asked may see"}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="callouts")
    code = models.PositiveIntegerField(
        help_text="A short number people can type; one series with the shifts."
    )
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True, help_text="May be seen by all who are asked.")
    meeting_place = models.CharField(max_length=200, blank=True, help_text="Where those who come shall meet.")
    private_text = models.TextField(blank=True, help_text="Only those who say yes are told.")
    criteria = models.JSONField(default=dict, help_text="Who is looked for: rules.crisis.Criteria.")
    wanted = models.PositiveSmallIntegerField(help_text="How many are needed.")
    is_drill = models.BooleanField(default=False)
    form_key = models.CharField(max_length=40, blank=True, help_text="A button pressed twice is one.")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(StaffMember, null=True, on_delete=models.SET_NULL, related_name="+")
    enough_at = models.DateTimeField(null=True, blank=True, help_text="Enough come; the rest were told.")
    enough_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "code", name="callout_code_once"),
            models.UniqueConstraint(
                "municipality", "form_key", condition=~Q(form_key=""), name="callout_form_sent_once"
            ),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="callout_wants_somebody"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="callout_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "started_at"], name="callout_by_start")]

    def __str__(self) -> str:
        return self.title


class CallOutWave(Owned):
    """One round of asking, with what was disregarded to send it, by whom, and what it cost."""

    callout = models.ForeignKey(CallOut, on_delete=models.CASCADE, related_name="waves")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(StaffMember, null=True, on_delete=models.SET_NULL, related_name="+")
    within_km = models.FloatField(null=True, blank=True, help_text="So far from the centre; empty: any.")
    asked = models.PositiveIntegerField()
    cost_ore = models.PositiveIntegerField(default=0, help_text="Expected cost, in øre.")
    despite_quiet_hours = models.BooleanField(default=False)
    despite_budget = models.BooleanField(default=False)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "callout", "number", name="callout_wave_number_once")
        ]


class CallOutQuestion(Owned):
    """The question put to one person, and what she answered. Answering locks this row alone (decision 0019)."""

    erasure = {"address": "blank"}

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"
        LATER = "later"

    callout = models.ForeignKey(CallOut, on_delete=models.CASCADE, related_name="questions")
    wave = models.ForeignKey(CallOutWave, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="callout_questions")
    channel = models.CharField(max_length=6, choices=Channel)
    address = models.CharField(max_length=254, blank=True, help_text="Where it was sent.")
    km = models.FloatField(null=True, blank=True, help_text="How far she lives from the centre.")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True, help_text="So long until she is there.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_channel = models.CharField(max_length=12, blank=True)
    answer_entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    there_at = models.DateTimeField(null=True, blank=True, help_text="When she said she would be there.")
    set_out_at = models.DateTimeField(null=True, blank=True, help_text="Said that she is on the way.")
    arrived_at = models.DateTimeField(null=True, blank=True)
    undelivered_at = models.DateTimeField(null=True, blank=True, help_text="The question did not reach her.")
    rung_at = models.DateTimeField(
        null=True, blank=True, help_text="Called, and nobody answered; the latest time."
    )
    told_enough_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "callout", "person", name="called_out_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="callout_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(answer="yes")
                | Q(set_out_at__isnull=True, arrived_at__isnull=True, there_at__isnull=True),
                name="callout_only_yes_comes",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "address"], name="callout_question_by_address"),
            models.Index(fields=["municipality", "callout", "answer"], name="callout_question_by_answer"),
        ]


class CallOutEntry(Owned):
    """A line of the log that somebody typed; what the system did stands in the trail. Never changed."""

    erasure = {"words": "keep: the log of what happened; it holds no identity numbers"}

    callout = models.ForeignKey(CallOut, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField(help_text="When it happened.")
    words = models.TextField()
    went_wrong = models.BooleanField(default=False, help_text="Something to do better next time.")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(StaffMember, null=True, on_delete=models.SET_NULL, related_name="+")
