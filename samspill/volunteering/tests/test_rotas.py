"""What comes back: begun, made as it comes in sight, copied, seen."""

import datetime as dt

import pytest

from samspill.activities.models import SchoolHoliday
from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId
from samspill.volunteering import actions
from samspill.volunteering.actions.needs import IsCancelled
from samspill.volunteering.actions.requests import copy_rota
from samspill.volunteering.actions.rotas import RoleAsked, RolesCollide, extend_rotas
from samspill.volunteering.actions.times import cancel_time
from samspill.volunteering.models import Need, Shift
from samspill.volunteering.queries import open_needs
from samspill.volunteering.queries import rotas as queries
from samspill.volunteering.rules.rotas import HORIZON, NoTimes
from samspill.volunteering.tests.rotas import book, local, times

WEEK = dt.timedelta(weeks=1)

# --- begun ----------------------------------------------------------------------------------------------------------


def test_it_has_its_times_by_the_wall_clock_as_far_as_we_look_ahead(rota):
    need = rota()
    found = times(need)
    assert (need.form, need.places, len(found)) == ("rota", 2, 27)
    # The clock goes forward on 29 March: five in the afternoon stays five.
    assert [local(shift) for shift in found[:4]] == [
        "10.03 17:00",
        "17.03 17:00",
        "24.03 17:00",
        "31.03 17:00",
    ]
    assert found[2].starts_at.hour == 16 and found[3].starts_at.hour == 15
    assert len({shift.code for shift in found}) == len(found)


def test_public_holidays_and_school_holidays_are_left_out(rota, town):
    SchoolHoliday.objects.create(
        name="Påskeferie", first_on=dt.date(2026, 3, 28), last_on=dt.date(2026, 4, 6)
    )
    need = rota(skips_school_holidays=True, skips_public_holidays=True)
    days = {clock.local_day(shift.starts_at) for shift in times(need)}
    assert dt.date(2026, 3, 24) in days and dt.date(2026, 3, 31) not in days and dt.date(2026, 4, 7) in days


def test_at_night_when_the_clock_changes_it_lasts_as_long_as_it_should(rota, at):
    need = rota(weekdays=("sa",), starts_time=dt.time(22), minutes=240)
    night = next(shift for shift in times(need) if local(shift) == "28.03 22:00")
    assert night.ends_at - night.starts_at == dt.timedelta(hours=4)
    assert f"{clock.local(night.ends_at):%d.%m %H:%M}" == "29.03 03:00"


def test_an_hour_the_clock_jumps_over_has_a_time_all_the_same(rota):
    need = rota(weekdays=("su",), starts_time=dt.time(2, 30), minutes=60)
    assert "29.03 03:30" in [local(shift) for shift in times(need)]


def test_what_has_no_time_to_come_is_refused_and_nothing_is_half_saved(rota, at):
    with pytest.raises(NoTimes):
        rota(starts_on=dt.date(2026, 1, 6), ends_on=dt.date(2026, 2, 3))
    with pytest.raises(RolesCollide):
        rota(RoleAsked("Hjelper"), RoleAsked("Hjelper"))
    with pytest.raises(HoldsNationalId):
        rota(RoleAsked("13097248022"))
    assert Need.objects.count() == Shift.objects.count() == 0


def test_each_time_has_a_shift_for_each_role(rota):
    need = rota(RoleAsked("leder", 1, 1), RoleAsked("hjelper", 3, 2, 1, ("course",)))
    first = times(need)[:2]
    assert [(shift.role.title, shift.places, shift.minimum, shift.reserves) for shift in first] == [
        ("leder", 1, 1, 0),
        ("hjelper", 3, 2, 1),
    ]
    assert need.places == 4


def test_a_role_demands_what_it_demands_beside_the_need(rota, volunteer, put):
    from samspill.volunteering.queries.matching import who_fits

    kari = volunteer("Kari Berg")
    need = rota(RoleAsked("leder", demands=("course",)), RoleAsked("hjelper"))
    leads, helps = times(need)[:2]
    at = leads.starts_at - dt.timedelta(hours=3)
    assert [mark.code for one in who_fits(leads, at=at).of([kari.pk]) for mark in one.fit.walls] == [
        "missing"
    ]
    assert who_fits(helps, at=at).how_many_fit == 1


def test_a_need_without_volunteers_is_kept_and_asks_nobody(rota, at):
    from samspill.volunteering.queries.proposals import proposal

    need = rota()
    found = proposal(times(need)[0], at=at)
    assert (found.fits, found.size, found.how_many_fit) == ([], 0, 0)


# --- by the clock ---------------------------------------------------------------------------------------------------


def test_times_that_come_within_sight_are_made_and_run_again_none(rota, at):
    need = rota()
    before = len(times(need))
    assert extend_rotas(at) == 0
    assert extend_rotas(at + 2 * WEEK) == 2
    assert extend_rotas(at + 2 * WEEK) == 0
    need.refresh_from_db()
    assert len(times(need)) == before + 2 and need.made_until_on == (at + 2 * WEEK + HORIZON).date()


def test_a_school_holiday_that_comes_later_takes_only_times_that_concern_nobody(
    rota, volunteer, put, at, asker
):
    need = rota(skips_school_holidays=True)
    second, third = times(need)[1:3]
    put(second, volunteer("Kari Berg"))
    SchoolHoliday.objects.create(name="Ferie", first_on=dt.date(2026, 3, 16), last_on=dt.date(2026, 3, 25))
    extend_rotas(at)
    standing = times(need)
    assert second in standing and third not in standing
    outside = [time.is_outside for time in queries.rota(asker, need, at=at).times]
    assert outside[:3] == [False, True, False]


def test_a_time_called_off_by_hand_does_not_come_again(rota, at, ola):
    need = rota()
    second = times(need)[1]
    cancel_time(second.pk, by=ola, at=at)
    extend_rotas(at)
    assert second.slot not in {shift.slot for shift in times(need)}
    with pytest.raises(IsCancelled):
        cancel_time(second.pk, by=ola, at=at)


# --- once more ------------------------------------------------------------------------------------------------------


def test_next_term_has_the_same_roles_and_proposes_those_who_came_first(
    rota, weekly, volunteer, put, at, ola
):
    from samspill.volunteering.queries.matching import who_fits

    regular, others = volunteer("Kari Berg"), [volunteer(f"Per{n} Aune") for n in range(3)]
    for person in others:
        actions.change_volunteer(person.volunteer, wishes=("homework",), by=ola, at=at, channel="phone")
    need = rota(
        RoleAsked("leder", 1, 1), RoleAsked("hjelper", 2, 1, 1, ("course",)), ends_on=dt.date(2026, 3, 31)
    )
    book(put(times(need)[0], regular)[0], at)
    later = at + 10 * WEEK
    autumn = weekly(starts_on=dt.date(2026, 8, 25))
    copy = copy_rota(need, autumn, by=ola, at=later, asks_former_first=True)
    assert [
        (role.title, role.places, role.minimum, role.reserves, role.demands)
        for role in queries.roles_of(copy)
    ] == [
        ("leder", 1, 1, 0, ()),
        ("hjelper", 2, 1, 1, ("course",)),
    ]
    assert (copy.title, copy.private_address, copy.copied_from) == ("Leksehjelp", "Torget 1", need)
    best = who_fits(times(copy)[0], at=later).best(1)[0]
    assert best.person_id == regular.pk and best.fit.reasons[0].code == "came_last_term"
    plain = copy_rota(need, autumn, by=ola, at=later)
    assert who_fits(times(plain)[0], at=later).best(1)[0].person_id != regular.pk


# --- seen -----------------------------------------------------------------------------------------------------------


def test_the_times_below_their_minimum_wait_at_the_desk_when_they_are_near(rota, volunteer, put, at, asker):
    need = rota(RoleAsked(places=3, minimum=2))
    first, second = times(need)[:2]
    assert queries.what_waits_below_minimum(asker, at=at) == [first]
    for name in ("Kari Berg", "Per Aune"):
        book(put(first, volunteer(name))[0], at)
    assert queries.what_waits_below_minimum(asker, at=at) == []
    assert queries.what_waits_below_minimum(asker, at=at + WEEK) == [second]


def test_on_the_square_it_stands_once_with_its_next_open_time(rota, phoned_in, at, ola):
    need = rota(RoleAsked("leder"), RoleAsked("hjelper", 3))
    actions.publish_need(need, by=ola, at=at)
    actions.publish_need(phoned_in(), by=ola, at=at)
    shown = {one.title: one for one in open_needs(at=at)}
    assert len(shown) == 2
    homework = shown["Leksehjelp"]
    assert homework.shift.starts_at == times(need)[0].starts_at
    assert homework.more_times == 26 and homework.pattern.starts_time == dt.time(17)


def test_an_evening_with_roles_is_not_said_to_come_back(rota, at, ola):
    need = rota(RoleAsked("kokk"), RoleAsked("servering", 6), kind="once", starts_on=(at + WEEK).date())
    actions.publish_need(need, by=ola, at=at)
    [shown] = open_needs(at=at)
    assert shown.pattern is None and shown.more_times == 0
