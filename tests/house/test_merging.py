"""Two persons who turn out to be one become one, and nothing is lost."""

import datetime as dt

import pytest

from samspill.messaging.actions.outgoing import way_to_write
from samspill.people import signals
from samspill.people.actions import (
    SamePerson,
    find_or_add_person,
    give_consent,
    merge_persons,
    withdraw_consent,
)
from samspill.people.models import Consent, ContactPoint, Person
from samspill.people.queries import may_be_contacted, person_for
from samspill.volunteering.models import Interest, Volunteer


def add(name, *phones, at, **facts):
    return find_or_add_person(name, phones, by="system", at=at, channel="phone", **facts)


def merge(keep, gone, at):
    return merge_persons(keep, gone, by="system", at=at, channel="web")


def test_contact_points_meet_and_doubles_go(town, at):
    keep, gone = add("Kari Berg", "41234567", at=at), add("K. Berg", "41234567", "92345678", at=at)
    merge(keep, gone, at)
    assert sorted(keep.contact_points.values_list("value", flat=True)) == ["+4741234567", "+4792345678"]
    assert ContactPoint.objects.filter(person=keep, kind="phone", is_preferred=True).count() == 1


def test_what_she_has_in_other_rooms_moves_with_her(town, at):
    keep, gone = add("Kari Berg", at=at), add("Kari Berg Lie", at=at, birth_year=1950)
    interest = Interest.objects.create(name="Kari", phone="+4741234567", received_at=at, person=gone)
    Volunteer.objects.create(person=gone, joined_at=at)
    merge(keep, gone, at)
    interest.refresh_from_db()
    keep.refresh_from_db()
    assert interest.person == keep
    assert keep.volunteer
    assert keep.birth_year == 1950


def test_an_old_link_to_the_one_who_is_gone_leads_to_the_one_who_was_kept(asker, at):
    keep, gone = add("Kari Berg", at=at), add("Kari B.", at=at)
    merge(keep, gone, at)
    assert person_for(asker, gone.pk) == keep


def test_a_no_said_after_the_yes_is_heard(town, at):
    keep, gone = add("Kari Berg", at=at), add("Kari B.", at=at)
    give_consent(keep, source="web", by="system", at=at)
    give_consent(gone, source="web", by="system", at=at)
    withdraw_consent(gone, "sms", by=gone, at=at + dt.timedelta(days=1))
    merge(keep, gone, at + dt.timedelta(days=2))
    assert not may_be_contacted(keep)


def test_two_standing_consents_become_one_that_stands(town, at):
    keep, gone = add("Kari Berg", at=at), add("Kari B.", at=at)
    give_consent(keep, source="web", by="system", at=at + dt.timedelta(days=1))
    give_consent(gone, source="phone", by="system", at=at)
    merge(keep, gone, at + dt.timedelta(days=2))
    assert Consent.objects.get(person=keep, withdrawn_at__isnull=True).source == "phone"


def test_nobody_is_merged_with_herself_or_twice(town, at):
    keep, gone, third = add("Kari Berg", at=at), add("Kari B.", at=at), add("Kari C", at=at)
    with pytest.raises(SamePerson):
        merge(keep, keep, at)
    merge(keep, gone, at)
    with pytest.raises(SamePerson):
        merge(third, gone, at)
    assert Person.objects.filter(merged_into__isnull=False).count() == 1


def test_the_bell_rings_before_the_rows_move(town, at):
    heard = []

    def hear(sender, keep, gone, **_):
        heard.append((keep.pk, gone.contact_points.count()))

    keep, gone = add("Kari Berg", at=at), add("Kari B.", "41234567", at=at)
    signals.person_merged.connect(hear)
    try:
        merge(keep, gone, at)
    finally:
        signals.person_merged.disconnect(hear)
    assert heard == [(keep.pk, 1)]


def test_an_address_that_works_for_either_works_for_the_one_who_is_kept(town, at):
    keep, gone = add("Kari Berg", "41234567", at=at), add("K. Berg", "41234567", at=at)
    keep.contact_points.update(unusable_at=at, is_preferred=False)
    gone.contact_points.update(verified_at=at, is_preferred=True)
    merge(keep, gone, at)
    point = keep.contact_points.get()
    assert (point.unusable_at, point.verified_at, point.is_preferred) == (None, at, True)
    assert way_to_write(keep) == ("sms", "+4741234567")


def test_one_who_has_no_address_gets_those_of_the_other(town, at):
    keep, gone = add("Kari Berg", at=at), add("K. Berg", "41234567", at=at)
    merge(keep, gone, at)
    assert way_to_write(keep) == ("sms", "+4741234567")


def test_a_phone_at_home_that_is_preferred_does_not_hide_the_others_mobile(town, at):
    keep, gone = add("Kari Berg", "73000001", at=at), add("K. Berg", "41234567", at=at)
    keep.contact_points.update(is_preferred=True)
    assert way_to_write(keep) is None
    merge(keep, gone, at)
    assert way_to_write(keep) == ("sms", "+4741234567")
