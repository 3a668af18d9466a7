"""Who signs up children or a group: names, answers, changed by the link."""

from __future__ import annotations

import pytest

from samspill.activities.models import SignUp
from samspill.messaging.models import OutboundMessage
from samspill.web.public.tests.sign_ups.from_the_square import (
    ASKED,
    CHILDREN,
    ask,
    body,
    confirm,
    private_link,
)


@pytest.fixture
def evening(course):
    """A time that is no course, with room for many and two questions."""

    def arrange(places=6, asked=ASKED):
        time = course(places=places)
        type(time.activity).objects.update(completes="", questions=asked)
        return time

    return arrange


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
