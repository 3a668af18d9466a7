"""A program says how one signs up, as the editor does; what it would be given in silence otherwise is refused."""

from __future__ import annotations

import pytest

from samspill.activities.actions import sign_up
from samspill.activities.models import Activity
from samspill.people.actions import find_or_add_person
from samspill.web.api.tests.conftest import CHOIR

COURSE = {
    "takes_sign_ups": True,
    "for_all_times": True,
    "places": 12,
    "seats_each": 2,
    "waiting_list": "offer",
    "waiting_hours": 48,
    "waiting_ends_the_day": True,
    "questions": [
        {"words": "Allergi?"},
        {"words": "Stemme?", "kind": "choice", "choices": ["Alt", "Bass"], "must": True},
    ],
    "picture": "music",
}


@pytest.fixture
def refused(send):
    """Which fields are named when this is sent, with what is said of each."""

    def fields(**told):
        answer = send("post", "activities", CHOIR | told, **{"Idempotency-Key": "x"})
        assert answer.status_code == 422 and not Activity.objects.exists()
        return {error["where"]: error["what"] for error in answer.json()["errors"]}

    return fields


@pytest.fixture
def taken(published, send, ola, at):
    """Somebody has a place on the first evening."""
    send("patch", f"activities/{published['id']}", {"takes_sign_ups": True, "places": 5})
    nina = find_or_add_person("Nina Dal", ["41300009"], by=ola, at=at, channel="phone")
    time = Activity.objects.get().occurrences.order_by("starts_at")[0]
    return sign_up(time.pk, nina, channel="phone", by=ola, at=at)


def test_all_that_the_editor_may_say_of_signing_up_is_kept_and_told(send, machine):
    made = send("post", "activities", CHOIR | COURSE, **{"Idempotency-Key": "kurs-1"})
    assert made.status_code == 201, made.content
    told = machine.get(f"/api/v1/activities/{made.json()['id']}").json()
    whole = {"kind": "text", "choices": [], "must": False}
    asked = [whole | question for question in COURSE["questions"]]
    assert {name: told[name] for name in COURSE} == COURSE | {"questions": asked}
    kept = Activity.objects.get()
    assert (kept.for_all_times, kept.waiting_list, kept.waiting_hours) == (True, "offer", 48)
    assert kept.questions == asked


def test_what_is_not_sent_stays_with_patch_and_is_as_for_a_new_one_with_put(send):
    one = f"activities/{send('post', 'activities', CHOIR | COURSE, **{'Idempotency-Key': 'x'}).json()['id']}"
    changed = send("patch", one, {"questions": [{"words": "Hvor fra?"}]}).json()
    assert [question["words"] for question in changed["questions"]] == ["Hvor fra?"]
    assert (changed["for_all_times"], changed["waiting_list"]) == (True, "offer")
    anew = send("put", one, CHOIR).json()
    assert (anew["takes_sign_ups"], anew["for_all_times"], anew["waiting_list"]) == (False, False, "")
    assert (anew["questions"], anew["seats_each"], anew["picture"]) == ([], 4, "music")


def test_what_people_keep_off_the_square_no_program_puts_there(send, published):
    Activity.objects.update(by_link_only=True)
    for method in ("put", "patch"):
        assert send(method, f"activities/{published['id']}", CHOIR | {"bring": method}).status_code == 200
        kept = Activity.objects.get()
        assert (kept.by_link_only, kept.bring) == (True, method)


def test_a_change_in_how_one_signs_up_is_another_reading(send, published, machine):
    one = f"activities/{published['id']}"
    read = machine.get(f"/api/v1/{one}").headers["ETag"]
    send("patch", one, {"takes_sign_ups": True, "questions": [{"words": "Allergi?"}]})
    assert send("patch", one, {"bring": "x"}, **{"If-Match": read}).status_code == 412


def test_times_parted_into_appointments_have_as_many_places_as_fit(send, refused):
    assert set(refused(appointment_minutes=30, places=3, for_all_times=True, waiting_list="pick")) == {
        "places",
        "for_all_times",
        "waiting_list",
    }
    assert set(refused(appointment_minutes=30, takes_sign_ups=False)) == {"takes_sign_ups"}
    assert set(refused(appointment_minutes=180)) == {"appointment_minutes"}, "they last two hours"
    made = send(
        "post", "activities", CHOIR | {"appointment_minutes": 30}, **{"Idempotency-Key": "time"}
    ).json()
    assert (made["takes_sign_ups"], made["places"], made["appointment_minutes"]) == (True, 4, 30)


def test_what_would_be_dropped_in_silence_is_refused_at_its_field(refused):
    assert "takes_sign_ups" in refused(for_all_times=True)["for_all_times"]
    assert "places" in refused(takes_sign_ups=True, waiting_list="at_once")["waiting_list"]
    assert "takes_sign_ups" in refused(questions=[{"words": "Allergi?"}])["questions"]


def test_each_question_that_is_wrong_is_named(refused):
    asked = [
        {"words": "  "},
        {"words": "Mat?", "choices": ["Fisk", "Kjøtt"]},
        {"words": "Stemme?", "kind": "choice", "choices": ["Alt, sopran", "Bass"]},
    ]
    assert set(refused(takes_sign_ups=True, questions=asked)) == {
        "questions.0.words",
        "questions.1.choices",
        "questions.2.choices",
    }
    few = [{"words": "Mat?"}, {"words": "Stemme?", "kind": "choice", "choices": ["Alt"]}]
    assert set(refused(takes_sign_ups=True, questions=few)) == {"questions.1.choices"}
    assert set(refused(takes_sign_ups=True, questions=[{"words": "Hva?"}] * 4)) == {"questions"}


def test_what_volunteers_must_have_is_not_for_a_program_to_say(refused):
    assert set(refused(takes_sign_ups=True, completes="first_aid")) == {"completes"}


def test_nobody_who_has_a_place_gets_something_else_than_she_asked_for(send, taken, published):
    one = f"activities/{published['id']}"
    for told, field in (
        ({"for_all_times": True}, "for_all_times"),
        ({"places": None, "appointment_minutes": 30}, "appointment_minutes"),
    ):
        answer = send("patch", one, told)
        assert answer.status_code == 422, answer.content
        error = answer.json()["errors"][0]
        assert error["where"] == field and error["what"].startswith("Noen har")
    kept = Activity.objects.get()
    assert (kept.for_all_times, kept.appointment_minutes, kept.places) == (False, None, 5)


def test_what_would_be_dropped_in_silence_is_told(refused):
    assert "takes_sign_ups" in refused(places=10)["places"]
    assert "is_free" in refused(price="100 kr")["price"]


def test_a_link_that_nobody_could_follow_is_refused(refused):
    for written in ("javascript:alert(1)", "spør Kari", "ftp://kor.example"):
        assert list(refused(link=written)) == ["link"]
