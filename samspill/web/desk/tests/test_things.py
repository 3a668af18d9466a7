"""Equipment at the desk: entered, lent to one who phones, answered, handed out, taken back, missed and found."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person, Unit
from samspill.venues.actions import (
    ThingFacts,
    ThingOrder,
    add_place,
    add_thing,
    borrow_several,
    borrow_thing,
    bring_back,
    change_thing,
    close_days,
    set_fetching_hours,
)
from samspill.venues.models import FetchingHours, Loan, Thing
from samspill.venues.rules import Hours

DAY = dt.timedelta(days=1)


@pytest.fixture
def house(town, at):
    return add_place("Samfunnshuset", by="system", at=at)


@pytest.fixture
def chairs(house, at):
    thing = add_thing(house, ThingFacts("Klappstol", 40), by="system", at=at)
    set_fetching_hours(thing, [Hours(day, 0, 1440, False) for day in range(7)], by="system", at=at)
    return thing


@pytest.fixture
def wish(chairs, town):
    """Kari's wish to borrow ten chairs, which waits for an answer."""
    at = clock.now()
    kari = find_or_add_person("Kari Berg", ["41234567"], by="system", at=at, channel="phone")
    starts_at = clock.at_local(clock.today() + dt.timedelta(days=1), dt.time(17))
    order = ThingOrder(chairs.pk, 10, starts_at, starts_at + dt.timedelta(days=2), "Fest")
    return borrow_thing(order, kari, channel="web", by=kari, at=at)


def told():
    return [row.body for row in OutboundMessage.objects.order_by("queued_at", "pk")]


def loan_address(loan, end=""):
    return f"/desk/rooms/loans/{loan.pk}/{end}"


def test_equipment_is_entered_with_where_it_is_kept_and_when_it_is_fetched(desk, house):
    facts = {"name": "Partytelt", "pieces": "2", "place": str(house.pk), "lends_to": "everybody"}
    facts |= {"longest_days": "5", "notice_hours": "24", "ahead_days": "180", "answer_days": "3"}
    assert desk.post("/desk/rooms/things/new/", facts).status_code == 302
    tent = Thing.objects.get()
    assert tent.pieces == 2 and tent.longest_days == 5
    assert desk.post("/desk/rooms/things/new/", facts).status_code == 422
    hours = f"/desk/rooms/things/{tent.pk}/hours/"
    assert desk.post(hours, {"opens_0_0": "08:00"}).status_code == 422
    assert desk.post(hours, {"opens_0_0": "08:00", "closes_0_0": "15:00"}).status_code == 302
    assert FetchingHours.objects.get().at_once
    assert desk.post(f"/desk/rooms/things/{tent.pk}/", facts | {"pieces": "3"}).status_code == 302
    assert Thing.objects.get().pieces == 3
    desk.post(f"/desk/rooms/things/{tent.pk}/lending/", {"stop": "1"})
    assert desk.get(f"/rooms/things/{tent.pk}/").status_code == 404
    assert "Partytelt" in desk.get("/desk/rooms/things/").content.decode()


def test_a_town_without_houses_is_told_to_enter_one_first(desk):
    assert "Ingen hus ennå" in desk.get("/desk/rooms/things/new/").content.decode()
    assert "Ikke noe utstyr ennå" in desk.get("/desk/rooms/loans/").content.decode()


def test_a_wish_is_answered_handed_out_and_looked_over_when_it_is_back(desk, wish):
    counter = desk.get("/desk/rooms/loans/").content.decode()
    assert "Kari Berg" in counter and "Venter på svar" in counter
    assert desk.post(loan_address(wish, "approval/")).status_code == 302
    assert desk.post(loan_address(wish, "fetched/"), {"counter": "1"}).url == "/desk/rooms/loans/"
    assert Loan.objects.get().fetched_at
    desk.post(loan_address(wish, "fetched/"), {"undo": "1"})
    assert Loan.objects.get().fetched_at is None
    desk.post(loan_address(wish, "fetched/"))
    assert desk.post(loan_address(wish, "return/"), {"missing": "11"}).status_code == 422
    assert desk.post(loan_address(wish, "return/"), {"missing": "2"}).status_code == 302
    assert Thing.objects.get().pieces == 38
    assert "2 mangler" in desk.get("/desk/rooms/loans/").content.decode()
    assert desk.post(loan_address(wish, "missing/")).status_code == 302
    assert Thing.objects.get().pieces == 40 and Loan.objects.get().returned_at
    desk.post(loan_address(wish, "return/"), {"undo": "1"})
    assert Loan.objects.get().returned_at is None


def test_a_no_and_a_cancelling_have_a_reason(desk, wish):
    assert desk.post(loan_address(wish, "refusal/"), {"reason": " "}).status_code == 422
    assert desk.post(loan_address(wish, "refusal/"), {"reason": "De males."}).status_code == 302
    assert Loan.objects.get().refused_at and "De males." in told()[-1]


def test_staff_change_how_many_and_when_and_the_borrower_is_told(desk, wish):
    day = clock.today() + dt.timedelta(days=2)
    given = {"pieces": "40", "day": f"{day:%Y-%m-%d}", "begins": "10:00", "ends": "12:00"}
    assert desk.post(loan_address(wish, "time/"), given | {"pieces": "41"}).status_code == 422
    assert desk.post(loan_address(wish, "time/"), given).status_code == 302
    assert Loan.objects.get().pieces == 40 and "40 x Klappstol" in told()[-1]


def test_staff_lend_at_once_to_one_who_phones(desk, chairs, wish):
    address = f"/desk/rooms/things/{chairs.pk}/loan/"
    assert desk.get(address).status_code == 200
    given = {"day": f"{clock.today() + dt.timedelta(days=1):%Y-%m-%d}", "begins": "18:00", "ends": "19:00"}
    given |= {"pieces": "30", "purpose": "Møte", "name": "Per Vik", "phone": "41234599"}
    assert desk.post(address, given | {"pieces": "31"}).status_code == 422
    assert desk.post(address, given).status_code == 302
    loan = Loan.objects.get(person__name="Per Vik")
    assert loan.approved_at and loan.channel == "phone"
    calendar = desk.get(f"/desk/rooms/things/{chairs.pk}/calendar/").content.decode()
    assert "Per Vik" in calendar and "Kari Berg" not in calendar


def test_the_counter_is_narrowed_to_a_house_and_prints(desk, wish, chairs, at):
    desk.post(loan_address(wish, "approval/"))
    other = add_place("Låven", by="system", at=at)
    add_thing(other, ThingFacts("Telt"), by="system", at=at)
    assert "Kari Berg" in desk.get(f"/desk/rooms/loans/?house={chairs.place_id}").content.decode()
    assert "Kari Berg" not in desk.get(f"/desk/rooms/loans/?house={other.pk}").content.decode()
    assert desk.get("/desk/rooms/loans/list.pdf").content.startswith(b"%PDF")


def test_what_the_borrower_says_is_back_waits_to_be_looked_over(desk, wish):
    desk.post(loan_address(wish, "approval/"))
    desk.post(loan_address(wish, "fetched/"))
    bring_back(wish, by=wish.person, at=clock.now())
    assert "Meldt levert: se over det" in desk.get("/desk/rooms/loans/").content.decode()
    assert desk.post(loan_address(wish, "return/"), {"counter": "1"}).url == "/desk/rooms/loans/"


def test_the_neighbours_staff_see_no_equipment_of_ours(chairs, wish, neighbour, at):
    with entered(neighbour):
        nora = make_staff("Nora", Unit.objects.create(name="Nabosentralen"), "leader", at=at)
        there = browser_of(nora, "storfjordby.test")
    for path in (f"things/{chairs.pk}/", f"things/{chairs.pk}/calendar/", f"loans/{wish.pk}/"):
        assert there.get(f"/desk/rooms/{path}").status_code == 404


def weekly(**other):
    day = clock.today() + dt.timedelta(days=1)
    given = {"day": f"{day:%Y-%m-%d}", "begins": "18:00", "ends": "19:00", "every": "1"}
    given |= {"last_on": f"{day + dt.timedelta(days=14):%Y-%m-%d}", "pieces": "35", "purpose": "Kor"}
    return given | {"name": "Per Vik", "phone": "41234599"} | other


@pytest.fixture
def tuesday(monkeypatch, at):
    """It is the town's Tuesday in March, with no public holiday before Easter."""
    monkeypatch.setattr(clock, "now", lambda: at)


def test_staff_lend_every_week_to_one_who_phones_with_a_look_at_the_dates_first(tuesday, desk, chairs, wish):
    address = f"/desk/rooms/things/{chairs.pk}/loan/"
    page = desk.post(address, weekly()).content.decode()
    assert "Bare 30 ledige" in page and page.count("Nok ledig") == 2 and Loan.objects.count() == 1
    made = desk.post(address, weekly(sure="1"))
    first, second = Loan.objects.filter(person__name="Per Vik").order_by("starts_at")
    assert made.url == loan_address(first, "dates/")
    page = desk.get(made.url).content.decode()
    assert "Lånt: 2 datoer." in page and "Bare 30 er ledige" in page
    counter = desk.get("/desk/rooms/loans/").content.decode()
    assert counter.count("Per Vik · ") == 2 and "En av flere datoer" in counter
    desk.post(loan_address(first, "fetched/"), {"counter": "1"})
    second.refresh_from_db()
    assert Loan.objects.get(pk=first.pk).fetched_at and second.fetched_at is None
    calendar = desk.get(f"/desk/rooms/things/{chairs.pk}/calendar/").content.decode()
    assert calendar.count("Per Vik · ") == 2


def test_one_who_gets_none_of_the_dates_is_not_written_down(tuesday, desk, chairs):
    address = f"/desk/rooms/things/{chairs.pk}/loan/"
    page = desk.post(address, weekly(sure="1", pieces="41")).content.decode()
    assert "Utelatt: " in page and not Loan.objects.exists()
    assert not Person.objects.filter(name="Per Vik").exists()


def test_all_the_dates_of_a_wish_are_answered_together(tuesday, desk, chairs, town):
    kari = find_or_add_person("Kari Berg", ["41234567"], by="system", at=clock.now(), channel="phone")
    day = clock.today() + dt.timedelta(days=1)
    times = [
        (clock.at_local(on, dt.time(17)), clock.at_local(on, dt.time(19)))
        for on in (day, day + dt.timedelta(days=7))
    ]
    order = ThingOrder(chairs.pk, 10, *times[0], "Fest")
    (first, _second), _left = borrow_several(order, times, kari, channel="web", by=kari, at=clock.now())
    counter = desk.get("/desk/rooms/loans/").content.decode()
    assert counter.count("Kari Berg · ") == 1
    assert "Ja, book alle 2 som venter" in desk.get(loan_address(first, "dates/")).content.decode()
    desk.post(loan_address(first, "dates/approval/"))
    assert Loan.objects.filter(approved_at__isnull=False).count() == 2
    assert desk.post(loan_address(first, "dates/refusal/"), {"reason": " "}).status_code == 422
    desk.post(loan_address(first, "dates/refusal/"), {"reason": "De males."})
    assert Loan.objects.filter(cancelled_at__isnull=False).count() == 2 and "De males." in told()[-1]


def test_loans_that_cannot_be_kept_are_marked_wherever_the_desk_works(desk, wish, chairs, ola):
    desk.post(loan_address(wish, "approval/"))
    assert "For få igjen" not in desk.get("/desk/rooms/loans/").content.decode()
    facts = {"name": "Klappstol", "pieces": "6", "place": str(chairs.place_id), "lends_to": "everybody"}
    facts |= {"longest_days": "7", "notice_hours": "2", "ahead_days": "180", "answer_days": "3"}
    desk.post(f"/desk/rooms/things/{chairs.pk}/", facts)
    page = desk.get(f"/desk/rooms/things/{chairs.pk}/").content.decode()
    assert "Ett lån som kommer, kan ikke holdes som lovet" in page and "Bare 6 av 10 igjen" in page
    for path in ("/desk/rooms/loans/", f"/desk/rooms/things/{chairs.pk}/calendar/", loan_address(wish)):
        assert "Bare 6 av 10 igjen" in desk.get(path).content.decode()
    assert "For få igjen" in desk.get("/desk/rooms/loans/").content.decode()
    assert "Det er lovet bort mer enn det finnes av ett slags utstyr" in desk.get("/desk/").content.decode()
    assert desk.get("/desk/rooms/loans/list.pdf").content.startswith(b"%PDF")


def test_from_the_counter_another_thing_and_a_message_are_one_step_away(desk, wish, chairs, ola):
    desk.post(loan_address(wish, "approval/"))
    assert "Skriv til dem" not in desk.get("/desk/rooms/loans/").content.decode()
    change_thing(chairs, ThingFacts("Klappstol", 6), by=ola, at=clock.now())
    page = desk.get("/desk/rooms/loans/").content.decode()
    assert f'href="{loan_address(wish, "instead/")}"' in page
    assert f'href="{loan_address(wish, "message/")}"' in page


def test_never_fetched_is_undone_with_one_press_until_others_have_borrowed_it(
    desk, wish, chairs, monkeypatch
):
    desk.post(loan_address(wish, "approval/"))
    at = wish.ends_at + dt.timedelta(hours=5)
    monkeypatch.setattr(clock, "now", lambda: at)
    fetched, undo = loan_address(wish, "fetched/"), "Angre: Det var merket ved en feil"
    page = desk.post(fetched, {"never": "1"}, follow=True).content.decode()
    assert "Andre kan låne det nå" in page and undo in page
    page = desk.post(fetched, {"again": "1"}, follow=True).content.decode()
    assert "Det står som før, og låneren har fått beskjed" in page and undo not in page
    assert Loan.objects.get().is_live and "aldri hentet det" in told()[-1]
    desk.post(fetched, {"never": "1"})
    wish.refresh_from_db()
    order = ThingOrder(chairs.pk, 35, clock.at_local(clock.local_day(at), dt.time(23)), at + 2 * DAY, "Dans")
    borrow_thing(order, wish.person, channel="phone", by=wish.approved_by, at=at + dt.timedelta(seconds=1))
    page = desk.post(fetched, {"again": "1"}, follow=True).content.decode()
    assert undo not in page and "Andre har lånt det i den tiden nå, så dette kan ikke angres" in page
    assert Loan.objects.get(pk=wish.pk).given_back_at


def test_a_loan_that_meets_a_closed_house_is_found_at_the_desk_with_words_that_are_ready(
    desk, wish, chairs, ola
):
    desk.post(loan_address(wish, "approval/"))
    day = clock.local_day(wish.starts_at)
    close_days(chairs.place, day, day, "Kurs", by=ola, at=clock.now())
    assert "Ett lån møter et hus som er stengt" in desk.get("/desk/").content.decode()
    page = desk.get("/desk/rooms/loans/").content.decode()
    assert "Huset er stengt da" in page and f'href="{loan_address(wish, "message/")}"' in page
    page = desk.get(loan_address(wish)).content.decode()
    assert "Huset er stengt da" in page and "Samfunnshuset er stengt da." in page
    words = desk.get(loan_address(wish, "message/")).content.decode()
    assert "Samfunnshuset er stengt når du skulle hente det eller levere det. (Kurs)" in words
    change_thing(chairs, ThingFacts("Klappstol", 6), by=ola, at=clock.now())
    page = desk.get(loan_address(wish)).content.decode()
    assert "Huset er stengt da" in page and "bare 6 er igjen til dette lånet" in page


def test_the_borrower_of_what_cannot_be_kept_is_written_to_with_words_that_are_ready(desk, wish, chairs, ola):
    change_thing(chairs, ThingFacts("Klappstol", 6), by=ola, at=clock.now())
    page = desk.get(loan_address(wish, "message/")).content.decode()
    assert "bare 6 er igjen til deg" in page
    assert desk.post(loan_address(wish, "message/"), {"words": " "}).status_code == 422
    assert (
        desk.post(loan_address(wish, "message/"), {"words": "Bare 6 igjen. Holder det?"}).status_code == 302
    )
    assert "Bare 6 igjen. Holder det?" in told()[-1] and "/loan/" in told()[-1]


def test_another_thing_is_lent_in_its_place_and_the_reason_to_cancel_is_ready(
    desk, wish, chairs, house, ola, at
):
    address = loan_address(wish, "instead/")
    change_thing(chairs, ThingFacts("Klappstol", 6), by=ola, at=clock.now())
    assert "Ikke noe annet er ledig" in desk.get(address).content.decode()
    stools = add_thing(house, ThingFacts("Krakk", 12), by="system", at=at)
    set_fetching_hours(stools, [Hours(day, 0, 1440, True) for day in range(7)], by="system", at=at)
    assert "Krakk, Samfunnshuset: 12 ledige" in desk.get(address).content.decode()
    assert "det er for få igjen" in desk.get(loan_address(wish)).content.decode()
    assert desk.post(address, {"thing": str(stools.pk), "reason": ""}).status_code == 422
    assert desk.post(address, {"thing": str(stools.pk), "reason": "De er borte."}).status_code == 302
    assert Loan.objects.get().thing == stools and "10 x Krakk" in told()[-1]
