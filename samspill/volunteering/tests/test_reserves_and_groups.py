"""Behind the places: reserves who move up; and an association that takes places as a group."""

import datetime as dt

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person, merge_persons
from samspill.volunteering import actions
from samspill.volunteering.actions.calls import take_back_yes
from samspill.volunteering.actions.groups import GroupIsBooked, NoRoomForAll, book_group, withdraw_group
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.actions.seats import TooFewPlaces
from samspill.volunteering.actions.times import change_numbers
from samspill.volunteering.models import Assignment, GroupBooking, GroupSeat
from samspill.volunteering.queries.attendance import sheet_of_shift
from samspill.volunteering.queries.coming import who_comes
from samspill.volunteering.queries.needs import shifts_for
from samspill.volunteering.queries.own import coming_tasks


@pytest.fixture
def choir(town, at):
    return Organisation.objects.create(name="Fjordkoret", came_from="desk", created_at=at)


@pytest.fixture
def conductor(ola, at):
    return find_or_add_person("Dagny Dirigent", ["92 00 00 01"], by=ola, at=at, channel="phone")


@pytest.fixture
def evening(rota):
    """A time with two places, and room for two reserves."""
    return rota(RoleAsked(places=2, reserves=2)).shifts.order_by("starts_at")[0]


def seated(shift):
    live = Assignment.objects.filter(shift=shift, released_at__isnull=True).order_by("seat")
    return [(one.person.name.split()[0], one.seat) for one in live]


def counted(asker, shift):
    found = shifts_for(asker).get(pk=shift.pk)
    return found.taken, found.standing_by


def latest(person):
    return OutboundMessage.objects.filter(person=person).order_by("-pk")[0].body


# --- reserves -------------------------------------------------------------------------------------------------------


def test_when_the_places_are_taken_the_next_yes_is_a_reserve_and_told_so(
    evening, volunteer, put, texts, written_to, asker
):
    people = [volunteer(f"{name} Berg") for name in ("Kari", "Per", "Siv", "Ali", "Eva")]
    put(evening, *people)
    outcomes = [texts(person, "JA").outcome for person in people]
    assert outcomes == ["yes"] * 5
    assert seated(evening) == [("Kari", 1), ("Per", 2), ("Siv", 3), ("Ali", 4)]
    assert [written_to(person)[-1] for person in people] == [
        "booked",
        "booked",
        "reserve",
        "reserve",
        "covered",
    ]
    assert "du er reserve" in latest(people[2])
    assert counted(asker, evening) == (2, 2)
    assert who_comes([evening])[evening.pk].reserves == ["Siv Berg", "Ali Berg"]


def test_a_reserve_moves_up_when_somebody_cannot_and_is_told_at_once(
    evening, volunteer, put, texts, written_to, at
):
    kari, _, siv, ali, eva = people = [volunteer(f"{n} Berg") for n in ("Kari", "Per", "Siv", "Ali", "Eva")]
    put(evening, *people[:4])
    for person in people[:4]:
        texts(person, "JA")
    texts(kari, f"AVBUD {evening.code}")
    assert seated(evening) == [("Siv", 1), ("Per", 2), ("Ali", 4)]
    assert written_to(siv)[-1] == "moved_up" and "Torget 1" in latest(siv)
    assert written_to(ali)[-1] == "reserve" and written_to(eva) == [], (
        "nobody new is asked: the place was not open"
    )


def test_a_reserve_who_cannot_after_all_moves_nobody(evening, volunteer, put, texts, written_to):
    _, per, siv = people = [volunteer(f"{n} Berg") for n in ("Kari", "Per", "Siv")]
    put(evening, *people)
    for person in people:
        texts(person, "JA")
    assert texts(siv, "AVBUD").outcome == "withdrew"
    assert seated(evening) == [("Kari", 1), ("Per", 2)] and written_to(per)[-1] == "booked"


def test_a_reserve_gets_neither_the_address_nor_a_reminder_until_she_has_a_place(
    evening, volunteer, put, texts, written_to, at
):
    *_, siv = people = [volunteer(f"{n} Berg") for n in ("Kari", "Per", "Siv")]
    put(evening, *people)
    for person in people:
        texts(person, "JA")
    actions.send_due_details_and_reminders(evening.starts_at - dt.timedelta(hours=2))
    assert written_to(siv) == ["offer", "reserve"] and "Torget" not in latest(siv)


def test_a_yes_typed_in_by_mistake_gives_the_place_to_the_first_reserve(
    evening, volunteer, put, texts, ola, at
):
    people = [volunteer(f"{n} Berg") for n in ("Kari", "Per", "Siv")]
    mistaken, *_ = put(evening, *people)
    actions.answer_offer(mistaken.pk, "yes", channel="phone", by=ola, at=at)
    for person in people[1:]:
        texts(person, "JA")
    take_back_yes(mistaken.pk, by=ola, at=at)
    assert seated(evening) == [("Siv", 1), ("Per", 2)]
    assert OutboundMessage.objects.filter(key__startswith="moved_up").get().person == people[2]


def test_more_places_let_the_reserves_up_and_fewer_throw_nobody_out(evening, volunteer, put, texts, ola, at):
    people = [volunteer(f"{n} Berg") for n in ("Kari", "Per", "Siv", "Ali")]
    put(evening, *people)
    for person in people:
        texts(person, "JA")
    change_numbers(evening.pk, places=3, minimum=0, reserves=1, by=ola, at=at)
    assert seated(evening) == [("Kari", 1), ("Per", 2), ("Siv", 3), ("Ali", 4)]
    assert OutboundMessage.objects.filter(key__startswith="moved_up").get().person == people[2]
    with pytest.raises(TooFewPlaces):
        change_numbers(evening.pk, places=2, minimum=0, reserves=1, by=ola, at=at)


def test_the_next_are_asked_for_an_open_place_and_not_for_a_reserve(
    rota, volunteer, put, texts, written_to, at
):
    kari, per, siv = (volunteer(f"{n} Berg") for n in ("Kari", "Per", "Siv"))
    evening = rota(RoleAsked(places=1, reserves=2)).shifts.order_by("starts_at")[0]
    put(evening, kari)
    texts(kari, "JA")
    put(evening, siv)
    assert texts(siv, "JA").outcome == "yes" and seated(evening) == [("Kari", 1), ("Siv", 2)]
    assert actions.send_due_waves(evening.starts_at - dt.timedelta(hours=2)) == 0
    assert written_to(per) == []


def test_of_two_persons_who_are_one_the_place_stays_and_not_the_reserve(
    evening, volunteer, put, texts, ola, at
):
    kari, _, double, _ = people = [volunteer(f"{n} Berg") for n in ("Kari", "Per", "Karin", "Siv")]
    put(evening, *people)
    for person in people:
        texts(person, "JA")
    merge_persons(double, kari, by=ola, at=at, channel="web")
    assert seated(evening) == [("Karin", 1), ("Per", 2), ("Siv", 4)]


# --- groups ---------------------------------------------------------------------------------------------------------


def test_a_group_takes_places_and_its_contact_is_told(evening, choir, conductor, ola, at, asker, written_to):
    book_group(evening.pk, choir, 2, contact=conductor, channel="phone", by=ola, at=at)
    assert counted(asker, evening) == (2, 0)
    assert who_comes([evening])[evening.pk].names == ["Fjordkoret (2)"]
    assert written_to(conductor) == ["group_booked"]
    assert "Fjordkoret har 2 plasser" in latest(conductor) and "Torget 1" in latest(conductor)


def test_it_takes_all_its_places_or_none(evening, choir, conductor, volunteer, put, texts, ola, at):
    put(evening, kari := volunteer("Kari Berg"))
    texts(kari, "JA")
    with pytest.raises(NoRoomForAll, match="1"):
        book_group(evening.pk, choir, 2, contact=conductor, channel="phone", by=ola, at=at)
    assert GroupBooking.objects.count() == GroupSeat.objects.count() == 0
    book_group(evening.pk, choir, 1, contact=conductor, channel="phone", by=ola, at=at)
    with pytest.raises(GroupIsBooked):
        book_group(evening.pk, choir, 1, contact=conductor, channel="phone", by=ola, at=at)


def test_after_the_group_the_next_yes_is_reserve_and_moves_up_when_the_group_cannot(
    evening, choir, conductor, volunteer, put, texts, ola, at, written_to
):
    kari = volunteer("Kari Berg")
    put(evening, kari)
    group = book_group(evening.pk, choir, 2, contact=conductor, channel="phone", by=ola, at=at)
    texts(kari, "JA")
    assert seated(evening) == [("Kari", 3)]
    withdraw_group(group.pk, channel="phone", by=ola, at=at)
    assert seated(evening) == [("Kari", 1)] and written_to(kari)[-1] == "moved_up"
    assert written_to(conductor)[-1] == "group_released"
    assert GroupSeat.objects.filter(released_at__isnull=True).count() == 0
    with pytest.raises(actions.NotBooked):
        withdraw_group(group.pk, channel="phone", by=ola, at=at)


def test_the_last_place_to_a_group_tells_the_others_that_it_is_covered(
    rota, choir, conductor, volunteer, put, ola, at, written_to
):
    evening = rota(RoleAsked(places=2)).shifts.order_by("starts_at")[0]
    put(evening, kari := volunteer("Kari Berg"))
    book_group(evening.pk, choir, 2, contact=conductor, channel="phone", by=ola, at=at)
    assert written_to(kari)[-1] == "covered"


def test_the_contact_is_reminded_the_day_before_and_told_when_it_is_off(
    rota, choir, conductor, ola, at, written_to
):
    evening = rota(RoleAsked(places=2)).shifts.order_by("starts_at")[1]
    book_group(evening.pk, choir, 2, contact=conductor, channel="phone", by=ola, at=at)
    actions.send_due_details_and_reminders(evening.starts_at - dt.timedelta(hours=47))
    actions.send_due_details_and_reminders(evening.starts_at - dt.timedelta(hours=20))
    assert written_to(conductor) == ["group_booked", "details", "reminder"]
    actions.cancel_need(
        evening.need_id, reason="Stengt", by=ola, at=evening.starts_at - dt.timedelta(hours=9)
    )
    assert written_to(conductor)[-1] == "off"


def test_a_group_counts_when_the_next_wave_is_sized(evening, choir, conductor, volunteer, ola, at):
    from samspill.volunteering.queries.proposing import open_places

    book_group(evening.pk, choir, 1, contact=conductor, channel="phone", by=ola, at=at)
    assert open_places(evening) == 1


def test_a_reserve_sees_that_she_stands_by_and_neither_address_nor_attendance(
    evening, volunteer, put, texts, asker
):
    people = [volunteer(f"{name} Berg") for name in ("Kari", "Per", "Siv")]
    put(evening, *people)
    for person in people:
        texts(person, "JA")
    soon = evening.starts_at - dt.timedelta(hours=1)
    kari, siv = (coming_tasks(person, at=soon)[0] for person in (people[0], people[2]))
    assert (kari.is_reserve, siv.is_reserve) == (False, True)
    assert kari.private is not None
    assert siv.private is None
    expected = {line.person.name for line in sheet_of_shift(asker, evening).lines}
    assert expected == {"Kari Berg", "Per Berg"}
