"""The board of a call-out: who comes and when, its log, for the cell alone; and persons who are merged or forgotten."""

import pytest

from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.actions import HoldsNationalId, forget_person, merge_persons
from samspill.people.queries import export_person
from samspill.volunteering.actions.callout_answers import arrive, note_no_answer
from samspill.volunteering.actions.callouts import end_callout, write_in_log
from samspill.volunteering.models import CallOutQuestion
from samspill.volunteering.queries.callouts import (
    board,
    board_version,
    callouts_for,
    phone_list,
    what_waits_in_callouts,
)
from samspill.volunteering.tests.calling_out import question


class TestTheBoard:
    def test_it_tells_who_comes_in_order_of_arrival(self, volunteer, call_out, wave, texts, at):
        people = {name: volunteer(f"{name} Nord") for name in ("Slow", "Fast", "There", "Untold", "Silent")}
        callout = call_out()
        wave(callout)
        texts(people["Slow"], "JA 40"), texts(people["Fast"], "JA 5"), texts(people["Untold"], "JA")
        texts(people["There"], "JA 1"), texts(people["There"], "FREMME")
        shown = board(callout, at=at)
        assert [one.person.name.split()[0] for one in shown.coming] == ["There", "Fast", "Slow", "Untold"]
        counts = shown.counts
        assert (counts.asked, counts.coming, counts.arrived, counts.silent) == (5, 4, 1, 1)
        assert counts.first_reply_at == at

    def test_reached_counts_what_went_out(self, volunteer, call_out, wave, at):
        volunteer("Kari Berg"), volunteer("Ali Hassan")
        callout = call_out()
        wave(callout)
        assert board(callout, at=at).counts.reached == 0
        OutboundMessage.objects.filter(pk=OutboundMessage.objects.first().pk).update(sent_at=at)
        assert board(callout, at=at).counts.reached == 1

    def test_its_version_is_one_query_and_changes_with_every_fact(
        self, volunteer, call_out, wave, texts, nora, at, django_assert_num_queries
    ):
        kari, anne = volunteer("Kari Berg"), volunteer("Anne Fast", "73512345")
        callout = call_out()
        seen = [board_version(callout)]

        def changed():
            seen.append(board_version(callout))
            return len(set(seen)) == len(seen)

        wave(callout)
        assert changed()
        OutboundMessage.objects.update(sent_at=at)
        assert changed()
        texts(kari, "nja")
        assert changed()
        texts(kari, "JA 5")
        assert changed()
        arrive(question(kari).pk, channel="phone", by=nora, at=at)
        assert changed()
        note_no_answer(question(anne).pk, by=nora, at=at)
        assert changed()
        write_in_log(callout, "Hovedredningssentralen har overtatt", by=nora, at=at)
        assert changed()
        with django_assert_num_queries(1):
            board_version(callout)

    def test_the_log_holds_what_happened_and_what_was_typed(self, volunteer, call_out, wave, texts, nora, at):
        kari = volunteer("Kari Berg")
        callout = call_out()
        wave(callout)
        texts(kari, "JA 5")
        write_in_log(callout, "Det var for få lykter", by=nora, at=at, went_wrong=True)
        with pytest.raises(HoldsNationalId):
            write_in_log(callout, "Fant 17054026641", by=nora, at=at)
        log = board(callout, at=at).log
        assert {"start_callout", "send_callout_wave", "callout_yes", "went_wrong"} == {
            line.verb for line in log
        }
        assert next(line for line in log if line.verb == "callout_yes").person == "Kari Berg"

    def test_it_stands_on_top_for_the_cell_alone_until_it_is_over(self, call_out, asker, cell, nora, at):
        callout = call_out()
        assert what_waits_in_callouts(cell, at=at) == [callout]
        assert what_waits_in_callouts(asker, at=at) == [] == list(callouts_for(asker))
        end_callout(callout.pk, by=nora, at=at)
        assert what_waits_in_callouts(cell, at=at) == []


class TestPersons:
    def test_two_who_are_one_keep_the_answer_that_came_furthest(self, volunteer, call_out, wave, texts, at):
        keep, gone = volunteer("Kari Berg"), volunteer("K. Berg")
        wave(call_out())
        texts(gone, "JA 20")
        merge_persons(keep, gone, by="system", at=at, channel="web")
        assert CallOutQuestion.objects.get().answer == "yes" and question(keep).minutes == 20

    def test_one_who_is_forgotten_still_counts_and_is_not_called(self, volunteer, call_out, wave, at):
        anne, kari = volunteer("Anne Fast", "73512345"), volunteer("Kari Berg")
        callout = call_out()
        wave(callout)
        for person in (anne, kari):
            forget_person(person, by="system", at=at, channel="web")
        assert board(callout, at=at).counts.asked == 2 and phone_list(callout) == []
        assert not CallOutQuestion.objects.exclude(address="").exists()

    def test_her_export_holds_what_she_was_called_out_for(self, volunteer, call_out, wave, texts):
        kari = volunteer("Kari Berg")
        wave(call_out())
        texts(kari, "JA 20")
        [row] = export_person(kari)["rows"]["volunteering.calloutquestion"]
        assert row["answer"] == "yes" and row["minutes"] == 20
        assert InboundMessage.objects.get().about.startswith("volunteering.callout:")
