"""Plans: who is to be asked for which of the open shifts of some days, before anybody is asked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.models.needs import Shift


class Plan(Owned):
    """One plan for the open shifts of some units and days. Nothing is sent until it is approved.

    waiting → made, or failed; made → approved. Made anew it becomes another plan, which `replaces` this one.
    """

    from_on = models.DateField()
    until_on = models.DateField(help_text="Included.")
    most_each = models.PositiveSmallIntegerField(
        default=2, help_text="So many tasks at most for one person on these days."
    )
    seed = models.CharField(max_length=40, help_text="What lots are drawn from; published with the plan.")
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Counts the changes, so that two colleagues do not overwrite each other."
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    judged = models.PositiveIntegerField(default=0, help_text="How many shifts have been looked at.")
    to_judge = models.PositiveIntegerField(default=0)
    solved_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True, help_text="nothing_open, too_large, fault")
    input_hash = models.CharField(
        max_length=64, blank=True, help_text="What it was solved from, as one word."
    )
    figures = models.JSONField(default=dict, help_text="Counts, how good it is, and the proof.")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(solved_at__isnull=False),
                name="plan_approved_was_made",
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True) | ~Q(failure=""), name="plan_failed_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "made_at"], name="plan_by_made")]


class PlanUnit(Owned):
    """A unit whose shifts the plan is for. Only who cares for all of them sees the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "plan", "unit", name="plan_unit_once")]


class PlanShift(Owned):
    """A shift in a plan, as it stood when the plan was made, and what became of asking when it was approved."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="shifts")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="planned_in")
    places = models.PositiveSmallIntegerField(help_text="Open when the plan was made.")
    fits = models.PositiveIntegerField(help_text="How many could be asked.")
    lacks = models.JSONField(
        default=dict, help_text="What is in the way of those who do not fit: code → how many."
    )
    asked_at = models.DateTimeField(null=True, blank=True, help_text="The first wave went out.")
    passed_over = models.CharField(
        max_length=12, blank=True, help_text="Why nobody was asked: covered, cancelled, over, nobody."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "plan", "shift", name="plan_shift_once"),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True) | Q(passed_over=""), name="plan_shift_asked_or_passed_over"
            ),
        ]


class PlanChoice(Owned):
    """That somebody is to be asked about a shift, and why she. What is locked stays when the plan is made anew."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="choices")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="planned")
    is_locked = models.BooleanField(default=False)
    reasons = models.JSONField(default=list, help_text="Why she: codes and values.")
    costs = models.JSONField(default=dict, help_text="What speaks against it, by step.")
    chosen_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="By hand."
    )
    dropped_for = models.CharField(
        max_length=40, blank=True, help_text="Why she was not asked after all, when the plan was approved."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "plan", "shift", "person", name="plan_choice_once")
        ]


class PlanExclusion(Owned):
    """Not her for this shift, says somebody at the desk."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="exclusions")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="excluded_from")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "plan", "shift", "person", name="plan_exclusion_once")
        ]
