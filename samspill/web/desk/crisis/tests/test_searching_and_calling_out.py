"""The crisis cell at the desk searches across units, and calls out with the price in sight."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from conftest import make_staff
from samspill.foundation import clock
from samspill.foundation.models import Area, AuditEntry
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.organisations.models import Organisation
from samspill.people.models import Unit
from samspill.volunteering.actions.capabilities import Told, offer_capability
from samspill.volunteering.models import CallOut, CallOutEntry
from samspill.web.desk.crisis.tests.conftest import body, looking_for


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
