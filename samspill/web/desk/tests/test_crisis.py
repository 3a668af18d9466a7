"""The crisis cell at the desk: search, call out with the price in sight, the board, the phone chain, paper, report."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib

import pytest
from python_calamine import CalamineWorkbook

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.models import Area, AuditEntry
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Unit
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.actions.callouts import Wanted, send_callout_wave, start_callout
from samspill.volunteering.actions.capabilities import Told, offer_capability
from samspill.volunteering.models import CallOut, CallOutEntry, CallOutQuestion, OrganisationCapability


@pytest.fixture(autouse=True)
def tuesday(monkeypatch, at):
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def nora(centre, at):
    return make_staff("Nora Dal", centre, "crisis", at=at)


@pytest.fixture
def cell(nora):
    return browser_of(nora, "lillevik.test")


@pytest.fixture
def harbour(town):
    return Area.objects.create(name="Havna", latitude=65.0, longitude=6.0)


@pytest.fixture
def skipper(harbour, at):
    numbers = iter(range(41200001, 41299999))

    def make(name, phone="", *, skills=("boat_licence",), area=harbour, **facts):
        person = find_or_add_person(
            name, [phone or str(next(numbers))], by="system", at=at, channel="phone", area=area, **facts
        )
        give_consent(person, source="phone", by="system", at=at)
        enrol_volunteer(person, by="system", at=at, channel="phone", skills=skills)
        return person

    return make


@pytest.fixture
def callout(centre, nora, at):
    wanted = Wanted("Savnet båt", meeting_place="Båthuset", private_text="Kanal 16", wanted=2)
    return start_callout(wanted, unit=centre, by=nora, at=at)


@pytest.fixture
def asked(callout, nora, at):
    def ask():
        send_callout_wave(callout.pk, by=nora, at=at)
        return callout

    return ask


def body(answer):
    return answer.content.decode()


def looking_for(harbour):
    return f"skills=boat_licence&within_km=10&area={harbour.pk}"


def says(phone, text, at, number="1"):
    receive_inbound(gateway="simulator", provider_id=number, channel="sms", sender=phone, body=text, at=at)


class TestSearching:
    def test_a_boat_licence_within_ten_kilometres_beside_the_clubs_with_boats(
        self, cell, skipper, harbour, ola, at
    ):
        skipper("Kari Havn")
        skipper("Per Fjell", area=Area.objects.create(name="Fjell", latitude=65.5, longitude=6.0))
        club = Organisation.objects.create(
            name="Holmen kystlag", came_from="desk", created_at=at, area=harbour
        )
        offer_capability(club, Told("boat", number=2), by=ola, at=at, channel="phone")
        page = body(cell.get(f"/desk/crisis/?{looking_for(harbour)}"))
        assert "Kari Havn" in page and "Per Fjell" not in page and "Holmen kystlag" in page

    def test_people_are_shown_only_when_one_has_searched_and_then_it_is_in_the_trail(
        self, cell, skipper, nora, harbour
    ):
        skipper("Kari Havn")
        assert "Kari Havn" not in body(cell.get("/desk/crisis/"))
        assert not AuditEntry.objects.filter(verb="searched_across_units").exists()
        cell.get(f"/desk/crisis/?{looking_for(harbour)}&words=hemmelig")
        line = AuditEntry.objects.get(verb="searched_across_units")
        assert line.actor.endswith(str(nora.pk)) and line.facts["skills"] == ["boat_licence"]
        assert "hemmelig" not in str(line.facts)

    def test_a_distance_from_nowhere_and_a_point_that_is_none_are_told(self, cell, skipper):
        skipper("Kari Havn")
        assert "Velg hvor avstanden skal regnes fra" in body(cell.get("/desk/crisis/?within_km=10"))
        assert "Skriv et punkt" in body(cell.get("/desk/crisis/?point=havna"))

    def test_what_other_units_need_is_shown_without_whom_it_is_for(self, cell, centre):
        from samspill.volunteering.actions import Asked, register_request

        care = Unit.objects.create(name="Hjemmetjenesten")
        tone = make_staff("Tone Myhre", care, "coordinator", at=clock.now())
        starts = clock.now() + dt.timedelta(days=1)
        asked = Asked(caller_name="Moen", recipient_name="Gunvor Lie", kind="visit", starts_at=starts,
                      ends_at=starts + dt.timedelta(hours=1), private_address="Strandveien 4")  # fmt: skip
        register_request(asked, unit=care, by=tone, at=clock.now())
        page = body(cell.get("/desk/crisis/"))
        assert "Hjemmetjenesten" in page and "Gunvor" not in page and "Strandveien" not in page

    @pytest.mark.parametrize("path", ["", "new/", "callouts/", "paper/"])
    def test_others_are_told_that_it_is_not_theirs_and_have_no_way_in_the_menu(self, desk, path):
        assert desk.get(f"/desk/crisis/{path}").status_code == 403
        assert "/desk/crisis/" not in body(desk.get("/desk/people/"))

    def test_one_in_the_cell_works_from_whichever_unit_she_acts_in(self, nora, cell, callout, at):
        other = Unit.objects.create(name="Arkivet")
        from samspill.people.actions import give_role

        give_role(nora, other, "reader", by="system", at=at)
        cell.post("/desk/unit/", {"unit": str(other.pk)})
        assert cell.post(f"/desk/crisis/{callout.pk}/log/", {"words": "Fra arkivet"}).status_code == 302
        assert CallOutEntry.objects.get().words == "Fra arkivet"


class TestCallingOut:
    def told(self, **more):
        return {"title": "Savnet båt", "words": "Leting", "meeting_place": "Båthuset", "private_text": "Kanal 16",
                "wanted": "2", "first": "nearest", "size": "", "form_key": "k1"} | more  # fmt: skip

    def test_what_they_get_and_what_it_costs_is_shown_before_anything_is_sent(self, cell, skipper, harbour):
        skipper("Kari Havn")
        skipper("Anne Fast", "73512345")
        page = body(cell.post(f"/desk/crisis/new/?{looking_for(harbour)}", self.told()))
        assert "Utkalling" in page and "Båthuset" in page and re.search(r"<b>1</b>på SMS", page)
        assert re.search(r"<b>1</b>må ringes", page)
        assert not CallOut.objects.exists() and not OutboundMessage.objects.exists()

    def test_then_it_goes_to_those_who_were_searched_for(self, cell, skipper, harbour, nora):
        kari = skipper("Kari Havn")
        skipper("Ola Land", skills=("car",))
        answer = cell.post(f"/desk/crisis/new/?{looking_for(harbour)}", self.told(send="1"))
        callout = CallOut.objects.get()
        assert answer.url == f"/desk/crisis/{callout.pk}/"
        assert [one.person for one in callout.questions.all()] == [kari] and callout.started_by == nora

    def test_pressed_twice_it_is_one(self, cell, skipper, harbour):
        skipper("Kari Havn")
        for _ in range(2):
            cell.post(f"/desk/crisis/new/?{looking_for(harbour)}", self.told(send="1"))
        assert CallOut.objects.count() == OutboundMessage.objects.count() == 1

    def test_more_than_todays_money_is_refused_until_it_is_ticked_and_nothing_is_half_saved(
        self, cell, skipper, harbour
    ):
        MessagingPolicy.objects.create(daily_budget_ore=50, quiet_from=dt.time(0), quiet_until=dt.time(0))
        skipper("Kari Havn")
        address = f"/desk/crisis/new/?{looking_for(harbour)}"
        page = body(cell.post(address, self.told(send="1")))
        assert "mer enn dagens penger" in page and "despite_budget" in page
        assert not CallOut.objects.exists()
        cell.post(address, self.told(send="1", despite_budget="on"))
        assert CallOut.objects.get().waves.get().despite_budget

    def test_at_night_the_page_says_when_it_would_go_and_lets_one_choose(
        self, cell, skipper, harbour, monkeypatch, at
    ):
        night = at.replace(hour=2)
        monkeypatch.setattr(clock, "now", lambda: night)
        skipper("Kari Havn")
        address = f"/desk/crisis/new/?{looking_for(harbour)}"
        assert "stilletid" in body(cell.post(address, self.told()))
        cell.post(address, self.told(send="1", despite_quiet_hours="on"))
        assert OutboundMessage.objects.get().not_before_at == night

    def test_a_national_identity_number_is_refused_at_its_field(self, cell, skipper, harbour):
        skipper("Kari Havn")
        page = body(
            cell.post(
                f"/desk/crisis/new/?{looking_for(harbour)}", self.told(send="1", words="Savnet 17054026641")
            )
        )
        assert "fødselsnummer" in page.lower() and not CallOut.objects.exists()

    def test_the_next_wave_goes_wider_from_its_own_page(self, cell, skipper, asked, callout):
        asked_first = skipper("Kari Havn")
        asked()
        far = skipper("Per Fjell", area=Area.objects.create(name="Fjell", latitude=65.5, longitude=6.0))
        address = f"/desk/crisis/{callout.pk}/waves/"
        assert cell.get(address).status_code == 200
        assert "Skriv et tall" in body(cell.post(address, {"first": "within"}))
        cell.post(address, {"first": "everybody"})
        assert {one.person for one in callout.questions.all()} == {asked_first, far}
        assert "Alle er spurt" in body(cell.get(address))


class TestTheBoard:
    def test_it_shows_who_comes_when_and_asks_again_only_where_something_changed(
        self, cell, skipper, asked, callout, at
    ):
        skipper("Kari Havn", "41234567")
        asked()
        page = cell.get(f"/desk/crisis/{callout.pk}/")
        piece = f"/desk/crisis/{callout.pk}/standing/?version={page.context['version']}"
        assert cell.get(piece).status_code == 204
        says("+4741234567", "JA 20", at)
        told = body(cell.get(piece))
        assert "Kari Havn" in told and "Framme ca. 10.20" in told and "1 av 2 kommer" in told

    def test_an_unclear_answer_stands_on_it_with_its_words(self, cell, skipper, asked, callout, at):
        skipper("Kari Havn", "41234567")
        asked()
        says("+4741234567", "har dere bil til meg?", at)
        page = body(cell.get(f"/desk/crisis/{callout.pk}/"))
        assert "Må leses" in page and "har dere bil til meg?" in page

    def test_what_a_person_understood_counts_as_if_the_system_had_and_is_settled(
        self, cell, skipper, asked, callout, at
    ):
        kari = skipper("Kari Havn", "41234567")
        asked()
        says("+4741234567", "kommer hvis jeg får skyss, 40 min?", at)
        [unclear] = cell.get(f"/desk/crisis/{callout.pk}/").context["board"].unclear
        told = {"answer": "yes", "minutes": "40", "message": str(unclear.pk)}
        for _ in range(2):
            cell.post(f"/desk/crisis/{callout.pk}/questions/{unclear.question.pk}/answer/", told)
        one = CallOutQuestion.objects.get(person=kari)
        assert (one.answer, one.minutes, one.answer_channel) == ("yes", 40, "sms")
        assert "Må leses" not in body(cell.get(f"/desk/crisis/{callout.pk}/"))

    def test_enough_a_word_to_those_who_come_and_the_end(self, cell, skipper, asked, callout, at):
        skipper("Kari Havn", "41234567")
        silent = skipper("Per Havn")
        asked()
        OutboundMessage.objects.update(sent_at=at, claimed_at=at)
        says("+4741234567", "JA 20", at)
        base = f"/desk/crisis/{callout.pk}/"
        cell.post(f"{base}messages/", {"body": "Ta med lykt", "key": "k"})
        assert OutboundMessage.objects.get(key__startswith="news:").person.name == "Kari Havn"
        cell.post(f"{base}enough/")
        assert OutboundMessage.objects.get(key__startswith="enough:").person == silent
        assert "avslutt" in body(cell.get(f"{base}ending/")).lower()
        assert cell.post(f"{base}ending/").url == f"{base}report/"
        assert "over" in body(cell.post(f"{base}messages/", {"body": "Hei", "key": "k2"}, follow=True))
        callout.refresh_from_db()
        assert callout.ended_at and callout.enough_at

    def test_the_phone_chain_is_typed_in_with_minutes_and_who_does_not_answer_goes_last(
        self, cell, skipper, asked, callout
    ):
        anne, bodil = skipper("Anne Fast", "73512345"), skipper("Bodil Fast", "73512346")
        asked()
        base = f"/desk/crisis/{callout.pk}/"
        assert "Anne Fast" in body(cell.get(f"{base}phones/"))
        one = CallOutQuestion.objects.get(person=anne)
        cell.post(f"{base}questions/{one.pk}/answer/", {"answer": "none", "back": "phones"})
        page = body(cell.get(f"{base}phones/"))
        assert page.rindex("Bodil Fast") < page.rindex("Anne Fast") and "svarte ikke kl." in page
        answer = cell.post(
            f"{base}questions/{one.pk}/answer/", {"answer": "yes", "minutes": "15", "back": "phones"}
        )
        one.refresh_from_db()
        assert (one.answer, one.minutes, one.answer_entered_by.name) == ("yes", 15, "Nora Dal")
        assert answer.url == f"{base}phones/" and bodil.name in body(cell.get(f"{base}phones/"))
        cell.post(f"{base}questions/{one.pk}/answer/", {"answer": "there"})
        one.refresh_from_db()
        assert one.arrived_at

    def test_a_line_in_the_log_may_tell_of_an_earlier_hour(self, cell, callout, at):
        cell.post(
            f"/desk/crisis/{callout.pk}/log/", {"words": "Båten er sett", "clock": "9.40", "went_wrong": "on"}
        )
        entry = CallOutEntry.objects.get()
        assert entry.at == at - dt.timedelta(minutes=20) and entry.written_at == at and entry.went_wrong
        page = cell.post(f"/desk/crisis/{callout.pk}/log/", {"words": "x", "clock": "kvart på"}, follow=True)
        assert "Skriv klokkeslettet" in body(page) and CallOutEntry.objects.count() == 1

    def test_those_outside_the_cell_and_the_neighbour_find_no_call_out(self, desk, callout, neighbour, at):
        assert desk.get(f"/desk/crisis/{callout.pk}/").status_code == 403
        assert desk.post(f"/desk/crisis/{callout.pk}/enough/").status_code == 403

    def test_as_many_queries_for_many_as_for_one(
        self, cell, skipper, callout, nora, at, django_assert_max_num_queries
    ):
        counts = []
        for number in range(4):
            skipper(f"Kari{number} Havn", f"4123456{number}")
            skipper(f"Fast{number} Havn", f"7351234{number}")
            skipper(f"Uklar{number} Havn", f"9223456{number}")
            send_callout_wave(callout.pk, by=nora, at=at)
            says(f"+474123456{number}", "JA 20", at, f"a{number}")
            says(f"+479223456{number}", "hva?", at, f"b{number}")
            for path in ("", "phones/", "report/"):
                cell.get(f"/desk/crisis/{callout.pk}/{path}")
                with django_assert_max_num_queries(25) as counted:
                    assert cell.get(f"/desk/crisis/{callout.pk}/{path}").status_code == 200
                counts.append((path, len(counted)))
        assert len(set(counts)) == 3, counts


class TestPaper:
    def test_everybody_by_what_they_can_with_the_moment_and_it_is_noted(
        self, cell, skipper, harbour, ola, nora, at
    ):
        skipper("Kari Havn", "41234567", languages=("ti", "nb"))
        club = Organisation.objects.create(
            name="Holmen kystlag", came_from="desk", created_at=at, area=harbour
        )
        told = Told(
            "boat",
            words="To sjarker",
            contact_name="Anne Holm",
            contact_phone="400 00 777",
            paid_by="Kommunen",
        )
        offer_capability(club, told, by=ola, at=at, channel="phone")
        answer = cell.get("/desk/crisis/paper/")
        assert (
            answer["Content-Type"] == "application/pdf" and "2026-03-10-1000" in answer["Content-Disposition"]
        )
        assert answer.content.startswith(b"%PDF-") and b"/StructTreeRoot" in _opened(answer.content)
        assert AuditEntry.objects.get(verb="took_crisis_lists").facts["shown"] == 1
        assert "tirsdag 10. mars" in body(cell.get("/desk/crisis/"))

    def test_what_is_on_the_paper(self, skipper, harbour, nora, ola, at):
        from samspill.people.queries import asker_for
        from samspill.volunteering.queries.crisis_paper import everybody_on_paper

        skipper("Kari Havn", "41234567", languages=("ti", "nb"))
        skipper("Ola Land", skills=("car",))
        paper = everybody_on_paper(asker_for(nora, on=at.date()), at=at)
        assert [one.found.name for one in paper.by_skill("boat_licence")] == ["Kari Havn"]
        assert [one.phone for one in paper.by_language("ti")] == ["+4741234567"]
        assert [one.found.name for one in paper.people] == ["Kari Havn", "Ola Land"]

    def test_a_call_out_goes_on_by_hand_from_its_paper(self, cell, skipper, asked, callout):
        skipper("Anne Fast", "73512345")
        asked()
        assert cell.get(f"/desk/crisis/{callout.pk}/paper/").content.startswith(b"%PDF-")


class TestTheReport:
    def test_its_figures_add_up_to_the_spreadsheet_and_nothing_in_it_is_a_formula(
        self, cell, skipper, asked, callout, at
    ):
        (
            skipper("=HYPERLINK Havn", "41234567"),
            skipper("Per Havn", "92234567"),
            skipper("Siv Havn", "93234567"),
        )
        asked()
        says("+4741234567", "JA 20", at + dt.timedelta(minutes=2), "1")
        says("+4792234567", "NEI", at + dt.timedelta(minutes=4), "2")
        base = f"/desk/crisis/{callout.pk}/report/"
        page = body(cell.get(base))
        assert "2 min 0 s" in page
        book = CalamineWorkbook.from_filelike(io.BytesIO(cell.get(f"{base}sheet/").content))
        people, figures = (book.get_sheet_by_index(n).to_python() for n in (0, 1))
        told = {row[0]: row[1] for row in figures}
        assert len(people) - 1 == int(told["Spurt"]) == 3
        assert sum(row[5] == "Ja" for row in people) == int(told["Sa ja"]) == 1
        assert int(told["Svarte ikke"]) == 1 and any(row[0].startswith("=HYPERLINK") for row in people)
        assert cell.get(f"{base}paper/").content.startswith(b"%PDF-")

    def test_a_drill_and_the_last_use_are_shown(self, cell, centre, nora, at):
        assert body(cell.get("/desk/crisis/")).count("Aldri</dd>") >= 2
        start_callout(Wanted("Øving", is_drill=True), unit=centre, by=nora, at=at)
        assert "tirsdag 10. mars 2026" in body(cell.get("/desk/crisis/"))


class TestWhatAssociationsOffer:
    @pytest.fixture
    def club(self, harbour, at):
        return Organisation.objects.create(
            name="Holmen kystlag", came_from="desk", created_at=at, area=harbour
        )

    def told(self, **more):
        return {"kind": "boat", "number": "2", "words": "To sjarker", "place": "Båthuset", "area": "", "turn": "1",
                "contact_name": "Anne Holm", "contact_phone": "400 00 777", "paid_by": "Kommunen",
                "channel": "phone"} | more  # fmt: skip

    def test_it_is_typed_in_changed_said_anew_and_taken_back(self, desk, club, at):
        base = f"/desk/associations/{club.pk}/capabilities/"
        desk.post(base, self.told())
        row = OrganisationCapability.objects.get()
        assert row.contact.posts.get().organisation == club
        assert "To sjarker" in body(desk.get(base))
        desk.post(f"{base}{row.pk}/", self.told(number="3"))
        desk.post(f"{base}{row.pk}/standing/", {"deed": "use"})
        row.refresh_from_db()
        assert (row.number, row.used_at) == (3, at)
        desk.post(f"{base}{row.pk}/standing/", {"deed": "withdraw"})
        assert "To sjarker" not in body(desk.get(base))

    def test_a_wrong_number_is_told_at_its_field(self, desk, club):
        page = body(desk.post(f"/desk/associations/{club.pk}/capabilities/", self.told(contact_phone="12")))
        assert "ds-validation-message" in page and not OrganisationCapability.objects.exists()

    def test_its_contact_tells_it_by_a_link_without_an_account(self, desk, club, client, at):
        desk.post(f"/desk/associations/{club.pk}/capabilities/", self.told())
        row = OrganisationCapability.objects.get()
        post = row.contact.posts.get()
        desk.post(f"/desk/associations/{club.pk}/posts/{post.pk}/link/")
        [link] = re.findall(r"/me/offering/[^\s/]+/", OutboundMessage.objects.get().body)
        client.defaults["HTTP_HOST"] = "lillevik.test"
        assert "To sjarker" in body(client.get(link))
        client.post(link, {"kind": "food", "words": "Fiskesuppe", "number": "60", "area": ""})
        soup = OrganisationCapability.objects.get(kind="food")
        assert (soup.contact, soup.assured_channel, soup.entered_by) == (row.contact, "web", None)
        client.post(f"{link}{row.pk}/withdrawal/")
        client.post(f"{link}{soup.pk}/assurance/")
        row.refresh_from_db()
        assert row.withdrawn_at
        post.until_on = at.date()
        post.save()
        assert client.get(link).status_code == 410

    def test_a_link_opens_no_other_associations_offers(self, desk, club, client, ola, at):
        other = Organisation.objects.create(name="Roklubben", came_from="desk", created_at=at)
        theirs = offer_capability(other, Told("boat"), by=ola, at=at, channel="phone")
        desk.post(f"/desk/associations/{club.pk}/capabilities/", self.told())
        post = OrganisationCapability.objects.get(organisation=club).contact.posts.get()
        desk.post(f"/desk/associations/{club.pk}/posts/{post.pk}/link/")
        [link] = re.findall(r"/me/offering/[^\s/]+/", OutboundMessage.objects.get().body)
        client.defaults["HTTP_HOST"] = "lillevik.test"
        assert client.post(f"{link}{theirs.pk}/withdrawal/").status_code == 404


def _opened(made: bytes) -> bytes:
    """The bytes of a PDF with its compressed parts opened."""
    parts = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    return b"\n".join(parts)
