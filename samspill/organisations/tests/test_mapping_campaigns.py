"""All associations are asked, and answered by anybody with the code; no fact is changed silently."""

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.messaging.actions import opt_out
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.organisations.actions.mapping_answers import (
    AnswersLacking,
    CampaignClosed,
    decline_campaign,
    save_answers,
    settle_answer,
)
from samspill.organisations.actions.mapping_campaigns import (
    CampaignBegun,
    ClosesBeforeItOpens,
    NobodyToAsk,
    QuestionNotWhole,
    choose_recipients,
    drop_recipient,
    post_campaign_letters,
    prepare_campaign,
    remind,
    remove_question,
    resume_campaign,
    send_campaign,
    stop_campaign,
    write_question,
)
from samspill.organisations.models import Campaign, CampaignRecipient
from samspill.organisations.queries.mapping import known
from samspill.organisations.queries.mapping_campaigns import (
    failed_messages,
    piled,
    questions_of,
    recipient_with_code,
    recipients_of,
    suggestions,
    summary,
    ways_to,
)
from samspill.people.actions import HoldsNationalId
from samspill.people.actions.keeping import end_what_is_due

BASE = "https://lillevik.test/mapping/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def choir(ola, at):
    return register_group("Koret", email="kor@example.no", by=ola, at=at)


@pytest.fixture
def club(ola, at):
    return register_group("Turlaget", phone="41234567", by=ola, at=at)


@pytest.fixture
def house(ola, at):
    return register_group("Huset", address="Gata 1", postcode="9999", town="Lillevik", by=ola, at=at)


@pytest.fixture
def campaign(ola, at):
    today = clock.local_day(at)
    return prepare_campaign(
        "Kartlegging 2026", languages=["nb", "en"], why={"nb": "Vi vil bli kjent."}, opens_on=today,
        closes_on=today + 20 * DAY, by=ola, at=at,
    )  # fmt: skip


@pytest.fixture
def asked(campaign, choir, club, house, ola, at):
    choose_recipients(campaign, [choir, club, house], by=ola, at=at)
    send_campaign(campaign, base=BASE, by=ola, at=at)
    campaign.refresh_from_db()
    return campaign


def of(organisation):
    return CampaignRecipient.objects.get(organisation=organisation)


def question(campaign, fact):
    return str(campaign.questions.get(fact=fact).pk)


def hand_in(row, answers, at):
    return save_answers(row, answers, hands_in=True, channel="web", at=at)


def test_it_begins_with_the_ready_made_questions_and_is_copied_to_next_year(campaign, ola, at):
    ready = len(questions_of(campaign))
    assert ready > 8
    remove_question(questions_of(campaign)[0], by=ola, at=at)
    today = clock.local_day(at)
    told = {"languages": ["nb"], "why": {}, "opens_on": today, "closes_on": today}
    again = prepare_campaign("2027", **told, like=campaign, by=ola, at=at)
    assert len(questions_of(again)) == ready - 1


def test_each_is_asked_by_the_way_that_leads_to_it(asked, choir, club, house):
    assert {name.name: ways_to([name])[name.pk][0] for name in (choir, club, house)} == {
        "Koret": "email",
        "Turlaget": "sms",
        "Huset": "letter",
    }
    sent = {row.channel: row for row in OutboundMessage.objects.all()}
    assert set(sent) == {"email", "sms"}
    assert of(choir).code in sent["email"].body and "Vi vil bli kjent." in sent["email"].body
    assert of(house).sent_at is None


def test_pressing_send_twice_sends_once(asked, ola, at):
    send_campaign(asked, base=BASE, by=ola, at=at)
    assert OutboundMessage.objects.count() == 2


def test_an_association_is_asked_in_its_own_language_where_the_campaign_has_it(campaign, ola, at):
    club = register_group("Expats", email="x@example.no", languages=("en",), by=ola, at=at)
    choose_recipients(campaign, [club], by=ola, at=at)
    send_campaign(campaign, base=BASE, by=ola, at=at)
    assert "without an account" in OutboundMessage.objects.get().body


def test_one_who_said_stopp_gets_nothing_and_stands_among_those_not_reached(campaign, choir, ola, at):
    opt_out("email", "kor@example.no", source="email", at=at)
    choose_recipients(campaign, [choir], by=ola, at=at)
    send_campaign(campaign, base=BASE, by=ola, at=at)
    piles = piled(recipients_of(campaign), failed_messages(campaign))
    assert [row.organisation for row in piles["failed"]] == [choir]


def test_the_silent_are_reminded_once_in_three_days_and_those_who_answered_never(asked, choir, club, ola, at):
    hand_in(of(choir), {}, at)
    assert remind(asked, base=BASE, by=ola, at=at + DAY) == (0, 0)
    assert remind(asked, base=BASE, by=ola, at=at + 4 * DAY) == (1, 0)
    assert remind(asked, base=BASE, by=ola, at=at + 5 * DAY) == (0, 0)
    assert OutboundMessage.objects.filter(channel="sms").count() == 2


def test_no_thanks_is_heard(asked, club, ola, at):
    decline_campaign(of(club), channel="web", at=at)
    assert remind(asked, base=BASE, by=ola, at=at + 4 * DAY)[0] == 1
    hand_in(of(club), {}, at + 5 * DAY)
    assert of(club).declined_at is None


def test_letters_are_sent_when_somebody_has_posted_them(asked, house, ola, at):
    assert post_campaign_letters(asked, by=ola, at=at) == 1
    assert of(house).sent_at == at
    assert post_campaign_letters(asked, by=ola, at=at) == 0


def test_the_code_opens_however_it_is_written_once_the_campaign_has_begun(campaign, choir, ola, at):
    choose_recipients(campaign, [choir], by=ola, at=at)
    code = of(choir).code
    with pytest.raises(CampaignRecipient.DoesNotExist):
        recipient_with_code(code)
    send_campaign(campaign, base=BASE, by=ola, at=at)
    assert recipient_with_code(f" {code[:5].lower()}-{code[5:]} ").organisation == choir


def test_answering_is_contact(asked, choir, asker, at):
    hand_in(of(choir), {}, at)
    assert next(row for row in known(asker) if row.name == "Koret").in_contact


def test_a_draft_is_nobodys_answer_and_another_goes_on_with_it(asked, choir, at):
    email, phone = question(asked, "email"), question(asked, "phone")
    save_answers(of(choir), {email: "ny@example.no"}, hands_in=False, channel="web", at=at)
    told = {one.question.pk: one.answered for one in summary(questions_of(asked), recipients_of(asked))}
    assert not any(told.values())
    row = hand_in(of(choir), {email: "", phone: "92345678"}, at)
    assert row.answers == {email: "ny@example.no", phone: "92345678"}


def test_staff_empty_a_field_when_they_are_called(asked, choir, ola, at):
    email = question(asked, "email")
    hand_in(of(choir), {email: "feil@example.no"}, at)
    row = save_answers(of(choir), {email: ""}, hands_in=True, channel="phone", by=ola, at=at)
    assert row.answers == {email: ""}
    assert suggestions(asked) == []


def test_a_required_question_is_asked_for_and_the_draft_is_kept(campaign, choir, ola, at):
    row = write_question(campaign, "short", {"nb": "Leder?"}, is_required=True, by=ola, at=at)
    choose_recipients(campaign, [choir], by=ola, at=at)
    send_campaign(campaign, base=BASE, by=ola, at=at)
    with pytest.raises(AnswersLacking) as lacking:
        hand_in(of(choir), {}, at)
    assert lacking.value.questions == [str(row.pk)]
    assert of(choir).answered_at is None


def test_nobody_answers_after_the_last_day_but_staff_type_in_what_came_on_paper(asked, choir, ola, at):
    late = at + 30 * DAY
    with pytest.raises(CampaignClosed):
        hand_in(of(choir), {}, late)
    row = save_answers(of(choir), {}, hands_in=True, channel="paper", by=ola, at=late)
    assert (row.answered_channel, row.entered_by) == ("paper", ola)


def test_stopped_is_stopped_and_can_be_opened_again(asked, choir, ola, at):
    stop_campaign(asked, by=ola, at=at)
    assert OutboundMessage.objects.filter(cancelled_at__isnull=True).count() == 0
    for by in (None, ola):
        with pytest.raises(CampaignClosed):
            save_answers(of(choir), {}, hands_in=True, channel="web", by=by, at=at)
    resume_campaign(asked, by=ola, at=at)
    hand_in(of(choir), {}, at)


def test_what_an_answer_says_of_a_fact_waits_for_a_colleague(asked, choir, ola, at):
    email, languages = question(asked, "email"), question(asked, "languages")
    hand_in(of(choir), {email: "ny@example.no", languages: ["nb", "ar"]}, at)
    choir.refresh_from_db()
    assert choir.email == "kor@example.no"
    assert {one.fact for one in suggestions(asked)} == {"email", "languages"}
    settle_answer(of(choir), "email", takes=True, by=ola, at=at)
    settle_answer(of(choir), "languages", takes=False, by=ola, at=at)
    choir.refresh_from_db()
    assert (choir.email, choir.languages) == ("ny@example.no", ())
    assert suggestions(asked) == []
    hand_in(of(choir), {languages: ["so"]}, at)
    assert [one.answer for one in suggestions(asked)] == [["so"]]


def test_an_answer_that_is_as_we_have_it_is_no_change(asked, choir, at):
    hand_in(of(choir), {question(asked, "email"): "kor@example.no"}, at)
    assert suggestions(asked) == []


def test_questions_stand_once_somebody_is_asked(asked, choir, ola, at):
    with pytest.raises(CampaignBegun):
        write_question(asked, "short", {"nb": "Hva?"}, by=ola, at=at)
    with pytest.raises(CampaignBegun):
        remove_question(questions_of(asked)[0], by=ola, at=at)
    with pytest.raises(CampaignBegun):
        drop_recipient(of(choir), by=ola, at=at)


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "short", "asked": {"en": "What?"}},
        {"kind": "one", "asked": {"nb": "Hva?"}, "choices": {"nb": ["Bare én"]}},
        {"kind": "one", "asked": {"nb": "Hva?"}, "choices": {"nb": ["A", "B"], "en": ["A"]}},
        {"kind": "long", "asked": {"nb": "E-post?"}, "fact": "email"},
    ],
)
def test_a_question_that_is_not_whole_is_refused(campaign, ola, at, told):
    with pytest.raises(QuestionNotWhole):
        write_question(campaign, by=ola, at=at, **told)


def test_what_makes_no_sense_is_refused(campaign, ola, at):
    today = clock.local_day(at)
    with pytest.raises(NobodyToAsk):
        send_campaign(campaign, base=BASE, by=ola, at=at)
    with pytest.raises(ClosesBeforeItOpens):
        prepare_campaign("X", languages=["nb"], why={}, opens_on=today, closes_on=today - DAY, by=ola, at=at)


def test_no_answer_holds_a_national_identity_number(asked, choir, at):
    with pytest.raises(HoldsNationalId):
        hand_in(of(choir), {question(asked, "website"): "01010112377"}, at)


def test_words_are_erased_after_two_years_and_numbers_stay(asked, choir, at):
    members, who = questions_of(asked)[0], asked.questions.get(is_personal=True)
    hand_in(of(choir), {str(members.pk): 40, str(who.pk): "Kari Berg"}, at)
    end_what_is_due(at + 731 * DAY)
    row = of(choir)
    assert row.answers == {str(members.pk): 40} and row.address == ""


@pytest.mark.django_db(transaction=True)
def test_two_of_a_board_who_save_at_once_both_stand(town, asked, choir, at, together):
    email, phone, website = (question(asked, fact) for fact in ("email", "phone", "website"))
    row = of(choir)
    told = [{email: "ny@example.no"}, {phone: "92345678"}, {website: "kor.example.no"}]
    together(
        town, [lambda one=one: save_answers(row, one, hands_in=True, channel="web", at=at) for one in told]
    )
    assert set(of(choir).answers) == {email, phone, website}


@pytest.mark.django_db(transaction=True)
def test_two_who_press_send_at_once_send_once(town, campaign, choir, club, ola, at, together):
    choose_recipients(campaign, [choir, club], by=ola, at=at)
    told = [lambda: send_campaign(campaign, base=BASE, by=ola, at=at)] * 3
    assert sorted(together(town, told)) == [(0, 0), (0, 0), (2, 0)]
    assert OutboundMessage.objects.count() == 2
    assert Campaign.objects.get().begun_at == at
