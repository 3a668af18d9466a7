"""A call-out at the desk: the board, the phone chain, paper for when the power is gone, and the report."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib

from python_calamine import CalamineWorkbook

from samspill.foundation.models import AuditEntry
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.volunteering.actions.callouts import Wanted, send_callout_wave, start_callout
from samspill.volunteering.actions.capabilities import Told, offer_capability
from samspill.volunteering.models import CallOutEntry, CallOutQuestion
from samspill.web.desk.crisis.tests.conftest import body, says


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


def _opened(made: bytes) -> bytes:
    """The bytes of a PDF with its compressed parts opened."""
    parts = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            parts.append(stream)
    return b"\n".join(parts)
