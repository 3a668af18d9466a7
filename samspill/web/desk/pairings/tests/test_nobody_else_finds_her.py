"""A recipient is her unit's alone: nobody else finds her, or what is said about her, by any way in."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from conftest import browser_of, make_staff
from samspill.foundation.actions import subject_of
from samspill.foundation.tenancy import entered
from samspill.messaging.models import InboundMessage
from samspill.people.models import Unit
from samspill.people.queries import asker_for, export_person, find_persons, persons_for
from samspill.volunteering.actions.pairings import arrange_first_meeting
from samspill.volunteering.actions.recipients import name_contact
from samspill.volunteering.models import PairingFollowUp
from samspill.volunteering.queries.follow_ups import follow_up_calls, to_be_placed, unread
from samspill.volunteering.queries.needs import known_caller
from samspill.volunteering.queries.pair_waits import what_waits_in_pairs
from samspill.volunteering.queries.pairings import how_many, pairings_list
from samspill.volunteering.queries.recipients import recipients_list

SECRETS = (
    "Gunvor",
    "Liv Lie",
    "kjefter",
    "Nordsida 15",
    "+4741300001",
    "413 00 001",
    "Hører dårlig",
    "+4741300009",
)


@pytest.fixture
def everything(agreed, helped, volunteer, texts, ola, at, two_weeks_later):
    """Gunvor with a daughter who speaks for her, and Kari who has met her, and told how it goes."""
    from samspill.volunteering.actions.follow_ups import ask_due_follow_ups
    from samspill.volunteering.actions.pairings import Rhythm, start_pairing

    gunvor = helped(note="Hører dårlig")
    name_contact(gunvor, "Liv Lie", ["41 30 00 09"], [], relation="datter", by=ola, at=at)
    pairing = agreed(volunteer("Kari Berg", "41 20 00 01"), gunvor)
    arrange_first_meeting(pairing.pk, first_at=two_weeks_later, place="Nordsida 15", by=ola, at=at)
    start_pairing(pairing.pk, started_on=at.date(), rhythm=Rhythm(), by=ola, at=at)
    ask_due_follow_ups(two_weeks_later)
    texts(pairing.volunteer.person, "2 Gunvor kjefter", when=two_weeks_later)
    texts(gunvor.person, "hva var det igjen", when=two_weeks_later)
    pairing.refresh_from_db()
    return pairing


@pytest.fixture
def home_care(town):
    return Unit.objects.create(name="Hjemmetjenesten")


def others(home_care, centre, at):
    return {
        "coordinator of another unit": make_staff("Tone Myhre", home_care, "coordinator", at=at),
        "leader of another unit": make_staff("Lise Lund", home_care, "leader", at=at),
        "crisis team of another unit": make_staff("Krister Vik", home_care, "crisis", at=at),
        "officer of her own unit": make_staff("Odd Sande", centre, "officer", at=at),
        "reader of her own unit": make_staff("Rita Moe", centre, "reader", at=at),
    }


WHO = ["coordinator of another unit", "leader of another unit", "crisis team of another unit",
       "officer of her own unit", "reader of her own unit"]  # fmt: skip


@pytest.fixture(params=WHO)
def somebody_else(request, home_care, centre, at, everything):
    return others(home_care, centre, at)[request.param]


def addresses(pairing):
    """Every page there is that lists, searches, exports, prints or shows something about people at the desk."""
    gunvor, kari = pairing.recipient, pairing.volunteer.person
    row, other = PairingFollowUp.objects.first(), gunvor.contacts.get().person
    return {
        "search box": "/desk/people/?q=gunvor",
        "search by phone": "/desk/people/?q=41300001",
        "search for the daughter": "/desk/people/?q=Liv&show=all",
        "people": "/desk/people/?show=all",
        "contacts": "/desk/people/?show=contacts",
        "recipients": "/desk/recipients/",
        "recipients by name": "/desk/recipients/?q=gunvor",
        "recipients' sheet": "/desk/recipients/?as=spreadsheet",
        "recipients who ended": "/desk/recipients/?show=ended",
        "pairs": "/desk/pairings/",
        "pairs by name": "/desk/pairings/?q=gunvor&show=all",
        "pairs' sheet": "/desk/pairings/?show=all&as=spreadsheet",
        "pairs' calls": "/desk/pairings/calls/",
        "pairs' calls on paper": "/desk/pairings/calls/paper/",
        "requests": "/desk/needs/?state=all&q=gunvor",
        "all requests": "/desk/needs/?state=all",
        "calls": "/desk/needs/calls/",
        "day": "/desk/needs/day/2026-03-24/",
        "board": "/desk/",
        "board alone": "/desk/needs/board/",
        "inbox": "/desk/inbox/",
        "known caller": "/desk/needs/new/known/?caller_phone=41300001",
        "merging": f"/desk/people/{kari.pk}/merging/?q=gunvor",
        "the volunteer": f"/desk/people/{kari.pk}/",
        "the volunteer's file": f"/desk/people/{kari.pk}/export/",
        "the volunteer's conversation": f"/desk/people/{kari.pk}/conversation/",
        "the volunteer's papers": f"/desk/people/{kari.pk}/papers/",
        "the volunteer's history": f"/desk/people/{kari.pk}/history/",
        "the volunteer as stored": f"/desk/people/{kari.pk}/stored/",
        "who looked at the volunteer": f"/desk/people/{kari.pk}/looks/",
        "her conversation": f"/desk/people/{gunvor.person_id}/conversation/",
        "search of everything": "/desk/search/?q=gunvor",
        "search of everything by phone": "/desk/search/?q=41300001",
        "letters": "/desk/letters/",
        "mailings": "/desk/mailings/",
        "plans": "/desk/plans/",
        "attendance": "/desk/attendance/",
        "crisis": "/desk/crisis/?q=gunvor",
        "doubles": "/desk/people/doubles/",
        "claims": "/desk/people/claims/",
        "interests": "/desk/interests/",
        "colleagues": "/desk/colleagues/",
        "her own page": f"/desk/people/{gunvor.person_id}/",
        "her papers": f"/desk/people/{gunvor.person_id}/papers/",
        "her history": f"/desk/people/{gunvor.person_id}/history/",
        "her file": f"/desk/people/{gunvor.person_id}/export/",
        "her daughter": f"/desk/people/{other.pk}/",
        "guessed recipient": f"/desk/recipients/{gunvor.pk}/",
        "guessed facts": f"/desk/recipients/{gunvor.pk}/facts/",
        "guessed contact": f"/desk/recipients/{gunvor.pk}/contact/",
        "guessed looks": f"/desk/recipients/{gunvor.pk}/looks/",
        "guessed ending": f"/desk/recipients/{gunvor.pk}/ending/",
        "guessed wanting": f"/desk/recipients/{gunvor.pk}/pair/",
        "guessed pair": f"/desk/pairings/{pairing.pk}/",
        "guessed paper": f"/desk/pairings/{pairing.pk}/paper/",
        "guessed meeting": f"/desk/pairings/{pairing.pk}/meeting/",
        "guessed review": f"/desk/pairings/{pairing.pk}/review/",
        "guessed end": f"/desk/pairings/{pairing.pk}/ending/",
        "guessed answer": f"/desk/pairings/follow-ups/{row.pk}/answer/",
        "guessed message": f"/desk/inbox/{InboundMessage.objects.get(body__contains='kjefter').pk}/",
        "guessed need": f"/desk/needs/{pairing.need_id}/",
        "guessed asking": f"/desk/needs/{pairing.need_id}/asking/",
        "guessed standing": f"/desk/needs/{pairing.need_id}/standing/",
    }  # fmt: skip


def test_nothing_about_her_stands_on_any_page_for_anybody_else(somebody_else, everything):
    browser = browser_of(somebody_else, "lillevik.test")
    for way, address in addresses(everything).items():
        answer = browser.get(address)
        shown = answer.content.decode(errors="replace")
        told = [secret for secret in SECRETS if secret in shown]  # «gunvor», as it was typed, tells nothing.
        assert not told, f"{way} tells {told}"
        if way.startswith("guessed") and "/needs/" not in address:
            assert answer.status_code in (404, 405), way
        if way in ("her own page", "her file", "her daughter"):
            assert answer.status_code == 404, way


def test_nobody_else_may_change_anything_by_a_guessed_address(somebody_else, everything):
    browser = browser_of(somebody_else, "lillevik.test")
    before = str(everything.__dict__)
    for address in addresses(everything).values():
        if str(everything.pk) in address or str(everything.recipient_id) in address:
            assert browser.post(address, {"reason": "done", "ended_on": "2026-03-10"}).status_code in (
                403,
                404,
                405,
            )
    everything.refresh_from_db()
    assert everything.ended_at is None and everything.next_review_on and str(everything.pk) in before


def test_sheets_and_counts_hold_nothing_of_her_for_anybody_else(somebody_else, everything, at):
    asker = asker_for(somebody_else, on=at.date())
    assert not recipients_list(asker).exists()
    assert not pairings_list(asker, show="all", at=at).exists()
    assert set(how_many(asker, at=at).values()) == {0}
    assert what_waits_in_pairs(asker, at=at) == []
    assert follow_up_calls(asker, at=at) == [] and to_be_placed(asker, at=at) == []
    assert not unread(asker).exists()
    sheet = browser_of(somebody_else, "lillevik.test").get("/desk/pairings/?show=all&as=spreadsheet").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1
    assert not known_caller(asker, "+4741300001").recipients
    assert not find_persons(asker, "Gunvor").exists() and not find_persons(asker, "41300001").exists()
    assert [person.name for person in find_persons(asker, "")] == ["Kari Berg"]
    gunvor, daughter = everything.recipient.person, everything.recipient.contacts.get().person
    assert not persons_for(asker).filter(pk__in=[gunvor.pk, daughter.pk]).exists()


def all_of(browser, person):
    """All tabs of a person's page."""
    tabs = ("", "conversation/", "papers/", "history/")
    return "".join(browser.get(f"/desk/people/{person.pk}/{tab}").content.decode() for tab in tabs)


def test_a_volunteers_conversation_and_file_leave_out_what_another_unit_alone_may_read(
    home_care, everything, at, desk
):
    tone = make_staff("Tone Myhre", home_care, "coordinator", at=at)
    kari = everything.volunteer.person
    theirs, ours = (all_of(browser, kari) for browser in (browser_of(tone, "lillevik.test"), desk))
    assert "kjefter" in ours and "Du møter Gunvor Lie" in ours
    assert "kjefter" not in theirs and "Gunvor" not in theirs
    assert "Kan du være besøksvenn" in theirs and "Besøksvenn" in theirs  # That she volunteers is shared.
    told = str(export_person(kari, asker=asker_for(tone, on=at.date())))
    assert "kjefter" not in told and "volunteering.pairing" not in told
    assert "kjefter" in str(export_person(kari))


def test_one_who_both_volunteers_and_gets_help_is_known_for_the_first_alone(
    home_care, everything, volunteer, at, desk, texts
):
    gunvor = everything.recipient.person
    volunteer("Gunvor Lie", "41 30 00 01")
    tone = make_staff("Tone Myhre", home_care, "coordinator", at=at)
    page = all_of(browser_of(tone, "lillevik.test"), gunvor)
    assert "Gunvor Lie" in page
    assert not any(
        word in page
        for word in ("Får hjelp fra", "Hører dårlig", "Hvordan går det med Kari", "Du møter Kari")
    )
    told = str(export_person(gunvor, asker=asker_for(tone, on=at.date())))
    assert "Hører dårlig" not in told and "volunteering.recipient" not in told
    assert "Hører dårlig" in str(export_person(gunvor))
    ours = all_of(desk, gunvor)
    assert "Får hjelp fra" in ours and "Du møter Kari" in ours


def test_a_message_from_a_phone_that_only_hidden_people_share_is_in_nobody_elses_inbox(
    home_care, helped, texts, at, desk
):
    first, _second = helped("Gunvor Lie", "41300001"), helped("Leif Lie", "41300001")
    taken = texts(first.person, "Jeg har det ikke bra")
    assert taken.person is None and InboundMessage.objects.get().waits_since_at
    tone = make_staff("Tone Myhre", home_care, "coordinator", at=at)
    assert "ikke bra" not in browser_of(tone, "lillevik.test").get("/desk/inbox/").content.decode()
    assert browser_of(tone, "lillevik.test").get(f"/desk/inbox/{taken.pk}/").status_code == 404
    assert desk.get(f"/desk/inbox/{taken.pk}/").status_code == 200


def test_another_unit_that_writes_down_the_same_person_makes_her_anew_and_learns_nothing(
    home_care, everything, at
):
    tone = make_staff("Tone Myhre", home_care, "coordinator", at=at)
    browser = browser_of(tone, "lillevik.test")
    page = browser.post("/desk/recipients/new/", {"name": "Gunvor Lie", "phone": "41 30 00 01"}, follow=True)
    shown = page.content.decode()
    assert "Gunvor Lie" in shown and not any(
        word in shown for word in ("Hører dårlig", "Kari Berg", "Liv Lie")
    )
    assert everything.recipient.unit.recipients.count() == 1 and home_care.recipients.count() == 1


def test_staff_with_a_role_in_both_units_see_her_only_through_the_one_that_cares(
    home_care, centre, everything, at
):
    from samspill.people.models import UnitRole

    both = make_staff("Berit Dahl", home_care, "coordinator", at=at)
    UnitRole.objects.create(staff=both, unit=centre, role="reader", from_on=at.date())
    browser = browser_of(both, "lillevik.test")
    assert browser.get(f"/desk/recipients/{everything.recipient_id}/").status_code == 404
    UnitRole.objects.create(staff=both, unit=centre, role="substitute", from_on=at.date())
    assert browser.get(f"/desk/recipients/{everything.recipient_id}/").status_code == 200


def test_the_neighbours_staff_find_nothing(neighbour, everything, at):
    with entered(neighbour):
        unit = Unit.objects.create(name="Sentralen", receives_the_public=True)
        nils = make_staff("Nils Nabo", unit, "leader", at=at)
        browser = browser_of(nils, "storfjordby.test")
    for way, address in addresses(everything).items():
        shown = browser.get(address).content.decode(errors="replace")
        assert not any(secret in shown for secret in SECRETS), way


def test_a_refused_look_leaves_no_trace_as_if_somebody_had_looked(somebody_else, everything):
    from samspill.foundation.models import AuditEntry

    looked = AuditEntry.objects.filter(verb="looked", subject=subject_of(everything.recipient))
    before = looked.count()
    browser = browser_of(somebody_else, "lillevik.test")
    for address in addresses(everything).values():
        browser.get(address)
    assert looked.count() == before
