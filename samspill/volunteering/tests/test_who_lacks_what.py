"""The way in: who lacks what is seen, and all who lack it are asked in one step."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import make_staff
from samspill.commitments.actions import draft_version, publish_version
from samspill.commitments.models import SigningRequest
from samspill.foundation.actions import look_at_link
from samspill.messaging.actions import BudgetSpent
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import withdraw_consent
from samspill.people.models import Unit
from samspill.people.queries import asker_for
from samspill.volunteering.actions import let_volunteer_leave, note_qualification
from samspill.volunteering.actions.onboarding import INVITATION, invite_to_course, send_to_sign
from samspill.volunteering.models import Volunteer
from samspill.volunteering.queries.inviting import preview_of
from samspill.volunteering.queries.onboarding import Wanted, how_many, matrix, volunteers_among, with_cells
from samspill.volunteering.tests.conftest import sent_to
from samspill.volunteering.tests.signing import put_name_under

DAY = dt.timedelta(days=1)


def test_everybody_who_lacks_it_is_asked_in_one_step_and_those_without_a_mobile_are_named(
    volunteer, texts_in_force, centre, ola, at
):
    kari, olga = volunteer("Kari Berg"), volunteer("Olga Lie", "73001122", channel="phone")
    sent = send_to_sign([kari, olga], ["confidentiality"], unit=centre, by=ola, at=at)
    assert (sent.written, sent.by_hand) == (1, [olga])
    assert "/sign/" in sent_to(kari)[0] and sent_to(olga) == []
    assert SigningRequest.objects.get(person=olga).channel == "phone"


def test_one_who_took_her_consent_back_is_not_written_to_but_stands_among_those_to_call(
    volunteer, texts_in_force, centre, ola, at
):
    kari = volunteer("Kari Berg")
    withdraw_consent(kari, "phone", by=ola, at=at)
    assert preview_of([kari], "agreement", unit=centre, at=at).by_hand == [kari]
    assert send_to_sign([kari], ["agreement"], unit=centre, by=ola, at=at).by_hand == [kari]
    assert invite_to_course([kari], "course", unit=centre, by=ola, at=at).by_hand == [kari]
    assert sent_to(kari) == []


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
    token = sent_to(kari)[0].split("/course/")[1].split("/")[0]
    assert look_at_link(INVITATION, token, at=at).subject == str(kari.pk)
    invite_to_course([kari], "course", unit=centre, by=ola, at=at)
    assert len(sent_to(kari)) == 1


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
    assert "ny versjon" in sent_to(kari)[-1]
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
