"""An association says for itself what stands on its public page, and the register changes it no more."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspill.foundation import clock
from samspill.foundation.models import Area, AuditEntry
from samspill.organisations.actions import change_organisation, confirm_page, stop_acting
from samspill.organisations.models import Organisation
from samspill.organisations.queries.desk import organisations_for
from samspill.web.access.page_cache import forget_all

SAID = {
    "about": "Vi synger hver onsdag. Alle kan komme.",
    "website": "blandakor.test",
    "email": "Post@Blandakor.test",
    "phone": "73 00 11 22",
    "area": "",
    "audiences": ["seniors", "children"],
    "place_text": "Samfunnshuset,  inngang fra parkeringen",
    "categories": ["1", "10"],
    "languages": ["nb", "ar"],
}


@pytest.fixture
def address(token, choir):
    return reverse("ours:page", args=[token, choir.pk])


def test_all_it_says_stands_on_its_public_page(phone, address, choir, secretary):
    area = Area.objects.create(name="Sentrum")
    told = phone.post(address, SAID | {"area": str(area.pk)}, follow=True)
    assert "Lagret. Alle ser det innen fem minutter." in told.content.decode()
    forget_all()
    shown = phone.get(reverse("public:organisations:organisation", args=[choir.pk])).content.decode()
    for words in (
        "Vi synger hver onsdag",
        "blandakor.test",
        "post@blandakor.test",
        "73 00 11 22",
        "Sentrum",
        "arabisk",
        "Barn, Eldre",
        "Samfunnshuset, inngang fra parkeringen",
    ):
        assert words in shown
    row = Organisation.objects.get(pk=choir.pk)
    assert row.categories == ("1", "10") and row.presented_at is not None
    assert {"change_organisation", "take_page_over"} <= set(AuditEntry.objects.values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("phone", "12", "Dette er ikke et telefonnummer"),
        ("email", "post hos koret", "Dette er ikke en e-postadresse"),
        ("website", "ingen", "Dette er ikke adressen til et nettsted"),
        ("about", "Ring Kari, 150765 00565", "fødselsnummer"),
        ("place_text", "Hos Kari, 150765 00565", "fødselsnummer"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(phone, address, choir, field, text, words):
    answer = phone.post(address, SAID | {field: text})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and f'href="#id_{field}"' in page
    kept = "blandakor.test" if field != "website" else "Vi synger hver onsdag"
    assert kept in page
    assert Organisation.objects.get(pk=choir.pk).presented_at is None


def test_a_finer_category_stays_while_its_main_group_does(phone, address, choir, ola, at):
    change_organisation(choir, categories=("1100", "2100"), by=ola, at=at)
    phone.post(address, SAID | {"categories": ["1", "10"]})
    assert Organisation.objects.get(pk=choir.pk).categories == ("1100", "10")


def test_a_language_that_is_not_among_the_usual_ones_is_not_lost(phone, address, choir, ola, at):
    change_organisation(choir, languages=("eo",), by=ola, at=at)
    assert 'value="eo"' in phone.get(address).content.decode()
    phone.post(address, SAID | {"languages": ["eo", "nb"]})
    assert set(Organisation.objects.get(pk=choir.pk).languages) == {"eo", "nb"}


def test_who_does_not_act_for_it_cannot_change_it(phone, address, choir, secretary, ola, at):
    stop_acting(choir.posts.get(person=secretary), by=ola, at=at, channel="web")
    assert phone.post(address, SAID).status_code == 404


def test_one_press_says_that_all_is_right_and_everybody_sees_when(phone, token, choir):
    public = reverse("public:organisations:organisation", args=[choir.pk])
    assert "Bekreftet i" not in phone.get(public).content.decode()
    phone.post(reverse("ours:page_confirmation", args=[token, choir.pk]))
    row = Organisation.objects.get(pk=choir.pk)
    assert row.confirmed_at is not None and row.presented_at is None
    for language, words in (
        ("nb", "Bekreftet i mars 2026"),
        ("nn", "Stadfesta i mars 2026"),
        ("en", "March 2026"),
    ):
        Organisation.objects.update(confirmed_at=dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC))
        forget_all()
        phone.cookies["language"] = language
        assert words in phone.get(public).content.decode()


def test_saving_the_page_confirms_it(phone, address, choir):
    phone.post(address, SAID)
    assert Organisation.objects.get(pk=choir.pk).confirmed_at is not None


def test_the_desk_finds_those_that_have_not_confirmed_for_a_year(choir, secretary, ola, at, desk):
    def old(now):
        return list(organisations_for(ola, not_confirmed_since=now - dt.timedelta(days=365)))

    listed = reverse("desk:organisations:list")
    assert old(at) == [choir]
    assert choir.name in desk.get(listed, {"old": "1"}).content.decode()
    confirm_page(choir, by=secretary, at=at)
    assert old(at + dt.timedelta(days=364)) == []
    assert old(at + dt.timedelta(days=366)) == [choir]
    confirm_page(choir, by=secretary, at=clock.now())
    assert choir.name not in desk.get(listed, {"old": "1"}).content.decode()
