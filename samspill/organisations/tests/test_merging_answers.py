"""Two rows that one campaign asked become one association: no answer is lost, and it counts once."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations import actions
from samspill.organisations.actions.mapping_answers import decline_campaign, save_answers, settle_answer
from samspill.organisations.actions.mapping_campaigns import (
    choose_recipients,
    prepare_campaign,
    remind,
    send_campaign,
)
from samspill.organisations.models import CampaignRecipient, Organisation
from samspill.organisations.queries.mapping import known
from samspill.organisations.queries.mapping_campaigns import (
    asked_and_answered,
    failed_messages,
    piled,
    questions_of,
    recipients_of,
    same_association,
    suggestions,
    summary,
)

BASE = "https://lillevik.test/mapping/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def pair(ola, at):
    """The kept one, and the one that goes."""
    return (
        actions.register_group("Koret", email="kor@example.no", by=ola, at=at),
        actions.register_group("Sangerne", email="sang@example.no", by=ola, at=at),
    )


@pytest.fixture
def campaign(pair, ola, at):
    today = clock.local_day(at)
    dates = {"opens_on": today, "closes_on": today + 20 * DAY}
    return prepare_campaign("Kartlegging", languages=["nb"], why={}, **dates, by=ola, at=at)


@pytest.fixture
def asked(campaign, pair, ola, at):
    choose_recipients(campaign, pair, by=ola, at=at)
    send_campaign(campaign, base=BASE, by=ola, at=at)
    campaign.refresh_from_db()
    return campaign


def of(organisation):
    return CampaignRecipient.objects.get(organisation=organisation)


def hand_in(organisation, at, **facts):
    row = of(organisation)
    told = {str(row.campaign.questions.get(fact=fact).pk): answer for fact, answer in facts.items()}
    return save_answers(row, told, hands_in=True, channel="web", at=at)


def merge(pair, ola, at):
    return actions.merge_organisations(*pair, reason="Samme kor", by=ola, at=at)


def words(campaign, fact):
    told = summary(questions_of(campaign), recipients_of(campaign))
    return next(one.words for one in told if one.question.fact == fact)


def numbers(campaign):
    piles = piled(recipients_of(campaign), failed_messages(campaign))
    counted = {name: len(rows) for name, rows in piles.items() if rows}
    assert asked_and_answered([campaign])[0][1:] == (len(recipients_of(campaign)), counted.get("answered", 0))
    return counted


def test_an_answer_follows_when_only_the_one_that_goes_was_asked(pair, campaign, ola, at):
    keep, gone = pair
    choose_recipients(campaign, [gone], by=ola, at=at)
    hand_in(gone, at, website="kor.example.no")
    merger = merge(pair, ola, at)
    assert of(keep).answered_at == at
    assert words(campaign, "website") == [("Koret", "kor.example.no")]
    actions.part_organisations(merger, by=ola, at=at)
    assert of(gone).answered_at == at and not CampaignRecipient.objects.filter(organisation=keep).exists()


def test_two_answers_count_once_with_the_latest_word_and_undoing_puts_all_back(pair, asked, ola, at):
    keep, gone = pair
    hand_in(keep, at, website="kor.example.no", phone="22334455")
    hand_in(gone, at + DAY, website="sang.example.no")
    rows, before = list(CampaignRecipient.objects.order_by("pk").values()), numbers(asked)
    merger = merge(pair, ola, at + 2 * DAY)
    assert numbers(asked) == {"sent": 1, "answered": 1}
    shown = [(row.organisation.name, row.association) for row in same_association(of(keep))]
    assert shown == [("Sangerne", keep), ("Koret", keep)]
    assert words(asked, "website") == [("Sangerne", "sang.example.no")]
    assert words(asked, "phone") == [("Koret", "22334455")]
    actions.part_organisations(merger, by=ola, at=at + 3 * DAY)
    assert list(CampaignRecipient.objects.order_by("pk").values()) == rows
    assert numbers(asked) == before == {"sent": 2, "answered": 2}


def test_it_is_answered_when_the_one_that_goes_has_answered(pair, asked, asker, ola, at):
    hand_in(pair[1], at)
    merge(pair, ola, at)
    assert numbers(asked) == {"sent": 1, "answered": 1}
    assert [row.answered for row in known(asker)] == [True]
    assert remind(asked, base=BASE, by=ola, at=at + 4 * DAY) == (0, 0)


def test_only_the_name_that_stands_is_reminded_and_both_are_again_when_it_is_undone(pair, asked, ola, at):
    merger = merge(pair, ola, at)
    assert remind(asked, base=BASE, by=ola, at=at + 4 * DAY) == (1, 0)
    assert OutboundMessage.objects.get(key__startswith=f"mapping:{of(pair[0]).pk}:", queued_at__gt=at)
    actions.part_organisations(merger, by=ola, at=at + 4 * DAY)
    assert remind(asked, base=BASE, by=ola, at=at + 8 * DAY) == (2, 0)


def test_no_thanks_by_either_name_is_heard(pair, asked, ola, at):
    decline_campaign(of(pair[1]), channel="web", at=at)
    merge(pair, ola, at)
    assert numbers(asked) == {"sent": 1, "declined": 1}
    assert remind(asked, base=BASE, by=ola, at=at + 4 * DAY) == (0, 0)


def test_a_fact_answered_by_the_old_name_may_be_taken(pair, asked, ola, at):
    keep, gone = pair
    hand_in(gone, at, website="https://sang.example.no")
    hand_in(keep, at + DAY)
    merge(pair, ola, at + DAY)
    (one,) = suggestions(asked)
    settle_answer(one.recipient, one.fact, takes=True, by=ola, at=at + DAY)
    assert Organisation.objects.get().website == "https://sang.example.no"
    assert suggestions(asked) == []


def test_three_that_become_one_in_two_steps_count_once(pair, campaign, asker, ola, at):
    third = actions.register_group("Tredje", by=ola, at=at)
    choose_recipients(campaign, [*pair, third], by=ola, at=at)
    hand_in(pair[1], at)
    merge(pair, ola, at)
    actions.merge_organisations(third, pair[0], reason="Samme", by=ola, at=at)
    assert [row.association for row in recipients_of(campaign)] == [third]
    assert numbers(campaign) == {"answered": 1}
    assert [row.answered for row in known(asker)] == [True]


def test_what_waits_to_ask_both_goes_to_the_one_that_is_kept_alone(asked, pair, ola, at):
    kept, gone = pair
    actions.merge_organisations(kept, gone, reason="Samme kor", by=ola, at=at)
    waiting = OutboundMessage.objects.filter(key__startswith="mapping:", cancelled_at__isnull=True)
    assert [message.address for message in waiting] == ["kor@example.no"]


def test_what_has_gone_out_to_the_other_stands(asked, pair, ola, at):
    kept, gone = pair
    sent = OutboundMessage.objects.filter(address="sang@example.no")
    sent.update(claimed_at=at, sent_at=at)
    actions.merge_organisations(kept, gone, reason="Samme kor", by=ola, at=at)
    assert sent.get().cancelled_at is None


def test_what_waits_to_ask_one_alone_is_still_asked(campaign, pair, ola, at):
    kept, gone = pair
    choose_recipients(campaign, [gone], by=ola, at=at)
    send_campaign(campaign, base=BASE, by=ola, at=at)
    actions.merge_organisations(kept, gone, reason="Samme kor", by=ola, at=at)
    waiting = OutboundMessage.objects.get(key__startswith="mapping:")
    assert waiting.cancelled_at is None
