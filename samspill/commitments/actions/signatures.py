"""Somebody signs: by a link, by a code from her phone, or on a paper that a member of staff has seen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.commitments import signals
from samspill.commitments.models import AgreementText, Signature
from samspill.commitments.queries.signatures import open_ones
from samspill.commitments.queries.texts import current_text, text_in_force_on
from samspill.commitments.rules.signatures import is_a_name
from samspill.commitments.rules.texts import counts_until, digest_of, may_be_renewed
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.people.rules.names import tidy_name

Who = StaffMember | Person | str
NOON = dt.time(12)


class TextReplaced(RuntimeError):
    """A new version was published while she read. `current` is what counts now, in the same language."""

    def __init__(self, current: AgreementText | None) -> None:
        super().__init__(str(current and current.version))
        self.current = current


class NotWrittenAsAName(ValueError):
    """A signature is a name."""


class NotThatDay(ValueError):
    """On paper: the day is still to come, or no text was published then."""


class NotSignedYet(LookupError):
    """There is no such signature that counts."""


@transaction.atomic
def sign(
    text: AgreementText, person: Person, *, name: str, channel: str, by: Who, at: dt.datetime
) -> Signature:
    """She signs this very text with her name. Signing again, or pressing twice, gives the signature that is there;
    one that has run out, or is about to, is renewed.

    Raises `NotWrittenAsAName`, `HoldsNationalId`, and `TextReplaced` where another version counts by now.
    """
    text = _signable(text, person, name)
    if standing := _standing(text, person, at):
        return standing
    if text.published_at is None or text.replaced_at is not None:
        raise TextReplaced(current_text(text.kind, text.language))
    return _write(text, person, name, channel, signed_at=at, by=by, at=at)


@transaction.atomic
def sign_on_paper(
    person: Person,
    kind: str,
    *,
    signed_on: dt.date,
    language: str,
    name: str = "",
    by: StaffMember,
    at: dt.datetime,
) -> Signature:
    """She signed on paper on that day, and `by` has seen it; the paper is hers to keep or the archive's, not ours.

    The text is the one that counted that day. Raises `NotThatDay`, and as `sign` does.
    """
    text = text_in_force_on(kind, language, signed_on)
    if text is None or signed_on > clock.local_day(at):
        raise NotThatDay(signed_on)
    name = name or person.name
    text = _signable(text, person, name)
    if standing := _standing(text, person, at):
        return standing
    signed_at = min(at, clock.at_local(signed_on, NOON))
    return _write(text, person, name, "paper", signed_at=signed_at, by=by, at=at)


@transaction.atomic
def withdraw_signature(
    signature: Signature, *, reason: str, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> None:
    """It no longer counts: written by mistake, or taken back. It stays, with the reason. Raises `NotSignedYet`."""
    refuse_national_ids(reason=reason)
    standing = Signature.objects.filter(pk=signature.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=at, withdrawn_reason=reason.strip()[:200], withdrawn_by=by):
        raise NotSignedYet(signature.pk)
    signature.refresh_from_db()
    note("withdraw_signature", signature.person, by=by, channel=channel, at=at, kind=signature.kind)
    signals.signature_withdrawn.send(Signature, signature=signature, by=by, at=at)


def _signable(text: AgreementText, person: Person, name: str) -> AgreementText:
    """The text as it stands now, with her row locked: two presses at once wait for each other."""
    if not is_a_name(name):
        raise NotWrittenAsAName
    refuse_national_ids(name=name)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return AgreementText.objects.get(pk=text.pk)


def _standing(text: AgreementText, person: Person, at: dt.datetime) -> Signature | None:
    """Her signature under this version. One that runs out is put behind her, so that she can sign once more."""
    rows = Signature.objects.filter(
        person=person,
        kind=text.kind,
        version=text.version,
        withdrawn_at__isnull=True,
        renewed_at__isnull=True,
    )
    standing = rows.select_related("text", "person").first()
    if standing is None:
        return None
    until = counts_until(clock.local_day(standing.signed_at), standing.text.valid_years)
    if not may_be_renewed(until, on=clock.local_day(at)):
        return standing
    rows.update(renewed_at=at)
    return None


def _write(
    text: AgreementText,
    person: Person,
    name: str,
    channel: str,
    *,
    signed_at: dt.datetime,
    by: Who,
    at: dt.datetime,
) -> Signature:
    signature = Signature.objects.create(
        text=text,
        person=person,
        kind=text.kind,
        version=text.version,
        signed_name=tidy_name(name)[:120],
        signed_at=signed_at,
        channel=channel,
        digest=digest_of(text.title, text.body),
        entered_at=at,
        entered_by=by if isinstance(by, StaffMember) else None,
    )
    open_ones().filter(person=person, kind=text.kind, version__lte=text.version).update(answered_at=at)
    note("sign_text", person, by=by, channel=channel, at=at, kind=text.kind, version=text.version)
    signals.text_signed.send(Signature, signature=signature, by=by, at=at)
    return signature
