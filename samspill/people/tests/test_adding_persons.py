"""A person is found again by name and phone, and never guessed."""

import pytest

from samspill.foundation.models import AuditEntry
from samspill.people.actions import HoldsNationalId, NameMissing, find_or_add_person
from samspill.people.models import Person, StaffMember, Unit, UnitRole
from samspill.people.queries import people_with_phone

PHONE = "412 34 567"


def add(name, phones=(PHONE,), emails=(), *, at, by="system", **facts):
    return find_or_add_person(name, phones, emails, by=by, at=at, channel="phone", **facts)


def test_the_same_name_on_the_same_phone_is_the_same_person(town, at):
    assert add("Kari Berg", at=at) == add(" KARI  M. BERG", ["+47 41234567"], at=at)


def test_a_couple_may_share_a_phone(town, at):
    kari, ola = add("Kari Berg", at=at), add("Ola Berg", at=at)
    assert kari != ola
    assert set(people_with_phone("+4741234567")) == {kari, ola}


def test_the_same_name_on_another_phone_is_somebody_else(town, at):
    assert add("Kari Berg", at=at) != add("Kari Berg", ["923 45 678"], at=at)


def test_an_email_address_is_enough_to_be_found_again(town, at):
    first = add("Kari Berg", [], ["Kari@Example.no"], at=at)
    assert add("Kari Berg", [PHONE], ["kari@example.no"], at=at) == first
    assert first.contact_points.count() == 2


def test_somebody_known_keeps_what_she_told_and_gets_what_was_missing(town, at):
    add("Kari Berg", at=at, birth_year=1950)
    again = add("Kari Berg", at=at, birth_year=1990, postcode="7900")
    assert (again.birth_year, again.postcode) == (1950, "7900")


def test_a_person_without_a_name_is_refused(town, at):
    with pytest.raises(NameMissing):
        add("  ", at=at)


def test_an_identity_number_in_the_address_is_refused_and_nothing_is_kept(town, at):
    with pytest.raises(HoldsNationalId):
        add("Kari Berg", at=at, address=f"Storgata 1, {_identity_number()}")
    assert not Person.objects.exists()


def test_who_added_her_stands_in_the_trail(town, at):
    unit = Unit.objects.create(name="Frivilligsentralen")
    ola = StaffMember.objects.create(name="Ola", email="ola@lillevik.test", invited_at=at)
    UnitRole.objects.create(staff=ola, unit=unit, role="coordinator", from_on=at.date())
    kari = add("Kari Berg", at=at, by=ola)
    line = AuditEntry.objects.get(subject=f"people.person:{kari.pk}")
    assert (line.verb, line.actor, line.channel) == (
        "add_person",
        f"people.staffmember:{ola.pk}",
        "phone",
    )


def _identity_number():
    """A synthetic one: the month has 80 added, so that it is nobody's."""
    from samspill.foundation.national_ids import holds_national_id

    return next(
        number for number in (f"018170{tail:05}" for tail in range(100_000)) if holds_national_id(number)
    )
