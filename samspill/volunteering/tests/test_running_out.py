"""The way in: what runs out is told in time, and nothing runs out unseen."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions import note_attendance, sign_up
from samspill.activities.models import SignUp
from samspill.commitments.actions.asking import LINK
from samspill.commitments.queries import open_requests
from samspill.foundation.actions import look_at_link
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import add_contact_point, withdraw_consent
from samspill.volunteering.actions import let_volunteer_leave, note_qualification
from samspill.volunteering.actions.onboarding import send_to_sign
from samspill.volunteering.actions.running_out import remind_of_what_runs_out
from samspill.volunteering.models import Volunteer
from samspill.volunteering.queries.onboarding import courses_without_attendance, running_out, unsigned
from samspill.volunteering.rules.onboarding import reminder_due, state_of
from samspill.volunteering.tests.conftest import sent_to
from samspill.volunteering.tests.signing import put_name_under

DAY = dt.timedelta(days=1)


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
    assert len(sent_to(kari)) == 2 and all(what in text and "9. mai" in text for text in sent_to(kari))
    if kind == "agreement":
        token = sent_to(kari)[0].split("/sign/")[1].split("/")[0]
        assert look_at_link(LINK, token, at=at) and open_requests(kari)


def test_in_a_list_of_letters_it_says_what_runs_out(volunteer, ola, at):
    lise = volunteer("Lise Berg", channel="email")
    add_contact_point(lise, "email", "lise@epost.example", by=ola, at=at, channel="phone")
    held = Volunteer.objects.get(person=lise)
    until = at.date() + 14 * DAY
    note_qualification(
        held, kind="police_certificate", held_from_on=at.date(), valid_until_on=until, by=ola, at=at
    )
    remind_of_what_runs_out(at)
    assert OutboundMessage.objects.get(channel="email").subject == "Går snart ut: politiattesten"


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
    assert remind_of_what_runs_out(at) == 0 and sent_to(kari) == []


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
