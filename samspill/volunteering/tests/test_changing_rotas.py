"""What comes back is changed once or for good, or stopped, and those it concerns are told once."""

import datetime as dt

import pytest

from samspill.activities.models import SchoolHoliday
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.volunteering import actions
from samspill.volunteering.actions.needs import ChangedMeanwhile
from samspill.volunteering.actions.rotas import (
    RoleAsked,
    RoleIsTaken,
    change_pattern,
    change_roles,
    extend_rotas,
    stop_rota,
)
from samspill.volunteering.actions.seats import TooFewPlaces
from samspill.volunteering.actions.times import MinimumTooHigh, cancel_time, change_numbers, move_time
from samspill.volunteering.models import Assignment, Offer
from samspill.volunteering.queries import rotas as queries
from samspill.volunteering.tests.rotas import book, local, times

WEEK = dt.timedelta(weeks=1)


# --- one time -------------------------------------------------------------------------------------------------------


def test_one_time_is_moved_with_all_its_roles_and_the_others_stay(rota, volunteer, put, at, ola, written_to):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = rota(RoleAsked("leder"), RoleAsked("hjelper", 2))
    leads, helps, next_week = times(need)[:3]
    book(put(leads, kari)[0], at)
    put(helps, per)
    moved_to = leads.starts_at + dt.timedelta(days=1)
    move_time(
        leads.pk, starts_at=moved_to, ends_at=moved_to + dt.timedelta(hours=2), seen_version=1, by=ola, at=at
    )
    for shift in (leads, helps, next_week):
        shift.refresh_from_db()
    assert leads.starts_at == helps.starts_at == moved_to and next_week.starts_at == leads.slot + WEEK
    assert written_to(kari)[-1] == written_to(per)[-1] == "changed"
    assert extend_rotas(at) == 0
    leads.refresh_from_db()
    assert leads.starts_at == moved_to


def test_a_colleague_who_was_first_is_not_overwritten(rota, at, ola):
    need = rota()
    first = times(need)[0]
    later = {
        "starts_at": first.starts_at + dt.timedelta(hours=1),
        "ends_at": first.ends_at + dt.timedelta(hours=1),
    }
    move_time(first.pk, **later, seen_version=1, by=ola, at=at)
    with pytest.raises(ChangedMeanwhile):
        move_time(first.pk, **later, seen_version=1, by=ola, at=at)


def test_one_time_called_off_tells_those_booked_and_asked(rota, volunteer, put, at, ola, written_to):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune", channel="phone")
    need = rota()
    first = times(need)[0]
    book(put(first, kari)[0], at)
    put(first, per)
    assert cancel_time(first.pk, by=ola, at=at) == 1
    assert written_to(kari)[-1] == "off"
    assert Offer.objects.get(person=per).lapsed_at == at
    assert len(times(need)) == 26


def test_one_time_may_have_other_numbers_and_keeps_them(rota, at, ola):
    need = rota()
    first, second = times(need)[:2]
    change_numbers(first.pk, places=5, minimum=3, reserves=1, by=ola, at=at)
    [role] = queries.roles_of(need)
    change_roles(need.pk, [RoleAsked(places=4, key=role.pk)], seen_version=1, by=ola, at=at)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.places, first.minimum, first.reserves) == (5, 3, 1) and second.places == 4
    with pytest.raises(MinimumTooHigh):
        change_numbers(first.pk, places=2, minimum=3, reserves=0, by=ola, at=at)


# --- for good -------------------------------------------------------------------------------------------------------


def test_from_one_time_on_it_is_an_hour_later_and_whoever_has_one_is_told_once(
    rota, weekly, volunteer, put, at, ola, written_to
):
    kari = volunteer("Kari Berg")
    need = rota()
    before, third, fourth = times(need)[1:4]
    for shift in (before, third, fourth):
        book(put(shift, kari)[0], at)
    change_pattern(
        need.pk, weekly(starts_time=dt.time(18)), seen_version=1, from_slot=third.slot, by=ola, at=at
    )
    assert [local(shift)[-5:] for shift in times(need)[:5]] == ["17:00", "17:00", "18:00", "18:00", "18:00"]
    assert written_to(kari).count("changed") == 1
    text = OutboundMessage.objects.filter(person=kari, key__startswith="changed").get().body
    assert "24. mars kl. 18.00" in text and "31. mars kl. 18.00" in text and "17. mars" not in text
    assert Assignment.objects.filter(released_at__isnull=True).count() == 3
    assert extend_rotas(at) == 0


def test_on_another_day_those_who_had_a_time_are_told_that_it_is_off_and_nobody_is_moved(
    rota, weekly, volunteer, put, at, ola, written_to
):
    kari = volunteer("Kari Berg")
    need = rota()
    for shift in times(need)[:3]:
        book(put(shift, kari)[0], at)
    followed = change_pattern(need.pk, weekly(weekdays=("we",)), seen_version=1, by=ola, at=at)
    assert len(followed.gone) == 3 and not followed.moved
    assert written_to(kari).count("off") == 1
    assert {clock.local(shift.starts_at).weekday() for shift in times(need)} == {2}
    assert Assignment.objects.filter(released_at__isnull=True).count() == 0


def test_every_other_week_keeps_its_count_through_a_holiday(rota, town):
    SchoolHoliday.objects.create(name="Ferie", first_on=dt.date(2026, 3, 23), last_on=dt.date(2026, 3, 27))
    need = rota(every=2, skips_school_holidays=True)
    assert [local(shift)[:5] for shift in times(need)[:3]] == ["10.03", "07.04", "21.04"]


def test_stopped_from_a_day_on_everybody_gets_one_message_and_what_was_before_stands(
    rota, volunteer, put, at, ola, written_to
):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = rota()
    for shift in times(need)[:4]:
        book(put(shift, kari)[0], at)
    assert stop_rota(need.pk, from_on=dt.date(2026, 3, 23), reason="", seen_version=1, by=ola, at=at) == 1
    assert [local(shift)[:5] for shift in times(need)] == ["10.03", "17.03"]
    assert written_to(kari)[-1] == "off" and written_to(per) == []
    assert extend_rotas(at) == 0
    assert Assignment.objects.filter(released_at__isnull=True).count() == 2


def test_stopped_from_today_on_it_is_called_off_as_a_whole(rota, at, ola):
    need = rota()
    stop_rota(need.pk, from_on=at.date(), reason="Ingen elever", seen_version=1, by=ola, at=at)
    need.refresh_from_db()
    assert need.cancelled_at == at and times(need) == []
    assert extend_rotas(at) == 0


def test_a_need_that_is_called_off_tells_each_person_once(rota, volunteer, put, at, ola, written_to):
    kari = volunteer("Kari Berg")
    need = rota()
    for shift in times(need)[:3]:
        book(put(shift, kari)[0], at)
    assert actions.cancel_need(need.pk, reason="Stengt", by=ola, at=at) == 1
    assert written_to(kari).count("off") == 1
    text = OutboundMessage.objects.filter(person=kari).order_by("-pk")[0].body
    assert text.startswith("Avlyst: Leksehjelp") and "24. mars" in text


def test_a_new_address_is_told_to_those_who_know_the_old_one(rota, volunteer, put, at, ola, written_to):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = rota()
    soon, later = times(need)[0], times(need)[4]
    book(put(soon, kari)[0], at)
    book(put(later, per)[0], at)
    actions.change_need(need.pk, seen_version=1, by=ola, at=at, private_address="Torget 2")
    assert written_to(kari)[-1] == "changed" and written_to(per)[-1] == "booked"
    with pytest.raises(TypeError):
        actions.change_need(need.pk, seen_version=2, by=ola, at=at, places=4)


def test_roles_come_and_go_but_not_those_people_are_in(rota, volunteer, put, at, ola):
    need = rota(RoleAsked("leder"), RoleAsked("hjelper", 2))
    leads, helps = queries.roles_of(need)
    past = times(need)[0]
    put(times(need)[1], volunteer("Kari Berg"))
    kept = [RoleAsked("leder", key=leads.pk), RoleAsked("kokk", 1)]
    with pytest.raises(RoleIsTaken):
        change_roles(need.pk, kept, seen_version=1, by=ola, at=at)
    later = past.ends_at + dt.timedelta(days=5)
    change_roles(need.pk, kept, seen_version=1, by=ola, at=later)
    to_come = [shift.role.title for shift in times(need) if shift.starts_at > later]
    assert set(to_come) == {"leder", "kokk"}
    assert helps in {shift.role for shift in times(need) if shift.starts_at < later}


def test_fewer_places_than_people_is_refused_for_all_and_nothing_is_half_saved(rota, volunteer, put, at, ola):
    need = rota()
    [role] = queries.roles_of(need)
    for name in ("Kari Berg", "Per Aune"):
        book(put(times(need)[3], volunteer(name))[0], at)
    with pytest.raises(TooFewPlaces):
        change_roles(need.pk, [RoleAsked(places=1, key=role.pk)], seen_version=1, by=ola, at=at)
    assert {shift.places for shift in times(need)} == {2}
