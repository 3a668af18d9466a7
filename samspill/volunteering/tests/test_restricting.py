"""Of somebody who asked that nothing be done, nothing is done: nobody asks, writes, matches or lists her."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.messaging.actions import answer_inbound, queue_message, receive_inbound, write_to
from samspill.messaging.actions.many import Draft, queue_owed_messages
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries import inbox
from samspill.people.actions import find_or_add_person, give_consent, lift_restriction
from samspill.volunteering.actions import Asked, NobodyNew, enrol_volunteer, register_request, send_wave
from samspill.volunteering.actions.restricting import restrict
from samspill.volunteering.models import Offer
from samspill.volunteering.queries.matching import who_fits
from samspill.volunteering.queries.profiles import WhoIsWanted, people_list
from samspill.volunteering.queries.reach import way_to_reach

PHONE = "+4741234567"


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Berg", [PHONE], by=ola, at=at, channel="phone")
    give_consent(person, source="phone", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("escort",))
    return person


@pytest.fixture
def shift(centre, ola, at):
    starts = at + dt.timedelta(days=2)
    asked = Asked(caller_name="Nina", kind="escort", starts_at=starts, ends_at=starts + dt.timedelta(hours=1))
    need = register_request(asked, unit=centre, by=ola, at=at)
    return type(need.shifts.get()).objects.select_related("need__request__recipient").get(need=need)


def test_she_is_not_matched_not_asked_and_not_reached(kari, shift, asker, ola, at):
    restrict(kari, reason="objection", by=kari, at=at, channel="web")
    assert who_fits(shift, at=at).best() == [] and who_fits(shift, at=at).nearly() == []
    assert way_to_reach(kari.pk) is None
    assert not people_list(asker, WhoIsWanted(show="all")).exists()
    with pytest.raises(NobodyNew):
        send_wave(shift.pk, [kari.pk], by=ola, at=at)
    assert not Offer.objects.exists() and not OutboundMessage.objects.exists()


def test_what_is_on_its_way_is_called_off_and_her_question_lapses(kari, shift, ola, at):
    send_wave(shift.pk, [kari.pk], by=ola, at=at)
    restrict(kari, reason="objection", by=kari, at=at, channel="web")
    assert OutboundMessage.objects.get().cancelled_at == at
    assert Offer.objects.get().lapsed_at == at


def test_whatever_is_written_to_her_after_that_is_kept_and_not_sent(kari, ola, at):
    restrict(kari, reason="objection", by=kari, at=at, channel="web")
    written = write_to(kari, "Hei", channel="sms", by=ola, at=at)
    assert (written.cancelled_at, written.failure) == (at, "restricted")
    queue_owed_messages([Draft("sms", PHONE, "Avlyst", "k", kari)], at=at)
    assert OutboundMessage.objects.get(key="k").failure == "restricted"


def test_what_she_writes_is_read_and_may_be_answered(kari, asker, ola, at):
    restrict(kari, reason="objection", by=kari, at=at, channel="web")
    inbound = receive_inbound(
        gateway="simulator", provider_id="1", channel="sms", sender=PHONE, body="Hva har dere om meg?", at=at
    )
    assert list(inbox(asker)) == [inbound]
    answer = answer_inbound(inbound, "Vi ringer deg", by=ola, at=at, key="a")
    assert answer.cancelled_at is None


def test_when_it_is_lifted_she_is_asked_like_anybody(kari, shift, ola, at):
    restrict(kari, reason="objection", by=kari, at=at, channel="web")
    lift_restriction(kari, by=kari, at=at, channel="web")
    assert [one.person_id for one in who_fits(shift, at=at).best()] == [kari.pk]
    kari.refresh_from_db()
    assert (
        queue_message(channel="sms", address=PHONE, body="x", key="x", at=at, person=kari).cancelled_at
        is None
    )
