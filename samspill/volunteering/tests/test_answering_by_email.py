"""One who is asked by e-mail answers by e-mail, or under the link in it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from conftest import make_staff
from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.actions import add_contact_point, change_person
from samspill.volunteering.actions.callouts import Wanted, send_callout_wave, start_callout
from samspill.volunteering.actions.interests import express_interest
from samspill.volunteering.actions.talks import offer_times
from samspill.volunteering.models import Assignment, CallOutQuestion, IntakeTalk, Offer, StayQuestion
from samspill.volunteering.queries.digests import wish_of

ADDRESS = "kari@eksempel.test"


@pytest.fixture
def asked_by_email(volunteer, phoned_in, ask, at):
    """Kari, who prefers e-mail, is asked; gives the question."""
    kari = volunteer("Kari Nordvik")
    add_contact_point(kari, "email", ADDRESS, by="system", at=at, channel="phone")
    change_person(kari, preferred_channel="email", by="system", at=at, channel="phone")
    (offer,) = ask(phoned_in(), kari)
    return offer


@pytest.fixture
def browser(at, monkeypatch):
    """Kari's browser, at the moment of the test."""
    monkeypatch.setattr(clock, "now", lambda: at)
    return Client(HTTP_HOST="lillevik.test")


def letter_of(offer: Offer) -> OutboundMessage:
    return OutboundMessage.objects.get(about=f"volunteering.offer:{offer.pk}", key__startswith="offer:")


def write(body, at, *, answers=None, number="1") -> InboundMessage:
    return receive_inbound(
        gateway="smtp", provider_id=number, channel="email", sender=ADDRESS, body=body, answers=answers, at=at
    )


def link_in(offer: Offer) -> str:
    return re.search(r"https?://[^/\s]+(/answer/\S+)", letter_of(offer).body)[1]


def test_a_yes_in_reply_to_the_question_books_her(asked_by_email, at):
    assert write("Ja takk", at, answers=letter_of(asked_by_email)).outcome == "yes"
    made = Assignment.objects.get()
    assert (made.person, made.channel) == (asked_by_email.person, "email")


def test_a_yes_that_replies_to_nothing_of_ours_waits_for_a_person(asked_by_email, at):
    kept = write(f"Ja {asked_by_email.shift.code}", at)
    assert kept.waits_since_at and not Assignment.objects.exists()


def test_of_two_questions_the_one_whose_letter_she_answers_is_meant(asked_by_email, phoned_in, ask, at):
    (other,) = ask(phoned_in(kind="walk"), asked_by_email.person)
    write("Ja", at, answers=letter_of(other))
    assert Assignment.objects.get().shift == other.shift


def test_avbud_in_reply_to_the_letter_opens_the_place_again(asked_by_email, at):
    write("Ja", at, answers=letter_of(asked_by_email))
    assert write("Avbud", at, answers=letter_of(asked_by_email), number="2").outcome == "withdrew"
    assert not Assignment.objects.filter(released_at__isnull=True).exists()


def test_the_link_in_the_letter_asks_before_it_counts(asked_by_email, browser):
    page = browser.get(link_in(asked_by_email))
    assert page.status_code == 200 and not Assignment.objects.exists()
    assert page.headers["Referrer-Policy"] == "same-origin" and "no-store" in page.headers["Cache-Control"]
    assert "Nordsida" not in page.content.decode()
    browser.post(link_in(asked_by_email), {"answer": "yes"})
    assert Assignment.objects.get().channel == "web"


def test_under_the_link_she_can_say_no_change_her_mind_and_withdraw(asked_by_email, browser):
    link = link_in(asked_by_email)
    for said, word in (
        ("no", "Takk for svaret"), ("yes", "Oppdraget er ditt"), ("withdraw", "Du er tatt av"), ("yes", "er ditt"),
    ):  # fmt: skip
        assert word in browser.post(link, {"answer": said}, follow=True).content.decode()
    assert Assignment.objects.filter(released_at__isnull=True).count() == 1


def test_one_who_is_too_late_under_the_link_is_told_so(asked_by_email, volunteer, ask, texts, browser):
    per = volunteer("Per Aune")
    ask(asked_by_email.shift.need, per)
    texts(per, "JA")
    page = browser.post(link_in(asked_by_email), {"answer": "yes"}, follow=True)
    assert "Oppdraget er dekket" in page.content.decode()
    assert Assignment.objects.get().person == per


def test_the_page_speaks_her_language(asked_by_email, browser, at):
    change_person(asked_by_email.person, language="en", by="system", at=at, channel="phone")
    page = browser.get(link_in(asked_by_email))
    assert "Yes, I can" in page.content.decode()


@pytest.mark.parametrize("path", ["/answer/made-up/", "/answer/x' OR 1=1/"])
def test_a_link_that_leads_nowhere_says_whom_to_call(town, browser, path):
    page = browser.get(path)
    assert page.status_code == 410 and "73 00 00 00" in page.content.decode()


def test_the_neighbour_knows_nothing_of_the_link(asked_by_email, browser, neighbour):
    assert browser.get(link_in(asked_by_email), HTTP_HOST="storfjordby.test").status_code == 410


def test_an_sms_has_no_link(volunteer, phoned_in, ask):
    (offer,) = ask(phoned_in(), volunteer("Per Aune"))
    assert "http" not in letter_of(offer).body


@pytest.fixture
def called_out_by_email(volunteer, centre, at):
    """Kari, who has no phone, is called out by e-mail; gives the question."""
    nora = make_staff("Nora Dal", centre, "crisis", at=at)
    kari = volunteer("Kari Nordvik")
    kari.contact_points.all().delete()
    add_contact_point(kari, "email", ADDRESS, by="system", at=at, channel="phone")
    callout = start_callout(Wanted(title="Savnet båt", wanted=1), unit=centre, by=nora, at=at)
    send_callout_wave(callout.pk, by=nora, at=at)
    return CallOutQuestion.objects.get()


def test_a_call_out_is_answered_by_email_only_in_reply_to_it(called_out_by_email, at):
    letter = OutboundMessage.objects.get(key=f"callout:{called_out_by_email.pk}")
    write("Ja, 20 min", at)
    write("Ja, 20 min", at, answers=OutboundMessage.objects.create(
        channel="email", address=ADDRESS, body="Hei", key="another", person=called_out_by_email.person,
        queued_at=at, not_before_at=at,
    ), number="2")  # fmt: skip
    called_out_by_email.refresh_from_db()
    assert called_out_by_email.answer == ""
    assert InboundMessage.objects.filter(waits_since_at__isnull=False).count() == 2
    write("Ja, 20 min", at, answers=letter, number="3")
    called_out_by_email.refresh_from_db()
    assert (called_out_by_email.answer, called_out_by_email.minutes) == ("yes", 20)


def test_whether_she_stays_is_answered_by_email_only_in_reply_to_that_question(volunteer, at):
    kari = volunteer("Kari Nordvik")
    add_contact_point(kari, "email", ADDRESS, by="system", at=at, channel="phone")
    question = StayQuestion.objects.create(person=kari, channel="email", asked_at=at)
    letter = OutboundMessage.objects.create(
        channel="email", address=ADDRESS, body="Vil du bli?", key="stay", person=kari, about=subject_of(question),
        queued_at=at, not_before_at=at,
    )  # fmt: skip
    assert write("Nei", at).waits_since_at
    question.refresh_from_db()
    assert question.answered_at is None
    write("Ja", at, answers=letter, number="2")
    question.refresh_from_db()
    assert question.stays is True


def test_a_weekly_message_is_chosen_by_email_only_in_reply_to_one_of_ours(asked_by_email, at):
    write("UKE", at)
    assert wish_of(asked_by_email.person) is None
    write("UKE", at, answers=letter_of(asked_by_email), number="2")
    assert wish_of(asked_by_email.person) is not None


def test_a_time_for_the_talk_is_picked_in_reply_to_our_letter_and_by_nobody_else(centre, ola, at):
    kari = express_interest("Kari Berg", email=ADDRESS, at=at)
    times = [at + dt.timedelta(days=day) for day in (1, 2)]
    offer_times(kari, times, with_staff=ola, by=ola, at=at)
    assert write("2", at).waits_since_at and not IntakeTalk.objects.exists()
    letter = OutboundMessage.objects.filter(channel="email").latest("queued_at")
    write("2", at, answers=letter, number="2")
    assert IntakeTalk.objects.get().booked_for_at == times[1]
