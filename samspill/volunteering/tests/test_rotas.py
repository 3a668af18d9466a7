"""What comes back: begun, made as it comes in sight, changed once or for good, stopped, copied."""

import datetime as dt

import pytest

from samspill.activities.models import SchoolHoliday
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import HoldsNationalId
from samspill.volunteering import actions
from samspill.volunteering.actions.needs import ChangedMeanwhile, IsCancelled
from samspill.volunteering.actions.requests import copy_rota
from samspill.volunteering.actions.rotas import (
    RoleAsked,
    RoleIsTaken,
    RolesCollide,
    change_pattern,
    change_roles,
    extend_rotas,
    stop_rota,
)
from samspill.volunteering.actions.seats import TooFewPlaces
from samspill.volunteering.actions.times import (
    MinimumTooHigh,
    cancel_time,
    change_numbers,
    move_time,
    take_times,
)
from samspill.volunteering.models import Assignment, Need, Offer, Shift
from samspill.volunteering.queries import open_needs
from samspill.volunteering.queries import rotas as queries
from samspill.volunteering.rules.rotas import HORIZON, NoTimes

WEEK = dt.timedelta(weeks=1)


def times(need) -> list[Shift]:
    return list(need.shifts.filter(cancelled_at__isnull=True).order_by("starts_at", "role__number"))


def local(shift) -> str:
    return f"{clock.local(shift.starts_at):%d.%m %H:%M}"


def book(offer, at):
    return actions.answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at).assignment


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


# --- several times at once ------------------------------------------------------------------------------------------


def test_kari_takes_every_tuesday_in_one_answer_and_gets_one_message(rota, volunteer, at, ola, written_to):
    kari = volunteer("Kari Berg")
    need = rota()
    keys = [shift.pk for shift in times(need)[:5]]
    taken = take_times(kari, keys, channel="phone", by=ola, at=at)
    assert len(taken.booked) == 5 and taken.not_booked == []
    assert written_to(kari) == ["booked"]
    text = OutboundMessage.objects.get(person=kari).body
    codes = [str(shift.code) for shift in times(need)[:5]]
    assert all(f"({code})" in text for code in codes) and "7. april kl. 17.00" in text
    assert take_times(kari, keys, channel="phone", by=ola, at=at).booked == []
    assert Assignment.objects.count() == 5


def test_what_she_cannot_have_is_named_and_the_rest_is_hers(rota, volunteer, phoned_in, put, ask, at, ola):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = rota(RoleAsked(places=1))
    first, second, third = times(need)[:3]
    visit = phoned_in(starts_at=second.starts_at)
    book(ask(visit, kari)[0], at)
    book(put(third, per)[0], at)
    taken = take_times(kari, [first.pk, second.pk, third.pk], channel="phone", by=ola, at=at)
    assert [one.shift_id for one in taken.booked] == [first.pk]
    assert [[mark.code for mark in walls] for _, walls in taken.not_booked] == [["busy"], []]


def test_who_lacks_what_is_demanded_cannot_take_it_though_she_offers(rota, volunteer, at, ola):
    kari = volunteer("Kari Berg")
    need = rota(RoleAsked(demands=("police_certificate",)))
    taken = take_times(kari, [times(need)[0].pk], channel="phone", by=ola, at=at)
    assert not taken.booked and taken.not_booked[0][1][0].code == "missing"


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


# --- asked and answered ---------------------------------------------------------------------------------------------


def test_each_time_is_a_question_of_its_own(rota, volunteer, put, texts, at):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second = times(need)[:2]
    put(first, kari)
    assert texts(kari, "nei").outcome == "no"
    [offer] = put(second, kari)
    assert texts(kari, "ja").outcome == "yes"
    assert Assignment.objects.get().offer == offer


def test_answers_out_of_order_and_twice_end_in_the_right_place(rota, volunteer, put, texts, written_to, at):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second, third = times(need)[:3]
    for shift in (first, second, third):
        put(shift, kari)
    assert texts(kari, f"JA {third.code}").outcome == "yes"
    assert texts(kari, "JA").waits_since_at, "two questions stand: nothing is guessed"
    assert written_to(kari)[-1] == "which"
    assert texts(kari, f"NEI {first.code}").outcome == "no"
    assert texts(kari, f"JA {third.code}").outcome == "yes"
    assert texts(kari, f"NEI {third.code}").waits_since_at, "a no from one who is booked is for a person"
    assert texts(kari, "ja").outcome == "yes"
    assert sorted(one.shift.code for one in Assignment.objects.all()) == [second.code, third.code]


def test_a_yes_for_a_time_that_is_over_waits_for_a_person_and_the_next_one_counts(
    rota, volunteer, put, texts, at
):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second = times(need)[:2]
    put(first, kari)
    put(second, kari)
    after = first.ends_at + dt.timedelta(hours=1)
    assert texts(kari, f"JA {first.code}", when=after).waits_since_at
    assert texts(kari, "JA", when=after).outcome == "yes"
    assert [one.shift for one in Assignment.objects.all()] == [second]


def test_avbud_with_several_times_asks_which(rota, volunteer, texts, at, ola):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second = times(need)[:2]
    take_times(kari, [first.pk, second.pk], channel="phone", by=ola, at=at)
    assert texts(kari, "AVBUD").waits_since_at
    text = OutboundMessage.objects.filter(person=kari).order_by("-pk")[0].body
    assert f"AVBUD {first.code}" in text
    assert texts(kari, f"AVBUD {second.code}").outcome == "withdrew"
    assert [one.shift for one in Assignment.objects.filter(released_at__isnull=True)] == [first]


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
