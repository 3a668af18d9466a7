"""A first meeting, the start, another rhythm, a break, reviews, and a good end."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation.recurrence import Pattern
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions import NotBooked
from samspill.volunteering.actions.absences import call_in_away
from samspill.volunteering.actions.pair_ending import NoSuchReason, end_pairing
from samspill.volunteering.actions.pairings import (
    BeforeTheStart,
    MeetingInThePast,
    OutOfBounds,
    PairHasEnded,
    PairHasNotStarted,
    PairHasStarted,
    Rhythm,
    StartsInTheFuture,
    arrange_first_meeting,
    change_rhythm,
    pause_pairing,
    resume_pairing,
    start_pairing,
)
from samspill.volunteering.actions.recipients import change_recipient, name_contact
from samspill.volunteering.actions.reviews import ReviewHeld, Said, hold_review
from samspill.volunteering.actions.swaps import wish_swap
from samspill.volunteering.models import Assignment, Pairing, PairingFollowUp, PairingReview
from samspill.volunteering.queries.pair_texts import proposed_thanks
from samspill.volunteering.queries.pairings import pair_page
from samspill.volunteering.queries.tasks import private_part

DAY = dt.timedelta(days=1)


def meet(pairing, ola, at, **more):
    facts = {"first_at": at + 3 * DAY, "place": "Hjemme hos Gunvor", "there": "Ola Strand", **more}
    return arrange_first_meeting(pairing.pk, introduced_by=ola, by=ola, at=at, **facts)


def test_the_first_meeting_is_told_to_both_and_only_the_volunteer_gets_the_private_part(
    agreed, ola, at, read_by
):
    pairing = agreed()
    assert meet(pairing, ola, at) == (True, True)
    to_kari = read_by(pairing.volunteer.person)[-1]
    to_gunvor = read_by(pairing.recipient.person)[-1]
    assert "fredag 13. mars kl. 10.00" in to_kari and "Gunvor Lie" in to_kari and "Nordsida 15" in to_kari
    assert "Ola Strand er også med" in to_kari
    assert to_gunvor.startswith("Hei Gunvor! Du møter Kari for første gang fredag 13. mars kl. 10.00.")
    assert "Nordsida 15" not in to_gunvor and "Berg" not in to_gunvor
    assert private_part(Assignment.objects.get(), at=at).address == "Nordsida 15"


def test_the_one_who_speaks_for_her_is_told_in_her_place(agreed, ola, at, read_by):
    pairing = agreed()
    gunvor = pairing.recipient
    name_contact(gunvor, "Liv Lie", ["41 30 00 09"], [], relation="datter", by=ola, at=at)
    change_recipient(gunvor.pk, seen_version=gunvor.version, by=ola, at=at, asks="contact")
    meet(Pairing.objects.get(), ola, at)
    liv = gunvor.contacts.get().person
    assert read_by(liv)[-1].startswith("Hei Liv! Kari møter Gunvor for første gang")
    assert read_by(gunvor.person) == []


def test_whoever_has_no_mobile_is_called_and_the_desk_is_told_so(agreed, helped, volunteer, ola, at):
    astrid = helped("Astrid Lund", "73 00 55 55")
    assert meet(agreed(volunteer("Kari Berg"), astrid), ola, at) == (True, False)


def test_a_meeting_that_is_moved_is_told_anew_and_one_saved_twice_is_not(agreed, ola, at, read_by):
    pairing = agreed()
    meet(pairing, ola, at)
    meet(pairing, ola, at)
    assert len(read_by(pairing.volunteer.person)) == 3  # The question, the thanks, the meeting.
    meet(pairing, ola, at, first_at=at + 4 * DAY)
    assert "lørdag 14. mars" in read_by(pairing.volunteer.person)[-1]


def test_a_meeting_is_neither_in_the_past_nor_after_the_start_and_holds_no_identity_number(agreed, ola, at):
    pairing = agreed()
    with pytest.raises(MeetingInThePast):
        meet(pairing, ola, at, first_at=at - DAY)
    with pytest.raises(HoldsNationalId):
        meet(pairing, ola, at, there="01010750160")
    start_pairing(pairing.pk, started_on=at.date(), rhythm=Rhythm(), by=ola, at=at)
    with pytest.raises(PairHasStarted):
        meet(pairing, ola, at)


def test_a_start_sets_when_they_are_asked_and_reviewed(started, at):
    pairing = started(rhythm=Rhythm("annenhver tirsdag", review_every_weeks=10))
    assert pairing.next_follow_up_on == at.date() + 14 * DAY
    assert pairing.next_review_on == at.date() + 70 * DAY
    assert pairing.rhythm_words == "annenhver tirsdag"


def test_a_fixed_rhythm_is_kept_and_the_next_dates_are_told(started, at):
    every_other = Pattern("weekly", at.date(), dt.time(17), 90, every=2, weekdays=("tu",))
    page = pair_page(started(rhythm=Rhythm("", every_other)), at=at + DAY)
    assert page.meetings[:2] == [dt.date(2026, 3, 24), dt.date(2026, 4, 7)]


def test_what_makes_no_sense_is_refused(agreed, ola, at):
    pairing = agreed()
    with pytest.raises(StartsInTheFuture):
        start_pairing(pairing.pk, started_on=at.date() + DAY, rhythm=Rhythm(), by=ola, at=at)
    with pytest.raises(OutOfBounds):
        start_pairing(pairing.pk, started_on=at.date(), rhythm=Rhythm(review_every_weeks=0), by=ola, at=at)
    for early in (change_rhythm, pause_pairing, resume_pairing):
        more = {"rhythm": Rhythm()} if early is change_rhythm else {}
        with pytest.raises(PairHasNotStarted):
            early(pairing.pk, by=ola, at=at, **more)
    start_pairing(pairing.pk, started_on=at.date(), rhythm=Rhythm(), by=ola, at=at)
    with pytest.raises(PairHasStarted):
        start_pairing(pairing.pk, started_on=at.date(), rhythm=Rhythm(), by=ola, at=at)


def test_another_rhythm_is_written_down_and_the_date_that_is_set_stands(started, ola, at):
    pairing = started()
    changed = change_rhythm(
        pairing.pk, rhythm=Rhythm("hver mandag", review_every_weeks=26), by=ola, at=at + DAY
    )
    assert changed.rhythm_words == "hver mandag" and changed.next_review_on == pairing.next_review_on


def test_a_break_and_the_end_of_it(started, ola, at):
    pairing = started()
    pause_pairing(pairing.pk, until_on=at.date() + 30 * DAY, by=ola, at=at)
    with pytest.raises(BeforeTheStart):
        pause_pairing(pairing.pk, until_on=at.date() - DAY, by=ola, at=at)
    back = resume_pairing(pairing.pk, by=ola, at=at + 20 * DAY)
    assert back.paused_at is None and back.paused_until_on is None
    assert back.next_follow_up_on == at.date() + 34 * DAY


def test_a_review_is_held_once_and_sets_the_next_date(started, ola, at):
    pairing = started()
    due, late = pairing.next_review_on, at + 90 * DAY
    assert pair_page(pairing, at=late).is_review_overdue
    facts = {"due_on": due, "held_on": late.date(), "held_with": "both", "by": ola, "at": late}
    hold_review(pairing.pk, words="De fortsetter annenhver uke", **facts)
    with pytest.raises(ReviewHeld):
        hold_review(pairing.pk, **facts)
    pairing.refresh_from_db()
    assert pairing.next_review_on == late.date() + 84 * DAY and PairingReview.objects.count() == 1
    assert not pair_page(pairing, at=late).is_review_overdue
    chosen = late.date() + 10 * DAY
    hold_review(pairing.pk, **(facts | {"due_on": pairing.next_review_on, "next_on": chosen}))
    pairing.refresh_from_db()
    assert pairing.next_review_on == chosen


def test_it_ends_well_with_a_reason_and_thanks_and_what_the_volunteer_saw_closes(agreed, ola, at, read_by):
    pairing = agreed()
    meet(pairing, ola, at)
    start_pairing(pairing.pk, started_on=at.date(), rhythm=Rhythm(), by=ola, at=at)
    booked = Assignment.objects.get()
    assert private_part(booked, at=at) is not None
    pairing.refresh_from_db()
    assert proposed_thanks(pairing).startswith("Kjære Kari! Tusen takk")
    facts = {"ended_on": at.date(), "by": ola, "at": at + DAY}
    with pytest.raises(NoSuchReason):
        end_pairing(pairing.pk, reason="left", **facts)
    end_pairing(pairing.pk, reason="moved", words="Flytter til Bergen", thanks="Tusen takk, Kari!", **facts)
    pairing.refresh_from_db()
    assert (pairing.ended_reason, pairing.ended_by, pairing.first_meeting_place) == ("moved", ola, "")
    assert read_by(pairing.volunteer.person)[-1] == "Tusen takk, Kari!"
    assert private_part(booked, at=at + DAY) is None
    with pytest.raises(PairHasEnded):
        end_pairing(pairing.pk, reason="moved", **facts)


def test_a_meeting_that_was_not_sent_yet_is_called_off_with_the_pair(agreed, ola, at, read_by):
    pairing = agreed()
    meet(pairing, ola, at)
    end_pairing(pairing.pk, reason="match", ended_on=at.date(), by=ola, at=at)
    assert not any("Nordsida 15" in text for text in read_by(pairing.volunteer.person))
    assert read_by(pairing.recipient.person) == []


def test_the_end_is_not_before_the_start_nor_in_the_future(started, ola, at):
    pairing = started()
    with pytest.raises(BeforeTheStart):
        end_pairing(pairing.pk, reason="done", ended_on=at.date() - DAY, by=ola, at=at)
    with pytest.raises(StartsInTheFuture):
        end_pairing(pairing.pk, reason="done", ended_on=at.date() + DAY, by=ola, at=at)


@pytest.mark.parametrize(
    "facts",
    [
        {"ended_reason": "done"},
        {"ended_on": dt.date(2026, 3, 10)},
        {"started_on": dt.date(2026, 3, 10), "next_review_on": None},
        {"next_review_on": dt.date(2026, 3, 10)},
        {"paused_until_on": dt.date(2026, 3, 10)},
        {"first_meeting_place": "Kafé"},
        {"review_every_weeks": 0},
    ],
    ids=lambda facts: "-".join(facts),
)
def test_the_database_itself_refuses_facts_that_do_not_go_together(agreed, facts):
    pairing = agreed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.filter(pk=pairing.pk).update(**facts)


def test_the_database_itself_refuses_two_live_pairs_for_one_need_or_for_the_same_two(agreed, wanted, at):
    pairing = agreed()
    same = {name: getattr(pairing, name) for name in ("recipient", "volunteer", "unit", "agreed_at")}
    for need in (pairing.need, wanted(pairing.recipient, "mentor")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pairing.objects.create(need=need, agreed_channel="sms", **same)


def test_what_each_side_says_in_a_review_stands_on_its_own_side(started, ola, at):
    pairing = started()
    late = at + 90 * DAY
    hold_review(
        pairing.pk, due_on=pairing.next_review_on, held_on=late.date(), held_with="both", words="Fortsetter", by=ola,
        at=late, said={"volunteer": Said(4, "Trives"), "recipient": Said(None, "")},
    )  # fmt: skip
    [row] = PairingFollowUp.objects.all()
    assert (row.side, row.score, row.words, row.entered_by) == ("volunteer", 4, "Trives", ola)
    assert PairingReview.objects.get().note == "Fortsetter"


def test_whoever_is_one_of_a_pair_is_not_changed_for_another(agreed, ola, at):
    pairing = agreed()
    assignment = Assignment.objects.get(person=pairing.volunteer.person, released_at__isnull=True)
    with pytest.raises(NotBooked):
        wish_swap(assignment.pk, channel="phone", by=ola, at=at)


def test_days_away_do_not_end_a_pair(agreed, ola, at):
    pairing = agreed()
    day = pairing.need.shifts.get().starts_at.date()
    call_in_away(pairing.volunteer, from_on=day, until_on=day, by=ola, at=at, channel="phone")
    pairing.refresh_from_db()
    assert pairing.ended_at is None
    assert Assignment.objects.filter(person=pairing.volunteer.person, released_at__isnull=True).exists()
