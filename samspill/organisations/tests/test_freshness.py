"""Once a year it is asked whether a page is right: two messages at most, and a yes, a press or a call answers."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.foundation.models import AuditEntry
from samspill.messaging.actions import queue_message, receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import (
    confirm_page,
    give_post,
    hide_organisation,
    let_act,
    merge_organisations,
    part_organisations,
    register_group,
    stop_acting,
)
from samspill.organisations.actions.freshness import ask_whether_pages_are_right
from samspill.organisations.models import Organisation, PageQuestion
from samspill.people.actions import find_or_add_person

PHONE = "+4741300001"
DAY = dt.timedelta(days=1)


@pytest.fixture
def choir(town, ola, at):
    return register_group("Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def secretary(choir, ola, at):
    """Marit, who may act for the choir."""
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    let_act(give_post(choir, marit, "secretary", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return marit


@pytest.fixture
def long_ago(choir, secretary, at):
    """The choir said that its page is right more than a year before `at`."""
    then = at - 366 * DAY
    confirm_page(choir, by=secretary, at=then)
    return then


def asked():
    return OutboundMessage.objects.filter(key__startswith="page_right:").order_by("queued_at")


def code():
    return PageQuestion.objects.get().code


def hear(body, at, **facts):
    number = f"in-{body}-{at.isoformat()}"
    told = {"gateway": "simulator", "provider_id": number, "channel": "sms", "sender": PHONE, "at": at}
    return receive_inbound(**told | {"body": body} | facts)


def confirmed():
    return Organisation.objects.get().confirmed_at


def test_a_year_after_it_was_confirmed_its_first_contact_is_asked_with_a_code_and_a_link(long_ago, at):
    assert ask_whether_pages_are_right(at - 2 * DAY) == 0
    assert ask_whether_pages_are_right(at) == 1
    message = asked().get()
    assert message.address == PHONE and f"Svar JA {code()}" in message.body and "STOPP" in message.body
    assert re.search(r"lillevik\.test\S*/our/\S+/page/ ", message.body)
    assert AuditEntry.objects.filter(verb="ask_about_page").count() == 1


def test_a_yes_with_the_code_confirms_it_and_thanks(long_ago, at):
    ask_whether_pages_are_right(at)
    inbound = hear(f"Ja {code()}", at + DAY)
    assert inbound.outcome == "yes" and confirmed() == at + DAY
    assert OutboundMessage.objects.filter(key__startswith="page_right_thanks").count() == 1
    assert ask_whether_pages_are_right(at + 60 * DAY) == 0


@pytest.mark.parametrize("body", ["ja 999", "nja", "ja?"])
def test_another_code_or_anything_unclear_confirms_nothing(long_ago, at, body):
    ask_whether_pages_are_right(at)
    hear(body, at + DAY)
    assert confirmed() == long_ago


def test_a_bare_yes_counts_only_when_nothing_else_was_written_lately(long_ago, secretary, at):
    ask_whether_pages_are_right(at)
    queue_message(
        channel="sms",
        address=PHONE,
        body="Kan du i morgen?",
        key="other",
        person=secretary,
        about="x:1",
        at=at + DAY,
    )
    hear("ja", at + 2 * DAY)
    assert confirmed() == long_ago
    hear("ja", at + 40 * DAY)
    assert confirmed() == at + 40 * DAY


def test_a_no_is_for_a_person_to_hear(long_ago, at):
    ask_whether_pages_are_right(at)
    inbound = hear(f"Nei {code()}", at + DAY)
    assert inbound.outcome == "no" and inbound.waits_since_at and confirmed() == long_ago


def test_a_letter_in_her_name_confirms_nothing_but_a_reply_to_ours_does(long_ago, choir, secretary, at):
    secretary.contact_points.all().delete()
    secretary.contact_points.create(kind="email", value="marit@kor.example", added_at=at)
    ask_whether_pages_are_right(at)
    letter = asked().get()
    assert letter.channel == "email" and letter.subject
    facts = {"channel": "email", "sender": "marit@kor.example"}
    hear(f"Ja {code()}", at + DAY, **facts)
    assert confirmed() == long_ago
    hear(f"Ja {code()}", at + 2 * DAY, answers=letter, **facts)
    assert confirmed() == at + 2 * DAY


def test_never_more_than_two_messages_in_a_year(long_ago, at):
    for day in range(0, 364, 7):
        ask_whether_pages_are_right(at + day * DAY)
    assert asked().count() == 2
    ask_whether_pages_are_right(at + 366 * DAY)
    assert asked().count() == 3


def test_who_said_stop_is_not_asked_nor_reminded(long_ago, at):
    ask_whether_pages_are_right(at)
    hear("STOPP", at + DAY)
    assert ask_whether_pages_are_right(at + 20 * DAY) == 0
    assert asked().count() == 1
    PageQuestion.objects.all().delete()
    assert ask_whether_pages_are_right(at + 21 * DAY) == 0


def test_none_is_asked_that_is_fresh_hidden_or_run_by_nobody(long_ago, choir, secretary, ola, at):
    confirm_page(choir, by=secretary, at=at - 300 * DAY)
    assert ask_whether_pages_are_right(at) == 0
    confirm_page(choir, by=secretary, at=long_ago)
    hide_organisation(choir, True, by=ola, at=at)
    assert ask_whether_pages_are_right(at) == 0
    hide_organisation(choir, False, by=ola, at=at)
    stop_acting(choir.posts.get(person=secretary), by=ola, at=at, channel="web")
    assert ask_whether_pages_are_right(at) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_once(town, long_ago, at, together):
    outcomes = together(town, [lambda: ask_whether_pages_are_right(at)] * 3)
    assert sorted(outcomes) == [0, 0, 1] and asked().count() == 1


@pytest.fixture
def band(ola, at):
    """The same choir once more, and another who may act for it; its page has not been confirmed for long either."""
    band = register_group("Blandakoret", by=ola, at=at - 400 * DAY)
    per = find_or_add_person("Per Li", ["41300002"], by=ola, at=at, channel="phone")
    let_act(give_post(band, per, "leader", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    confirm_page(band, by=per, at=at - 366 * DAY)
    return band


def waiting():
    return sorted(asked().filter(cancelled_at__isnull=True).values_list("address", flat=True))


def test_of_two_that_are_one_and_were_both_asked_one_is_asked_and_reminded(long_ago, choir, band, ola, at):
    assert ask_whether_pages_are_right(at) == 2
    merger = merge_organisations(choir, band, reason="Samme kor", by=ola, at=at)
    assert waiting() == [PHONE]
    later = at + 30 * DAY
    assert ask_whether_pages_are_right(later) == 1
    assert waiting() == [PHONE, PHONE]
    part_organisations(merger, by=ola, at=later)
    assert PageQuestion.objects.get(organisation=band).reminded_at is None


def test_where_only_the_one_that_goes_was_asked_its_question_stands(long_ago, choir, band, ola, at):
    ask_whether_pages_are_right(at)
    PageQuestion.objects.filter(organisation=choir).delete()
    asked().filter(address=PHONE).delete()
    merge_organisations(choir, band, reason="Samme kor", by=ola, at=at)
    assert waiting() == ["+4741300002"]
    assert PageQuestion.objects.get().organisation == choir


def test_where_the_kept_one_has_said_that_it_is_right_the_other_is_not_asked(
    long_ago, choir, secretary, band, ola, at
):
    ask_whether_pages_are_right(at)
    confirm_page(choir, by=secretary, at=at)
    merge_organisations(choir, band, reason="Samme kor", by=ola, at=at)
    assert "+4741300002" not in waiting()
    assert ask_whether_pages_are_right(at + 30 * DAY) == 0
