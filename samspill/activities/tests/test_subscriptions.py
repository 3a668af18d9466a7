"""Letters about the week: when they go, that they go once, and what a text message has room for."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.utils import translation

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.actions.keeping import YEAR
from samspill.activities.actions.subscriptions import (
    MOST_OF_ONE,
    TooManyChoices,
    _begin,
    forget_letters_to,
    send_week_letters,
)
from samspill.activities.models import WeekSubscription
from samspill.activities.rules.subscriptions import letter_due
from samspill.activities.wording.subscriptions import Line, as_sms
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.messaging.rules.segments import measure
from samspill.people.actions import add_contact_point, end_what_is_due, find_or_add_person

MONDAY = dt.datetime(2026, 3, 16, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def subscribe(address="+4740000951", *, at, channel="sms", rhythm="weekly", looked_for="", language="nb"):
    return WeekSubscription.objects.create(
        channel=channel, address=address, language=language, looked_for=looked_for, rhythm=rhythm,
        confirmed_at=at, renewed_at=at,
    )  # fmt: skip


@pytest.fixture
def dance(town, at):
    def put(title="Dans", *, starts_at=MONDAY + 6 * HOUR, **facts):
        local = clock.local(starts_at)
        once = Pattern("once", starts_on=local.date(), starts_time=local.time(), minutes=90)
        return publish_activity(Announcement({"nb": title}, **facts), [once], by="system", at=at)

    return put


@pytest.mark.parametrize(
    ("local", "key"),
    [
        (dt.datetime(2026, 3, 16, 7, 59), None),
        (dt.datetime(2026, 3, 16, 8), "2026-W12"),
        (dt.datetime(2026, 3, 17, 19, 59), "2026-W12"),
        (dt.datetime(2026, 3, 17, 20), None),
        (dt.datetime(2026, 3, 18, 9), None),
        (dt.datetime(2026, 12, 28, 9), "2026-W53"),
    ],
)
def test_weekly_letters_go_on_monday_and_late_ones_on_tuesday(local, key):
    due = letter_due(local, "weekly")
    assert (due.key if due else None) == key


def test_the_day_before_is_in_the_afternoon_about_tomorrow():
    due = letter_due(dt.datetime(2026, 3, 31, 14), "day_before")
    assert due is not None and due.first_on == due.last_on == dt.date(2026, 4, 1)
    assert letter_due(dt.datetime(2026, 3, 31, 13, 59), "day_before") is None


def test_nothing_is_sent_when_nothing_fits(dance, at):
    subscribe(at=at, looked_for="free=1")
    dance(is_free=False)
    assert send_week_letters(MONDAY) == 0 and not OutboundMessage.objects.exists()


def test_a_letter_goes_once_a_week_however_often_the_worker_looks(dance, at):
    subscribe(at=at)
    dance()
    assert [send_week_letters(MONDAY + n * HOUR) for n in range(3)] == [1, 0, 0]
    dance("Neste uke", starts_at=MONDAY + dt.timedelta(days=8))
    assert send_week_letters(MONDAY + dt.timedelta(days=7)) == 1 and OutboundMessage.objects.count() == 2


def test_a_worker_that_dies_between_the_letter_and_its_mark_writes_neither(dance, at, monkeypatch):
    subscribe(at=at)
    dance()

    def die(self, **_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(WeekSubscription, "save", die)
        send_week_letters(MONDAY)
    assert not OutboundMessage.objects.exists()
    assert send_week_letters(MONDAY + HOUR) == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_write_one_letter(town, dance, at, together):
    subscribe(at=at)
    dance()
    results = together(town, [lambda: send_week_letters(MONDAY)] * 4)
    assert sorted(results) == [0, 0, 0, 1] and OutboundMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressing_twice_at_once_subscribes_once(town, at, together):
    told = ("email", "kari@eksempel.test", "free=1", "weekly", "nb")
    results = together(town, [lambda: _begin(*told, at=at)] * 4)
    assert len({row.pk for row in results}) == 1 and WeekSubscription.objects.count() == 1


def test_where_the_budget_is_spent_the_e_mails_still_go(dance, at):
    MessagingPolicy.objects.create(daily_budget_ore=1)
    subscribe(at=at)
    subscribe("kari@eksempel.test", at=at, channel="email")
    dance()
    assert send_week_letters(MONDAY) == 1 and OutboundMessage.objects.get().channel == "email"


def test_what_is_called_off_is_not_told(dance, at):
    from samspill.activities.actions import cancel_activity

    subscribe(at=at)
    cancel_activity(dance(), by="system", at=at)
    assert send_week_letters(MONDAY) == 0


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_text_message_has_three_parts_at_most_and_says_how_many_more(language):
    lines = [
        Line(
            dt.date(2026, 3, 16 + n % 7),
            "17.00",
            f"Språkkafé for alle nummer {n} “ute”",
            "Biblioteket",
            "",
            "",
        )
        for n in range(80)
    ]
    with translation.override(language):
        text = as_sms("Lillevik", lines, "https://lillevik.test/subscription/" + "x" * 22 + "/")
    assert measure(text).segments <= 3 and measure(text).encoding == "gsm7"
    shown = text.count("nummer")
    assert shown >= 3 and str(80 - shown) in text and text.endswith("x/")


def test_one_address_follows_ten_choices_and_no_more(town, at):
    for number in range(MOST_OF_ONE):
        _begin("email", "kari@eksempel.test", urlencode({"q": number}), "weekly", "nb", at=at)
    with pytest.raises(TooManyChoices):
        _begin("email", "kari@eksempel.test", "q=eleven", "weekly", "nb", at=at)


def test_where_it_went_is_forgotten_a_month_after_the_end(town, at):
    row = subscribe(at=at)
    WeekSubscription.objects.filter(pk=row.pk).update(ended_at=at, ended_channel="web")
    end_what_is_due(at + dt.timedelta(days=29))
    assert WeekSubscription.objects.exists()
    end_what_is_due(at + dt.timedelta(days=31))
    assert not WeekSubscription.objects.exists()


def test_letters_nobody_renews_end_after_two_years_and_are_announced_before(dance, at):
    row = subscribe("kari@eksempel.test", channel="email", at=MONDAY - dt.timedelta(days=2 * YEAR - 20))
    dance()
    send_week_letters(MONDAY)
    assert (
        "Gå videre" in OutboundMessage.objects.get().body or "5. april" in OutboundMessage.objects.get().body
    )
    end_what_is_due(MONDAY + dt.timedelta(days=21))
    assert not WeekSubscription.objects.filter(pk=row.pk).exists()


def test_one_who_is_forgotten_gets_no_letters_but_a_shared_phone_does(town, ola, at):
    kari = find_or_add_person("Kari Berg", ["40000951"], by=ola, at=at, channel="phone")
    add_contact_point(kari, "email", "kari@eksempel.test", by=ola, at=at, channel="phone")
    find_or_add_person("Per Berg", ["40000951"], by=ola, at=at, channel="phone")
    subscribe(at=at)
    subscribe("kari@eksempel.test", channel="email", at=at)
    forget_letters_to(kari)
    assert [row.channel for row in WeekSubscription.objects.all()] == ["sms"]
