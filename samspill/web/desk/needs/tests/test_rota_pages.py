"""What comes back at the desk: written down in words, seen by its times, changed, copied, stopped."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.activities.models import SchoolHoliday
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Unit
from samspill.volunteering.actions import answer_offer, send_wave
from samspill.volunteering.models import Assignment, Need, NeedRole, Offer, Shift
from samspill.web.desk.needs.tests.conftest import body

NEW = "/desk/needs/rotas/new/"


def typed(**facts):
    """The form as a coordinator fills it in for homework help."""
    told = {
        "caller_name": "Berit Bok", "kind": "homework", "title": "Leksehjelp", "rhythm": "week", "weekdays": ["tu"],
        "hours": "17-19", "starts_on": "", "ends_on": "", "skips_school_holidays": "on",
        "skips_public_holidays": "on", "role_1_title": "leder", "role_1_places": "1", "role_1_minimum": "1",
        "role_2_title": "hjelper", "role_2_places": "3", "role_2_minimum": "2", "role_2_reserves": "1",
        "private_address": "Torget 1", "form_key": "a",
    }  # fmt: skip
    return {name: value for name, value in (told | facts).items() if value != ""}


def seen(response):
    """The mark that the dates have been shown."""
    return body(response).split('name="seen" value="')[1].split('"')[0]


def save(desk, address=NEW, **facts):
    """Fill it in, look at the dates, save."""
    first = desk.post(address, typed(**facts))
    return desk.post(address, typed(seen=seen(first), **facts))


@pytest.fixture
def rota(desk):
    save(desk)
    return Need.objects.get()


@pytest.fixture
def address(rota):
    return f"/desk/needs/rotas/{rota.pk}/"


def times(rota, title="hjelper"):
    return list(Shift.objects.filter(need=rota, role__title=title).order_by("starts_at"))


def page_of(shift, place=""):
    return f"/desk/needs/{shift.need_id}/shifts/{shift.pk}/{place}"


def book(shift, person, by, at):
    send_wave(shift.pk, [person.pk], by=by, at=at)
    offer = Offer.objects.get(shift=shift, person=person)
    return answer_offer(offer.pk, "yes", channel="sms", by=person, at=at).assignment


# --- written down ---------------------------------------------------------------------------------------------------


def test_the_next_six_dates_are_shown_in_words_before_it_is_saved(desk, town):
    SchoolHoliday.objects.create(
        name="Påskeferie", first_on=dt.date(2026, 3, 28), last_on=dt.date(2026, 4, 6)
    )
    shown = body(desk.post(NEW, typed()))
    assert Need.objects.count() == 0, "nothing is saved before the dates have been seen"
    assert "Hver tirsdag kl. 17.00–19.00, ikke på helligdager eller i skoleferien" in shown
    for day in ("Tirsdag 10. mars", "17. mars", "24. mars", "7. april", "14. april", "21. april"):
        assert day in shown
    assert "31. mars" not in shown and "28. april" not in shown
    assert "interval" not in shown.lower() and "intervall" not in shown.lower()
    assert "Stemmer de, lagre en gang til" in shown


def test_after_that_it_is_saved_with_its_roles_and_once(desk):
    answer = save(desk)
    rota = Need.objects.get()
    assert answer.url == f"/desk/needs/rotas/{rota.pk}/"
    assert [
        (role.title, role.places, role.minimum, role.reserves) for role in NeedRole.objects.order_by("number")
    ] == [
        ("leder", 1, 1, 0),
        ("hjelper", 3, 2, 1),
    ]
    save(desk)
    assert Need.objects.count() == 1


def test_a_pattern_that_was_changed_since_is_shown_anew(desk):
    first = desk.post(NEW, typed())
    again = desk.post(NEW, typed(seen=seen(first), hours="18-20"))
    assert Need.objects.count() == 0 and "18.00–20.00" in body(again)


def test_the_dates_are_a_piece_of_the_page_while_one_writes(desk):
    shown = body(
        desk.get(f"{NEW}dates/", {"rhythm": "last", "weekdays": "th", "hours": "18", "length": "2 timer"})
    )
    assert "Siste torsdag i måneden kl. 18.00–20.00" in shown and "Torsdag 26. mars" in shown
    assert "<html" not in shown
    assert "neste datoene" in body(desk.get(f"{NEW}dates/", {"rhythm": "flying", "hours": "18"}))


def test_a_night_goes_past_midnight(desk):
    assert "22.00–02.00" in body(desk.post(NEW, typed(hours="22-02", weekdays=["sa"])))


def test_whether_it_ends_the_next_day_is_asked_where_it_would_last_long(desk):
    asked = body(desk.post(NEW, typed(hours="21-19", weekdays=["sa"])))
    assert "Slutter det neste dag?" in asked and "21.00–19.00" not in asked
    said = body(desk.post(NEW, typed(hours="21-19 neste dag", weekdays=["sa"])))
    assert "21.00–19.00 dagen etter" in said
    assert "for lenge" in body(desk.post(NEW, typed(hours="10-12 neste dag", weekdays=["sa"])))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"hours": "snart"}, "klokkeslett"),
        ({"starts_on": "40.13"}, "dag"),
        ({"starts_on": "20.3", "ends_on": "15.3"}, "Det slutter før det begynner"),
        ({"rhythm": "first", "weekdays": []}, "Kryss av den ene ukedagen"),
        ({"rhythm": "first", "weekdays": ["mo", "tu"]}, "Kryss av bare én dag"),
        ({"role_2_minimum": "9"}, "flere enn det er plasser"),
        ({"role_2_places": ""}, "Skriv hvor mange som trengs"),
        ({"role_1_places": "", "role_1_title": "", "role_2_places": "", "role_2_title": ""}, "hvor mange"),
        ({"caller_name": ""}, "Dette må fylles ut"),
        ({"title": "13097248022"}, "fødselsnummer"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_saved(desk, facts, words):
    shown = body(desk.post(NEW, typed(**facts)))
    assert words in shown and "aria-invalid" in shown
    assert Need.objects.count() == 0


def test_two_roles_of_one_name_and_a_time_that_never_comes_are_refused(desk):
    assert "sitt eget navn" in body(save(desk, role_2_title="leder"))
    ended = {"starts_on": "10.2", "ends_on": "11.2"}
    assert "ingen slik dag" in body(save(desk, rhythm="once", **ended))
    assert Need.objects.count() == 0


# --- its page -------------------------------------------------------------------------------------------------------


def test_the_page_shows_each_time_with_who_comes_what_is_open_and_what_to_do(
    desk, rota, address, volunteer, ola, at
):
    kari = volunteer("Kari Solvang", "41234567", wishes=("homework",))
    book(times(rota)[0], kari, ola, at)
    shown = body(desk.get(address))
    assert "Hver tirsdag kl. 17.00–19.00" in shown and "Kari Solvang" in shown
    assert "1 av 3" in shown and "Trenger minst 2" in shown and "Spør frivillige" in shown
    assert body(desk.get("/desk/needs/rotas/")).count("Leksehjelp") == 1
    assert desk.get(f"/desk/needs/{rota.pk}/").url == address


def test_each_time_has_a_page_with_all_that_a_single_request_has(desk, rota, volunteer, ola, at):
    first = times(rota)[0]
    kari = volunteer("Kari Solvang", "41234567", wishes=("homework",))
    page = body(desk.get(page_of(first)))
    assert "Leksehjelp (hjelper)" in page and str(first.code) in page
    assert "Kari Solvang" in body(desk.get(page_of(first, "asking/"), headers={"HX-Request": "true"}))
    desk.post(page_of(first, "waves/"), {"person": [str(kari.pk)]})
    offer = Offer.objects.get()
    assert offer.shift == first
    assert "Kari Solvang" in body(desk.get(page_of(first, "calls/")))
    answer = desk.post(page_of(first, f"offers/{offer.pk}/answer/"), {"answer": "yes"})
    assert answer.url == page_of(first)
    assert "Kari Solvang" in body(desk.get(page_of(first, "standing/")))
    desk.post(page_of(first, f"assignments/{Assignment.objects.get().pk}/withdrawal/"))
    assert not Assignment.objects.filter(released_at__isnull=True).exists()


def test_what_a_role_demands_stands_on_its_own_times(desk, rota):
    NeedRole.objects.filter(title="hjelper").update(demands=("confidentiality",))
    of_helper, of_leader = (page_of(times(rota, title)[0]) for title in ("hjelper", "leder"))
    assert "Den frivillige må ha" in body(desk.get(of_helper))
    assert "Den frivillige må ha" not in body(desk.get(of_leader))


def test_the_history_of_one_time_does_not_tell_of_the_others(desk, rota, volunteer, ola, at):
    first, second = times(rota)[:2]
    book(second, volunteer("Per Haug", "92233445", wishes=("homework",)), ola, at)
    assert "Per Haug sa ja" in body(desk.get(page_of(second)))
    assert "Per Haug" not in body(desk.get(page_of(first, "standing/")))


def test_a_time_is_reached_only_under_its_own_need(desk, rota, need):
    first = times(rota)[0]
    assert desk.get(f"/desk/needs/{need.pk}/shifts/{first.pk}/").status_code == 404
    assert desk.get(f"/desk/needs/{rota.pk}/standing/").status_code == 404


def test_another_units_staff_do_not_know_of_it(rota, address, at):
    other = browser_of(
        make_staff("Siri Ser", Unit.objects.create(name="Kultur"), "coordinator", at=at), "lillevik.test"
    )
    for place in ("", "facts/", "pattern/", "roles/", "stop/", "copy/", "taking/"):
        assert other.get(address + place).status_code == 404
    assert "Hver tirsdag" not in body(other.get("/desk/needs/rotas/"))


def test_times_far_ahead_do_not_fill_the_list_of_requests(desk, rota, need):
    listed = body(desk.get("/desk/needs/?state=open"))
    assert listed.count("Leksehjelp (hjelper)") == 2 and "Følge til legen" in listed


@pytest.mark.parametrize("place", ["", "taking/"])
def test_as_many_queries_for_many_times_as_for_few(desk, rota, address, place, django_assert_max_num_queries):
    desk.get(address + place)
    with django_assert_max_num_queries(20):
        desk.get(address + place)


# --- changed --------------------------------------------------------------------------------------------------------


def test_one_time_is_moved_and_given_other_numbers(desk, rota, volunteer, ola, at):
    first, second = times(rota)[:2]
    kari = volunteer("Kari Solvang", "41234567", wishes=("homework",))
    book(first, kari, ola, at)
    form = {"day": "11.3", "hours": "18-20", "places": "4", "minimum": "2", "reserves": "0", "version": "1"}
    assert desk.post(page_of(first, "facts/"), form).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.starts_at == dt.datetime(2026, 3, 11, 17, tzinfo=dt.UTC) and first.places == 4
    assert second.starts_at == dt.datetime(2026, 3, 17, 16, tzinfo=dt.UTC) and second.places == 3
    assert OutboundMessage.objects.filter(person=kari, key__startswith="changed").count() == 1
    assert "kollega" in body(desk.post(page_of(first, "facts/"), form | {"day": "12.3"}))
    assert "flere enn det er plasser" in body(
        desk.post(page_of(second, "facts/"), form | {"day": "17.3", "minimum": "5", "version": "2"})
    )
    assert "Skriv klokkeslettet" in body(desk.post(page_of(second, "facts/"), form | {"hours": "kveld"}))


def test_from_a_time_on_it_comes_back_at_another_hour(desk, rota, address):
    third = times(rota, "leder")[2]
    page = desk.get(f"{address}pattern/?from={third.pk}")
    assert "tirsdag 24. mars og senere" in body(page)
    form = {"rhythm": "week", "weekdays": ["tu"], "hours": "18-20", "scope": str(third.pk), "version": "1"}
    first = desk.post(f"{address}pattern/", form)
    assert times(rota)[2].starts_at.hour == 16, "nothing changes before the dates have been seen"
    desk.post(f"{address}pattern/", form | {"seen": seen(first)})
    assert [shift.starts_at.hour for shift in times(rota)[:4]] == [
        16,
        16,
        17,
        16,
    ]  # Summer time from the fourth on.


def test_facts_that_hold_for_all_and_a_colleague_who_was_first(desk, rota, address):
    form = {"kind": "homework", "title": "Leksekafé", "version": "1"}
    assert desk.post(f"{address}facts/", form).url == address
    shown = body(desk.post(f"{address}facts/", form | {"title": "Lekseklubb"}))
    assert "Leksekafé" in shown and "Lekseklubb" in shown
    assert Need.objects.get(pk=rota.pk).title == "Leksekafé"


def test_roles_are_changed_and_one_in_which_people_are_is_kept(desk, rota, address, volunteer, ola, at):
    leads, helps = NeedRole.objects.order_by("number")
    form = {
        "role_1_key": leads.pk, "role_1_title": "leder", "role_1_places": "2", "role_2_key": helps.pk,
        "role_2_title": "hjelper", "role_2_places": "3", "role_3_title": "kokk", "role_3_places": "1", "version": "1",
    }  # fmt: skip
    assert desk.post(f"{address}roles/", form).url == address
    assert {role.title for role in NeedRole.objects.filter(ended_at__isnull=True)} == {
        "leder",
        "hjelper",
        "kokk",
    }
    book(times(rota, "kokk")[1], volunteer("Kari Solvang", "41234567"), ola, at)
    gone = form | {"role_3_title": "", "role_3_places": "", "version": "2"}
    assert "behold rollen" in body(desk.post(f"{address}roles/", gone))


def test_one_time_is_called_off_and_then_all_of_it_from_a_day_on(desk, rota, address, volunteer, ola, at):
    kari = volunteer("Kari Solvang", "41234567", wishes=("homework",))
    for shift in times(rota)[:4]:
        book(shift, kari, ola, at)
    assert "Alle rollene denne gangen" in body(desk.get(page_of(times(rota)[0], "cancellation/")))
    desk.post(page_of(times(rota)[0], "cancellation/"), {"reason": ""})
    assert times(rota)[0].cancelled_at and not times(rota)[1].cancelled_at
    desk.post(f"{address}stop/", {"from_on": "23.3", "version": "1"})
    assert OutboundMessage.objects.filter(person=kari, key__startswith="off:").count() == 2
    assert [one.shift for one in Assignment.objects.filter(released_at__isnull=True)] == [times(rota)[1]]
    assert "Vi forstår ikke" in body(desk.post(f"{address}stop/", {"from_on": "snart", "version": "2"}))


def test_it_is_copied_to_the_next_term(desk, rota, address):
    form = {
        "rhythm": "week",
        "weekdays": ["we"],
        "hours": "17-19",
        "starts_on": "26.8",
        "asks_former_first": "on",
    }
    first = desk.post(f"{address}copy/", form)
    desk.post(f"{address}copy/", form | {"seen": seen(first)})
    copy = Need.objects.exclude(pk=rota.pk).get()
    assert (copy.copied_from, copy.asks_former_first, copy.private_address) == (rota, True, "Torget 1")
    assert copy.shifts.order_by("starts_at")[0].starts_at == dt.datetime(2026, 8, 26, 15, tzinfo=dt.UTC)


def test_it_is_put_on_the_square_and_taken_off_again(desk, rota, address, client):
    desk.post(f"{address}publication/")
    shown = client.get("/needs/", headers={"host": "lillevik.test"}).content.decode()
    assert shown.count(f'href="/needs/{rota.pk}/"') == 1 and "Hver tirsdag" in shown
    desk.post(f"{address}publication/", {"down": "1"})
    rota.refresh_from_db()
    assert rota.published_at is None


# --- several times --------------------------------------------------------------------------------------------------


def test_somebody_on_the_phone_takes_several_times_in_one_step(desk, rota, address, volunteer):
    kari = volunteer("Kari Solvang", "41234567", wishes=("homework",))
    found = body(desk.get(f"{address}taking/?q=solvang"))
    assert "Kari Solvang" in found and "tirsdag 10. mars" in found.lower()
    helps = times(rota)[0].role_id
    by_easter = body(desk.get(f"{address}taking/?q=solvang&role={helps}&until=31.3"))
    assert by_easter.count("checked") == 1 + 4, "she, and the four Tuesdays of March"
    assert body(desk.get(f"{address}taking/?q=solvang&until=snart")).count("checked") == 1 + 27
    chosen = [str(shift.pk) for shift in times(rota)[:3]]
    page = desk.post(f"{address}taking/", {"person": str(kari.pk), "shift": chosen}, follow=True)
    assert "Kari Solvang har 3 ganger og får beskjed." in body(page)
    assert Assignment.objects.count() == 3 and OutboundMessage.objects.filter(person=kari).count() == 1
    again = desk.post(f"{address}taking/", {"person": str(kari.pk), "shift": chosen[:1]}, follow=True)
    assert "har dette oppdraget fra før" in body(again) or "har oppdraget" in body(again)
    assert "Velg hvem" in body(desk.post(f"{address}taking/", {"person": "x"}, follow=True))


# --- from other pages -----------------------------------------------------------------------------------------------


def test_the_next_are_asked_from_the_morning_about_the_very_time(desk, rota, volunteer):
    shift = times(rota)[0]
    volunteer("Kari Berg", "91234567", wishes=("homework",))
    assert desk.post(page_of(shift, "waves/next/")).status_code == 302
    assert [offer.shift for offer in Offer.objects.all()] == [shift]


def test_a_task_that_fits_a_person_leads_to_its_own_time(desk, rota, volunteer):
    kari = volunteer("Kari Berg", "91234567", wishes=("homework",))
    shown = body(desk.get(f"/desk/people/{kari.pk}/"))
    assert sum(shown.count(page_of(shift)) for shift in Shift.objects.filter(need=rota)) == 1


def test_a_colleague_becomes_the_one_who_follows_a_rota_up(desk, rota, town):
    unit = Unit.objects.get(pk=rota.unit_id)
    other = make_staff("Lise Lund", unit, "leader", at=rota.made_at)
    colleague = browser_of(other, "lillevik.test")
    assert colleague.post(f"/desk/needs/{rota.pk}/owner/").status_code == 302
    rota.refresh_from_db()
    assert rota.owner == other


def test_the_morning_shows_only_the_times_that_are_near_and_who_wants_to_change(desk, rota, volunteer, ola):
    first, *_, last = times(rota)
    now = clock.now()
    kari = book(first, volunteer("Kari Berg", "91234567"), ola, now)
    assert "/desk/needs/swaps/" not in body(desk.get("/desk/"))
    desk.post(page_of(first, f"assignments/{kari.pk}/swap/"))
    shown = body(desk.get("/desk/"))
    assert page_of(first) in shown
    assert page_of(last) not in shown
    assert "/desk/needs/swaps/" in shown
