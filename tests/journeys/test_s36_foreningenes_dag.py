"""S36: a class comes in, a pupil wishes on a phone by code, places are drawn, and an association sees who comes."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from samspill.activities.actions.fairs import FairFacts, OfferFacts, add_offer, make_fair
from samspill.activities.models import Fair, Pupil
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from tests.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = dt.timedelta(days=1)


@pytest.fixture
def choir(ingrid):
    return register_group("Lillevik Blandakor", by=ingrid, at=clock.now())


@pytest.fixture
def fair(ingrid, choir):
    at = clock.now()
    facts = FairFacts(
        "Foreningenes dag", clock.today() + 2 * DAY, [(dt.time(9), dt.time(10))], wishes_open_at=at - DAY,
        wishes_close_at=at + dt.timedelta(hours=1), wishes_each=2, fewest_wishes=2,
    )  # fmt: skip
    made = make_fair(ingrid.roles.get().unit, facts, by=ingrid, at=at)
    for title, host in (("Kor", choir), ("Sjakk", None)):
        told = OfferFacts(title, host.name if host else title, {1: 1}, organisation=host)
        add_offer(made, told, by=ingrid, at=at)
    return made


def test_from_the_class_list_to_the_association_on_a_phone(fair, choir, ingrid, at_desk, open_page):
    desk = at_desk(PHONE)
    desk.goto(f"/desk/fairs/{fair.pk}/classes/new/")
    desk.get_by_label("Lim inn lista her").fill("8A;Ada Solberg\n8A;Omar Ali")
    desk.get_by_role("button", name="Se hvordan vi forstår det").click()
    desk.get_by_role("button", name="Legg dem inn").click()
    expect(desk.locator("main")).to_contain_text("0 av 2 har ønsket")

    for name, first, second in (("Ada S.", "Kor", "Sjakk"), ("Omar A.", "Sjakk", "Kor")):
        phone = open_page(PHONE, scripts=False)
        phone.goto(f"/fair/?code={Pupil.objects.get(name=name).code}")
        phone.get_by_role("button", name="Gå videre").click()
        for rank, title in enumerate((first, second), 1):
            label = next(one for one in phone.locator("option").all_inner_texts() if title in one)
            phone.get_by_label(f"Ønske nummer {rank}").select_option(label=label)
        phone.get_by_role("button", name="Lagre ønskene mine").click()
        expect(phone.locator("h1")).to_have_text("Ønskene dine er lagret")

    Fair.objects.filter(pk=fair.pk).update(wishes_close_at=clock.now())
    desk.reload()
    desk.get_by_role("button", name="Trekk plassene").click()
    desk.get_by_role("button", name="Publiser").click()
    expect(desk.locator("main")).to_contain_text("oppfylt for 2 elever")
    phone.goto("/fair/wishes/")
    expect(phone.locator("main")).to_contain_text("Du fikk det i runde 1.")

    Fair.objects.filter(pk=fair.pk).update(held_on=clock.today())
    at = clock.now()
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ingrid, at=at, channel="phone")
    post = give_post(choir, marit, "secretary", by=ingrid, at=at, channel="web")
    let_act(post, by=ingrid, at=at, channel="web")
    token = make_link(OWN_PAGE, str(marit.pk), at=at, valid_for=OWN_PAGE_LASTS)
    ours = open_page(PHONE)
    ours.goto(f"/our/{token}/{choir.pk}/fairs/")
    ours.get_by_role("link", name="Kor", exact=True).click()
    expect(ours.locator("main")).to_contain_text("Ada S.")
    ours.get_by_label("Hvor mange elever har blitt med hos dere siden?").fill("1")
    ours.get_by_role("button", name="Lagre").click()
    desk.goto(f"/desk/fairs/{fair.pk}/")
    expect(desk.locator("main")).to_contain_text("én ble med")
