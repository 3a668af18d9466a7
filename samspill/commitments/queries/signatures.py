"""Who has signed what, who must do it anew, and whom we wait for."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Exists, OuterRef, QuerySet

from samspill.commitments.models import AgreementText, Signature, SigningRequest
from samspill.commitments.rules.texts import KINDS, oldest_that_counts
from samspill.people.models import Person
from samspill.people.queries import Asker


def signatures_of(person: Person) -> list[Signature]:
    """What she has signed, the latest first, with texts; what ceased to count is left out."""
    rows = Signature.objects.filter(person=person, withdrawn_at__isnull=True)
    return list(rows.select_related("text", "entered_by").order_by("-signed_at", "kind"))


def signature_for(asker: Asker | None, person: Person, signature_id: uuid.UUID) -> Signature:
    """The gate: a signature of a person who came through one, or who holds a link (`asker` None).

    Raises `Signature.DoesNotExist`.
    """
    return Signature.objects.select_related("text", "person", "entered_by").get(
        pk=signature_id, person=person
    )


def signing_request_for(asker: Asker, person: Person, request_id: uuid.UUID) -> SigningRequest:
    """The gate: what a person who came through one was asked to sign. Raises `SigningRequest.DoesNotExist`."""
    return SigningRequest.objects.select_related("person").get(pk=request_id, person=person)


def how_many_signed(kind: str) -> int:
    """How many people stand under some version of this."""
    rows = Signature.objects.filter(kind=kind, withdrawn_at__isnull=True, person__erased_at__isnull=True)
    return rows.values("person").distinct().count()


def kept_of_those_forgotten(kind: str) -> list[Signature]:
    """Signatures that outlive the person: she is forgotten, and the name stands for some years (0016). Latest first."""
    rows = Signature.objects.filter(kind=kind, person__erased_at__isnull=False, withdrawn_at__isnull=True)
    return list(rows.exclude(signed_name="").select_related("person").order_by("-signed_at", "pk"))


def open_requests(person: Person) -> list[SigningRequest]:
    """What she is asked to sign and has not, in the order of the kinds."""
    rows = open_ones().filter(person=person)
    return sorted(rows, key=lambda request: KINDS.index(request.kind))


def open_ones() -> QuerySet[SigningRequest]:
    """Every request that stands."""
    return SigningRequest.objects.filter(answered_at__isnull=True, lapsed_at__isnull=True)


def waiting_since(before: dt.datetime) -> QuerySet[SigningRequest]:
    """Requests we last sent before this moment and that are not answered, the oldest first, with the person."""
    rows = open_ones().filter(asked_at__lt=before, person__erased_at__isnull=True)
    return rows.select_related("person", "asked_by").order_by("asked_at", "pk")


def asked_lately(kind: str, *, since: dt.datetime) -> frozenset[uuid.UUID]:
    """Those who have been asked to sign this since a moment and have not answered."""
    return frozenset(open_ones().filter(kind=kind, asked_at__gte=since).values_list("person_id", flat=True))


def must_sign_anew(kind: str) -> QuerySet[Person]:
    """Those whose signature is under a version older than one that had to be signed anew. In no order."""
    anew = AgreementText.objects.filter(kind=kind, asks_anew=True, published_at__isnull=False)
    oldest = oldest_that_counts(anew.values_list("version", flat=True))
    signed = Signature.objects.filter(person=OuterRef("pk"), kind=kind, withdrawn_at__isnull=True)
    return Person.objects.filter(
        Exists(signed.filter(version__lt=oldest)),
        ~Exists(signed.filter(version__gte=oldest)),
        erased_at__isnull=True,
        merged_into__isnull=True,
    )
