"""An unclear answer is read by a person, who makes it count in two keystrokes, answers it, and can take it back."""

import datetime as dt
import re

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.queries import inbox, waiting_count
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Unit
from samspill.people.queries import asker_for, people_with_phone
from samspill.volunteering.actions.volunteers import enrol_volunteer
from samspill.volunteering.models import Assignment, Need, Offer, Recipient, Request, Shift

PHONE = "+4741234567"


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Solvang", [PHONE], by=ola, at=at, channel="phone")
    give_consent(person, source="phone", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="phone")
    return person


@pytest.fixture
def offer(kari, centre, at):
    starts = clock.now() + dt.timedelta(days=3)
    request = Request.objects.create(unit=centre, caller_name="Sykehjemmet", channel="phone", received_at=at)
    need = Need.objects.create(
        request=request, unit=centre, kind="walk", form="once", title="Tur i skogen", made_at=at
    )
    shift = Shift.objects.create(
        need=need, code=12, starts_at=starts, ends_at=starts + dt.timedelta(hours=1), places=1
    )
    return Offer.objects.create(shift=shift, person=kari, channel="sms", address=PHONE, asked_at=at)


def came(text, sender=PHONE, number="1"):
    receive_inbound(
        gateway="simulator", provider_id=number, channel="sms", sender=sender, body=text, at=clock.now()
    )
    return InboundMessage.objects.get(provider_id=number)


def body(response):
    return response.content.decode()


def test_an_unclear_answer_waits_with_the_conversation_and_the_question_beside_it(desk, offer):
    message = came("nja, ja men kan vi ta onsdag?")
    assert "Kari Solvang" in body(desk.get("/desk/inbox/"))
    page = body(desk.get(f"/desk/inbox/{message.pk}/"))
    assert "Tur i skogen" in page
    assert 'data-key="1"' in page and 'data-key="2"' in page


@pytest.mark.parametrize(("meant", "booked"), [("yes", 1), ("no", 0)])
def test_a_person_takes_it_as_yes_or_no_and_takes_it_back(desk, offer, ola, meant, booked):
    message = came("kanskje det går")
    desk.post(f"/desk/inbox/{message.pk}/answer/", {"offer": str(offer.pk), "meant": meant})
    offer.refresh_from_db()
    message.refresh_from_db()
    assert offer.answer == meant
    assert offer.answer_channel == "sms" and offer.answer_entered_by == ola
    assert message.settled_by == ola
    assert Assignment.objects.filter(released_at__isnull=True).count() == booked

    desk.post(f"/desk/inbox/{message.pk}/reopening/")
    message.refresh_from_db()
    assert message.settled_at is None
    assert not Assignment.objects.filter(released_at__isnull=True).exists()
    assert "Kari Solvang" in body(desk.get("/desk/inbox/"))


def test_a_question_put_to_somebody_else_cannot_be_answered_with_it(desk, offer, ola, at):
    message = came("kanskje", sender="+4792345678")
    desk.post(f"/desk/inbox/{message.pk}/answer/", {"offer": str(offer.pk), "meant": "yes"})
    assert not Assignment.objects.exists()


def test_an_answer_goes_back_by_the_same_channel_once_and_settles(desk, offer):
    message = came("hvor skal vi møtes?")
    key = re.search(r'name="key" value="([^"]+)"', body(desk.get(f"/desk/inbox/{message.pk}/")))[1]
    for _ in range(2):
        desk.post(f"/desk/inbox/{message.pk}/reply/", {"body": "Ved kirka", "key": key, "settle": "1"})
    answer = OutboundMessage.objects.get(body="Ved kirka")
    assert (answer.address, answer.channel) == (PHONE, "sms")
    assert "Ved kirka" in body(desk.get(f"/desk/inbox/{message.pk}/"))
    assert "Kari Solvang" not in body(desk.get("/desk/inbox/"))


def test_an_unknown_number_is_given_to_a_person(desk, kari):
    message = came("Hei, jeg har byttet nummer", sender="+4792345678")
    page = body(desk.get(f"/desk/inbox/{message.pk}/?q=Kari"))
    assert f'value="{kari.pk}"' in page
    desk.post(f"/desk/inbox/{message.pk}/sender/", {"person": str(kari.pk)})
    assert list(people_with_phone("+4792345678")) == [kari]
    assert "byttet nummer" in body(desk.get(f"/desk/people/{kari.pk}/"))


def test_two_colleagues_do_not_deal_with_the_same_message(desk, kari, centre, at):
    message = came("hei?")
    other = browser_of(make_staff("Mona Vik", centre, "coordinator", at=at), "lillevik.test")
    other.post(f"/desk/inbox/{message.pk}/owner/")
    assert "Mona Vik" in body(desk.get("/desk/inbox/"))
    other.post(f"/desk/inbox/{message.pk}/settlement/")
    page = desk.post(f"/desk/inbox/{message.pk}/settlement/", follow=True)
    assert 'data-color="danger"' in body(page)
    message.refresh_from_db()
    assert message.settled_by.name == "Mona Vik"


def test_a_message_from_one_who_gets_help_elsewhere_is_not_shown(desk, town, at):
    home_care = Unit.objects.create(name="Hjemmetjenesten")
    nurse = make_staff("Nina Nes", home_care, "coordinator", at=at)
    gunvor = find_or_add_person("Gunvor Dahl", ["912 34 567"], by=nurse, at=at, channel="phone")
    Recipient.objects.create(person=gunvor, unit=home_care, since_at=at)
    message = came("Jeg falt i natt", sender="+4791234567")
    assert "falt" not in body(desk.get("/desk/inbox/"))
    assert desk.get(f"/desk/inbox/{message.pk}/").status_code == 404
    assert "falt" in body(browser_of(nurse, "lillevik.test").get("/desk/inbox/"))


def test_the_number_in_the_menu_is_that_of_the_list_whoever_wrote(asker, kari, ola, at):
    assert waiting_count(asker) == 0
    home_care = Unit.objects.create(name="Hjemmetjenesten")
    nurse = make_staff("Nina Nes", home_care, "coordinator", at=at)
    for name, phone in (("Gunvor Dahl", "+4791234567"), ("Arne Dahl", "+4791234568"), ("Liv Vik", PHONE)):
        person = find_or_add_person(name, [phone], by=nurse, at=at, channel="phone")
        Recipient.objects.create(person=person, unit=home_care, since_at=at)
    find_or_add_person("Ida Dahl", ["+4791234567"], by=ola, at=at, channel="phone")
    # One who is hidden shares a phone with one who is not, one is hidden, and one nobody knows.
    for number, sender in enumerate(("+4791234567", "+4791234568", PHONE, "+4790000000")):
        came("Hei, det er noe jeg må si", sender=sender, number=str(number))
    assert waiting_count(asker) == inbox(asker).count() == 3
    for_the_nurse = asker_for(nurse, on=at.date())
    assert waiting_count(for_the_nurse) == inbox(for_the_nurse).count() == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [("👍", "Vi kunne ikke lese sikkert"), ("", "Meldingen var tom."), ("نعم أستطيع", "نعم أستطيع")],
)
def test_why_a_message_waits_is_said_in_words(desk, offer, text, words):
    message = came(text)
    assert words in body(desk.get(f"/desk/inbox/{message.pk}/"))
    assert (text or "En tom melding") in body(desk.get("/desk/inbox/"))
