"""Letters are printed for a window envelope, posted once by somebody, and taken back when that was a mistake."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from functools import partial

import pytest

from conftest import make_staff
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.by_hand import AlreadyDone, carry_by_hand, post_letters, take_back_by_hand
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries.conversations import state_of
from samspill.messaging.queries.letters import (
    labels_on_paper,
    letter_for,
    letters_on_paper,
    letters_posted,
    letters_waiting,
    postal_addresses,
)
from samspill.people.actions import add_contact_point, find_or_add_person
from samspill.people.models import Unit
from samspill.people.queries import asker_for


@pytest.fixture
def trygve(town, at):
    person = find_or_add_person(
        "Trygve Lunde", by="system", at=at, channel="paper", preferred_channel="letter", address="Nordsida 3",
        postcode="9998",
    )  # fmt: skip
    add_contact_point(person, "post", "Torggata 12, 9999 Lillevik", by="system", at=at, channel="paper")
    return person


@pytest.fixture
def letter(trygve, centre, ola, at):
    def make(key="k", **more) -> OutboundMessage:
        facts = {
            "body": "Hei Trygve!\n\nVelkommen til lunsj.",
            "subject": "Lunsj",
            "by": ola,
            "unit": centre,
        } | more
        return queue_message(
            channel="letter", address="Torggata 12\n9999 Lillevik", person=trygve, key=key, at=at, **facts
        )

    return make


def test_a_letter_waits_for_somebody_and_no_worker_takes_it(letter, asker, at):
    from samspill.messaging.actions.sending import due

    row = letter()
    assert list(letters_waiting(asker)) == [row] and not due(at + dt.timedelta(days=1))
    assert state_of(row) == "waiting" and row.cost_ore == 0


def test_it_is_posted_by_somebody_at_a_moment_and_never_twice(letter, asker, ola, centre, at):
    row, mona = letter(), make_staff("Mona Vik", centre, "coordinator", at=at)
    carry_by_hand(row, by=ola, at=at)
    row.refresh_from_db()
    assert (row.sent_at, row.sent_by) == (at, ola)
    assert list(letters_posted(asker, at=at)) == [row] and not letters_waiting(asker)
    with pytest.raises(AlreadyDone) as told:
        carry_by_hand(row, by=mona, at=at)
    assert told.value.message.sent_by == ola
    assert post_letters([row.pk], by=mona, at=at) == 0


def test_a_mistake_is_taken_back_and_it_waits_again(letter, asker, ola, at):
    row = letter()
    carry_by_hand(row, by=ola, at=at)
    take_back_by_hand(row, by=ola, at=at)
    take_back_by_hand(row, by=ola, at=at)
    assert list(letters_waiting(asker)) == [row]
    carry_by_hand(row, by=ola, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_post_it_once(letter, ola, town, together, at):
    keys = [letter(f"k{n}").pk for n in range(5)]
    outcomes = together(town, [partial(post_letters, keys, by=ola, at=at)] * 4)
    assert sum(outcomes) == 5


def test_other_units_and_the_neighbour_do_not_know_it(letter, at):
    row = letter()
    home_care = Unit.objects.create(name="Hjemmetjenesten")
    nina = asker_for(make_staff("Nina Nes", home_care, "coordinator", at=at), on=at.date())
    with pytest.raises(OutboundMessage.DoesNotExist):
        letter_for(nina, row.pk)


def test_the_postal_address_goes_before_where_she_lives_and_stands_in_lines(trygve, at):
    assert postal_addresses([trygve.pk]) == {trygve.pk: "Torggata 12\n9999 Lillevik"}
    trygve.contact_points.all().delete()
    assert postal_addresses([trygve.pk]) == {trygve.pk: "Nordsida 3\n9998"}


def test_the_pdf_is_for_screen_readers_and_holds_who_it_is_from_and_how_to_answer(letter, centre, at):
    made = letters_on_paper([letter()], at=at)
    assert made.startswith(b"%PDF-") and b"/StructTreeRoot" in made
    assert b"pdfuaid:part" in _opened(made) and b"Lunsj" in _opened(made)
    assert _pages(made) == 1


def test_all_of_todays_letters_are_one_file_and_each_begins_a_page(letter, at):
    assert _pages(letters_on_paper([letter(f"k{n}") for n in range(3)], at=at)) == 3


@pytest.mark.parametrize("body", ["#panic()", "", "مرحبا", "a" * 3000, "Čáhput – «hei»", "1\n\n2\n3"])
def test_whatever_is_written_becomes_a_letter(letter, body, at):
    assert letters_on_paper([letter(body=body, subject="")], at=at).startswith(b"%PDF-")


def test_labels_stand_twenty_four_on_a_sheet():
    addressed = [(f"Person {n}", "Torggata 12\n9999 Lillevik") for n in range(25)]
    assert _pages(labels_on_paper(addressed[:24])) == 1
    assert _pages(labels_on_paper(addressed)) == 2


def _opened(made: bytes) -> bytes:
    opened = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(opened)


def _pages(made: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", _opened(made)))
