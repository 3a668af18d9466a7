"""What happens when two do the same at the same moment, on both databases: one row, one talk, one person."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import make_staff
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage
from samspill.people.actions import SamePerson, find_or_add_person, merge_persons
from samspill.people.models import Person
from samspill.volunteering.actions import express_interest, receive_request
from samspill.volunteering.actions.interests import InterestSettled
from samspill.volunteering.actions.links import LinkClosed, ask_by_link, make_intake_link, renew_intake_link
from samspill.volunteering.actions.talks import TalkBooked, TimeTaken, book_talk, offer_times, pick_time
from samspill.volunteering.actions.welcoming import Told, hold_talk
from samspill.volunteering.models import IntakeLink, IntakeTalk, Interest, Request, Volunteer

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_the_same_form_sent_twice_at_once_is_one_row(town, centre, together, at):
    for number in range(
        8
    ):  # One of them commits while another looks, or none does: more than one try is needed.
        name = f"Kari Berg {number}"
        rows = together(town, [lambda name=name: express_interest(name, "41234567", at=at) for _ in range(6)])
        assert {row.pk for row in rows} == {Interest.objects.get(name=name).pk}
    asked = together(town, [lambda: receive_request("Kari Berg", "41234567", at=at) for _ in range(6)])
    assert {row.pk for row in asked} == {Request.objects.get().pk}


def test_the_same_word_sent_from_one_phone_at_once_is_one_row(town, centre, together, at):
    def send(number):
        return receive_inbound(
            gateway="simulator", provider_id=f"s-{number}", channel="sms", sender="+4741234567",
            body="FRIVILLIG Kari Berg", at=at,
        )  # fmt: skip

    inbound = together(town, [lambda number=number: send(number) for number in range(5)])
    assert len({message.pk for message in inbound}) == 5
    assert set(InboundMessage.objects.values_list("outcome", flat=True)) == {"offers_help"}
    assert Interest.objects.count() == 1


def test_two_colleagues_who_book_the_same_talk_book_one(town, centre, ola, together, at):
    interest = express_interest("Kari Berg", "41234567", at=at)
    lise = make_staff("Lise Lund", centre, "coordinator", at=at)

    def book(staff, hours):
        starts_at = at + dt.timedelta(hours=hours)
        return book_talk(interest, starts_at=starts_at, with_staff=staff, by=staff, at=at)

    outcomes = together(town, [lambda: book(ola, 24), lambda: book(lise, 48)])
    assert kinds(outcomes) == ["IntakeTalk", "TalkBooked"]
    assert IntakeTalk.objects.count() == 1
    assert TalkBooked


def test_one_time_picked_by_several_is_one_persons(town, centre, ola, together, at):
    offers = []
    for number in range(4):
        interest = express_interest(f"Kari {number}", f"4123456{number}", at=at)
        offers += offer_times(interest, [at + dt.timedelta(days=1)], with_staff=ola, by=ola, at=at)
    picks = [lambda offer=offer: pick_time(offer.pk, by="public", at=at, channel="sms") for offer in offers]
    outcomes = together(town, picks)
    assert kinds(outcomes) == ["IntakeTalk", "TimeTaken", "TimeTaken", "TimeTaken"]
    assert IntakeTalk.objects.count() == 1
    assert TimeTaken


def test_two_who_welcome_her_at_once_make_one_volunteer(town, centre, ola, together, at):
    interest = express_interest("Kari Berg", "41234567", at=at)

    def welcome():
        return hold_talk(interest, Told("Kari Berg", "41234567"), unit=centre, by=ola, at=at)

    outcomes = together(town, [welcome, welcome, welcome])
    assert kinds(outcomes).count("Volunteer") == 1
    assert all(isinstance(one, Volunteer | InterestSettled) for one in outcomes), outcomes
    assert Volunteer.objects.count() == Person.objects.count() == 1


def test_two_mergers_at_once_whichever_way_leave_one_person(town, centre, ola, together, at):
    one = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    other = find_or_add_person("K Berg", ["92345678"], by=ola, at=at, channel="phone")
    calls = [
        lambda: merge_persons(one, other, by=ola, at=at, channel="web"),
        lambda: merge_persons(other, one, by=ola, at=at, channel="web"),
    ]
    assert kinds(together(town, calls)) == ["Person", "SamePerson"]
    assert Person.objects.filter(merged_into__isnull=True).count() == 1
    assert SamePerson


def test_a_link_that_is_renewed_while_it_is_used_lets_in_all_or_none(town, centre, ola, together, at):
    link, _ = make_intake_link(centre, "Nordsida", "help", by=ola, at=at)
    outcomes = together(
        town,
        [
            lambda: ask_by_link(link, "Marit", "73000055", for_whom="Astrid", words="Tur", at=at),
            lambda: renew_intake_link(link, by=ola, at=at),
        ],
    )
    asked = outcomes[0]
    assert isinstance(asked, Request | LinkClosed)
    assert Request.objects.count() == int(isinstance(asked, Request))
    assert IntakeLink.objects.filter(closed_at__isnull=True).count() == 1
