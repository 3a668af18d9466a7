"""One weekly letter rather than a flood: chosen by SMS, link or phone, and never anything urgent in it."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from pathlib import Path

import pytest

from conftest import make_staff
from samspill.foundation import clock
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import find_or_add_person, forget_person, merge_persons
from samspill.people.actions.unusable import mark_unusable
from samspill.people.models import StaffMember, Unit
from samspill.people.queries import asker_for
from samspill.volunteering import actions
from samspill.volunteering.actions.digests import choose_digest, end_digest, send_weekly_digests
from samspill.volunteering.actions.mondays import send_monday_letters
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.models import DigestLine, DigestWish
from samspill.volunteering.queries.digests import wish_of
from samspill.volunteering.queries.waiting import what_waits_in_conversations, what_waits_on_monday
from samspill.volunteering.rules.digests import VOLUNTEERS_FROM, week_of, wish_in
from samspill.volunteering.rules.may_wait import may_wait

#: A Monday at eleven in Norway, six days after the tests' Tuesday.
MONDAY = dt.datetime(2026, 3, 16, 10, 0, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def kari(volunteer, at):
    person = volunteer("Kari Berg", "41200001", wishes=("visit",))
    choose_digest(person, channel="phone", by="system", at=at)
    return person


@pytest.fixture
def on_the_square(phoned_in, ola, at):
    """A need that everybody may see, in ten days."""

    def make(**facts):
        starts = at + dt.timedelta(days=10)
        need = phoned_in(**({"starts_at": starts, "ends_at": starts + dt.timedelta(hours=1)} | facts))
        actions.publish_need(need, by=ola, at=at)
        return need

    return make


def test_a_rota_is_one_line_and_a_role_she_may_not_have_is_none(volunteer, rota, ola, at):
    kari = volunteer("Kari Berg", "41200001", wishes=("homework",))
    choose_digest(kari, channel="phone", by="system", at=at)
    roles = RoleAsked("Vert", places=1), RoleAsked("Lærer", places=1, demands=("course",))
    actions.publish_need(rota(*roles), by=ola, at=at + dt.timedelta(minutes=1))
    assert send_weekly_digests(MONDAY) == 1
    [letter] = letters()
    assert letter.count("Leksehjelp (Vert)") == 1 and "ganger til" in letter
    assert "Lærer" not in letter


def letters() -> list[str]:
    return list(OutboundMessage.objects.filter(key__startswith="digest").values_list("body", flat=True))


@pytest.mark.parametrize("text", ["UKE", "uke", " Uke. ", "VEKE", "week", "kvar veke"])
def test_one_word_by_sms_chooses_it_and_another_ends_it(volunteer, texts, text):
    kari = volunteer("Kari Berg")
    assert texts(kari, text).outcome == "weekly"
    assert wish_of(kari).channel == "sms"
    assert "STRAKS" in OutboundMessage.objects.get().body
    assert texts(kari, "STRAKS").outcome == "at_once"
    assert wish_of(kari) is None


@pytest.mark.parametrize("text", ["Kan dere skrive hver uke?", "uke 12", "ja", "nei", "", "straks tilbake"])
def test_nothing_is_guessed(text):
    assert wish_in(text) is None


def test_where_a_couple_shares_the_phone_a_person_finds_out(volunteer, texts):
    kari = volunteer("Kari Berg", "41200001")
    volunteer("Arne Berg", "41200001")
    inbound = texts(kari, "UKE")
    assert (inbound.outcome, inbound.waits_since_at is not None) == ("unclear", True)
    assert not DigestWish.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_choosing_it_many_times_at_once_is_one_choice(volunteer, town, together, at):
    kari = volunteer("Kari Berg")
    together(town, [partial(choose_digest, kari, channel="web", by=kari, at=at)] * 5)
    assert DigestWish.objects.count() == 1


def test_several_messages_become_one_on_monday(kari, on_the_square, volunteer, ask, ola, at):
    booked = on_the_square(title="Tur i parken")
    [offer] = ask(booked, kari)
    actions.answer_offer(offer.pk, "yes", channel="sms", by=kari, at=at)
    before = OutboundMessage.objects.count()
    for hours in (1, 2):
        booked.refresh_from_db()
        starts = booked.shifts.get().starts_at + dt.timedelta(hours=hours)
        actions.change_need(
            booked.pk,
            seen_version=booked.version,
            by=ola,
            at=at,
            starts_at=starts,
            ends_at=starts + dt.timedelta(hours=1),
        )
    on_the_square(title="Besøk hos Gunvor")
    assert OutboundMessage.objects.count() == before, "the changes wait"
    assert send_weekly_digests(MONDAY) == 1
    [letter] = letters()
    assert letter.count("Endret:") == 2 and "Besøk hos Gunvor" in letter and letter.startswith("Hei Kari!")
    assert not DigestLine.objects.filter(told_at__isnull=True).exists()


def test_running_the_job_again_and_at_once_writes_nothing_more(kari, on_the_square):
    on_the_square()
    assert send_weekly_digests(MONDAY) == 1
    assert send_weekly_digests(MONDAY + dt.timedelta(hours=2)) == 0
    assert send_weekly_digests(MONDAY + WEEK) == 0, "the same task is not new a week later"
    assert len(letters()) == 1


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_write_one_letter(kari, on_the_square, town, together):
    on_the_square()
    outcomes = together(town, [partial(send_weekly_digests, MONDAY)] * 4)
    assert sum(one for one in outcomes if isinstance(one, int)) == 1
    assert len(letters()) == 1


def test_nothing_to_tell_is_no_letter_and_other_days_neither(kari, on_the_square, at):
    assert send_weekly_digests(MONDAY) == 0
    on_the_square()
    assert send_weekly_digests(at + dt.timedelta(days=1)) == 0


def test_what_she_does_not_want_lacks_or_was_asked_about_is_not_told(kari, on_the_square, ask, ola, at):
    on_the_square(kind="repair", title="Reparere")
    on_the_square(demands=("first_aid",), title="Førstehjelp")
    asked = on_the_square(title="Spurt om")
    ask(asked, kari)
    assert send_weekly_digests(MONDAY) == 0


def test_who_took_her_consent_back_gets_none(kari, on_the_square, at):
    from samspill.messaging.actions import take_back_consent

    on_the_square()
    take_back_consent(kari, "phone", by=kari, at=at)
    assert send_weekly_digests(MONDAY) == 0


@pytest.mark.parametrize(("channel", "person"), [("phone", {}), ("letter", {"address": "Torggata 12"})])
def test_it_comes_by_the_way_she_is_reached(volunteer, on_the_square, channel, person, at):
    solveig = volunteer("Solveig Haugen", channel=channel, person=person, wishes=("visit",))
    choose_digest(solveig, channel="phone", by="system", at=at)
    on_the_square()
    send_weekly_digests(MONDAY)
    assert OutboundMessage.objects.get(key__startswith="digest").channel == channel


def test_where_the_money_is_spent_it_goes_later(kari, on_the_square):
    policy = MessagingPolicy.objects.create(daily_budget_ore=1)
    on_the_square()
    assert send_weekly_digests(MONDAY) == 0
    MessagingPolicy.objects.filter(pk=policy.pk).update(daily_budget_ore=0)
    assert send_weekly_digests(MONDAY + dt.timedelta(hours=1)) == 1


def test_a_change_that_is_near_comes_at_once(kari, phoned_in, ask, ola, at):
    need = phoned_in()
    [offer] = ask(need, kari)
    actions.answer_offer(offer.pk, "yes", channel="sms", by=kari, at=at)
    starts = need.shifts.get().starts_at + dt.timedelta(hours=1)
    actions.change_need(
        need.pk, seen_version=1, by=ola, at=at, starts_at=starts, ends_at=starts + dt.timedelta(hours=1)
    )
    assert OutboundMessage.objects.filter(key__startswith="changed").count() == 1


def test_a_question_and_all_that_follows_from_it_come_at_once(kari, phoned_in, ask, texts, written_to):
    need = phoned_in()
    ask(need, kari)
    texts(kari, "JA")
    texts(kari, "AVBUD")
    assert written_to(kari)[:3] == ["offer", "booked", "released"]
    assert not DigestLine.objects.exists()


def test_of_all_kinds_of_messages_only_a_change_far_ahead_and_news_to_many_may_wait(at):
    room = Path(actions.__file__).parent
    keys = {
        found
        for file in room.glob("*.py")
        for found in re.findall(
            r'(?:key\s*=\s*|News\([\w. ]+, )f"([a-z_]+):', file.read_text(encoding="utf-8")
        )
    } | {"offer", "covered", "reminder", "details", "written", "answer", "confirm", "own_page", "mailing"}
    assert {"booked", "changed", "cancelled", "released"} <= keys
    a_year_ahead = at + dt.timedelta(days=365)
    assert {key for key in keys if may_wait(key, starts=a_year_ahead, at=at)} == {"changed", "mailing"}


def test_a_change_may_wait_only_where_there_is_more_than_a_week(at):
    assert may_wait("changed", starts=at + dt.timedelta(days=8), at=at)
    assert not may_wait("changed", starts=at + dt.timedelta(days=7, hours=23), at=at)
    assert may_wait("mailing", starts=None, at=at) and not may_wait("unheard_of", starts=None, at=at)


@pytest.mark.parametrize(
    ("local", "week"),
    [
        ("2026-03-16T09:59", ""),
        ("2026-03-16T10:00", "2026-W12"),
        ("2026-03-17T19:59", "2026-W12"),
        ("2026-03-17T20:00", ""),
        ("2026-03-18T10:00", ""),
        ("2026-12-28T10:00", "2026-W53"),
    ],
)
def test_letters_go_on_mondays_and_what_could_not_until_the_evening_after(local, week):
    moment = dt.datetime.fromisoformat(local).replace(tzinfo=clock.OSLO)
    assert week_of(moment, opens=VOLUNTEERS_FROM) == week


def test_everything_at_once_again_means_at_once(kari, on_the_square, ask, ola, at):
    end_digest(kari, channel="web", by=kari, at=at)
    on_the_square()
    assert send_weekly_digests(MONDAY) == 0


def test_merging_and_forgetting(kari, volunteer, ola, at):
    double = volunteer("Kari B", "41200009")
    choose_digest(double, channel="web", by=double, at=at)
    DigestLine.objects.create(person=double, key="x", body="Hei Kari", put_by_at=at)
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert wish_of(kari) and DigestLine.objects.get().person == kari
    forget_person(kari, by=ola, at=at, channel="web")
    assert not DigestLine.objects.exists()


def test_staff_get_one_email_on_monday_with_what_waits(centre, ola, phoned_in, volunteer, at):
    make_staff("Grethe Grant", centre, "officer", at=at)
    phoned_in(starts_at=MONDAY + dt.timedelta(days=2), ends_at=MONDAY + dt.timedelta(days=2, hours=1))
    volunteer("Kari Berg", "41200001")
    mark_unusable("phone", "+4741200001", at=at)
    assert send_monday_letters(MONDAY) == 1
    assert send_monday_letters(MONDAY) == 0
    letter = OutboundMessage.objects.get(key__startswith="monday")
    assert (letter.address, letter.channel) == (ola.email, "email")
    assert "Ett oppdrag innen en uke mangler frivillige" in letter.body
    assert "Ett nummer eller én adresse virker ikke" in letter.body
    assert "http://lillevik.test" in letter.body


def test_where_nothing_waits_nobody_is_written_to(centre, ola):
    assert send_monday_letters(MONDAY) == 0
    assert StaffMember.objects.count() == 1


def test_what_waits_is_told_in_order_of_urgency_and_only_to_those_who_care(
    centre, ola, asker, volunteer, phoned_in, ask, at
):
    from samspill.messaging.actions import queue_message
    from samspill.messaging.actions.threads import save_draft

    solveig = volunteer("Solveig Haugen", "41200004", channel="phone")
    ask(phoned_in(), solveig)
    queue_message(
        channel="letter", address="Torggata 1", body="Hei", key="l", person=solveig, unit=centre, at=at
    )
    save_draft(solveig, "Hei", channel="sms", by=ola, at=at - dt.timedelta(days=2))
    other = find_or_add_person("Per Aune", ["41200005"], by="system", at=at, channel="phone")
    mark_unusable("phone", other.contact_points.get().value, at=at)
    told = what_waits_in_conversations(asker, at=at)
    assert [(one.code, one.number, one.is_urgent) for one in told] == [
        ("calls", 1, True), ("letters", 1, False), ("unusable", 1, False), ("drafts", 1, False),
    ]  # fmt: skip
    assert what_waits_on_monday(asker, at=at)[0].code == "uncovered"
    home_care = Unit.objects.create(name="Hjemmetjenesten")
    officer = asker_for(make_staff("Grethe Grant", home_care, "officer", at=at), on=at.date())
    assert what_waits_in_conversations(officer, at=at) == []
