"""Organisations, what the registers say of them, and the posts people hold in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned, OwnedManager
from samspill.people.models import Person


class StandingOrganisations(OwnedManager["Organisation"]):
    """Those of the entered municipality that stand for themselves: not those that became a part of another."""

    def get_queryset(self) -> models.QuerySet[Organisation]:
        return super().get_queryset().filter(merged_into__isnull=True)


class Organisation(Owned):
    """An association, company or public service, with an organisation number or without.

    Columns beginning with `register_` are the register's and follow it. Name, website, e-mail, phone, address and
    categories are shared: the register's word (`register_facts`) is followed until somebody writes something else
    there, and not at all once `presented_at` is set (`rules.register_facts`).
    """

    erasure = {
        "name": "keep: an organisation's name, not a person's",
        "email": "keep: the organisation's published address",
        "phone": "keep: the organisation's published number",
        "about": "keep: the organisation's own presentation",
        "address": "keep: the organisation's address",
        "place_text": "keep: where the organisation meets",
    }

    class Kind(models.TextChoices):
        ASSOCIATION = "association"
        COMPANY = "company"
        PUBLIC = "public"

    number = models.CharField(
        max_length=9, null=True, blank=True, help_text="Nine digits; none for informal groups."
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ASSOCIATION)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    website = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    town = models.CharField(max_length=60, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    categories = CodesField(help_text="ICNPO codes, four or five digits, the main one first.")
    languages = CodesField(help_text="Languages spoken there.")
    audiences = CodesField(help_text="For whom it is: `rules.audiences`.")
    place_text = models.CharField(max_length=200, blank=True, help_text="Where they meet, in words.")
    came_from = models.CharField(max_length=12, help_text="register, sheet, desk, web")
    created_at = models.DateTimeField()
    presented_at = models.DateTimeField(
        null=True, blank=True, help_text="When the association took its page over."
    )
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the association last said that all of its page is right."
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(
        null=True, blank=True, help_text="When staff looked at a group that registered itself."
    )

    register_name = models.CharField(max_length=200, blank=True)
    register_form = models.CharField(max_length=10, blank=True, help_text="FLI, STI …")
    register_purpose = models.TextField(blank=True)
    register_facts = models.JSONField(
        default=dict, blank=True, help_text="The register's last word on shared columns."
    )
    register_digest = models.CharField(
        max_length=64, blank=True, help_text="Hash of the row last read: unchanged?"
    )
    voluntary_digest = models.CharField(max_length=64, blank=True)
    founded_on = models.DateField(null=True, blank=True)
    voluntary_since_on = models.DateField(
        null=True, blank=True, help_text="In Frivillighetsregisteret since."
    )
    bankrupt = models.BooleanField(default=False)
    dissolving = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True, help_text="Deleted from the register.")
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The one it turned out to be. It stands nowhere by itself, and is kept as history.",
    )

    objects = StandingOrganisations()  # type: ignore[misc]
    #: Also those that became a part of another: for imports, old addresses, and what points at one.
    with_merged = OwnedManager()

    class Meta(Owned.Meta):
        base_manager_name = "with_merged"
        constraints = [
            models.UniqueConstraint("municipality", "number", name="organisation_number_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__regex=r"^[89][0-9]{8}$"),
                name="organisation_number_form",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "name"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name


class Post(Owned):
    """A post somebody holds in an organisation: leader, treasurer, contact."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=40, help_text="leader, deputy, treasurer, secretary, contact …")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    is_published = models.BooleanField(default=False, help_text="The association chose to show this contact.")
    may_act_since_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was shown that she may act for it; empty: unconfirmed."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "organisation",
                "person",
                "title",
                condition=Q(until_on__isnull=True),
                name="post_held_once",
            )
        ]
