"""At the desk: hand over for a holiday or for good, what I follow up, a unit that closes, colleagues who left."""

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.messaging.models import InboundMessage
from samspill.people.actions import find_or_add_person, let_staff_leave
from samspill.people.models import StandIn, Unit, UnitRole
from samspill.volunteering.actions import enrol_volunteer, express_interest
from samspill.volunteering.models import Interest, Volunteer


@pytest.fixture(autouse=True)
def tuesday(monkeypatch, at):
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def ingrid(centre, at):
    return make_staff("Ingrid Solvang", centre, "leader", at=at)


@pytest.fixture
def ingrids(ingrid):
    return browser_of(ingrid, "lillevik.test")


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Berg", ["41234567"], by="system", at=at, channel="phone")
    enrol_volunteer(person, by="system", at=at, channel="phone")
    return person


@pytest.fixture
def message(at):
    return InboundMessage.objects.create(
        gateway="simulator", provider_id="1", channel="sms", sender="+4799999999", body="Hei", received_at=at,
        waits_since_at=at,
    )  # fmt: skip


def body(answer):
    return answer.content.decode()


def hand_over(browser, from_staff, to_staff, at, **more):
    told = {"to_staff": str(to_staff.pk), "from_on": at.date().isoformat(),
            "until_on": (at.date() + dt.timedelta(days=7)).isoformat(), "words": ""} | more  # fmt: skip
    return browser.post(f"/desk/colleagues/{from_staff.pk}/hand-over/", told)


def test_for_a_holiday_in_one_step_and_everybody_sees_who_it_is(
    ingrids, desk, ingrid, ola, kari, message, at
):
    ingrids.post(f"/desk/people/{kari.pk}/volunteer/owner/")
    ingrids.post(f"/desk/inbox/{message.pk}/owner/")
    interest = express_interest("Amina", "92345678", at=at)
    ingrids.post(f"/desk/interests/{interest.pk}/owner/")
    assert "Kari Berg" in body(ingrids.get("/desk/colleagues/mine/"))
    assert hand_over(ingrids, ingrid, ola, at, words="Kari vil helst ringes").status_code == 302
    who = "Ola Strand (for Ingrid Solvang til tirsdag 17. mars)"
    for address in (f"/desk/people/{kari.pk}/", f"/desk/inbox/{message.pk}/", "/desk/inbox/", "/desk/colleagues/",
                    f"/desk/interests/{interest.pk}/"):  # fmt: skip
        assert who in body(desk.get(address)), address
    mine = body(desk.get("/desk/colleagues/mine/"))
    assert "Kari Berg" in mine and "Amina" in mine and who in mine
    assert Volunteer.objects.get().followed_up_by == ingrid and Interest.objects.get().owner == ingrid


def test_it_is_over_when_its_last_day_is(ingrids, desk, ingrid, ola, kari, at, monkeypatch):
    ingrids.post(f"/desk/people/{kari.pk}/volunteer/owner/")
    hand_over(ingrids, ingrid, ola, at)
    monkeypatch.setattr(clock, "now", lambda: at + dt.timedelta(days=8))
    assert "Kari Berg" not in body(desk.get("/desk/colleagues/mine/"))
    assert "for Ingrid" not in body(desk.get(f"/desk/people/{kari.pk}/"))


def test_she_is_back_earlier_with_one_button(ingrids, desk, ingrid, ola, at):
    hand_over(ingrids, ingrid, ola, at)
    row = StandIn.objects.get()
    desk.post(f"/desk/colleagues/stand-ins/{row.pk}/ending/")
    row.refresh_from_db()
    assert row.until_on < at.date()
    assert not UnitRole.objects.filter(staff=ola, role="leader", until_on__gte=at.date()).exists()


def test_for_good(ingrids, desk, ingrid, ola, kari, at):
    ingrids.post(f"/desk/people/{kari.pk}/volunteer/owner/")
    hand_over(ingrids, ingrid, ola, at, for_good="on", until_on="")
    assert Volunteer.objects.get().followed_up_by == ola and not StandIn.objects.exists()


def test_what_is_missing_is_told_at_its_field_and_nothing_is_saved(ingrids, ingrid, ola, at):
    assert "Skriv den siste dagen" in body(hand_over(ingrids, ingrid, ola, at, until_on=""))
    assert "før den første" in body(hand_over(ingrids, ingrid, ola, at, until_on="2026-03-01"))
    assert "fødselsnummer" in body(hand_over(ingrids, ingrid, ola, at, words="17054026641")).lower()
    assert not StandIn.objects.exists()


def test_only_oneself_or_the_leader_hands_over(desk, ingrid, ola, at):
    assert hand_over(desk, ingrid, ola, at).status_code == 403
    assert not StandIn.objects.exists()
    assert desk.get(f"/desk/colleagues/{ola.pk}/hand-over/").status_code == 200


def test_a_unit_closes_with_a_preview_and_its_leader_goes_on_in_the_other(
    ingrids, ingrid, centre, ola, kari, at
):
    heir = Unit.objects.create(name="Hjemmetjenesten")
    Volunteer.objects.update(unit=centre)
    page = body(ingrids.get("/desk/colleagues/closing/"))
    assert "Hjemmetjenesten" in page and "Ola Strand" in page and "<b>1</b>Frivillige" in page
    answer = ingrids.post(
        "/desk/colleagues/closing/", {"heir": str(heir.pk), "bring_staff": "on"}, follow=True
    )
    assert "Hjemmetjenesten har tatt over alt" in body(answer)
    assert Volunteer.objects.get().unit == heir
    centre.refresh_from_db()
    assert centre.closed_at == at


def test_only_the_leader_closes_a_unit(desk, centre):
    assert desk.get("/desk/colleagues/closing/").status_code == 403
    assert desk.post("/desk/colleagues/closing/", {}).status_code == 403


def test_one_who_left_can_be_erased_but_for_her_name(ingrids, desk, ola, at):
    let_staff_leave(ola, by="system", at=at)
    assert ola.email in body(ingrids.get("/desk/colleagues/"))
    ingrids.post(f"/desk/colleagues/{ola.pk}/erasure/")
    ola.refresh_from_db()
    assert (ola.email, ola.name) == ("", "Ola Strand")


def test_one_who_works_here_cannot_be_erased(ingrids, ola):
    assert ingrids.post(f"/desk/colleagues/{ola.pk}/erasure/").status_code == 404


def test_nobody_leaves_with_something_that_waits_for_her(ingrids, desk, ingrid, ola, kari, at):
    desk.post(f"/desk/people/{kari.pk}/volunteer/owner/")
    answer = ingrids.post(f"/desk/colleagues/{ola.pk}/leaving/", follow=True)
    ola.refresh_from_db()
    assert ola.left_at is None and "Overlat det Ola Strand følger opp" in body(answer)
    hand_over(ingrids, ola, ingrid, at, for_good="on", until_on="")
    ingrids.post(f"/desk/colleagues/{ola.pk}/leaving/")
    ola.refresh_from_db()
    assert ola.left_at == at and Volunteer.objects.get().followed_up_by == ingrid
