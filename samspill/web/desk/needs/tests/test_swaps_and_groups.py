"""At the desk: swaps, groups, no-shows, illness, pools, and whoever asked and must be called."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.organisations.models import Organisation, Post
from samspill.people.actions import find_or_add_person
from samspill.people.models import Unit
from samspill.volunteering.actions import answer_offer, register_request, send_wave
from samspill.volunteering.actions.callers import tell_of_the_uncovered
from samspill.volunteering.models import (
    Absence,
    Assignment,
    GroupBooking,
    Offer,
    Pool,
    PoolMember,
    Shift,
    Swap,
)
from samspill.web.desk.needs.tests.conftest import body

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def kari(volunteer):
    return volunteer("Kari Solvang", "412 34 567")


@pytest.fixture
def per(volunteer):
    return volunteer("Per Haug", "922 33 445")


@pytest.fixture
def address(need):
    return f"/desk/needs/{need.pk}/"


@pytest.fixture
def hers(shift, kari, ola, at):
    """Kari has the task."""
    send_wave(shift.pk, [kari.pk], by=ola, at=at)
    return answer_offer(Offer.objects.get().pk, "yes", channel="sms", by=kari, at=at).assignment


@pytest.fixture
def when(monkeypatch):
    """Let the desk's clock stand at another moment: `when(later)`."""
    from samspill.foundation import clock

    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


# --- swaps ----------------------------------------------------------------------------------------------------------


def test_a_swap_from_the_call_to_the_blessing(desk, address, hers, per, volunteer):
    assert "Vil bytte" in body(desk.get(address))
    page = desk.post(f"{address}assignments/{hers.pk}/swap/", follow=True)
    swap = Swap.objects.get()
    assert page.redirect_chain[0][0] == f"/desk/needs/swaps/{swap.pk}/"
    assert "Kari Solvang vil bytte" in body(page) and "Per Haug" in body(page)
    assert "Velg hvem" in body(desk.post(f"/desk/needs/swaps/{swap.pk}/question/", follow=True))
    asked = desk.post(f"/desk/needs/swaps/{swap.pk}/question/", {"person": str(per.pk)}, follow=True)
    assert "Per Haug er spurt." in body(asked)
    early = desk.post(f"/desk/needs/swaps/{swap.pk}/blessing/", follow=True)
    assert "Den andre har ikke sagt ja." in body(early)
    agreed = desk.post(f"/desk/needs/swaps/{swap.pk}/answer/", {"answer": "yes"}, follow=True)
    assert "Godkjenn" in body(agreed) and "Begge er enige: godkjenn" in body(desk.get("/desk/needs/swaps/"))
    done = desk.post(f"/desk/needs/swaps/{swap.pk}/blessing/", follow=True)
    assert "Det er i orden. Begge får beskjed." in body(done)
    assert Assignment.objects.get(released_at__isnull=True).person == per
    assert "avgjort alt" in body(desk.post(f"/desk/needs/swaps/{swap.pk}/blessing/", follow=True))


def test_after_a_no_the_desk_stands_at_the_wish_again(desk, address, hers, per):
    desk.post(f"{address}assignments/{hers.pk}/swap/")
    swap = Swap.objects.get()
    desk.post(f"/desk/needs/swaps/{swap.pk}/question/", {"person": str(per.pk)})
    again = desk.post(f"/desk/needs/swaps/{swap.pk}/answer/", {"answer": "no"}, follow=True)
    assert again.redirect_chain[0][0] != f"/desk/needs/swaps/{swap.pk}/" and "Ingen er spurt" in body(again)
    standing = Swap.objects.get(declined_at__isnull=True)
    kept = desk.post(f"/desk/needs/swaps/{standing.pk}/dropping/", follow=True)
    assert "Kari Solvang beholder oppdraget." in body(kept)


def test_what_is_given_in_return_must_be_hers_and_the_units_own(desk, address, hers, per, asked, ola, at):
    care = Unit.objects.create(name="Helse")
    visit = register_request(asked(starts_at=at + 5 * HOUR, ends_at=at + 6 * HOUR), unit=care, by=ola, at=at)
    send_wave(visit.shifts.get().pk, [per.pk], by=ola, at=at)
    theirs = answer_offer(Offer.objects.get(person=per).pk, "yes", channel="sms", by=per, at=at).assignment
    desk.post(f"{address}assignments/{hers.pk}/swap/")
    question = f"/desk/needs/swaps/{Swap.objects.get().pk}/question/"
    for back in (theirs.pk, hers.pk, Organisation().pk):
        desk.post(question, {"person": f"{per.pk}/{back}"})
        assert Swap.objects.get().asked_at is None


def test_another_unit_sees_no_swap(address, desk, hers, at):
    desk.post(f"{address}assignments/{hers.pk}/swap/")
    other = browser_of(
        make_staff("Siri Ser", Unit.objects.create(name="Kultur"), "coordinator", at=at), "lillevik.test"
    )
    assert other.get(f"/desk/needs/swaps/{Swap.objects.get().pk}/").status_code == 404
    assert "Kari" not in body(other.get("/desk/needs/swaps/"))


# --- groups ---------------------------------------------------------------------------------------------------------


def test_the_choir_takes_a_task_and_gives_it_back(desk, address, shift, ola, at):
    Shift.objects.filter(pk=shift.pk).update(places=5)
    choir = Organisation.objects.create(name="Fjordkoret", came_from="desk", created_at=at)
    dagny = find_or_add_person("Dagny Dirigent", ["92000001"], by=ola, at=at, channel="phone")
    Post.objects.create(organisation=choir, person=dagny, title="leader", from_on=at.date())
    assert "Fjordkoret" in body(desk.get(f"{address}groups/?q=fjord"))
    assert "Dagny Dirigent" in body(desk.get(f"{address}groups/?organisation={choir.pk}"))
    form = {"organisation": str(choir.pk), "contact": str(dagny.pk), "size": "6"}
    assert "Bare 5 plasser er ledige." in body(desk.post(f"{address}groups/", form))
    done = desk.post(f"{address}groups/", form | {"size": "5"}, follow=True)
    assert "Fjordkoret (5)" in body(done) and "Dagny Dirigent" in body(done)
    assert "Fjordkoret (5)" in body(desk.get("/desk/needs/?state=covered"))
    desk.post(f"{address}groups/{GroupBooking.objects.get().pk}/withdrawal/")
    assert "Fjordkoret (5)" not in body(desk.get(address))


def test_somebody_new_speaks_for_them(desk, address, shift, at):
    choir = Organisation.objects.create(name="Fjordkoret", came_from="desk", created_at=at)
    assert "Ingen forening heter det" in body(desk.get(f"{address}groups/?q=finnes-ikke"))
    form = {"organisation": str(choir.pk), "contact": "", "size": "1"}
    assert "Skriv navn og telefonnummer" in body(desk.post(f"{address}groups/", form))
    wrong = desk.post(f"{address}groups/", form | {"name": "Dagny", "phone": "12"})
    assert "aria-invalid" in body(wrong) and not GroupBooking.objects.exists()
    desk.post(f"{address}groups/", form | {"name": "Dagny Dirigent", "phone": "92 00 00 01"})
    assert GroupBooking.objects.get().contact.name == "Dagny Dirigent"
    assert Post.objects.get().title == "contact"
    assert "Alle plassene er tatt" in body(desk.get(f"{address}groups/?q=fjord"))


# --- who did not come, who is ill, who must be called -----------------------------------------------------------------


def test_who_did_not_come_is_noted_and_put_back(desk, address, shift, hers, when):
    assert "Kom ikke" not in body(desk.get(address))
    when(shift.starts_at + HOUR / 2)
    assert "Kom ikke" in body(desk.get(address))
    noted = desk.post(f"{address}assignments/{hers.pk}/no-show/", follow=True)
    assert "Det er notert at Kari Solvang ikke kom." in body(noted) and "Kom likevel" in body(noted)
    back = desk.post(f"{address}assignments/{hers.pk}/no-show/", {"back": "1"}, follow=True)
    assert "Kari Solvang kom likevel." in body(back)
    assert Assignment.objects.get().released_at is None


def test_ill_from_her_own_page_she_is_off_it_in_one_step(desk, hers, kari, per, at):
    person = f"/desk/people/{kari.pk}/"
    assert "Syk eller borte" in body(desk.get(person))
    days = {"from_on": "2026-03-10", "until_on": "2026-03-13"}
    done = desk.post(f"{person}illness/", days, follow=True)
    assert "Kari Solvang er tatt av ett oppdrag" in body(done)
    assert Absence.objects.count() == 1 and Offer.objects.filter(person=per).exists()
    assert "hadde ikke noe da" in body(desk.post(f"{person}illness/", days, follow=True))
    wrong = body(desk.post(f"{person}illness/", days | {"until_on": "2026-03-01"}))
    assert "Den siste dagen er før den første." in wrong and 'value="2026-03-01"' in wrong
    assert Absence.objects.count() == 1


def test_whoever_asked_stands_to_be_called_until_somebody_has(desk, address, shift, when):
    soon = shift.starts_at - HOUR
    when(soon)
    tell_of_the_uncovered(soon)
    listed = body(desk.get("/desk/needs/callers/"))
    assert "Nina Nes" in listed and "Vi har ikke funnet nok folk" in listed and "tel:+4773000111" in listed
    assert "Jeg har ringt" in body(desk.get(address))
    desk.post(f"{address}caller/")
    assert "Nina Nes" not in body(desk.get("/desk/needs/callers/"))
    assert "fikk beskjed" in body(desk.get(address))


# --- pools ----------------------------------------------------------------------------------------------------------


def test_a_pool_is_made_joined_and_left(desk, need, address, kari, per, centre):
    desk.post("/desk/pools/new/", {"name": "Ring meg", "kinds": ["escort"], "words": "Når vi trenger noen"})
    pool = Pool.objects.get()
    assert pool.unit == centre
    page = f"/desk/pools/{pool.pk}/"
    assert "Kari Solvang" in body(desk.get(f"{page}?q=solvang"))
    desk.post(f"{page}members/", {"person": str(kari.pk)})
    assert "Ring meg" in body(desk.get(f"/desk/people/{kari.pk}/"))
    fits = body(desk.get(f"{address}asking/", headers={"HX-Request": "true"}))
    assert "på ringelista «Ring meg»" in fits and fits.index("Kari Solvang") < fits.index("Per Haug")
    desk.post(f"{page}members/{PoolMember.objects.get().pk}/leaving/", {"back": "person"})
    assert "Ring meg»" not in body(desk.get(f"{address}asking/", headers={"HX-Request": "true"}))
    desk.post(f"{page}facts/", {"name": "Ring oss", "words": ""})
    assert "Ring oss" in body(desk.get("/desk/pools/"))
    assert "En annen ringeliste heter dette." in body(desk.post("/desk/pools/new/", {"name": "Ring oss"}))
    desk.post(f"{page}closing/")
    assert "Ring oss" not in body(desk.get("/desk/pools/"))


def test_another_units_pool_is_unknown_and_a_shared_one_is_known(desk, at):
    desk.post("/desk/pools/new/", {"name": "Vår egen"})
    desk.post("/desk/pools/new/", {"name": "Alles", "is_shared": "on"})
    other = browser_of(
        make_staff("Siri Ser", Unit.objects.create(name="Kultur"), "coordinator", at=at), "lillevik.test"
    )
    listed = body(other.get("/desk/pools/"))
    assert "Alles" in listed and "Vår egen" not in listed
    assert other.get(f"/desk/pools/{Pool.objects.get(name='Vår egen').pk}/").status_code == 404
