"""What is known of the associations is counted from lists, and whoever is tried comes up again when it is time."""

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.foundation.models import Area, AuditEntry
from samspill.organisations.actions import (
    close_group,
    give_post,
    let_act,
    register_group,
    take_page_over,
)
from samspill.organisations.actions.mapping import (
    NextInThePast,
    UnknownWay,
    note_contact_try,
    take_back_contact_try,
)
from samspill.organisations.models import ContactTry
from samspill.organisations.queries.mapping import MINE, NOBODYS, known, narrowed, to_try
from samspill.organisations.rules.mapping import MEASURES, again_on, counted, coverage
from samspill.people.actions import HoldsNationalId, find_or_add_person
from samspill.people.actions.keeping import end_what_is_due


@pytest.fixture
def north(town):
    return Area.objects.create(name="Nordsida")


@pytest.fixture
def choir(ola, at, north):
    return register_group(
        "Blandakoret", area=north, categories=("1100",), email="kor@example.no", by=ola, at=at
    )


@pytest.fixture
def mosque(ola, at):
    return register_group("Kulturforeningen Nur", by=ola, at=at)


def names(rows):
    return [row.name for row in rows]


def held(asker, name):
    row = next(row for row in known(asker) if row.name == name)
    return {measure for measure in MEASURES if row.holds(measure)}


def test_every_number_is_the_length_of_its_list(asker, ola, at, choir, mosque):
    take_page_over(choir, by=ola, at=at)
    rows = known(asker)
    for by in ("category", "area", "group"):
        for line in coverage(rows, lambda row, by=by: getattr(row, by)):
            for measure, number in line.numbers.items():
                asked = {"category": None, "area": None, "group": None} | {by: line.code}
                assert len(narrowed(rows, measure=measure, **asked)) == number
    assert counted(rows)["all"] == 2 and counted(rows)["in_contact"] == 1


def test_an_association_that_was_never_told_of_stands_in_a_line_of_its_own_at_the_end(asker, choir, mosque):
    lines = coverage(known(asker), lambda row: row.category)
    assert [line.code for line in lines] == ["1", ""]


def test_talk_is_contact_and_a_try_in_vain_is_not(asker, ola, at, mosque):
    assert held(asker, mosque.name) == {"all", "not_in_contact", "never_tried"}
    note_contact_try(mosque, "phone", "not_reached", by=ola, at=at)
    assert held(asker, mosque.name) == {"all", "not_in_contact"}
    note_contact_try(mosque, "visit", "talked", by=ola, at=at)
    assert held(asker, mosque.name) == {"all", "in_contact"}


def test_one_on_a_list_is_known_and_one_who_may_act_is_contact(asker, ola, at, mosque):
    amina = find_or_add_person("Amina Nur", ["41234567"], by=ola, at=at, channel="phone")
    post = give_post(mosque, amina, "leader", by=ola, at=at, channel="web")
    assert held(asker, mosque.name) >= {"contact_person", "not_in_contact"}
    let_act(post, by=ola, at=at, channel="web")
    assert held(asker, mosque.name) >= {"contact_person", "in_contact"}


def test_one_that_has_stopped_is_counted_no_more(asker, ola, at, mosque):
    close_group(mosque, by=ola, at=at)
    assert known(asker) == []


def test_who_was_not_reached_comes_up_again_on_her_list_who_tried(asker, ola, at, mosque):
    today = clock.local_day(at)
    assert names(to_try(asker, today=today, whose=NOBODYS)) == [mosque.name]
    note_contact_try(mosque, "phone", "not_reached", by=ola, at=at)
    assert names(to_try(asker, today=today)) == []
    later = today + dt.timedelta(days=3)
    assert names(to_try(asker, today=later, whose=MINE)) == [mosque.name]
    assert names(to_try(asker, today=later, whose=NOBODYS)) == []


def test_a_try_taken_back_lets_what_stood_before_stand_again(asker, ola, at, mosque):
    made = note_contact_try(mosque, "phone", "talked", by=ola, at=at)
    take_back_contact_try(made, by=ola, at=at)
    take_back_contact_try(made, by=ola, at=at)
    assert held(asker, mosque.name) == {"all", "not_in_contact", "never_tried"}
    assert names(to_try(asker, today=clock.local_day(at))) == [mosque.name]
    assert AuditEntry.objects.filter(verb="take_back_contact_try").count() == 1


def test_the_list_can_be_gone_down_in_one_part_of_town(asker, ola, at, choir, mosque, north):
    assert names(to_try(asker, today=clock.local_day(at), area=north.pk)) == [choir.name]


def test_what_makes_no_sense_is_refused(ola, at, mosque):
    with pytest.raises(UnknownWay):
        note_contact_try(mosque, "pigeon", "talked", by=ola, at=at)
    with pytest.raises(NextInThePast):
        note_contact_try(
            mosque, "phone", "try_later", by=ola, at=at, next_on=clock.local_day(at) - dt.timedelta(days=1)
        )
    with pytest.raises(HoldsNationalId):
        note_contact_try(mosque, "phone", "talked", by=ola, at=at, words="Hun har 01010112377")


@pytest.mark.parametrize(("outcome", "days"), [("not_reached", 3), ("message_left", 7), ("talked", None)])
def test_how_soon_one_tries_again(outcome, days):
    monday = dt.date(2026, 3, 9)
    assert again_on(outcome, today=monday) == (monday + dt.timedelta(days=days) if days else None)


def test_nobody_is_to_be_tried_on_a_saturday():
    assert again_on("not_reached", today=dt.date(2026, 3, 11)) == dt.date(2026, 3, 16)


def test_words_of_a_try_are_erased_and_the_try_stays(ola, at, mosque):
    note_contact_try(mosque, "met", "talked", by=ola, at=at, words="Spør etter Amina på torsdager")
    assert end_what_is_due(at + dt.timedelta(days=731))["contact_tries"] == 1
    assert ContactTry.objects.get().words == ""
    assert end_what_is_due(at + dt.timedelta(days=731)) == {}
