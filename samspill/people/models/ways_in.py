"""How a person comes to a page of her own without a link."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.people.models.persons import Person


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


class Passkey(Owned):
    """A key in a person's phone or computer that opens her own page. Its secret half never leaves there."""

    erasure = {"name": "delete row", "credential_id": "delete row", "public_key": "delete row"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60, blank=True, help_text="What she calls the phone or computer.")
    credential_id = models.CharField(max_length=1364, help_text="The key's own id, base64url.")
    public_key = models.TextField(help_text="The public half with its id, as the device told it; base64url.")
    counter = models.BigIntegerField(help_text="How often it had signed; 0 where it does not count.")
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    doubted_at = models.DateTimeField(
        null=True, blank=True, help_text="Its counter fell back, so there may be two of it: opens nothing."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "credential_id", name="passkey_once"),
        ]
