"""One thread for each person: what is new, what is begun, and two colleagues who answer at once."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from conftest import make_staff
from samspill.messaging.actions import note_call, receive_inbound, write_to
from samspill.messaging.actions.threads import (
    ColleagueWrote,
    read_thread,
    save_draft,
    take_over_draft,
    write_in_thread,
)
from samspill.messaging.models import OutboundMessage, PhoneNote, ThreadDraft
from samspill.messaging.queries.threads import (
    ON_A_PAGE,
    draft_of,
    drafts_of_others,
    forgotten_drafts,
    is_writing,
    newest_by_hand,
    read_until,
    thread,
)
from samspill.people.actions import (
    HoldsNationalId,
    add_contact_point,
    find_or_add_person,
    forget_person,
    merge_persons,
)
from samspill.people.models import StaffMember
from samspill.people.queries import Asker, asker_for

KARI = "+4741234567"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def kari(town, at):
    person = find_or_add_person(
        "Kari Nordvik", [KARI], ["kari@example.no"], by="system", at=at, channel="phone"
    )
    add_contact_point(person, "post", "Torggata 12, 9999 Lillevik", by="system", at=at, channel="phone")
    return person


@pytest.fixture
def mona(centre, at):
    return make_staff("Mona Vik", centre, "coordinator", at=at)


@pytest.fixture
def write(kari, ola, centre, at):
    """Ola writes to Kari, having seen all there is unless `seen` is told."""

    def make(body="Hei Kari", *, by=ola, channel="sms", **more):
        facts = {"seen": newest_by_hand(kari), "at": at, "unit": centre, "key": ""} | more
        return write_in_thread(kari, body, channel=channel, by=by, **facts)

    return make


def a_colleague() -> Asker:
    """Somebody who works at the volunteer centre."""
    return asker_for(StaffMember.objects.order_by("pk")[0], on=dt.date(2026, 3, 10))


def texts(person) -> list[str]:
    return [line.text for line in thread(a_colleague(), person).lines]


def arrive(body, at, number="1"):
    return receive_inbound(
        gateway="simulator", provider_id=number, channel="sms", sender=KARI, body=body, at=at
    )


def test_sms_email_letter_call_and_answer_stand_in_one_thread_in_order(write, kari, at):
    write("på sms", at=at)
    arrive("hei på deg", at + MINUTE)
    write("på e-post", channel="email", subject="Hei", at=at + 2 * MINUTE)
    write("snakket sammen", channel="phone", at=at + 3 * MINUTE)
    write("i brev", channel="letter", at=at + 4 * MINUTE)
    lines = thread(a_colleague(), kari).lines
    assert [(line.channel, line.text) for line in lines] == [
        ("sms", "på sms"), ("sms", "hei på deg"), ("email", "på e-post"), ("phone", "snakket sammen"),
        ("letter", "i brev"),
    ]  # fmt: skip
    letter = OutboundMessage.objects.get(channel="letter")
    assert letter.address == "Torggata 12\n9999 Lillevik" and letter.unit.name == "Frivilligsentralen"


def test_older_lines_are_on_earlier_pages_and_none_is_lost_or_told_twice(kari, ola, at):
    for n in range(ON_A_PAGE * 2 + 5):
        note_call(kari, f"nummer {n}", by=ola, at=at + n // 3 * MINUTE)
    pages, before = [], None
    while True:
        page = thread(a_colleague(), kari, before=before)
        pages.insert(0, [line.text for line in page.lines])
        before = page.earlier
        if before is None:
            break
    assert len(pages) == 3
    told = [text for page in pages for text in page]
    assert sorted(told) == sorted(f"nummer {n}" for n in range(ON_A_PAGE * 2 + 5))


def test_what_came_since_she_last_read_is_new_to_her_and_to_nobody_else(kari, ola, mona, at):
    arrive("først", at)
    read_thread(kari, by=ola, at=at + MINUTE)
    arrive("så", at + 2 * MINUTE, "2")
    page = thread(a_colleague(), kari, since=read_until(kari, ola))
    assert [(line.text, line.is_new) for line in page.lines] == [("først", False), ("så", True)]
    assert page.unread == 1
    read_thread(kari, by=ola, at=at)
    assert read_until(kari, ola) == at + MINUTE, "a slow page does not take it back"
    assert read_until(kari, mona) is None


def test_a_draft_is_one_for_each_writer_and_is_done_with_when_it_is_sent(write, kari, ola, mona, at):
    save_draft(kari, "Hei K", channel="sms", by=ola, at=at)
    save_draft(kari, "Hei Kari, kan", channel="sms", by=ola, at=at + MINUTE)
    save_draft(kari, "Hei fra Mona", channel="email", by=mona, at=at)
    assert draft_of(kari, ola).body == "Hei Kari, kan"
    write("Hei Kari, kan du ringe?")
    assert draft_of(kari, ola) is None
    assert draft_of(kari, mona).body == "Hei fra Mona", "a colleague's draft is not lost"


def test_who_writes_just_now_is_seen_and_goes_by_herself(kari, ola, mona, at):
    save_draft(kari, "Hei", channel="sms", by=mona, at=at)
    [draft] = drafts_of_others(kari, ola)
    assert draft.staff == mona
    assert is_writing(draft, at=at + dt.timedelta(seconds=30))
    assert not is_writing(draft, at=at + dt.timedelta(seconds=90))


def test_an_empty_draft_is_none_and_one_with_a_national_id_is_refused(kari, ola, at):
    save_draft(kari, "Hei", channel="sms", by=ola, at=at)
    assert save_draft(kari, "  ", channel="sms", by=ola, at=at) is None
    assert not ThreadDraft.objects.exists()
    with pytest.raises(HoldsNationalId):
        save_draft(kari, "hun er født 01010012356", channel="sms", by=ola, at=at)


def test_what_a_colleague_began_can_be_gone_on_with(kari, ola, mona, at):
    save_draft(kari, "Fra Mona", channel="email", subject="Lunsj", by=mona, at=at)
    save_draft(kari, "Fra Ola", channel="sms", by=ola, at=at)
    kept = take_over_draft(draft_of(kari, mona), by=ola, at=at)
    assert (kept.staff, kept.body, kept.subject) == (ola, "Fra Ola\n\nFra Mona", "Lunsj")
    assert ThreadDraft.objects.count() == 1


def test_the_second_of_two_is_told_what_the_first_wrote_before_hers_is_sent(write, kari, mona, at):
    seen = newest_by_hand(kari)
    write("fra Ola", seen=seen)
    with pytest.raises(ColleagueWrote) as told:
        write("fra Mona", by=mona, seen=seen)
    assert (told.value.name, told.value.text) == ("Ola Strand", "fra Ola")
    write("fra Mona", by=mona)
    assert texts(kari) == ["fra Ola", "fra Mona"]


def test_a_call_noted_meanwhile_is_told_of_too_but_not_what_one_wrote_oneself(write, kari, ola, mona, at):
    seen = newest_by_hand(kari)
    write("en", seen=seen)
    write("to", seen=seen)
    note_call(kari, "Ringte", by=mona, at=at)
    with pytest.raises(ColleagueWrote, match="Mona"):
        write("tre", seen=seen)


@pytest.mark.django_db(transaction=True)
def test_two_who_press_in_the_same_second_one_goes_and_the_other_is_told(
    write, kari, ola, mona, town, together, at
):
    seen = newest_by_hand(kari)
    calls = [
        partial(write, "fra Ola", seen=seen, key="a"),
        partial(write, "fra Mona", by=mona, seen=seen, key="b"),
    ]
    outcomes = together(town, calls)
    assert sorted(type(one).__name__ for one in outcomes) == ["ColleagueWrote", "OutboundMessage"]
    assert OutboundMessage.objects.count() == 1


def test_a_button_pressed_twice_writes_and_notes_once(write, kari, at):
    write(key="k")
    write(key="k")
    write("Ringte", channel="phone")
    write("Ringte", channel="phone")
    assert (OutboundMessage.objects.count(), PhoneNote.objects.count()) == (1, 1)


def test_drafts_older_than_a_day_are_said_to_be_forgotten_to_the_one_who_began_them(
    kari, ola, mona, asker, at
):
    save_draft(kari, "Hei", channel="sms", by=ola, at=at)
    save_draft(kari, "Hei", channel="sms", by=mona, at=at)
    assert not forgotten_drafts(asker, at=at + dt.timedelta(hours=23))
    assert [draft.staff for draft in forgotten_drafts(asker, at=at + dt.timedelta(hours=25))] == [ola]


def test_two_persons_who_are_one_keep_both_drafts_and_one_who_is_forgotten_leaves_none(kari, ola, mona, at):
    double = find_or_add_person("Kari N", ["92345678"], by="system", at=at, channel="phone")
    save_draft(kari, "til Kari", channel="sms", by=ola, at=at)
    save_draft(double, "til Kari N", channel="sms", by=ola, at=at)
    save_draft(double, "fra Mona", channel="sms", by=mona, at=at)
    read_thread(kari, by=ola, at=at)
    read_thread(double, by=ola, at=at)
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert draft_of(kari, ola).body == "til Kari\n\ntil Kari N"
    assert draft_of(kari, mona).body == "fra Mona"
    forget_person(kari, by=ola, at=at, channel="web")
    assert not ThreadDraft.objects.exists()


def test_what_is_sent_later_stands_where_it_was_sent(kari, ola, at):
    message = write_to(kari, "skrevet om kvelden", channel="sms", by=ola, at=at)
    arrive("svar på noe annet", at + MINUTE)
    OutboundMessage.objects.filter(pk=message.pk).update(sent_at=at + 2 * MINUTE)
    assert texts(kari) == ["svar på noe annet", "skrevet om kvelden"]
