"""What waits of those who want to help, for the desk's morning; and that all of it goes with the person."""

from __future__ import annotations

import datetime as dt
import json

from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.people.queries import export_person
from samspill.people.queries.doubles import what_waits_of_doubles
from samspill.volunteering.actions import express_interest
from samspill.volunteering.actions.talks import book_talk
from samspill.volunteering.actions.welcoming import Told, hold_talk
from samspill.volunteering.queries.board import what_waits


def test_the_longest_waiting_and_the_talks_of_today_come_first(centre, asker, ola, at):
    long_ago = express_interest("Gro Sandvik", "41234501", at=at - dt.timedelta(days=16))
    express_interest("Kari Berg", "41234502", at=at - dt.timedelta(days=2))
    today = express_interest("Ali Hassan", "41234503", at=at - dt.timedelta(days=3))
    later = express_interest("Mona Lie", "41234504", at=at - dt.timedelta(days=3))
    past = express_interest("Per Aune", "41234505", at=at - dt.timedelta(days=9))
    before = at - dt.timedelta(days=4)
    for interest, starts_at in (
        (today, at + dt.timedelta(hours=2)),
        (later, at + dt.timedelta(days=2)),
        (past, at - dt.timedelta(days=1)),
    ):
        book_talk(interest, starts_at=starts_at, with_staff=ola, by=ola, at=before)
    waits = {one.what: one for one in what_waits(asker, at=at)}
    assert list(waits) == ["talk", "interests_late", "talk_after"]
    assert (waits["interests_late"].number, waits["interests_late"].late) == (2, 1)
    assert (waits["talk"].row.interest, waits["talk_after"].row.interest) == (today, past)
    assert long_ago not in (today, later, past)


def test_nothing_waits_in_an_empty_town_nor_for_one_who_may_only_look(centre, asker, at):
    from conftest import make_staff
    from samspill.people.queries import asker_for

    assert what_waits(asker, at=at) == []
    express_interest("Kari Berg", "41234502", at=at - dt.timedelta(days=20))
    reader = make_staff("Lars Lie", centre, "reader", at=at)
    assert what_waits(asker_for(reader, on=at.date()), at=at) == []


def test_doubles_are_counted(centre, asker, ola, at):
    for name in ("Kari Berg", "Kari M Berg"):
        find_or_add_person(name, ["41234567"], by=ola, at=at, channel="phone", is_another=True)
    assert what_waits_of_doubles(asker) == 1


def test_her_file_holds_what_she_wrote_the_talk_and_the_times(centre, ola, at):
    interest = express_interest("Kari Berg", "41234567", words="Liker hunder", at=at)
    volunteer = hold_talk(
        interest, Told("Kari Berg", "41234567"), note_words="Fin samtale", unit=centre, by=ola, at=at
    )
    text = json.dumps(export_person(volunteer.person), ensure_ascii=False)
    assert "Liker hunder" in text and "Fin samtale" in text
    assert not OutboundMessage.objects.exists()
