"""A program writes what its association arranges: as the editor does, once however often it is sent, and no more."""

from __future__ import annotations

import datetime as dt
import html
import re
import shlex
from copy import copy

import pytest

from samspill.activities.actions import Announcement, hide_activity, publish_once, rewrite_activity
from samspill.activities.models import Activity, Occurrence
from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import (
    approve_review,
    make_program_key,
    register_group,
    revoke_program_key,
)
from samspill.organisations.models import ProgramKey, Review
from samspill.people.actions import find_or_add_person
from samspill.web.api.tests.conftest import CHOIR


@pytest.fixture
def marit(ola, at):
    """One who brings a group of her own here."""
    return find_or_add_person("Marit Sand", ["41300003"], by=ola, at=at, channel="phone")


def times(activity_id):
    return Occurrence.objects.filter(activity=activity_id, cancelled_at__isnull=True).order_by("starts_at")


def test_what_is_sent_is_on_the_square_once_however_often_it_is_sent(send, machine, band):
    first = send("post", "activities", CHOIR, **{"Idempotency-Key": "kor-1"})
    again = send("post", "activities", CHOIR, **{"Idempotency-Key": "kor-1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() and Activity.objects.count() == 1
    assert first.json()["organiser"]["id"] == str(band.pk)
    assert machine.get(first.headers["Location"]).json()["title"] == {"nb": "Åpen korøvelse"}
    assert times(first.json()["id"]).count() == 14, "each Tuesday to 16 June"


@pytest.mark.django_db(transaction=True)
def test_the_same_sent_by_four_at_once_is_published_once(town, together, secretary, band, at):
    key, _secret = make_program_key(band, "Nettsida vår", by=secretary, at=at)
    told = Announcement({"nb": "Konsert"}, organisation=band)
    when = [Pattern("once", at.date() + dt.timedelta(days=5), dt.time(18))]
    send = [lambda: publish_once(told, when, word="kor-1", said="x", by=key, at=at)] * 4
    outcomes = together(town, send)
    assert sorted(is_new for _activity, is_new in outcomes) == [False, False, False, True]
    assert Activity.objects.count() == 1


def test_another_activity_under_the_same_word_is_refused_and_said(send, published):
    other = CHOIR | {"title": {"nb": "Dugnad"}}
    refused = send("post", "activities", other, **{"Idempotency-Key": "kor-1"})
    assert refused.status_code == 422 and refused.json()["code"] == "idempotency-key-reused"
    assert send("post", "activities", other, **{"Idempotency-Key": "kor-2"}).status_code == 201
    assert send("post", "activities", other).json()["code"] == "no-idempotency-key"


def test_what_is_not_sent_stays_with_patch_and_goes_with_put(send, published):
    one = f"activities/{published['id']}"
    changed = send("patch", one, {"bring": "En kopp", "title": {"en": "Open choir"}}).json()
    assert changed["bring"] == "En kopp" and changed["title"] == {"nb": "Åpen korøvelse", "en": "Open choir"}
    assert changed["schedules"] == published["schedules"]
    anew = send("put", one, CHOIR).json()
    assert anew["bring"] == "" and anew["title"] == {"nb": "Åpen korøvelse"}


def test_other_times_move_those_that_are_to_come(send, published):
    key = published["id"]
    known = list(times(key).values_list("pk", flat=True))
    later = [CHOIR["schedules"][0] | {"starts_time": "19:00"}]
    assert send("patch", f"activities/{key}", {"schedules": later}).status_code == 200
    assert list(times(key).values_list("pk", flat=True)) == known
    assert {clock.local(row.starts_at).hour for row in times(key)} == {19}


def test_what_is_sent_again_unchanged_leaves_no_trace(send, published):
    written = AuditEntry.objects.count()
    assert send("put", f"activities/{published['id']}", CHOIR).status_code == 200
    assert AuditEntry.objects.count() == written


def test_the_same_list_sent_each_night_changes_nothing_after_an_hour_has_changed(send, published):
    one, later = f"activities/{published['id']}", [CHOIR["schedules"][0] | {"starts_time": "19:00"}]
    changed = send("put", one, CHOIR | {"schedules": later}).json()
    assert [row["starts_time"] for row in changed["schedules"]] == ["19:00"]
    written = AuditEntry.objects.count()
    assert send("put", one, CHOIR | {"schedules": later}).json() == changed
    assert AuditEntry.objects.count() == written


def test_what_was_read_is_written_back_though_it_tells_of_times_that_are_over(
    send, published, at, monkeypatch
):
    one, later = f"activities/{published['id']}", [CHOIR["schedules"][0] | {"starts_time": "19:00"}]
    monkeypatch.setattr(clock, "now", lambda: at + dt.timedelta(days=40))
    changed = send("patch", one, {"schedules": later}).json()
    assert [row["starts_time"] for row in changed["schedules"]] == ["18:00", "19:00"]
    written = AuditEntry.objects.count()
    assert send("patch", one, {"schedules": changed["schedules"]}).json() == changed
    assert AuditEntry.objects.count() == written


def test_called_off_it_stays_marked_and_may_take_place_after_all(send, published, machine):
    one = f"activities/{published['id']}"
    assert send("delete", one).json()["cancelled_at"] and not times(published["id"])
    assert machine.get(f"/api/v1/{one}").json()["cancelled_at"]
    assert send("patch", one, {"is_cancelled": False}).json()["cancelled_at"] is None
    time = times(published["id"])[0]
    assert send("delete", f"occurrences/{time.pk}").json()["cancelled_at"]
    assert times(published["id"]).count() == 13


def test_each_field_that_is_wrong_is_named(send):
    wrong = {
        "title": {"nb": "x" * 121},
        "is_free": False,
        "age_from": "ti",
        "colour": "red",
        "audiences": ["dogs"],
        "schedules": [{"pattern": "weekly", "starts_on": "i morgen"}],
    }
    refused = send("post", "activities", wrong, **{"Idempotency-Key": "x"})
    assert refused.status_code == 422 and refused.headers["Content-Type"] == "application/problem+json"
    named = {error["where"] for error in refused.json()["errors"]}
    assert named == {"title.nb", "age_from", "colour", "audiences.0", "schedules.0.starts_on"}


def test_what_the_editor_refuses_is_refused_by_the_documents_names(send):
    told = CHOIR | {"is_free": False, "age_from": 12, "age_until": 3, "place_text": "", "contact_phone": "12"}
    errors = send("post", "activities", told, **{"Idempotency-Key": "x"}).json()["errors"]
    assert {error["where"] for error in errors} == {"price", "age_until", "place_text", "contact_phone"}
    over = [{"pattern": "once", "starts_on": "2025-01-01"}]
    errors = send("post", "activities", CHOIR | {"schedules": over}, **{"Idempotency-Key": "x"}).json()[
        "errors"
    ]
    assert [error["where"] for error in errors] == ["schedules"]
    odd = [{"pattern": "monthly", "starts_on": "2026-04-01", "nth": 1}]
    errors = send("post", "activities", CHOIR | {"schedules": odd}, **{"Idempotency-Key": "x"}).json()[
        "errors"
    ]
    assert [error["where"] for error in errors] == ["schedules.0.nth"]
    number = CHOIR | {"bring": "Mitt nummer er 15076500565"}
    assert send("post", "activities", number, **{"Idempotency-Key": "x"}).status_code == 422
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [(b"{", 400), (b"[1, NaN]", 400), (b"[]", 422), (b'"\\ud800"', 422), (b" " * 70_000, 413)],
)
def test_what_is_no_json_or_too_much_is_refused(machine, secret, sent, status):
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "x"}
    answer = machine.post("/api/v1/activities", sent, content_type="application/json", headers=headers)
    assert answer.status_code == status


def test_without_a_key_that_opens_nothing_is_written(send, machine, secret, secretary, at, band):
    assert machine.post("/api/v1/activities", CHOIR, content_type="application/json").status_code == 401
    refused = send("post", "activities", CHOIR, key="samspill_x", **{"Idempotency-Key": "x"})
    assert refused.status_code == 401 and refused.headers["WWW-Authenticate"].startswith("Bearer")
    revoke_program_key(ProgramKey.objects.get(), by=secretary, at=at)
    assert send("post", "activities", CHOIR, **{"Idempotency-Key": "x"}).status_code == 401
    assert not Activity.objects.exists()


def test_a_key_of_an_association_that_has_stopped_opens_nothing(send, band):
    band.closed_on = dt.date(2026, 3, 1)
    band.save()
    assert send("post", "activities", CHOIR, **{"Idempotency-Key": "x"}).status_code == 401


def test_what_another_arranges_is_not_there(send, put_on):
    theirs = put_on("Konsert")
    time = theirs.occurrences.get()
    for method, address, body in (
        ("patch", f"activities/{theirs.pk}", {"bring": "x"}),
        ("put", f"activities/{theirs.pk}", CHOIR),
        ("delete", f"activities/{theirs.pk}", None),
        ("delete", f"occurrences/{time.pk}", None),
    ):
        assert send(method, address, body).status_code == 404
    theirs.refresh_from_db()
    assert theirs.cancelled_at is None and theirs.bring == ""


def test_what_the_municipality_has_hidden_stays_hidden(send, published, machine, ola, at):
    activity = Activity.objects.get()
    hide_activity(activity, by=ola, at=at)
    one = f"activities/{activity.pk}"
    assert send("patch", one, {"bring": "En kopp"}).status_code == 200
    assert send("put", one, CHOIR).status_code == 200
    send("post", "activities", CHOIR, **{"Idempotency-Key": "kor-1"})
    assert machine.get(f"/api/v1/{one}").status_code == 404 and Activity.objects.count() == 1


def test_what_the_program_of_a_new_group_writes_is_read_first_as_what_its_people_write(
    send, machine, marit, ola, at
):
    group = register_group("Strikk på Torget", by=marit, at=at)
    _key, opens = make_program_key(group, "Nettsida vår", by=marit, at=at)
    made = send("post", "activities", CHOIR, key=opens, **{"Idempotency-Key": "x"})
    one = f"activities/{made.json()['id']}"
    assert made.status_code == 201 and machine.get(f"/api/v1/{one}").status_code == 404
    assert send("patch", one, {"bring": "Pinner"}, key=opens).json()["bring"] == "Pinner"
    waiting = Review.objects.get(kind="activity")
    approve_review(waiting, by=ola, at=at)
    assert machine.get(f"/api/v1/{one}").json()["bring"] == "Pinner"
    send("patch", one, {"bring": "Garn"}, key=opens)
    again = Review.objects.get(kind="activity", approved_at=None)
    assert again.is_shown and machine.get(f"/api/v1/{one}").status_code == 200


def test_the_history_tells_that_it_came_by_a_program(send, published):
    key = ProgramKey.objects.get()
    entry = AuditEntry.objects.get(verb="publish_activity")
    assert (entry.actor, entry.channel) == (subject_of(key), "api")
    assert key.last_used_at is not None


def test_who_writes_too_fast_is_told_how_long_to_wait(send, published):
    answers = [send("delete", f"activities/{published['id']}") for _ in range(300)]
    assert answers[-1].status_code == 429 and int(answers[-1].headers["Retry-After"]) >= 1


def test_no_page_of_another_site_may_write(machine):
    asked = machine.options("/api/v1/activities")
    assert "POST" not in asked.headers["Access-Control-Allow-Methods"]
    assert "Authorization" not in asked.headers["Access-Control-Allow-Headers"]


def test_each_example_of_writing_runs(machine, secret):
    page = html.unescape(machine.get("/open-data/").content.decode())
    examples = re.findall(r"<code>(curl -X .*?)</code>", page, re.DOTALL)
    assert len(examples) == 8
    known = {"$KEY": secret}
    for example in examples:
        words = shlex.split(example.replace("\\\n", " "))
        for name, value in known.items():
            words = [word.replace(name, value) for word in words]
        headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
        body = words[words.index("-d") + 1] if "-d" in words else ""
        kind = headers.pop("Content-Type", "application/octet-stream")
        answer = machine.generic(words[2], words[3], body, content_type=kind, headers=headers)
        assert answer.status_code in (200, 201), (example, answer.content)
        known["$ID"], known["$ETAG"] = str(Activity.objects.get().pk), answer.headers["ETag"]
        known["$TIME"] = str(
            Occurrence.objects.filter(cancelled_at__isnull=True).values_list("pk", flat=True).first()
        )


def test_what_has_changed_since_it_was_read_is_not_written_over(send, published, machine):
    one = f"activities/{published['id']}"
    read = machine.get(f"/api/v1/{one}").headers["ETag"]
    packed = machine.get(f"/api/v1/{one}", headers={"accept-encoding": "gzip"}).headers["ETag"]
    for known in (read, f"W/{read}", packed, "*"):
        assert send("put", one, CHOIR, **{"If-Match": known}).status_code == 200
    changed = send("patch", one, {"bring": "En kopp"}, **{"If-Match": f'"another", {read}'})
    assert changed.headers["ETag"] == machine.get(f"/api/v1/{one}").headers["ETag"] != read
    time = times(published["id"])[0]
    for method, address, body in (
        ("put", one, CHOIR),
        ("patch", one, {"bring": ""}),
        ("delete", one, None),
        ("delete", f"occurrences/{time.pk}", None),
    ):
        refused = send(method, address, body, **{"If-Match": read})
        assert (refused.status_code, refused.json()["code"]) == (412, "changed-meanwhile")
    assert Activity.objects.get().bring == "En kopp" and times(published["id"]).count() == 14
    whole = machine.get(f"/api/v1/occurrences/{time.pk}").headers["ETag"]
    assert send("delete", f"occurrences/{time.pk}", **{"If-Match": whole}).status_code == 200


def test_all_of_it_is_not_written_blindly_over_what_another_wrote(send, published, secretary, band, at):
    one = f"activities/{published['id']}"
    other, others = make_program_key(band, "Kalenderen", by=secretary, at=at)
    read = send("patch", one, {"bring": "En kopp"}, key=others).headers["ETag"]
    refused = send("put", one, CHOIR)
    assert (refused.status_code, refused.json()["code"]) == (428, "read-it-first")
    assert send("put", one, CHOIR | {"bring": "En kopp"}).status_code == 200, "it changes nothing"
    assert send("put", one, CHOIR, **{"If-Match": read}).json()["bring"] == ""
    assert send("put", one, CHOIR | {"bring": "En kopp"}).status_code == 200, "now it wrote last itself"
    send("patch", one, {"bring": ""}, key=others)
    revoke_program_key(other, by=secretary, at=at)
    assert send("put", one, CHOIR | {"bring": "En kopp"}).status_code == 200, "the other is no more"


@pytest.mark.django_db(transaction=True)
def test_of_two_programs_that_write_at_once_one_is_told_that_it_has_changed(
    town, together, secretary, band, at
):
    key, _secret = make_program_key(band, "Nettsida vår", by=secretary, at=at)
    told = Announcement({"nb": "Konsert"}, organisation=band)
    when = [Pattern("once", at.date() + dt.timedelta(days=5), dt.time(18))]
    read, _is_new = publish_once(told, when, word="kor-1", said="x", by=key, at=at)
    later = at + dt.timedelta(minutes=1)

    def write(bring):
        anew = Announcement({"nb": "Konsert"}, organisation=band, bring=bring)
        return rewrite_activity(copy(read), anew, None, by=key, at=later)

    outcomes = together(town, [lambda: write("En kopp"), lambda: write("To kopper")])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Activity", "ChangedMeanwhile"]
