"""Persons, how they are reached, what they consented to; units, staff and their roles."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.folding import FoldedField
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned, OwnedManager


class Unit(Owned):
    """A municipal service with its own staff and recipients: the volunteer centre, home care, refugee services."""

    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    receives_the_public = models.BooleanField(
        default=False, help_text="Requests and interest from the square land here when no unit is named."
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "name", name="unit_name_once")]

    def __str__(self) -> str:
        return self.name


class StaffManager(OwnedManager["StaffMember"]):
    def get_by_natural_key(self, email: str) -> StaffMember:
        return self.get(email__iexact=email)


class StaffMember(AbstractBaseUser, Owned):
    """Somebody who signs in: municipal staff and nobody else. The account opens no door in another municipality."""

    erasure = {"name": "blank", "email": "blank", "phone": "blank"}

    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=5, default="nb")
    invited_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="How to reach her was erased; the name goes some years after she left.",
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = StaffManager()  # type: ignore[misc]
    everywhere = models.Manager()  # type: ignore[misc]

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "email", condition=~Q(email=""), name="staff_email_once")
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether she may sign in; one who left may not."""
        return self.left_at is None

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    COORDINATOR = "coordinator"
    SUBSTITUTE = "substitute"
    LEADER = "leader"
    CRISIS = "crisis"
    OFFICER = "officer"
    READER = "reader"


class UnitRole(Owned):
    """What a member of staff may do in a unit, from a day until a day."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=12, choices=Role)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    stand_in = models.ForeignKey(
        "people.StandIn", null=True, blank=True, on_delete=models.SET_NULL, related_name="roles"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "staff", "unit", "role", condition=Q(until_on__isnull=True), name="role_once"
            )
        ]


class StandIn(Owned):
    """That a colleague looks after what another follows up in a unit, from a day until a day, both included.

    Nothing is copied: whoever looks is told who it is today, and it ends by itself.
    """

    erasure = {"words": "blank"}

    from_staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="handed_over")
    to_staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="stands_in")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    words = models.CharField(max_length=300, blank=True, help_text="What the colleague should know.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(StaffMember, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_staff=models.F("to_staff")), name="stand_in_is_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "until_on"], name="stand_in_by_end")]


class Presence(Owned):
    """That a member of staff has a page about something open: one row for each of both, renewed while she looks."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80, help_text="What is open, as the trail names it.")
    seen_at = models.DateTimeField()

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "subject", "staff", name="presence_once")]


class Channel(models.TextChoices):
    SMS = "sms"
    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"


class Restriction(models.TextChoices):
    """Why nothing may be done with what we have of somebody (GDPR, article 18, 1 a–d)."""

    DISPUTED = "disputed"
    UNLAWFUL = "unlawful"
    LEGAL_CLAIM = "legal_claim"
    OBJECTION = "objection"


class Person(Owned):
    """Somebody who volunteers, gets help, or speaks for an association. Has neither account nor, perhaps, e-mail."""

    erasure = {
        "name": "blank",
        "search_name": "blank",
        "birth_year": "null",
        "gender": "blank",
        "languages": "blank",
        "address": "blank",
        "postcode": "blank",
        "area": "null",
    }

    name = models.CharField(max_length=120)
    search_name = FoldedField(of="name", max_length=160)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    gender = models.CharField(max_length=1, blank=True, help_text="f, m, x, or empty where not told")
    language = models.CharField(max_length=5, default="nb", help_text="The language messages are written in.")
    languages = CodesField(help_text="Languages spoken, ISO 639 codes.")
    preferred_channel = models.CharField(max_length=6, choices=Channel, default=Channel.SMS)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    came_through = models.CharField(max_length=12, help_text="web, sms, phone, email, letter, paper, import")
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    restricted_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when nothing is done with what we have (GDPR, article 18)."
    )
    restricted_reason = models.CharField(max_length=12, blank=True, choices=Restriction)

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(restricted_at__isnull=True, restricted_reason="")
                | (Q(restricted_at__isnull=False) & ~Q(restricted_reason="")),
                name="person_restricted_with_reason",
            )
        ]
        indexes = [models.Index(fields=["municipality", "search_name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class ContactPoint(Owned):
    """A phone, e-mail or postal address of a person. Never unique: couples share them."""

    erasure = {"value": "delete row", "label": "delete row"}

    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"
        POST = "post"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=5, choices=Kind)
    value = models.CharField(max_length=254, help_text="E.164 for phones, lower case for e-mail.")
    label = models.CharField(max_length=40, blank=True, help_text="'work', 'husband's phone' …")
    is_preferred = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    unusable_at = models.DateTimeField(null=True, blank=True, help_text="Delivery failed for good.")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "person", "kind", "value", name="contact_point_once")
        ]
        indexes = [models.Index(fields=["municipality", "value"], name="contact_point_by_value")]


class SignInProvider(Owned):
    """An OpenID Connect provider people may come in by (ID-porten, Entra), and what we are there."""

    name = models.CharField(max_length=60, help_text="As people know it: ID-porten.")
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.CharField(max_length=1000, help_text="Sealed; see foundation.sealing.")
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "issuer", name="sign_in_provider_once"),
        ]

    def __str__(self) -> str:
        return self.name


class WayIn(Owned):
    """That a sign-in elsewhere opens a person's own page. `subject` is the provider's word, never a national id."""

    erasure = {"subject": "delete row"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ways_in")
    provider = models.ForeignKey(SignInProvider, on_delete=models.CASCADE, related_name="ways_in")
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "provider", "subject", name="way_in_once"),
        ]


class Consent(Owned):
    """That a person said we may contact her, by which channel she said it, when, and when she took it back."""

    erasure = {"words": "blank"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, default="contact")
    source = models.CharField(max_length=12, help_text="sms, phone, paper, web, email, letter, import")
    words = models.CharField(max_length=200, blank=True, help_text="What was said or ticked.")
    given_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_source = models.CharField(max_length=12, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality",
                "person",
                "purpose",
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_source=""),
                name="consent_withdrawn_has_source",
            ),
        ]


class NotTheSame(Owned):
    """Two persons who look like one and are not: somebody at the desk has said so."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "first", "second", name="not_the_same_once"),
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="not_the_same_are_two"),
        ]


class Change(Owned):
    """A fact about a person that was changed: what it was and what it became. The old value goes after a while."""

    erasure = {"was": "delete row", "became": "delete row"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=40, help_text="The name of the fact, or the kind of a contact point.")
    was = models.CharField(max_length=300, blank=True)
    became = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    changed_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Empty where she did it herself, or the system did.",
    )  # fmt: skip

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["municipality", "person", "changed_at"], name="change_by_person")]


class Claim(Owned):
    """A person asks us to correct or to forget: who asked, how, and what came of it. Answered within a month."""

    erasure = {"words": "blank", "answer": "blank"}

    class Kind(models.TextChoices):
        CORRECTION = "correction"
        ERASURE = "erasure"

    class Outcome(models.TextChoices):
        DONE = "done"
        REFUSED = "refused"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True, help_text="What she says is wrong.")
    asked_at = models.DateTimeField()
    channel = models.CharField(max_length=12, help_text="web, phone, sms, email, letter, paper")
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=8, blank=True, choices=Outcome)
    answer = models.TextField(blank=True, help_text="Why not, where it was refused.")

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "person", "kind", condition=Q(settled_at__isnull=True), name="claim_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="claim_settled_with_outcome",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "settled_at", "asked_at"], name="claim_waiting")]


class Hold(Owned):
    """That somebody's rows are kept past their time, for a reason, until a day."""

    erasure = {"reason": "delete row"}
    #: That we kept her is no sign that she is still there (`people.queries.keeping`).
    keeps_its_person = False

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=200)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "person", condition=Q(lifted_at__isnull=True), name="hold_once"
            )
        ]
