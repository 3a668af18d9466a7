"""What people sign, in versions and languages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.append_only import Guard
from samspill.foundation.tenancy import Owned
from samspill.people.models import StaffMember


class AgreementText(Owned):
    """One version of a text in one language: a draft until it is published, and then never changed.

    All languages of a version are published together. Which one counts is what is published and not replaced.
    """

    erasure = {"body": "keep: the municipality's own text"}

    kind = models.CharField(max_length=20, help_text="rules.texts.KINDS")
    language = models.CharField(max_length=2, help_text="nb, nn or en")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="Plain text; an empty line parts paragraphs.")
    valid_years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How long a signature counts; empty: for good."
    )
    asks_anew = models.BooleanField(
        default=False, help_text="Those who signed an earlier version must sign this one."
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "kind", "language", "version", name="text_version_once"),
            models.UniqueConstraint(
                "municipality",
                "kind",
                "language",
                condition=Q(published_at__isnull=True),
                name="text_one_draft",
            ),
            models.UniqueConstraint(
                "municipality",
                "kind",
                "language",
                condition=Q(published_at__isnull=False, replaced_at__isnull=True),
                name="text_one_that_counts",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(published_at__isnull=False),
                name="text_replaced_was_published",
            ),
            models.CheckConstraint(
                condition=~Q(kind="confidentiality") | Q(valid_years__isnull=True),
                name="confidentiality_never_runs_out",
            ),
            models.CheckConstraint(
                condition=Q(valid_years__isnull=True) | Q(valid_years__gte=1, valid_years__lte=10),
                name="text_valid_years_in_bounds",
            ),
        ]


#: Held by the database: what was published stands as it was written.
PUBLISHED_STANDS = Guard(
    name="published_text_stands",
    table="commitments_agreementtext",
    columns=("kind", "language", "version", "title", "body", "valid_years", "asks_anew", "published_at"),
    refusal="a published text is never changed",
    once="OLD.published_at IS NOT NULL",
)
