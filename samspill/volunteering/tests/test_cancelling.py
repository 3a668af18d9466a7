"""Illness, no-shows, and whoever asked for help and must hear that nobody comes."""

import datetime as dt

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.volunteering import actions
from samspill.volunteering.actions.absences import call_in_away
from samspill.volunteering.actions.callers import note_caller_told, tell_of_the_uncovered
from samspill.volunteering.actions.no_shows import NotBegun, SeatIsTaken, note_no_show, undo_no_show
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.actions.times import take_times
from samspill.volunteering.actions.volunteers import EndsBeforeItStarts
from samspill.volunteering.models import Absence, Assignment, Offer, Shift
from samspill.volunteering.queries.callers import what_waits_callers

HOUR = dt.timedelta(hours=1)
NURSE = {"caller_phone": "412 99 001"}


@pytest.fixture
def visit(phoned_in):
    """A visit the nurse asked for from her mobile, in three days."""
    return phoned_in(**NURSE).shifts.get()


def booked(shift):
    return [one.person.name for one in Assignment.objects.filter(shift=shift, released_at__isnull=True)]


def yes(offer, at):
    return actions.answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at).assignment


def told(phone="+4741299001"):
    rows = OutboundMessage.objects.filter(address=phone).order_by("pk")
    return [row.key.split(":")[0] for row in rows]


# --- illness --------------------------------------------------------------------------------------------------------


def test_ill_for_some_days_she_is_off_all_of_it_in_one_step_and_told_once(
    rota, phoned_in, ask, volunteer, ola, at, written_to
):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    first, second = rota(RoleAsked(places=1)).shifts.order_by("starts_at")[:2]
    take_times(kari, [first.pk, second.pk], channel="phone", by=ola, at=at)
    visit = phoned_in(starts_at=at + dt.timedelta(days=2))
    yes(ask(visit, kari)[0], at)
    away = call_in_away(
        kari.volunteer,
        from_on=at.date(),
        until_on=at.date() + dt.timedelta(days=3),
        by=ola,
        at=at,
        channel="phone",
    )
    assert len(away.released) == 2 and booked(first) == [] and booked(second) == ["Kari Berg"]
    assert Absence.objects.get().until_on == at.date() + dt.timedelta(days=3)
    assert written_to(kari).count("away") == 1
    text = OutboundMessage.objects.filter(person=kari, key__startswith="away").get().body
    assert "Leksehjelp" in text and "Et besøk" in text
    assert set(Offer.objects.filter(person=per).values_list("shift", flat=True)) == {
        first.pk,
        visit.shifts.get().pk,
    }


def test_a_question_that_stands_lapses_and_a_window_that_goes_on_longer_stays_hers(
    phoned_in, ask, volunteer, ola, at
):
    kari = volunteer("Kari Berg")
    week = phoned_in(is_window=True, starts_at=at, ends_at=at + dt.timedelta(days=6))
    yes(ask(week, kari)[0], at)
    [offer] = ask(phoned_in(starts_at=at + dt.timedelta(days=1)), kari)
    days = {"from_on": at.date(), "until_on": at.date() + dt.timedelta(days=1)}
    assert call_in_away(kari.volunteer, **days, by=ola, at=at, channel="phone").released == []
    offer.refresh_from_db()
    assert offer.lapsed_at == at and booked(week.shifts.get()) == ["Kari Berg"]
    with pytest.raises(EndsBeforeItStarts):
        call_in_away(
            kari.volunteer, from_on=days["until_on"], until_on=days["from_on"], by=ola, at=at, channel="phone"
        )


def test_a_reserve_moves_up_when_somebody_is_ill(rota, volunteer, put, ola, at, written_to):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    evening = rota(RoleAsked(places=1, reserves=1)).shifts.order_by("starts_at")[0]
    for person in (kari, per):
        yes(put(evening, person)[0], at)
    call_in_away(kari.volunteer, from_on=at.date(), until_on=at.date(), by=ola, at=at, channel="phone")
    assert booked(evening) == ["Per Aune"] and written_to(per)[-1] == "moved_up"


# --- no-shows -------------------------------------------------------------------------------------------------------


def test_who_did_not_come_is_noted_and_the_next_is_asked_while_it_goes_on(
    phoned_in, ask, volunteer, ola, at, written_to
):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = phoned_in(ends_at=at + dt.timedelta(days=3, hours=6))
    shift = need.shifts.get()
    assignment = yes(ask(need, kari)[0], at)
    with pytest.raises(NotBegun):
        note_no_show(assignment.pk, by=ola, at=at)
    begun = shift.starts_at + HOUR / 4
    noted = note_no_show(assignment.pk, by=ola, at=begun)
    assert (noted.did_not_come_at, noted.did_not_come_by, noted.released_reason) == (
        begun,
        ola,
        "did_not_come",
    )
    assert booked(shift) == [] and written_to(per) == ["offer"]
    with pytest.raises(actions.NotBooked):
        note_no_show(assignment.pk, by=ola, at=begun)


def test_when_it_is_over_it_is_noted_and_nobody_is_asked(phoned_in, ask, volunteer, ola, at, written_to):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = phoned_in()
    assignment = yes(ask(need, kari)[0], at)
    note_no_show(assignment.pk, by=ola, at=need.shifts.get().ends_at + HOUR)
    assert booked(need.shifts.get()) == [] and written_to(per) == []


def test_a_no_show_noted_by_mistake_is_taken_back_unless_somebody_came_instead(
    phoned_in, ask, volunteer, ola, at
):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = phoned_in(ends_at=at + dt.timedelta(days=3, hours=6))
    shift, [offer] = need.shifts.get(), ask(need, kari)
    assignment, begun = yes(offer, at), shift.starts_at + HOUR / 4
    note_no_show(assignment.pk, by=ola, at=begun)
    undo_no_show(assignment.pk, by=ola, at=begun)
    assert booked(shift) == ["Kari Berg"]
    with pytest.raises(actions.NotBooked):
        undo_no_show(assignment.pk, by=ola, at=begun)
    note_no_show(assignment.pk, by=ola, at=begun)
    yes(Offer.objects.get(person=per), begun)
    with pytest.raises(SeatIsTaken):
        undo_no_show(assignment.pk, by=ola, at=begun)


# --- whoever asked --------------------------------------------------------------------------------------------------


def test_a_volunteer_lost_in_the_last_hours_is_told_to_whoever_asked(visit, ask, volunteer, texts, at):
    kari = volunteer("Kari Berg")
    ask(visit.need, kari)
    texts(kari, "JA")
    texts(kari, "AVBUD", when=visit.starts_at - 4 * HOUR)
    assert told() == ["caller_lost"]
    body = OutboundMessage.objects.get(key__startswith="caller_lost").body
    assert (
        "Sykepleier" in body
        and "kan ikke likevel" in body
        and "Strandveien" not in body
        and "Kari" not in body
    )


def test_lost_days_before_nobody_is_troubled(visit, ask, volunteer, texts, at):
    kari = volunteer("Kari Berg")
    ask(visit.need, kari)
    texts(kari, "JA")
    texts(kari, "AVBUD")
    assert told() == []


def test_when_somebody_comes_after_all_she_is_told_that_too(visit, ask, volunteer, texts, at):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    ask(visit.need, kari)
    texts(kari, "JA")
    late = visit.starts_at - 4 * HOUR
    texts(kari, "AVBUD", when=late)
    texts(per, "JA", when=late + HOUR / 2)
    assert told() == ["caller_lost", "caller_found"] and booked(visit) == ["Per Aune"]


def test_a_reserve_who_moves_up_saves_her_the_message(visit, ask, volunteer, texts, at):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    Shift.objects.filter(pk=visit.pk).update(reserves=1)
    ask(visit.need, kari, per)
    texts(kari, "JA")
    texts(per, "JA")
    texts(kari, "AVBUD", when=visit.starts_at - 4 * HOUR)
    assert told() == [] and booked(visit) == ["Per Aune"]


def test_what_stays_uncovered_is_told_an_hour_before_and_once(visit, at):
    assert tell_of_the_uncovered(visit.starts_at - 2 * HOUR) == 0
    assert tell_of_the_uncovered(visit.starts_at - HOUR) == 1
    assert tell_of_the_uncovered(visit.starts_at - HOUR / 2) == 0
    assert told() == ["caller_nobody"]


def test_some_of_several_missing_is_told_as_it_is(phoned_in, ask, volunteer, at):
    need = phoned_in(places=3, **NURSE)
    yes(ask(need, volunteer("Kari Berg"))[0], at)
    tell_of_the_uncovered(need.shifts.get().starts_at - HOUR)
    assert "mangler 2 frivillige" in OutboundMessage.objects.get(key__startswith="caller").body


def test_who_has_just_asked_is_given_an_hour_before_we_say_that_there_is_nobody(phoned_in, at):
    phoned_in(starts_at=at + HOUR / 2, ends_at=at + 4 * HOUR, **NURSE)
    assert tell_of_the_uncovered(at + HOUR / 4) == 0
    assert tell_of_the_uncovered(at + HOUR) == 1


def test_what_is_covered_or_comes_back_is_no_news_to_anybody_outside(visit, rota, ask, volunteer, at):
    yes(ask(visit.need, volunteer("Kari Berg"))[0], at)
    rota()
    assert tell_of_the_uncovered(visit.starts_at - HOUR / 2) == 0


def test_without_a_mobile_it_waits_at_the_desk_as_a_call_until_somebody_has_called(phoned_in, asker, ola, at):
    shift = phoned_in().shifts.get()
    soon = shift.starts_at - HOUR
    tell_of_the_uncovered(soon)
    assert OutboundMessage.objects.count() == 0
    assert list(what_waits_callers(asker, at=soon)) == [shift]
    note_caller_told(shift.pk, by=ola, at=soon)
    shift.refresh_from_db()
    assert (shift.caller_told_at, shift.caller_told_by) == (soon, ola)
    assert list(what_waits_callers(asker, at=soon)) == []


def test_a_call_that_was_never_made_is_not_owed_when_somebody_comes(
    phoned_in, ask, volunteer, texts, asker, at
):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = phoned_in()
    shift = need.shifts.get()
    ask(need, kari)
    texts(kari, "JA")
    late = shift.starts_at - 4 * HOUR
    texts(kari, "AVBUD", when=late)
    assert list(what_waits_callers(asker, at=late)) == [shift]
    texts(per, "JA", when=late)
    assert list(what_waits_callers(asker, at=late)) == []


def test_another_time_is_another_promise(visit, ola, at):
    tell_of_the_uncovered(visit.starts_at - HOUR)
    later = visit.starts_at + dt.timedelta(days=1)
    actions.change_need(
        visit.need_id,
        seen_version=1,
        starts_at=later,
        ends_at=later + HOUR,
        by=ola,
        at=visit.starts_at - HOUR,
    )
    assert tell_of_the_uncovered(later - HOUR) == 1
