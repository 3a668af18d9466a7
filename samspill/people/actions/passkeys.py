"""A person without an account comes in by a passkey in her own phone or computer, once it is added from her page."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.people import passkeys
from samspill.people.actions.persons import refuse_national_ids
from samspill.people.actions.ways_in import NobodyByThis
from samspill.people.models import Passkey, Person, StaffMember
from samspill.people.passkeys import Asked, NotBelieved, Owner, Site
from samspill.people.queries.persons import standing_person
from samspill.people.queries.ways_in import passkeys_of

#: A phone, a computer at home and one at work, and some she has lost.
MOST_PASSKEYS = 10


class TooManyPasskeys(ValueError):
    """She has as many as anybody may have; one must be taken away first."""


class PasskeyDoubted(LookupError):
    """There may be two of this key, so it opens nothing until she has taken it away and added it again."""


def ask_for_passkey(person: Person, site: Site) -> Asked:
    """What her browser is asked, to make a key that opens her page. The key calls her by her id, and shows her name."""
    owner = Owner(person.pk.bytes, person.name)
    return passkeys.ask_for_new(site, owner, known=[one.credential_id for one in passkeys_of(person)])


@transaction.atomic
def add_passkey(
    person: Person, site: Site, challenge: str, answer: str, *, name: str, at: dt.datetime
) -> Passkey:
    """From now on this key opens her page. Raises `NotBelieved`, `TooManyPasskeys` and `HoldsNationalId`."""
    refuse_national_ids(name=name)
    made = passkeys.read_new(site, challenge, answer)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if passkeys_of(person).count() >= MOST_PASSKEYS:
        raise TooManyPasskeys
    try:
        with transaction.atomic():
            key = Passkey.objects.create(
                person=person,
                name=name.strip(),
                credential_id=made.credential_id,
                public_key=made.public_key,
                counter=made.counter,
                added_at=at,
            )
    except IntegrityError as error:  # No two devices make the same id; somebody plays another's answer again.
        raise NotBelieved("known") from error
    note("add_passkey", person, by=person, channel="web", at=at, passkey=str(key.pk))
    return key


def ask_for_any_passkey(site: Site) -> Asked:
    """What a browser is asked of which we do not know whose it is."""
    return passkeys.ask_for_any(site)


def come_in_by_passkey(site: Site, challenge: str, answer: str, *, at: dt.datetime) -> Passkey:
    """The key that was used; that it was is written down.

    Raises `NotBelieved`, `NobodyByThis`, and `PasskeyDoubted` where its counter has fallen back, now or before.
    """
    key = _use(site, challenge, answer, at=at)
    if key.doubted_at is not None:
        raise PasskeyDoubted
    return key


@transaction.atomic
def _use(site: Site, challenge: str, answer: str, *, at: dt.datetime) -> Passkey:
    """The doubt outlives the refusal: so the row is written here, and the refusal is said outside."""
    stored = Passkey.objects.select_for_update(of=("self",)).select_related("person")
    key = stored.filter(credential_id=passkeys.id_in(answer)).first()
    if key is None or standing_person(key.person_id) is None:
        raise NobodyByThis
    counter = passkeys.read_used(site, challenge, key.public_key, answer)
    if key.doubted_at is not None:
        return key
    if passkeys.may_be_copied(key.counter, counter):
        key.doubted_at = at
        key.save(update_fields=["doubted_at"])
        note("doubt_passkey", key.person, by="system", channel="web", at=at, passkey=str(key.pk))
        return key
    key.counter, key.last_used_at = counter, at
    key.save(update_fields=["counter", "last_used_at"])
    note("come_in", key.person, by=key.person, channel="web", at=at, passkey=str(key.pk))
    return key


@transaction.atomic
def rename_passkey(key: Passkey, name: str, *, by: Person, at: dt.datetime) -> None:
    """Call the phone or computer something else. Raises `HoldsNationalId`."""
    refuse_national_ids(name=name)
    key.name = name.strip()
    key.save(update_fields=["name"])
    note("rename_passkey", key.person, by=by, channel="web", at=at, passkey=str(key.pk))


@transaction.atomic
def remove_passkey(key: Passkey, *, by: StaffMember | Person, at: dt.datetime) -> None:
    """This key opens her page no more, and whoever is signed in by it is out at the next page."""
    key_id = str(key.pk)
    key.delete()
    note("remove_passkey", key.person, by=by, channel="web", at=at, passkey=key_id)
