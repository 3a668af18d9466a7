"""A person's page in tabs: each an address of its own, with the same heading, the same door, and its own forms."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.models import AuditEntry
from samspill.messaging.actions import note_call
from samspill.messaging.models import PhoneNote
from samspill.people.actions import find_or_add_person, merge_persons
from samspill.people.models import Claim, Consent
from samspill.volunteering.actions.restricting import restrict
from samspill.volunteering.actions.volunteers import enrol_volunteer
from samspill.volunteering.models import (
    Absence,
    Assignment,
    Need,
    Offer,
    Qualification,
    Recipient,
    Request,
    Shift,
)

TABS = ("", "conversation/", "papers/", "history/")
every_tab = pytest.mark.parametrize("tab", TABS)


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Solvang", ["412 34 567"], by=ola, at=at, channel="phone")
    enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("visit",))
    return person


@pytest.fixture
def page(kari):
    return f"/desk/people/{kari.pk}/"


@pytest.fixture
def reader(centre, at):
    return browser_of(make_staff("Rolf Li", centre, "reader", at=at), "lillevik.test")


def body(response) -> str:
    return response.content.decode()


@every_tab
def test_each_tab_has_the_name_above_it_and_leads_to_the_others(desk, page, tab):
    shown = body(desk.get(page + tab))
    assert "<h1>Kari Solvang</h1>" in shown and "Frivillig</span>" in shown
    tabs = shown[shown.index('<ul class="tabs">') :]
    assert f'<a href="{page}{tab}" aria-current="page">' in tabs and tabs.count("aria-current") == 1
    assert all(f'<a href="{page}{other}"' in tabs for other in TABS)


@every_tab
def test_the_conversation_is_a_key_away_from_every_other_tab(desk, page, tab):
    assert body(desk.get(page + tab)).count('data-key="c"') == (tab != "conversation/")


@every_tab
def test_one_who_was_merged_away_leads_to_the_same_tab_of_the_one_who_was_kept(
    desk, page, kari, ola, at, tab
):
    double = find_or_add_person("Kari S", ["92345678"], by=ola, at=at, channel="phone")
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert desk.get(f"/desk/people/{double.pk}/{tab}").url == page + tab


@every_tab
def test_of_one_of_whom_nothing_may_be_done_every_tab_tells_only_that(desk, page, kari, ola, at, tab):
    restrict(kari, reason="unlawful", channel="phone", by=ola, at=at)
    shown = body(desk.get(page + tab))
    assert "Opplysningene skal ikke brukes" in shown and "412 34 567" not in shown


def test_nothing_is_sent_to_one_of_whom_nothing_may_be_done(desk, page, kari, ola, at):
    restrict(kari, reason="unlawful", channel="phone", by=ola, at=at)
    shown = body(desk.post(f"{page}conversation/", {"channel": "phone", "body": "Ringte", "key": "a"}))
    assert "Opplysningene skal ikke brukes" in shown and not PhoneNote.objects.exists()


@every_tab
def test_each_look_at_one_who_gets_help_is_noted_once(desk, page, kari, centre, at, tab):
    Recipient.objects.create(person=kari, unit=centre, since_at=at)
    assert "Får hjelp fra Frivilligsentralen" in body(desk.get(page + tab))
    assert AuditEntry.objects.filter(verb="looked").count() == 1


@every_tab
def test_one_who_may_only_look_sees_no_forms(reader, page, tab):
    assert body(reader.get(page + tab)).count('method="post"') == 1, "to sign out"


def test_a_form_comes_back_to_its_tab(desk, page):
    days = {"from_on": "2027-07-01", "until_on": "2027-07-14"}
    held = {"kind": "course", "held_from_on": "01.03.2026"}
    papers = {
        "absences/": days,
        "qualifications/": held,
        "volunteer/break/": {},
        "weekly/": {"weekly": "yes"},
    }
    for address, told in papers.items():
        assert desk.post(page + address, told).url == f"{page}papers/"
    for address, told in {"illness/": days, "link/": {}, "consent/": {"source": "phone"}}.items():
        assert desk.post(page + address, told).url == page


@pytest.mark.parametrize(
    ("address", "told", "error"),
    [
        ("contact-points/", {"kind": "phone", "text": "112"}, "point_text"),
        ("consent/", {"source": "", "words": "Ja da"}, "consent_source"),
        ("illness/", {"from_on": "2027-07-14", "until_on": "2027-07-01"}, "away_until_on"),
        ("absences/", {"from_on": "2027-07-14", "until_on": "2027-07-01"}, "absence_until_on"),
        ("qualifications/", {"kind": "course", "held_from_on": "i fjor"}, "qualification_held_from_on"),
        ("claims/", {"kind": "correction", "words": "Heter Karin", "channel": ""}, "claim_channel"),
        ("restriction/", {"reason": "", "channel": "phone"}, "restriction_reason"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_still_stands(desk, page, address, told, error):
    shown = body(desk.post(page + address, told))
    assert f'id="{error}_error"' in shown and "<h1>Kari Solvang</h1>" in shown
    assert '<details class="more" open>' in shown or address == "illness/"
    assert all(value in shown for value in told.values())
    assert not any(table.objects.exists() for table in (Absence, Claim, Consent, Qualification))


@pytest.fixture
def was_there(kari, centre, ola, at):
    """Kari was asked about a walk some days from now, or ago, said yes, and took part."""

    def enter(days: int) -> None:
        request = Request.objects.create(unit=centre, channel="phone", received_at=at, entered_by=ola)
        facts = {"kind": "walk", "form": "once", "title": f"Tur {days}.", "made_at": at, "made_by": ola}
        need = Need.objects.create(request=request, unit=centre, **facts)
        when = clock.now() + dt.timedelta(days=days)
        shift = Shift.objects.create(
            need=need, code=500 + days, starts_at=when, ends_at=when + dt.timedelta(hours=1), places=1
        )
        Offer.objects.create(
            shift=shift,
            person=kari,
            channel="sms",
            asked_at=when,
            asked_by=ola,
            answer="yes",
            answered_at=when,
        )
        Assignment.objects.create(shift=shift, person=kari, seat=1, made_at=when, channel="sms")

    return enter


def test_the_overview_tells_what_is_coming_next_first_and_the_last_few_of_what_is_over(desk, page, was_there):
    for days in (4, 2, -1, -2, -3, -4):
        was_there(days)
    shown = body(desk.get(page))
    places = [shown.index(words) for words in ("Tur 2.", "Tur 4.", "I det siste", "Tur -1.", "Tur -3.")]
    assert places == sorted(places) and "Tur -4." not in shown
    assert "Tur -4." in body(desk.get(f"{page}history/"))


def test_a_long_history_has_more_pages_for_each_of_its_lists(desk, page, was_there):
    for days in range(1, 36):
        was_there(-days)
    first = body(desk.get(f"{page}history/"))
    assert first.count("Tur -35.") == 0 and 'href="?taken=2"' in first and 'href="?asked=2"' in first
    second = body(desk.get(f"{page}history/?taken=2"))
    assert second.count("Tur -35.") == 1 and second.count("Tur -1.") == 1


def test_the_overview_shows_the_last_lines_and_the_conversation_all(desk, page, kari, ola, at):
    for number in range(6):
        note_call(kari, f"Ringte {number}.", by=ola, at=at + dt.timedelta(minutes=number))
    assert [f"Ringte {number}." in body(desk.get(page)) for number in range(6)] == [False] * 2 + [True] * 4
    assert "Ringte 0." in body(desk.get(f"{page}conversation/"))


def test_one_who_does_not_volunteer_has_no_papers(desk, ola, at):
    contact = find_or_add_person("Gunvor Lie", ["92345678"], by=ola, at=at, channel="phone")
    shown = body(desk.get(f"/desk/people/{contact.pk}/papers/"))
    assert "skrives for dem som er frivillige" in shown and "Gjør til frivillig" in shown
