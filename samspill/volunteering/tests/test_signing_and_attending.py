"""The way in: what is signed and attended opens walls at once, and shuts them when it was a mistake."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions import note_attendance, sign_up
from samspill.commitments.actions import (
    ask_to_sign,
    draft_version,
    publish_version,
    sign_on_paper,
    withdraw_signature,
)
from samspill.commitments.actions.asking import Reach
from samspill.commitments.models import Signature
from samspill.foundation.models import AuditEntry
from samspill.people.actions import find_or_add_person
from samspill.volunteering.actions import enrol_volunteer, note_qualification
from samspill.volunteering.actions.courses import CourseInThePast, call_course_off
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Qualification, Volunteer
from samspill.volunteering.queries import who_fits
from samspill.volunteering.tests.conftest import sent_to
from samspill.volunteering.tests.signing import put_name_under

DAY = dt.timedelta(days=1)


def held(person):
    rows = Qualification.objects.filter(volunteer__person=person, withdrawn_at__isnull=True)
    return {row.kind: row for row in rows}


def test_a_wall_opens_the_moment_she_signs(volunteer, phoned_in, texts_in_force, at):
    kari = volunteer("Kari Berg")
    shift = phoned_in(demands=("confidentiality",)).shifts.get()
    [before] = who_fits(shift, at=at).of([kari.pk])
    assert [(wall.code, wall.value) for wall in before.fit.walls] == [("missing", "confidentiality")]
    put_name_under("confidentiality", kari, at)
    assert [one.person_id for one in who_fits(shift, at=at).best()] == [kari.pk]
    assert held(kari)["confidentiality"].valid_until_on is None


def test_a_signature_by_code_opens_it_too_and_the_trail_says_it_was_she(
    volunteer, texts_in_force, texts, ola, at
):
    kari = volunteer("Kari Berg", "41234567")
    [request] = ask_to_sign(kari, ["agreement"], reach=Reach("sms", "+4741234567"), unit=None, by=ola, at=at)
    texts(kari, f"SIGNER {request.code}")
    assert held(kari)["agreement"].seen_by is None
    noted = AuditEntry.objects.get(verb="note_qualification")
    assert (noted.actor, noted.channel) == (f"people.person:{kari.pk}", "sms")


def test_an_agreement_with_an_end_holds_until_then_and_is_renewed_by_signing_again(volunteer, ola, at):
    kari = volunteer("Kari Berg")
    draft_version("agreement", by=ola, at=at)
    publish_version("agreement", by=ola, at=at, valid_years=2)
    put_name_under("agreement", kari, at)
    assert held(kari)["agreement"].valid_until_on == dt.date(2028, 3, 9)
    later = at + 700 * DAY
    again = put_name_under("agreement", kari, later)
    assert held(kari)["agreement"].valid_until_on > dt.date(2029, 1, 1)
    assert Signature.objects.count() == 2 and put_name_under("agreement", kari, later + DAY) == again


def test_paper_counts_from_the_day_it_was_signed_and_says_who_saw_it(volunteer, texts_in_force, ola, at):
    kari = volunteer("Kari Berg")
    day = at.date() - 4 * DAY
    sign_on_paper(kari, "agreement", signed_on=day, language="nb", by=ola, at=at)
    assert (held(kari)["agreement"].held_from_on, held(kari)["agreement"].seen_by) == (day, ola)


def test_a_signature_that_was_a_mistake_shuts_the_wall_again(volunteer, texts_in_force, ola, at):
    kari = volunteer("Kari Berg")
    signature = put_name_under("confidentiality", kari, at)
    withdraw_signature(signature, reason="Feil person", by=ola, at=at)
    assert held(kari) == {}


def test_the_older_version_counts_again_when_the_newer_signature_is_taken_back(
    volunteer, texts_in_force, ola, at
):
    kari = volunteer("Kari Berg")
    put_name_under("agreement", kari, at - 9 * DAY)
    draft_version("agreement", by=ola, at=at)
    publish_version("agreement", by=ola, at=at, asks_anew=True)
    withdraw_signature(put_name_under("agreement", kari, at), reason="Feil", by=ola, at=at)
    assert held(kari)["agreement"].held_from_on == (at - 9 * DAY).date()


def test_one_who_signs_and_attends_before_she_is_a_volunteer_has_it_when_she_becomes_one(
    texts_in_force, course, ola, at
):
    julie = find_or_add_person("Julie Nygård", ["40000951"], by=ola, at=at, channel="web")
    put_name_under("agreement", julie, at)
    time = course()
    row = sign_up(time.pk, julie, channel="web", by=julie, at=at)
    note_attendance(time.pk, {row.pk}, by=ola, at=time.ends_at)
    assert held(julie) == {}
    enrol_volunteer(julie, by=ola, at=time.ends_at + DAY, channel="web")
    assert {kind: one.held_from_on for kind, one in held(julie).items()} == {
        "agreement": at.date(), "course": at.date() + 5 * DAY,
    }  # fmt: skip


def test_who_came_to_the_course_holds_it_and_who_did_not_does_not(volunteer, course, ola, at):
    kari, ali, time = volunteer("Kari Berg"), volunteer("Ali Hassan"), course()
    rows = [sign_up(time.pk, person, channel="web", by=person, at=at) for person in (kari, ali)]
    note_attendance(time.pk, {row.pk for row in rows}, by=ola, at=time.ends_at)
    assert held(kari)["course"].held_from_on == at.date() + 5 * DAY and held(kari)["course"].seen_by == ola
    note_attendance(time.pk, {rows[0].pk}, by=ola, at=time.ends_at + DAY)
    assert "course" in held(kari) and held(ali) == {}


def test_putting_attendance_right_does_not_touch_a_course_from_another_day(volunteer, course, ola, at):
    kari, time = volunteer("Kari Berg"), course()
    row = sign_up(time.pk, kari, channel="web", by=kari, at=at)
    note_attendance(time.pk, {row.pk}, by=ola, at=time.ends_at)
    profile = Volunteer.objects.get(person=kari)
    note_qualification(profile, kind="course", held_from_on=at.date(), by=ola, at=time.ends_at)
    note_attendance(time.pk, set(), by=ola, at=time.ends_at + DAY)
    assert held(kari)["course"].held_from_on == at.date()


def test_a_course_stands_on_the_square_in_three_languages(course):
    time = course()
    assert time.activity.title["nn"] == "Grunnkurs for frivillige" and len(time.activity.title) == 3
    assert (time.activity.places, time.activity.completes, time.activity.takes_sign_ups) == (
        20,
        "course",
        True,
    )


@pytest.mark.parametrize(("facts", "complaint"), [
    ({"days": -1}, CourseInThePast), ({"days": 0, "begins": dt.time(8)}, CourseInThePast),
    ({"kind": "driving"}, UnknownCode),
])  # fmt: skip
def test_a_course_that_cannot_be_is_refused_and_nothing_is_kept(course, facts, complaint):
    from samspill.activities.models import Activity

    with pytest.raises(complaint):
        course(**facts)
    assert not Activity.objects.exists()


def test_a_course_that_is_called_off_tells_those_who_have_a_place(volunteer, course, ola, at):
    kari, time = volunteer("Kari Berg"), course()
    sign_up(time.pk, kari, channel="web", by=kari, at=at)
    call_course_off(time, by=ola, at=at)
    assert "Avlyst" in sent_to(kari)[-1]
