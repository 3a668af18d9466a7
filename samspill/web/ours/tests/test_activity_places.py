"""How many there are places for, who signs up how, what is asked, and who waits in line."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspill.activities.actions import (
    cancel_sign_up,
    sign_up_or_wait,
    write_in,
)
from samspill.activities.models import Activity, SignUp
from samspill.activities.rules.parties import Party
from samspill.foundation import clock
from samspill.people.actions import find_or_add_person


def test_too_few_places_are_refused_at_the_field(phone, way, publish, typed, ola, at):
    publish(takes_sign_ups="on", places="5")
    activity = Activity.objects.get()
    first = activity.occurrences.order_by("starts_at")[0]
    for name, number in (("Kari Berg", "41200001"), ("Ali Hassan", "41200002")):
        write_in(first.pk, name, number, by=ola, at=clock.now())
    answer = phone.post(way("facts", activity.pk), typed(takes_sign_ups="on", places="1", bring="Noter"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "2 har plass" in page and 'value="Noter"' in page
    activity.refresh_from_db()
    assert activity.places == 5 and activity.bring == ""


def test_whether_one_signs_up_once_for_all_is_chosen_and_stays_while_somebody_has_a_place(
    phone, way, publish, typed, ola
):
    publish(takes_sign_ups="on", places="5", for_all_times="on")
    activity = Activity.objects.get()
    assert activity.for_all_times
    first = activity.occurrences.order_by("starts_at")[0]
    write_in(first.pk, "Kari Berg", "41200001", by=ola, at=clock.now())
    answer = phone.post(way("facts", activity.pk), typed(takes_sign_ups="on", places="5"))
    assert answer.status_code == 422 and "har meldt seg på allerede" in answer.content.decode()
    phone.post(way("facts", activity.pk), typed(takes_sign_ups="on", places="6", for_all_times="on"))
    activity.refresh_from_db()
    assert activity.for_all_times and activity.places == 6


@pytest.fixture
def line(publish):
    """A time with one place and three who would like it; gives the time and the three rows."""
    publish(takes_sign_ups="on", places="1", waiting_list="pick", waiting_hours="")
    time = Activity.objects.get().occurrences.order_by("starts_at")[0]
    people = [
        find_or_add_person(f"Venter{n} Nord", [f"4120010{n}"], by="system", at=clock.now(), channel="phone")
        for n in range(3)
    ]
    return time, [sign_up_or_wait(time.pk, one, channel="web", by=one, at=clock.now()) for one in people]


def test_the_way_of_the_waiting_list_is_chosen_and_kept(phone, way, publish, typed):
    publish(takes_sign_ups="on", places="8", waiting_list="offer", waiting_hours="6")
    activity = Activity.objects.get()
    assert (activity.waiting_list, activity.waiting_hours) == ("offer", 6)
    assert 'value="6"' in phone.get(way("facts", activity.pk)).content.decode()
    phone.post(way("facts", activity.pk), typed(waiting_list="offer"))
    activity.refresh_from_db()
    assert activity.waiting_list == "", "where all have room nobody waits"


def test_questions_are_written_kept_and_taken_out_again(phone, way, publish, typed):
    asked = {
        "takes_sign_ups": "on", "seats_each": "2", "question_1_words": "Allergier?", "question_2_words": "Mat?",
        "question_2_kind": "choice", "question_2_choices": "Fisk, Kjøtt", "question_2_must": "on",
    }  # fmt: skip
    publish(**asked)
    activity = Activity.objects.get()
    assert activity.seats_each == 2 and activity.questions == [
        {"words": "Allergier?", "kind": "text", "choices": [], "must": False},
        {"words": "Mat?", "kind": "choice", "choices": ["Fisk", "Kjøtt"], "must": True},
    ]
    assert 'value="Fisk, Kjøtt"' in phone.get(way("facts", activity.pk)).content.decode()
    wrong = phone.post(way("facts", activity.pk), typed(**(asked | {"question_2_choices": "Fisk"})))
    assert wrong.status_code == 422 and "Skriv minst to" in wrong.content.decode()
    phone.post(way("facts", activity.pk), typed(takes_sign_ups="on"))
    activity.refresh_from_db()
    assert activity.questions == []


def test_an_association_sees_who_waits_and_gives_a_free_place_to_whom_it_picks(phone, way, line):
    time, (place, first, second) = line
    assert "2 venter" in phone.get(way("activity", time.activity_id)).content.decode()
    page = phone.get(way("line", time.pk)).content.decode()
    assert page.index("Venter1 Nord") < page.index("Venter2 Nord") and "Venter0" not in page
    refused = phone.post(way("line_place", time.pk, second.pk), follow=True).content.decode()
    assert "Ingen plass er ledig" in refused
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    given = phone.post(way("line_place", time.pk, second.pk), follow=True).content.decode()
    assert "Venter2 Nord har fått plass" in given and SignUp.objects.filter(cancelled_at=None).count() == 1
    phone.post(way("line_removal", time.pk, first.pk))
    assert "Ingen venter på plass" in phone.get(way("line", time.pk)).content.decode()


def test_the_line_says_what_each_answered_so_that_one_can_choose(phone, way, publish):
    publish(
        takes_sign_ups="on", places="1", waiting_list="pick", waiting_hours="",
        question_1_words="Hvorfor?", question_1_kind="text",
    )  # fmt: skip
    time = Activity.objects.get().occurrences.order_by("starts_at")[0]
    for number, party in enumerate([Party(), Party("child", ("Ada",), (("Hvorfor?", "Glad i sang"),))]):
        one = find_or_add_person(
            f"Venter{number} Nord", [f"4120010{number}"], by="system", at=clock.now(), channel="phone"
        )
        sign_up_or_wait(time.pk, one, party=party, channel="web", by=one, at=clock.now())
    page = phone.get(way("line", time.pk)).content.decode()
    assert "Ada · Hvorfor? Glad i sang" in page


def test_a_free_place_that_somebody_waits_for_is_said_where_the_association_begins(
    phone, token, choir, way, line
):
    time, (place, *_) = line
    pages = [reverse("ours:overview", args=[token, choir.pk]), way("list")]
    assert not any("Dere velger hvem som får den" in phone.get(one).content.decode() for one in pages)
    cancel_sign_up(place, channel="web", by=place.person, at=clock.now())
    for one in pages:
        page = phone.get(one).content.decode()
        assert "Dere velger hvem som får den" in page and way("line", time.pk) in page


def test_nobody_in_the_line_of_another_time_can_be_picked(phone, way, line):
    time, (_, first, _second) = line
    other = time.activity.occurrences.order_by("starts_at")[1]
    assert phone.post(way("line_place", other.pk, first.pk)).status_code == 404
