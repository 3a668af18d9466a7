"""The volunteer profile: wishes, availability, qualifications."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.people.models import Person, StaffMember, Unit


class Volunteer(Owned):
    """A person's volunteer profile. One per person, shared by all units: recruitment is one."""

    erasure = {
        "wish_words": "blank",
        "unwanted_words": "blank",
        "wishes": "blank",
        "unwanted": "blank",
        "skills": "blank",
        "skill_words": "blank",
        "brings_words": "blank",
        "interests": "blank",
        "interest_words": "blank",
        "note": "blank",
    }

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="volunteer")
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="volunteers",
        help_text="Who follows up.",
    )
    followed_up_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    wishes = CodesField(help_text="Kinds of help she wants to give (rules.codes.KINDS).")
    wish_words = models.CharField(max_length=300, blank=True, help_text="As the person says it.")
    unwanted = CodesField(help_text="Kinds she does not want.")
    unwanted_words = models.CharField(max_length=300, blank=True)
    skills = CodesField(help_text="What she can or has (rules.codes.SKILLS), by her own word.")
    skill_words = models.CharField(max_length=300, blank=True)
    brings_words = models.CharField(max_length=120, blank=True, help_text="Whom she would like to bring.")
    interests = CodesField(
        help_text="What she likes (rules.codes.INTERESTS); what two share brings them together."
    )
    interest_words = models.CharField(max_length=300, blank=True)
    areas = CodesField(max_length=800, help_text="Ids of the areas she will go to; empty: anywhere.")
    availability = models.PositiveIntegerField(
        default=0, help_text="28 bits: weekday × part of day (rules.availability); 0: not told."
    )
    is_paused_from = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="Staff's note; the volunteer may see it.")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(
        null=True, blank=True, help_text="When we last said thank you: at most once a month."
    )

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "person", name="volunteer_once")]


class Absence(Owned):
    """Days a volunteer is away; both ends included."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_ends_after_start")
        ]


class Qualification(Owned):
    """What a volunteer holds, as dates. Of a police certificate only that it was shown, when, to whom; never a file."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="qualifications")
    kind = models.CharField(max_length=20, help_text="rules.codes.QUALIFICATIONS")
    held_from_on = models.DateField(help_text="Completed, signed or shown on this day.")
    valid_until_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_early_at = models.DateTimeField(
        null=True, blank=True, help_text="She was told that it runs out, two months before."
    )
    reminded_late_at = models.DateTimeField(null=True, blank=True, help_text="And two weeks before.")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "volunteer",
                "kind",
                condition=Q(withdrawn_at__isnull=True),
                name="qualification_once",
            )
        ]
