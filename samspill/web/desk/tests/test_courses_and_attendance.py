"""Courses, who came, and thanks at the desk; each page through the browser's own door."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from samspill.activities.actions import move_occurrence, sign_up
from samspill.activities.models import Activity, Occurrence, SignUp
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person, give_consent
from samspill.venues.actions import add_place
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.actions.courses import CourseDate, arrange_course
from samspill.volunteering.models import (
    Assignment,
    Attendance,
    HeadCount,
    Need,
    Qualification,
    Request,
    Shift,
    ThanksHabit,
)

DAY = dt.timedelta(days=1)


@pytest.fixture
def volunteer(ola):
    def enrol(name, phone):
        at = clock.now()
        person = find_or_add_person(name, [phone], by=ola, at=at, channel="phone")
        give_consent(person, source="phone", by=ola, at=at)
        enrol_volunteer(person, by=ola, at=at, channel="phone")
        return person

    return enrol


@pytest.fixture
def kari(volunteer):
    return volunteer("Kari Solvang", "412 34 567")


@pytest.fixture
def course(ola, centre):
    told = CourseDate("course", clock.today() + 5 * DAY, dt.time(18), 120, "Torggata 7", 2)
    return arrange_course(told, unit=centre, by=ola, at=clock.now())


@pytest.fixture
def shift(centre, kari):
    """A visit yesterday that Kari had said yes to."""
    at = clock.now()
    request = Request.objects.create(
        unit=centre, caller_name="Moen", channel="phone", received_at=at - 5 * DAY
    )
    need = Need.objects.create(
        request=request, unit=centre, kind="visit", form="once", title="En prat", made_at=at
    )
    starts = at - DAY
    made = Shift.objects.create(
        need=need, code=1, starts_at=starts, ends_at=starts + dt.timedelta(hours=2), places=2
    )
    Assignment.objects.create(shift=made, person=kari, seat=1, made_at=at, channel="sms")
    return made


def body(response):
    return response.content.decode()


def begin(time):
    """The course is over by now."""
    starts = clock.now() - DAY
    Occurrence.objects.filter(pk=time.pk).update(starts_at=starts, ends_at=starts + dt.timedelta(hours=2))


def test_a_date_is_put_on_the_square_from_one_page(desk, centre):
    told = {"kind": "course", "on": f"{clock.today() + 9 * DAY:%Y-%m-%d}", "begins": "18.00", "hours": "2,5",
            "place_text": "Torggata 7", "places": "12", "language": "nb"}  # fmt: skip
    page = desk.post("/desk/courses/new/", told, follow=True)
    assert "Dagen står på torget" in body(page)
    time = Occurrence.objects.get()
    assert time.ends_at - time.starts_at == dt.timedelta(hours=2.5) and time.activity.places == 12
    assert "Torggata 7" in body(desk.get("/desk/courses/"))


def test_the_list_tells_where_a_date_is_by_the_name_of_the_house_and_where_it_was_moved(desk, ola, course):
    house = add_place("Grendahuset", by=ola, at=clock.now())
    Activity.objects.update(place=house)
    assert "Grendahuset" in body(desk.get("/desk/courses/"))
    move_occurrence(course, starts_at=course.starts_at, ends_at=course.ends_at, place_text="Stallen", by=ola,
                    at=clock.now())  # fmt: skip
    shown = body(desk.get("/desk/courses/"))
    assert "Stallen" in shown and "Grendahuset" not in shown


@pytest.mark.parametrize(("wrong", "words"), [
    ({"on": "2020-01-01"}, "i fortiden"), ({"on": "x"}, "dato"), ({"hours": "lenge"}, "Skriv hvor lenge"),
    ({"places": "0"}, "1"), ({"place_text": ""}, "må fylles ut"), ({"kind": "x"}, "x"),
])  # fmt: skip
def test_a_date_that_cannot_be_is_said_at_the_field(desk, centre, wrong, words):
    told = {"kind": "course", "on": f"{clock.today() + 9 * DAY:%Y-%m-%d}", "begins": "18:00", "hours": "2",
            "place_text": "Torggata 7", "places": "12", "language": "nb"} | wrong  # fmt: skip
    assert words in body(desk.post("/desk/courses/new/", told)) and not Activity.objects.exists()


def test_one_who_phones_is_written_in_and_taken_off(desk, course):
    page = f"/desk/courses/{course.pk}/"
    desk.post(f"{page}sign-ups/", {"name": "Julie Nygård", "phone": "400 00 951"})
    row = SignUp.objects.get()
    assert (row.channel, row.person.name) == ("phone", "Julie Nygård") and "Julie Nygård" in body(
        desk.get(page)
    )
    assert "Julie Nygård" in body(desk.get(f"{page}paper/"))
    desk.post(f"{page}sign-ups/{row.pk}/removal/")
    assert not SignUp.objects.filter(cancelled_at=None).exists()


@pytest.mark.parametrize(("told", "words"), [
    ({"name": "", "phone": "400 00 951"}, "må fylles ut"), ({"name": "Julie", "phone": "12"}, "kort"),
    ({"name": "15076500565", "phone": ""}, "fødselsnummer"),
])  # fmt: skip
def test_one_who_cannot_be_written_in_is_said_in_words(desk, course, told, words):
    answer = desk.post(f"/desk/courses/{course.pk}/sign-ups/", told)
    assert answer.status_code == 422 and words in body(answer) and not SignUp.objects.exists()


def test_a_full_course_is_said_in_words_and_adds_nobody(desk, course, kari, volunteer):
    for person in (kari, volunteer("Ali Hassan", "92345678")):
        sign_up(course.pk, person, channel="phone", by=person, at=clock.now())
    answer = desk.post(
        f"/desk/courses/{course.pk}/sign-ups/", {"name": "Julie Nygård", "phone": "400 00 951"}
    )
    assert answer.status_code == 422 and "Det er fullt" in body(answer) and SignUp.objects.count() == 2


def test_who_came_is_noted_with_all_ticked_beforehand(desk, course, kari, volunteer):
    ali, page = volunteer("Ali Hassan", "92345678"), f"/desk/courses/{course.pk}/"
    rows = [sign_up(course.pk, person, channel="web", by=person, at=clock.now()) for person in (kari, ali)]
    assert "Hvem kom?" not in body(desk.get(page))
    assert "ikke begynt" in body(desk.post(f"{page}attendance/", {"came": rows[0].pk}, follow=True))
    begin(course)
    assert body(desk.get(page)).count('name="came"') == body(desk.get(page)).count(" checked") == 2
    assert "Oppmøte er ikke notert" in body(desk.get("/desk/courses/"))
    desk.post(f"{page}attendance/", {"came": [rows[0].pk, "nonsense"]})
    assert Qualification.objects.get(kind="course").volunteer.person == kari
    assert "Én kom" in body(desk.get("/desk/courses/"))


def test_a_course_is_called_off_after_one_question(desk, course, kari):
    sign_up(course.pk, kari, channel="web", by=kari, at=clock.now())
    address = f"/desk/courses/{course.pk}/cancellation/"
    assert "Én har plass og får beskjed" in body(desk.get(address))
    desk.post(address, {})
    assert not Occurrence.objects.exclude(cancelled_at=None).exists()
    desk.post(address, {"sure": "1"})
    assert Occurrence.objects.exclude(cancelled_at=None).exists()
    assert "Avlyst" in OutboundMessage.objects.order_by("-queued_at", "-pk")[0].body


def test_a_shift_that_is_over_waits_and_is_noted_in_one_press(desk, shift, kari):
    assert "En prat" in body(desk.get("/desk/attendance/"))
    page = f"/desk/attendance/shifts/{shift.pk}/"
    shown = body(desk.get(page))
    assert "Kari Solvang" in shown and " checked" in shown and 'value="2"' in shown
    desk.post(page, {"came": kari.pk, "hours": "1,5"})
    assert Attendance.objects.get().minutes == 90
    assert "En prat" not in body(desk.get("/desk/attendance/")) and "av Ola Strand" in body(desk.get(page))


def test_one_who_stayed_longer_others_without_a_name_and_one_who_came_too(desk, shift, kari, volunteer):
    ali = volunteer("Ali Hassan", "92345678")
    page = f"/desk/attendance/shifts/{shift.pk}/"
    found = body(desk.get(f"{page}?q=hassan"))
    assert "Ali Hassan" in found and str(ali.pk) in found
    told = {
        "came": [kari.pk, ali.pk],
        "hours": "2",
        f"hours_{kari.pk}": "3:15",
        "people": "12",
        "people_hours": "",
    }
    desk.post(f"{page}?add={ali.pk}", told)
    assert dict(Attendance.objects.values_list("person__name", "minutes")) == {
        "Kari Solvang": 195,
        "Ali Hassan": 120,
    }
    assert (HeadCount.objects.get().people, HeadCount.objects.get().minutes) == (12, 120)


@pytest.mark.parametrize(("wrong", "words"), [
    ({"hours": "lenge"}, "Skriv hvor lenge"), ({"hours": ""}, "må fylles ut"), ({"people": "-1"}, "0"),
    ({"people": "3", "people_hours": "x"}, "Skriv hvor lenge"), ({"own": "x"}, "Skriv hvor lenge"),
    ({"people": "👍"}, "tall"),
])  # fmt: skip
def test_a_sheet_that_cannot_be_read_is_said_at_the_field(desk, shift, kari, wrong, words):
    told = {"came": kari.pk, "hours": "2"} | wrong
    told[f"hours_{kari.pk}"] = told.pop("own", "")
    answer = desk.post(f"/desk/attendance/shifts/{shift.pk}/", told)
    assert answer.status_code == 422 and words in body(answer) and not Attendance.objects.exists()


def test_a_pair_has_a_sheet_for_each_day(desk, shift, kari):
    Need.objects.filter(pk=shift.need_id).update(form="pair")
    Shift.objects.filter(pk=shift.pk).update(starts_at=clock.now() - 30 * DAY, ends_at=clock.now() + 30 * DAY)
    for days in (8, 1):
        on = clock.today() - days * DAY
        desk.post(f"/desk/attendance/shifts/{shift.pk}/?on={on}", {"came": kari.pk, "hours": "1"})
    assert Attendance.objects.count() == 2
    answer = desk.post(
        f"/desk/attendance/shifts/{shift.pk}/?on={clock.today() - 90 * DAY}", {"came": kari.pk, "hours": "1"}
    )
    assert answer.status_code == 422 and "ikke den dagen" in body(answer)


def test_the_volunteers_at_an_activity_are_noted_too(desk, course, kari):
    begin(course)
    page = f"/desk/attendance/times/{course.pk}/"
    desk.post(f"{page}?add={kari.pk}", {"came": kari.pk, "hours": "2", "people": "4"})
    assert Attendance.objects.get().occurrence == course and HeadCount.objects.get().people == 4
    assert "Notert" in body(desk.get("/desk/attendance/"))


def test_everybody_of_a_shift_is_thanked_after_a_look(desk, shift, kari):
    address = f"/desk/attendance/thanks/?shift={shift.pk}"
    assert "Hei Kari! Tusen takk" in body(desk.get(address))
    desk.post(address, {"text": "Takk, {name}!"})
    assert not OutboundMessage.objects.exists()
    desk.post(address, {"text": "Takk, {name}!", "send": "1"})
    assert OutboundMessage.objects.get().body == "Takk, Kari!"
    assert "for mindre enn en måned siden" in body(desk.get(address))
    desk.post(address, {"text": "Takk!", "send": "1"})
    assert OutboundMessage.objects.count() == 1
    assert desk.get("/desk/attendance/thanks/?shift=nonsense").status_code == 404
    assert desk.get("/desk/attendance/thanks/?year=99999999999999999999").status_code == 200


def test_a_thank_you_that_says_too_much_is_refused(desk, shift):
    answer = desk.post(f"/desk/attendance/thanks/?shift={shift.pk}", {"text": "15076500565", "send": "1"})
    assert answer.status_code == 422 and "fødselsnummer" in body(answer)
    assert not OutboundMessage.objects.exists()


def test_the_habit_of_thanking_is_turned_on_and_off(desk, centre):
    desk.post("/desk/attendance/thanks/habit/")
    assert ThanksHabit.objects.get(ended_at=None).unit == centre and "Slå av" in body(
        desk.get("/desk/attendance/")
    )
    desk.post("/desk/attendance/thanks/habit/", {"end": "1"})
    assert not ThanksHabit.objects.filter(ended_at=None).exists()


def test_a_course_for_staff_is_found_by_its_link_alone_and_each_says_where_she_works(desk, centre):
    told = {"kind": "staff_course", "on": f"{clock.today() + 9 * DAY:%Y-%m-%d}", "begins": "9", "hours": "3",
            "place_text": "Rådhuset", "places": "30", "language": "nb",
            "services": "Biblioteket, Skolene"}  # fmt: skip
    page = body(desk.post("/desk/courses/new/", told, follow=True))
    time = Occurrence.objects.get()
    link = f"http://lillevik.test/activities/{time.activity_id}/"
    assert "Send lenken" in page and link in page
    public = Client(HTTP_HOST="lillevik.test")
    assert "Om frivilligheten" in body(public.get(link))
    assert "Om frivilligheten" not in body(public.get("/week/?q=frivilligheten"))
    asked = body(public.get(f"{link}sign-up/"))
    assert "Hvor i kommunen arbeider du?" in asked and "Biblioteket" in asked and "Skolene" in asked
    without = public.post(f"{link}sign-up/", {"time": time.pk, "name": "Siv", "phone": "412 00 001"})
    assert without.status_code == 422 and "Svar på dette" in body(without)


def test_who_phones_about_the_course_for_staff_is_asked_where_she_works_and_each_service_is_counted(
    desk, ola, centre
):
    on = clock.today() + 5 * DAY
    date = CourseDate("staff_course", on, dt.time(9), 180, "Rådhuset", 30, services=("Biblioteket", "NAV"))
    time = arrange_course(date, unit=centre, by=ola, at=clock.now())
    desk.post(f"/desk/courses/{time.pk}/sign-ups/", {"name": "Siv Ås", "answer_0": "NAV"})
    assert "NAV · " in body(desk.get(f"/desk/courses/{time.pk}/"))
    assert "Ingen har vært der ennå" not in body(desk.get("/desk/courses/services/"))
    begin(time)
    desk.post(f"/desk/courses/{time.pk}/attendance/", {"came": [str(SignUp.objects.get().pk)]})
    page = body(desk.get("/desk/courses/services/"))
    assert "Én har vært der." in page and "Én tjeneste har ikke sendt noen ennå." in page
    assert "NAV" in body(desk.get("/desk/courses/new/"))


def test_before_there_is_a_course_for_staff_its_page_says_what_to_do(desk, centre):
    assert "Ingen har vært der ennå" in body(desk.get("/desk/courses/services/"))
