"""Signing up oneself, children or a group on one sign-up, changing it, and what is answered."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import partial

import pytest

from samspill.activities.actions import (
    Announcement,
    NotOpen,
    TimeIsFull,
    TooManyTogether,
    cancel_sign_up,
    change_sign_up,
    note_attendance,
    publish_activity,
    send_due_sign_up_reminders,
    sign_up,
    sign_up_or_wait,
)
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.lists import beside_the_name, grid_of, name_on_list
from samspill.activities.queries.sign_ups import completed_by, sign_ups_of, time_for, together_with
from samspill.activities.rules.parties import CHILD, GROUP, Party, first_names
from samspill.activities.rules.questions import (
    CHOICE,
    Question,
    choices_of,
    kept_questions,
    read_questions,
)
from samspill.activities.signals import attendance_noted
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.foundation.retention import rule_named
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import HoldsNationalId, find_or_add_person

DAY = dt.timedelta(days=1)
CHILDREN = Party(CHILD, ("Ola", "Siri"), (("Allergier?", "Nøtter"),))
THREE = Party(GROUP, ("", ""))
numbers = itertools.count(41400000)


@pytest.fixture
def evening(centre, at):
    def publish(places=4, **more):
        told = Announcement(title={"nb": "Keramikk"}, unit=centre, takes_sign_ups=True, places=places, **more)
        on = clock.local_day(at) + 5 * DAY
        pattern = Pattern(kind="once", starts_on=on, starts_time=dt.time(18), minutes=120)
        return publish_activity(told, [pattern], by="system", at=at).occurrences.get()

    return publish


@pytest.fixture
def kari(ola, at):
    return find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")


@pytest.fixture
def ali(ola, at):
    return find_or_add_person("Ali Hassan", ["41234568"], by=ola, at=at, channel="phone")


def join(time, person, party, at):
    return sign_up(time.pk, person, channel="web", by=person, at=at, party=party)


def change(row, party, at):
    change_sign_up(row, party, channel="web", by=row.person, at=at)


def names(time):
    return [name_on_list(row) for row in sign_ups_of(time)]


def test_children_get_a_place_each_under_their_names_and_who_brings_them_none(evening, kari, at):
    time = evening()
    first = join(time, kari, CHILDREN, at)
    assert names(time) == ["Ola", "Siri"] and time_for(None, time.pk).taken == 2
    assert beside_the_name(first, {kari.pk: "412 34 567"}) == ["Kari Berg, 412 34 567", "Allergier? Nøtter"]
    [message] = OutboundMessage.objects.all()
    assert message.body.startswith("Du har fått 2 plasser: Keramikk") and "Ola" not in message.body


def test_a_group_takes_as_many_places_as_they_are(evening, kari, at):
    time = evening()
    join(time, kari, THREE, at)
    assert names(time) == ["Kari Berg", "+ Kari Berg", "+ Kari Berg"]
    assert [line.name for line in grid_of([time]).lines] == names(time)


def test_a_party_gets_all_its_places_or_none(evening, kari, ali, at):
    time = evening(places=4)
    join(time, kari, THREE, at)
    with pytest.raises(TimeIsFull):
        join(time, ali, CHILDREN, at)
    assert SignUp.objects.filter(person=ali).count() == 0


def test_more_than_the_organiser_allows_are_refused(evening, kari, at):
    with pytest.raises(TooManyTogether) as raised:
        join(evening(seats_each=2), kari, THREE, at)
    assert raised.value.args == (2,)
    with pytest.raises(TooManyTogether):
        join(evening(completes="course"), kari, CHILDREN, at)


def test_a_birth_number_among_names_or_answers_is_refused(evening, kari, at):
    time = evening()
    for party in (Party(CHILD, ("15076500565",)), Party(answers=(("Hvem?", "15076500565"),))):
        with pytest.raises(HoldsNationalId):
            join(time, kari, party, at)


def test_giving_back_gives_back_all_and_forgets_who_was_to_come(evening, kari, at):
    time = evening()
    row = join(time, kari, CHILDREN, at)
    assert cancel_sign_up(row, channel="web", by=kari, at=at)
    assert time_for(None, time.pk).taken == 0
    assert not SignUp.objects.exclude(guest_name="", answers=[]).exists()


def test_one_child_less_frees_a_place_for_who_waits(evening, kari, ali, at):
    time = evening(places=2, waiting_list="at_once")
    row = join(time, kari, CHILDREN, at)
    sign_up_or_wait(time.pk, ali, channel="web", by=ali, at=at)
    change(row, Party(CHILD, ("Siri",)), at)
    assert sorted(names(time)) == ["Ali Hassan", "Siri"]
    assert not SignUp.objects.filter(cancelled_at__isnull=False).exclude(guest_name="").exists()
    last = OutboundMessage.objects.filter(person=kari).latest("queued_at", "pk")
    assert last.body.startswith("Du har fått plass")


def test_one_more_takes_a_place_if_there_is_one(evening, kari, ali, at):
    time = evening(places=3)
    row = join(time, kari, CHILDREN, at)
    change(row, Party(CHILD, ("Ola", "Siri", "Per")), at)
    assert names(time) == ["Ola", "Siri", "Per"]
    with pytest.raises(TimeIsFull):
        change(row, Party(CHILD, ("Ola", "Siri", "Per", "Pål")), at)
    assert len(together_with(row)) == 3


def test_another_name_or_answer_is_no_message_and_no_other_place(evening, kari, at):
    row = join(evening(), kari, CHILDREN, at)
    change(row, Party(CHILD, ("Ola", "Sara"), (("Allergier?", "Ingen"),)), at)
    assert [one.guest_name for one in together_with(row)] == ["Ola", "Sara"]
    row.refresh_from_db()
    assert row.answers == [["Allergier?", "Ingen"]] and OutboundMessage.objects.count() == 1


def test_what_is_given_back_or_has_begun_cannot_be_changed(evening, kari, ali, at):
    time = evening()
    row, gone = join(time, kari, CHILDREN, at), join(time, ali, Party(), at)
    cancel_sign_up(gone, channel="web", by=ali, at=at)
    with pytest.raises(NotOpen):
        change(gone, CHILDREN, at)
    with pytest.raises(NotOpen):
        change(row, THREE, time.starts_at)


def test_the_child_came_and_the_one_who_brought_it_attended_nothing(evening, kari, ola, at):
    time, rung = evening(), []
    row = join(time, kari, CHILDREN, at)

    def hear(sign_up, **facts):
        rung.append(sign_up)

    attendance_noted.connect(hear)
    note_attendance(time.pk, {row.pk}, by=ola, at=time.ends_at)
    attendance_noted.disconnect(hear)
    assert rung == [] and completed_by(kari) == []
    assert SignUp.objects.get(pk=row.pk).attended_at == time.ends_at


def test_a_party_is_reminded_once(evening, kari, at):
    time = evening()
    join(time, kari, CHILDREN, at)
    assert send_due_sign_up_reminders(time.starts_at - dt.timedelta(hours=20)) == 1


def test_names_and_answers_are_deleted_a_month_after_the_day_and_the_place_stays(evening, kari, ali, at):
    time = evening(places=2, waiting_list="at_once")
    row = join(time, kari, CHILDREN, at)
    waits = sign_up_or_wait(time.pk, ali, channel="web", by=ali, at=at, party=CHILDREN)
    rule = rule_named("sign_up_answers")
    assert not [one for rows in rule.due(time.starts_at) for one in rows]
    due = [one for rows in rule.due(time.starts_at + DAY) for one in rows]
    assert {one.pk for one in due} == {waits.pk, *(one.pk for one in together_with(row))}
    for one in due:
        rule.end(one, at)
    assert not [one for rows in rule.due(time.starts_at + DAY) for one in rows]
    assert SignUp.objects.count() == 2 and Waiting.objects.get().guests == []


@pytest.mark.parametrize(("written", "found"), [
    ("Ola", ("Ola",)), ("Ola, Siri", ("Ola", "Siri")), ("Ola og Siri\nPer", ("Ola", "Siri", "Per")),
    (" , ", ()), ("", ()),
])  # fmt: skip
def test_names_of_children_are_read_as_people_write_them(written, found):
    assert first_names(written) == found


def test_questions_are_kept_and_read_again():
    asked = [Question("Allergier?"), Question("Mat?", CHOICE, choices_of("Fisk, Kjøtt,Fisk"), must=True)]
    assert read_questions(kept_questions(asked)) == asked and asked[1].choices == ("Fisk", "Kjøtt")


@pytest.mark.django_db(transaction=True)
def test_parties_at_once_never_get_more_places_than_there_are(evening, together, town, ola, at):
    time = evening(places=5)
    people = [
        find_or_add_person(f"Person{n} Nord", [str(next(numbers))], by=ola, at=at, channel="phone")
        for n in range(6)
    ]
    made = together(town, [partial(join, time, person, CHILDREN, at) for person in people])
    assert sum(isinstance(one, SignUp) for one in made) == 2 and time_for(None, time.pk).taken == 4
    more = [
        partial(change, row, Party(CHILD, ("A", "B", "C")), at) for row in made if isinstance(row, SignUp)
    ]
    outcomes = together(town, more)
    assert sum(isinstance(one, TimeIsFull) for one in outcomes) == 1 and time_for(None, time.pk).taken == 5
