"""The way in: what is signed and attended opens walls at once, who lacks what is seen, and nothing runs out unseen."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import make_staff
from samspill.activities.actions import note_attendance, sign_up
from samspill.activities.models import SignUp
from samspill.commitments.actions import (
    adopt_standard_text,
    ask_to_sign,
    draft_version,
    publish_version,
    sign,
    sign_on_paper,
    withdraw_signature,
)
from samspill.commitments.actions.asking import LINK, Reach
from samspill.commitments.models import Signature, SigningRequest
from samspill.commitments.queries import current_text, open_requests
from samspill.foundation.actions import look_at_link
from samspill.foundation.models import AuditEntry
from samspill.messaging.actions import BudgetSpent
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import find_or_add_person, withdraw_consent
from samspill.people.models import Unit
from samspill.people.queries import asker_for
from samspill.volunteering.actions import enrol_volunteer, let_volunteer_leave, note_qualification
from samspill.volunteering.actions.courses import CourseDate, CourseInThePast, arrange_course, call_course_off
from samspill.volunteering.actions.onboarding import INVITATION, invite_to_course, send_to_sign
from samspill.volunteering.actions.running_out import remind_of_what_runs_out
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Qualification, Volunteer
from samspill.volunteering.queries import who_fits
from samspill.volunteering.queries.inviting import preview_of
from samspill.volunteering.queries.onboarding import (
    Wanted,
    courses_without_attendance,
    how_many,
    matrix,
    running_out,
    unsigned,
    volunteers_among,
    with_cells,
)
from samspill.volunteering.rules.onboarding import reminder_due, state_of

DAY = dt.timedelta(days=1)


@pytest.fixture
def texts_in_force(ola, at):
    for kind in ("agreement", "confidentiality"):
        adopt_standard_text(kind, by=ola, at=at - 30 * DAY)


@pytest.fixture
def course(ola, centre, at):
    """Arrange a course in five days."""

    def arrange(days=5, **facts):
        told = {"kind": "course", "on": at.date() + days * DAY, "begins": dt.time(18), "minutes": 120,
                "place_text": "Torggata 7", "places": 20, **facts}  # fmt: skip
        return arrange_course(CourseDate(**told), unit=centre, by=ola, at=at)

    return arrange


def held(person):
    rows = Qualification.objects.filter(volunteer__person=person, withdrawn_at__isnull=True)
    return {row.kind: row for row in rows}


def put_name_under(kind, person, at):
    return sign(current_text(kind, "nb"), person, name=person.name, channel="web", by=person, at=at)


def told(person):
    rows = OutboundMessage.objects.filter(person=person).order_by("queued_at", "pk")
    return list(rows.values_list("body", flat=True))


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
    assert "Avlyst" in told(kari)[-1]


def test_everybody_who_lacks_it_is_asked_in_one_step_and_those_without_a_mobile_are_named(
    volunteer, texts_in_force, centre, ola, at
):
    kari, olga = volunteer("Kari Berg"), volunteer("Olga Lie", "73001122", channel="phone")
    sent = send_to_sign([kari, olga], ["confidentiality"], unit=centre, by=ola, at=at)
    assert (sent.written, sent.by_hand) == (1, [olga])
    assert "/sign/" in told(kari)[0] and told(olga) == []
    assert SigningRequest.objects.get(person=olga).channel == "phone"


def test_one_who_took_her_consent_back_is_not_written_to_but_stands_among_those_to_call(
    volunteer, texts_in_force, centre, ola, at
):
    kari = volunteer("Kari Berg")
    withdraw_consent(kari, "phone", by=ola, at=at)
    assert preview_of([kari], "agreement", unit=centre, at=at).by_hand == [kari]
    assert send_to_sign([kari], ["agreement"], unit=centre, by=ola, at=at).by_hand == [kari]
    assert invite_to_course([kari], "course", unit=centre, by=ola, at=at).by_hand == [kari]
    assert told(kari) == []


def test_the_preview_says_how_many_sms_and_what_they_cost_and_is_right(
    volunteer, texts_in_force, centre, ola, at
):
    people = [volunteer("Kari Berg"), volunteer("Amina Warsame", person={"language": "en"})]
    olga = volunteer("Olga Lie", "73001122", channel="phone")
    preview = preview_of([*people, olga], "confidentiality", unit=centre, at=at)
    send_to_sign([*people, olga], ["confidentiality"], unit=centre, by=ola, at=at)
    rows = OutboundMessage.objects.filter(key__startswith="sign:")
    assert preview.texts == rows.count() == 2 and preview.by_hand == [olga]
    assert preview.parts == sum(rows.values_list("segments", flat=True))
    assert preview.cost_ore == sum(rows.values_list("cost_ore", flat=True)) and "Kari" in preview.sample
    assert preview_of([*people, olga], "confidentiality", unit=centre, at=at + DAY).asked_lately == {
        person.pk for person in (*people, olga)
    }


def test_without_a_published_text_the_preview_says_so(volunteer, centre, at):
    assert not preview_of([volunteer("Kari Berg")], "agreement", unit=centre, at=at).has_text


def test_money_for_some_is_money_for_none(volunteer, texts_in_force, centre, ola, at):
    MessagingPolicy.objects.create(daily_budget_ore=200)
    people = [volunteer(f"Person{n} Nord") for n in range(4)]
    assert preview_of(people, "agreement", unit=centre, at=at).is_too_dear
    with pytest.raises(BudgetSpent):
        send_to_sign(people, ["agreement"], unit=centre, by=ola, at=at)
    assert not OutboundMessage.objects.filter(key__startswith="sign:").exists()
    assert not SigningRequest.objects.exists()


def test_an_invitation_to_the_course_holds_a_link_of_her_own(volunteer, centre, ola, at):
    kari, olga = volunteer("Kari Berg"), volunteer("Olga Lie", "73001122", channel="phone")
    sent = invite_to_course([kari, olga], "course", unit=centre, by=ola, at=at)
    assert (sent.written, sent.by_hand) == (1, [olga])
    token = told(kari)[0].split("/course/")[1].split("/")[0]
    assert look_at_link(INVITATION, token, at=at).subject == str(kari.pk)
    invite_to_course([kari], "course", unit=centre, by=ola, at=at)
    assert len(told(kari)) == 1


def test_the_matrix_says_who_lacks_what_and_what_runs_out(volunteer, asker, ola, at):
    kari, ali, today = volunteer("Kari Berg"), volunteer("Ali Hassan"), at.date()
    profile = Volunteer.objects.get(person=kari)
    dates = {"course": None, "first_aid": today + 60 * DAY, "police_certificate": today - DAY,
             "agreement": today + 61 * DAY, "driving_licence": today}  # fmt: skip
    for kind, until in dates.items():
        note_qualification(
            profile, kind=kind, held_from_on=today - 500 * DAY, valid_until_on=until, by=ola, at=at
        )
    rows = {row.volunteer.person: row for row in with_cells(matrix(asker, Wanted(), on=today), on=today)}
    assert [(cell.kind, cell.state) for cell in rows[kari].cells] == [
        ("course", "holds"), ("agreement", "holds"), ("confidentiality", "lacks"),
        ("police_certificate", "ran_out"), ("first_aid", "soon"), ("driving_licence", "soon"),
    ]  # fmt: skip
    assert {cell.state for cell in rows[ali].cells} == {"lacks"}
    assert how_many(asker, on=today)["police_certificate"] == {
        "lacks": 1,
        "ran_out": 1,
        "soon": 0,
        "holds": 0,
    }


@pytest.mark.parametrize(("wanted", "names"), [
    ({"kind": "course", "state": "lacks"}, ["Ali Hassan"]),
    ({"kind": "course", "state": "holds"}, ["Kari Berg"]),
    ({"kind": "first_aid", "state": "soon"}, ["Kari Berg"]),
    ({"kind": "police_certificate", "state": "ran_out"}, ["Kari Berg"]),
    ({"kind": "police_certificate", "state": "missing"}, ["Ali Hassan", "Kari Berg"]),
    ({"words": "hass"}, ["Ali Hassan"]), ({"words": "hass", "kind": "course", "state": "holds"}, []),
    ({"kind": "nonsense", "state": "lacks"}, ["Ali Hassan", "Kari Berg"]),
])  # fmt: skip
def test_the_matrix_is_narrowed(volunteer, asker, ola, at, wanted, names):
    kari, _ = volunteer("Kari Berg"), volunteer("Ali Hassan")
    profile, today = Volunteer.objects.get(person=kari), at.date()
    for kind, until in {"course": None, "first_aid": today + DAY, "police_certificate": today - DAY}.items():
        note_qualification(
            profile, kind=kind, held_from_on=today - 90 * DAY, valid_until_on=until, by=ola, at=at
        )
    assert [one.person.name for one in matrix(asker, Wanted(**wanted), on=today)] == names


def test_those_who_must_sign_anew_are_found_and_asked_in_one_step(
    volunteer, texts_in_force, asker, centre, ola, at
):
    kari = volunteer("Kari Berg")
    put_name_under("agreement", kari, at - DAY)
    draft_version("agreement", by=ola, at=at)
    publish_version("agreement", by=ola, at=at, asks_anew=True)
    found = matrix(asker, Wanted(kind="agreement", state="anew"), on=at.date())
    assert [one.person for one in found] == [kari]
    send_to_sign([kari], ["agreement"], unit=centre, by=ola, at=at)
    assert "ny versjon" in told(kari)[-1]
    put_name_under("agreement", kari, at)
    assert not found.all().exists()


def test_who_left_or_is_unknown_to_the_asker_is_not_in_the_matrix(volunteer, asker, ola, centre, at):
    gone = volunteer("Kari Berg")
    let_volunteer_leave(Volunteer.objects.get(person=gone), by=ola, at=at, channel="phone")
    ali = volunteer("Ali Hassan")
    officer = make_staff("Per Tilskudd", Unit.objects.create(name="Tilskudd"), "officer", at=at)
    grants = asker_for(officer, on=at.date())
    assert [one.person for one in matrix(asker, Wanted(), on=at.date())] == [ali]
    assert not matrix(grants, Wanted(), on=at.date()).exists()
    assert volunteers_among(grants, [ali.pk]) == [] and how_many(grants, on=at.date())["course"]["lacks"] == 0


@pytest.mark.parametrize(("days", "early", "late", "due"), [
    (61, False, False, None), (60, False, False, "early"), (15, False, False, "early"), (15, True, False, None),
    (14, True, False, "late"), (14, False, False, "late"), (0, True, False, "late"), (0, True, True, None),
    (14, False, True, None), (-1, False, False, None),
])  # fmt: skip
def test_each_reminder_is_due_in_its_time(at, days, early, late, due):
    assert reminder_due(at.date() + days * DAY, on=at.date(), early=early, late=late) == due


@pytest.mark.parametrize(
    ("until", "state"), [(None, "holds"), (61, "holds"), (60, "soon"), (0, "soon"), (-1, "ran_out")]
)
def test_what_is_valid_today_has_not_run_out(at, until, state):
    day = None if until is None else at.date() + until * DAY
    assert state_of(True, day, on=at.date()) == state and state_of(False, day, on=at.date()) == "lacks"


@pytest.mark.parametrize(("kind", "what"), [
    ("police_certificate", "politiet"), ("first_aid", "Vis oss den nye"), ("course", "/course/"),
    ("agreement", "/sign/"),
])  # fmt: skip
def test_she_is_told_twice_before_it_runs_out_and_what_to_do(volunteer, texts_in_force, ola, at, kind, what):
    kari = volunteer("Kari Berg")
    until = at.date() + 60 * DAY
    note_qualification(
        Volunteer.objects.get(person=kari),
        kind=kind,
        held_from_on=at.date(),
        valid_until_on=until,
        by=ola,
        at=at,
    )
    assert [remind_of_what_runs_out(at + days * DAY) for days in (-1, 0, 1, 45, 46, 47, 60, 61)] == [
        0, 1, 0, 0, 1, 0, 0, 0,
    ]  # fmt: skip
    assert len(told(kari)) == 2 and all(what in text and "9. mai" in text for text in told(kari))
    if kind == "agreement":
        token = told(kari)[0].split("/sign/")[1].split("/")[0]
        assert look_at_link(LINK, token, at=at) and open_requests(kari)


@pytest.mark.parametrize("spoil", ["left", "no_consent", "by_phone"])
def test_who_cannot_or_must_not_be_written_to_is_not(volunteer, ola, at, spoil):
    kari = volunteer("Kari Berg", "73001122" if spoil == "by_phone" else "41234567")
    profile = Volunteer.objects.get(person=kari)
    note_qualification(
        profile, kind="first_aid", held_from_on=at.date(), valid_until_on=at.date() + DAY, by=ola, at=at
    )
    if spoil == "left":
        let_volunteer_leave(profile, by=ola, at=at, channel="phone")
    if spoil == "no_consent":
        withdraw_consent(kari, "phone", by=ola, at=at)
    assert remind_of_what_runs_out(at) == 0 and told(kari) == []


def test_what_waits_is_there_for_the_desk(volunteer, texts_in_force, course, asker, centre, ola, at):
    kari, time = volunteer("Kari Berg"), course()
    note_qualification(
        Volunteer.objects.get(person=kari), kind="first_aid", held_from_on=at.date(),
        valid_until_on=at.date() + 20 * DAY, by=ola, at=at,
    )  # fmt: skip
    send_to_sign([kari], ["agreement"], unit=centre, by=ola, at=at)
    row = sign_up(time.pk, kari, channel="web", by=kari, at=at)

    def waits(moment):
        return (
            list(running_out(asker, on=moment.date())),
            list(unsigned(asker, at=moment)),
            list(courses_without_attendance(asker, at=moment)),
        )

    later = at + 15 * DAY
    assert waits(at) == ([], [], [])
    runs_out, to_sign, courses = waits(later)
    assert [one.kind for one in runs_out] == ["first_aid"]
    assert [one.person for one in to_sign] == [kari] and courses == [time]
    note_attendance(time.pk, {row.pk}, by=ola, at=later)
    put_name_under("agreement", kari, later)
    assert waits(later)[1:] == ([], []) and SignUp.objects.get().attended_at
