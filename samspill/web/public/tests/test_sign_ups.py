"""A place at a course: from the square with a code, or by a link of one's own; full days are said in words."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from samspill.activities.actions import (
    Announcement,
    cancel_occurrence,
    cancel_sign_up,
    end_offers_that_ran_out,
    publish_activity,
    sign_up,
    sign_up_or_wait,
)
from samspill.activities.actions.telling import LINK, LINK_OF_WAITING
from samspill.activities.models import SignUp, Waiting
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person
from samspill.volunteering.actions.courses import CourseDate, arrange_course
from samspill.volunteering.actions.onboarding import INVITATION, PATH

DAY = dt.timedelta(days=1)


@pytest.fixture
def course(ola, centre):
    def arrange(days=5, places=2):
        on = clock.today() + days * DAY
        told = CourseDate("course", on, dt.time(18), 120, "Torggata 7", places)
        return arrange_course(told, unit=centre, by=ola, at=clock.now())

    return arrange


@pytest.fixture
def somebody(ola):
    def add(name="Kari Berg", phone="41234567"):
        return find_or_add_person(name, [phone], by=ola, at=clock.now(), channel="phone")

    return add


@pytest.fixture
def browser():
    return Client(HTTP_HOST="lillevik.test")


def body(response):
    return response.content.decode()


def join(time, person):
    return sign_up(time.pk, person, channel="phone", by=person, at=clock.now())


def invitation(person):
    token = make_link(INVITATION, str(person.pk), at=clock.now(), valid_for=dt.timedelta(days=60))
    return PATH.format(token=token)


def private_link():
    return re.search(
        r"http://lillevik\.test\S*?(/sign-up/\S+/)", OutboundMessage.objects.latest("queued_at").body
    )[1]


def ask(browser, day, **more):
    told = {"time": day.pk, "name": "Julie Nygård", "phone": "400 00 951", **more}
    return browser.post(f"/activities/{day.activity_id}/sign-up/", told)


def sealed(response):
    return re.search(r'name="asked" value="([^"]+)"', body(response))[1]


@pytest.fixture
def term(centre):
    """Three evenings one signs up for once."""
    told = Announcement(
        title={"nb": "Swingkurs"},
        unit=centre,
        place_text="Huset",
        takes_sign_ups=True,
        for_all_times=True,
        places=2,
    )
    first = clock.today() + 5 * DAY
    pattern = Pattern(
        kind="daily", every=7, starts_on=first, ends_on=first + 14 * DAY, starts_time=dt.time(18), minutes=60,
        skips_public_holidays=False,
    )  # fmt: skip
    made = publish_activity(told, [pattern], by="system", at=clock.now())
    return list(made.occurrences.order_by("starts_at"))


@pytest.fixture
def game_night(centre):
    """One evening with two places, and a waiting list."""
    told = Announcement(
        title={"nb": "Spillkveld"}, unit=centre, takes_sign_ups=True, places=2, waiting_list="at_once"
    )
    pattern = Pattern(kind="once", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(18), minutes=60)
    return publish_activity(told, [pattern], by="system", at=clock.now()).occurrences.get()


def test_one_signs_up_once_for_all_the_times_and_says_which_one_cannot_come_to(browser, term):
    activity = term[0].activity
    assert "én gang for alle gangene. Det er 2 plasser" in body(browser.get(f"/activities/{activity.pk}/"))
    form = body(browser.get(f"/activities/{activity.pk}/sign-up/"))
    assert form.count('type="radio" name="time"') == 1 and "alle gangene fra" in form
    asked = sealed(ask(browser, term[0]))
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("queued_at").body)[0]
    taken = browser.post(f"/activities/{activity.pk}/sign-up/code/", {"asked": asked, "code": code})
    assert "Swingkurs" in body(taken)
    link = private_link()
    page = body(browser.get(link))
    assert page.count("Jeg kan ikke komme") == len(term)
    second = SignUp.objects.get(occurrence=term[1])
    browser.post(f"{link}absence/", {"time": second.pk})
    assert "Du kommer ikke" in body(browser.get(link))
    assert SignUp.objects.filter(cancelled_at=None).count() == len(term) - 1
    browser.post(f"{link}absence/", {"time": second.pk, "undo": "1"})
    assert "Du kommer ikke" not in body(browser.get(link))
    browser.post(f"{link}cancellation/")
    assert "gitt plassen fra deg" in body(browser.get(link))
    assert not SignUp.objects.filter(cancelled_at=None).exists()


def test_nobody_says_that_another_cannot_come(browser, term, somebody):
    mine, hers = join(term[0], somebody()), join(term[0], somebody("Ida Dahl", "41234568"))
    link = f"/sign-up/{make_link(LINK, str(mine.pk), at=clock.now(), valid_for=DAY)}/"
    assert browser.post(f"{link}absence/", {"time": hers.pk}).status_code == 404
    assert SignUp.objects.filter(person=hers.person, cancelled_at=None).count() == len(term)


def test_the_activity_says_that_one_signs_up_and_where(browser, course):
    time = course()
    page = body(browser.get(f"/activities/{time.activity_id}/"))
    assert "Det er 2 plasser" in page and f"/activities/{time.activity_id}/sign-up/" in page


def test_name_phone_and_code_give_a_place(browser, course):
    time = course()
    page = ask(browser, time)
    assert page.status_code == 200 and "Skriv koden" in body(page) and not Person.objects.exists()
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    address = f"/activities/{time.activity_id}/sign-up/code/"
    done = browser.post(address, {"asked": sealed(page), "code": code})
    assert "Du har fått plass" in body(done) and SignUp.objects.get().person.name == "Julie Nygård"
    assert "Du har fått plass" in body(browser.post(address, {"asked": sealed(page), "code": code}))
    assert SignUp.objects.count() == 1


def test_a_wrong_code_is_told_and_can_be_tried_again(browser, course):
    answer = type_a_wrong_code(browser, course())
    assert answer.status_code == 422 and "Dette er ikke koden" in body(answer) and sealed(answer)
    assert "Ta plassen" in body(answer) and "venteliste" not in body(answer)
    assert not SignUp.objects.exists()


def type_a_wrong_code(browser, time):
    """With all that the page carries, as a browser sends it."""
    page = ask(browser, time)
    waits = re.search(r'name="waits"(?: value="([^"]*)")?', body(page))[1] or ""
    told = {"asked": sealed(page), "waits": waits, "code": "000000"}
    return browser.post(f"/activities/{time.activity_id}/sign-up/code/", told)


@pytest.mark.parametrize(("wrong", "words"), [
    ({"name": ""}, "Skriv navnet"), ({"phone": ""}, "telefonnummer"), ({"phone": "12"}, "telefonnummer"),
    ({"phone": "73 00 00 00"}, "Ring oss"), ({"time": ""}, "Velg en dag"), ({"time": "nonsense"}, "nonsense"),
    ({"name": "15076500565"}, "fødselsnummer"),
])  # fmt: skip
def test_bad_input_is_said_at_the_field(browser, course, wrong, words):
    answer = ask(browser, course(), **wrong)
    assert answer.status_code == 422 and words in body(answer)
    assert not OutboundMessage.objects.exists()


def test_what_is_wrong_is_told_in_the_order_it_stands_on_the_page(browser, course):
    page = body(ask(browser, course(), name="", time=""))
    assert page.index("Velg en dag") < page.index("Skriv navnet")


def test_who_comes_one_evening_gets_that_evening_in_her_calendar(browser, centre):
    told = Announcement(title={"nb": "Spillkveld"}, unit=centre, takes_sign_ups=True, places=2)
    pattern = Pattern(kind="weekly", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(18), minutes=60)
    activity = publish_activity(told, [pattern], by="system", at=clock.now())
    time = activity.occurrences.order_by("starts_at")[1]
    page = ask(browser, time)
    assert "400 00 951" in body(page)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    done = browser.post(f"/activities/{activity.pk}/sign-up/code/", {"asked": sealed(page), "code": code})
    for told_on in (body(done), body(browser.get(private_link()))):
        calendar = browser.get(re.search(r'href="(/api/\S+\.ics\S*)"', told_on)[1]).content.decode()
        assert calendar.count("BEGIN:VEVENT") == 1 and str(time.pk) in calendar


def test_a_whole_class_signs_up_by_one_network_the_same_evening_and_a_flood_does_not(browser, course):
    evening = course(places=60)
    phones = [f"400 01 {number}" for number in range(100, 141)]
    asked = [ask(browser, evening, phone=phone).status_code for phone in phones]
    assert asked == [200] * 40 + [422]


def test_a_robot_gets_nothing(browser, course):
    ask(browser, course(), website="http://spam.example")
    assert not OutboundMessage.objects.exists()


def test_full_days_are_named_with_those_that_have_a_place(browser, course, somebody):
    time, later = course(places=1), course(days=9)
    join(time, somebody())
    page = body(browser.get(f"/activities/{time.activity_id}/sign-up/"))
    assert "Disse dagene er fulle" in page and str(later.pk) in page and str(time.pk) not in page


def test_when_all_is_full_it_is_said_with_whom_to_call(browser, course, somebody):
    time = course(places=1)
    join(time, somebody())
    page = body(browser.get(f"/activities/{time.activity_id}/sign-up/"))
    assert (
        "Alle dager er fulle" in page
        and "73 00 00 00" in page
        and "<form method" not in page.split("<main")[1]
    )


def test_the_last_place_may_go_while_she_looks_for_the_code(browser, course, somebody):
    time = course(places=1)
    page = ask(browser, time)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    join(time, somebody())
    answer = browser.post(
        f"/activities/{time.activity_id}/sign-up/code/", {"asked": sealed(page), "code": code}
    )
    assert answer.status_code == 422 and "Den siste plassen" in body(answer)


def test_the_private_link_shows_the_place_and_gives_it_back(browser, course, somebody):
    time = course()
    join(time, somebody())
    link = private_link()
    assert "Torggata 7" in body(browser.get(link)) and SignUp.objects.filter(cancelled_at=None).exists()
    browser.get(f"{link}cancellation/")
    assert SignUp.objects.filter(cancelled_at=None).exists()
    for _ in range(2):
        assert browser.post(f"{link}cancellation/").status_code == 302
    assert not SignUp.objects.filter(cancelled_at=None).exists()
    assert "gitt plassen fra deg" in body(browser.get(link))


def test_a_link_to_what_is_called_off_says_so(browser, course, somebody, ola):
    time = course()
    join(time, somebody())
    link = private_link()
    cancel_occurrence(time, by=ola, at=clock.now())
    page = body(browser.get(link))
    assert "Dette er avlyst" in page and "cancellation" not in page
    assert f'href="/activities/{time.activity_id}/"' in page


def test_a_wrong_private_link_opens_nothing(browser, town):
    assert browser.get("/sign-up/nonsense/").status_code == 410
    assert browser.get("/course/nonsense/").status_code == 410


def test_an_invitation_is_one_press(browser, course, somebody):
    kari, time = somebody(), course()
    link = invitation(kari)
    page = body(browser.get(link))
    assert "Kari Berg" in page and str(time.pk) in page and not SignUp.objects.exists()
    assert browser.post(link, {"time": time.pk}).status_code == 302
    assert browser.post(link, {"time": time.pk}).status_code == 302
    assert "Du har plass på kurset" in body(browser.get(link)) and SignUp.objects.get().person == kari


def test_an_invitation_without_a_choice_or_to_a_full_day_is_said_in_words(browser, course, somebody):
    full, other = course(places=1), course(days=9)
    join(full, somebody("Ali Hassan", "92345678"))
    link = invitation(somebody())
    assert "Disse dagene er fulle" in body(browser.get(link))
    for time in ("", str(full.pk)):
        answer = browser.post(link, {"time": time})
        assert answer.status_code == 422
    assert SignUp.objects.count() == 1 and other.pk


def test_what_takes_no_sign_ups_has_no_page_for_it(browser, course):
    time = course()
    type(time.activity).objects.update(takes_sign_ups=False)
    assert browser.get(f"/activities/{time.activity_id}/sign-up/").status_code == 404


def full_with_a_list(course, somebody, way="offer"):
    """A day with one place, which Ali has, and a waiting list."""
    time = course(places=1)
    type(time.activity).objects.update(waiting_list=way)
    return time, join(time, somebody("Ali Hassan", "92345678"))


def wait_for(browser, time, **more):
    """From the square into the line; gives the last page and the private link."""
    page = ask(browser, time, **more)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("queued_at").body)[0]
    told = {"asked": sealed(page), "code": code, "waits": "yes"}
    done = browser.post(f"/activities/{time.activity_id}/sign-up/code/", told)
    return done, re.search(r"(/waiting/[\w-]+/)", OutboundMessage.objects.latest("queued_at").body)[1]


def test_a_full_day_with_a_list_may_be_chosen_and_says_what_one_gets(browser, course, somebody):
    time, _ = full_with_a_list(course, somebody)
    page = body(browser.get(f"/activities/{time.activity_id}/sign-up/"))
    assert str(time.pk) in page and "Du kommer på ventelisten" in page and "Disse dagene er fulle" not in page
    assert "Sett meg på listen" in body(ask(browser, time))
    assert "Sett meg på listen" in body(type_a_wrong_code(browser, time))


def test_one_who_waits_sees_her_number_and_leaves_the_line(browser, course, somebody):
    time, _ = full_with_a_list(course, somebody)
    done, link = wait_for(browser, time)
    assert "Du står på ventelisten" in body(done) and "Du er nummer 1." in body(done)
    assert "Du er nummer 1 på ventelisten" in body(browser.get(link))
    browser.get(f"{link}withdrawal/")
    assert Waiting.objects.get().left_at is None
    for _ in range(2):
        assert browser.post(f"{link}withdrawal/").status_code == 302
    assert "Du står ikke lenger på ventelisten" in body(browser.get(link))


def test_an_offer_is_answered_on_the_private_page(browser, course, somebody):
    time, place = full_with_a_list(course, somebody)
    _, link = wait_for(browser, time)
    browser.post(f"{link}acceptance/")
    assert SignUp.objects.count() == 1, "nothing was offered yet"
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    assert "ledig plass til deg" in body(browser.get(link))
    for _ in range(2):
        browser.post(f"{link}acceptance/")
    assert (
        "Du har fått plass" in body(browser.get(link))
        and SignUp.objects.filter(cancelled_at=None).count() == 1
    )
    browser.post(f"{link}withdrawal/")
    assert "gitt plassen fra deg" in body(browser.get(link))
    assert not SignUp.objects.filter(cancelled_at=None).exists()


def test_an_offer_that_went_to_the_next_says_so(browser, course, somebody):
    time, place = full_with_a_list(course, somebody)
    _, link = wait_for(browser, time)
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    end_offers_that_ran_out(clock.now() + 2 * DAY)
    page = body(browser.get(link))
    assert "Plassen gikk til den neste" in page and "acceptance" not in page


def test_a_wrong_link_to_a_wait_opens_nothing(browser, town):
    assert browser.get("/waiting/nonsense/").status_code == 410
    assert browser.post("/waiting/nonsense/acceptance/").status_code == 410


ASKED = [
    {"words": "Allergier?", "kind": "text", "choices": [], "must": False},
    {"words": "Mat?", "kind": "choice", "choices": ["Fisk", "Kjøtt"], "must": True},
]


@pytest.fixture
def evening(course):
    """A time that is no course, with room for many and two questions."""

    def arrange(places=6, asked=ASKED):
        time = course(places=places)
        type(time.activity).objects.update(completes="", questions=asked)
        return time

    return arrange


def confirm(browser, page, time):
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("queued_at").body)[0]
    return browser.post(
        f"/activities/{time.activity_id}/sign-up/code/", {"asked": sealed(page), "code": code}
    )


CHILDREN = {"for_whom": "child", "children": "Ola og Siri", "answer_0": "Nøtter", "answer_1": "Fisk"}


def test_children_are_signed_up_by_first_name_with_answers(browser, evening):
    time = evening()
    done = confirm(browser, ask(browser, time, **CHILDREN), time)
    assert "Ola, Siri" in body(done)
    rows = SignUp.objects.order_by("seat")
    assert [row.guest_name for row in rows] == ["Ola", "Siri"] and rows[1].head == rows[0]
    assert rows[0].answers == [["Allergier?", "Nøtter"], ["Mat?", "Fisk"]]
    assert {row.person.name for row in rows} == {"Julie Nygård"}


@pytest.mark.parametrize(("wrong", "words"), [
    ({"children": ""}, "Skriv fornavnet"), ({"children": "A, B, C, D, E"}, "høyst 4 plasser"),
    ({"for_whom": "group"}, "Skriv hvor mange"), ({"for_whom": "group", "how_many": "9"}, "høyst 4 plasser"),
    ({"answer_1": ""}, "Svar på dette"), ({"answer_1": "Kake"}, "Kake"),
    ({"children": "15076500565"}, "fødselsnummer"),
])  # fmt: skip
def test_what_is_wrong_with_who_comes_is_said_and_sends_nothing(browser, evening, wrong, words):
    answer = ask(browser, evening(), **(CHILDREN | wrong))
    assert answer.status_code == 422 and words in body(answer)
    assert not OutboundMessage.objects.exists()


def test_a_group_too_large_for_what_is_left_is_told_so(browser, evening):
    answer = ask(browser, evening(places=2), for_whom="group", how_many="3", answer_1="Fisk")
    assert answer.status_code == 422 and not OutboundMessage.objects.exists()


def test_a_course_that_counts_is_for_oneself(browser, course):
    page = body(browser.get(f"/activities/{course().activity_id}/sign-up/"))
    assert 'name="for_whom"' not in page


def test_who_comes_and_the_answers_are_changed_on_the_private_page(browser, evening):
    time = evening()
    confirm(browser, ask(browser, time, **CHILDREN), time)
    link = private_link()
    assert "Ola, Siri" in body(browser.get(link))
    page = body(browser.get(f"{link}change/"))
    assert 'value="Ola, Siri"' in page and 'value="Nøtter"' in page
    wrong = browser.post(f"{link}change/", {"for_whom": "child", "children": "", "answer_1": "Fisk"})
    assert wrong.status_code == 422
    told = {"for_whom": "child", "children": "Siri", "answer_1": "Kjøtt"}
    assert browser.post(f"{link}change/", told).status_code == 302
    [row] = SignUp.objects.filter(cancelled_at=None)
    assert (row.guest_name, row.answers) == ("Siri", [["Mat?", "Kjøtt"]])
    browser.post(f"{link}cancellation/")
    assert browser.get(f"{link}change/").status_code == 302


def test_more_than_are_left_is_said_and_changes_nothing(browser, evening):
    time = evening(places=2, asked=[])
    confirm(browser, ask(browser, time, for_whom="child", children="Ola, Siri"), time)
    answer = browser.post(f"{private_link()}change/", {"for_whom": "child", "children": "Ola, Siri, Per"})
    assert answer.status_code == 422 and "ikke så mange plasser" in body(answer)
    assert SignUp.objects.filter(cancelled_at=None).count() == 2


def test_one_who_waits_changes_who_waits_by_the_link_and_is_told_what_it_means(browser, game_night, somebody):
    for n, name in enumerate(("Ada Lie", "Bo Lie")):
        join(game_night, somebody(name, f"4123457{n}"))
    ida = somebody("Ida Dahl", "41234568")
    row = sign_up_or_wait(game_night.pk, ida, channel="web", by=ida, at=clock.now())
    link = f"/waiting/{make_link(LINK_OF_WAITING, str(row.pk), at=clock.now(), valid_for=DAY)}/"
    assert f"{link}change/" in body(browser.get(link))
    assert "kommer dere bakerst" in body(browser.get(f"{link}change/"))
    browser.post(f"{link}change/", {"for_whom": "child", "children": "Siv"})
    row.refresh_from_db()
    assert (row.for_whom, row.guests, row.number) == ("child", ["Siv"], 1)
    wrong = browser.post(f"{link}change/", {"for_whom": "child", "children": "A, B, C"})
    assert wrong.status_code == 422 and "ikke så mange plasser" in body(wrong)
    browser.post(f"{link}withdrawal/")
    assert browser.get(f"{link}change/").status_code == 302
