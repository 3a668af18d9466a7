"""A call-out: asked in waves by the fastest way, enough said, ended."""

import datetime as dt

import pytest

from samspill.foundation.models import Area, AuditEntry
from samspill.messaging.actions import BudgetSpent, opt_out
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import HoldsNationalId, withdraw_consent
from samspill.volunteering.actions.callouts import (
    HasEnded,
    NobodyLeft,
    TitleMissing,
    end_callout,
    say_enough,
    write_to_those_who_come,
)
from samspill.volunteering.models import CallOut, CallOutQuestion, CallOutWave
from samspill.volunteering.queries.callouts import board, phone_list
from samspill.volunteering.rules.crisis import Criteria
from samspill.volunteering.tests.calling_out import question
from samspill.volunteering.tests.conftest import sent_to

NIGHT = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


class TestAsking:
    def test_everybody_who_can_is_asked_at_once_with_the_public_words_alone(self, call_out, wave, volunteer):
        kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
        callout = call_out()
        assert wave(callout).asked == 2
        [text] = sent_to(kari)
        assert all(
            words in text for words in ("Savnet båt", "Leting langs land", "Båthuset på Holmen", "JA 20")
        )
        assert "Kanal 16" not in text and str(callout.code) in text
        assert sent_to(ali) == [text]

    def test_the_nearest_are_asked_first_and_the_next_wave_goes_wider(self, call_out, wave, volunteer):
        here, there = (
            Area.objects.create(name=n, latitude=x, longitude=6.0) for n, x in (("A", 65.0), ("B", 65.2))
        )
        far, near = (
            volunteer("Far Nord", person={"area": there}),
            volunteer("Near Nord", person={"area": here}),
        )
        callout = call_out(criteria=Criteria(area=str(here.pk)))
        wave(callout, size=1)
        assert [one.person for one in callout.questions.all()] == [near]
        with pytest.raises(NobodyLeft):
            wave(callout, within_km=5.0)
        second = wave(callout, within_km=50.0)
        assert (second.number, second.asked, question(far).km) == (2, 1, 22.2)

    def test_nobody_is_asked_twice_and_an_empty_wave_is_told(self, call_out, wave, volunteer):
        kari = volunteer("Kari Berg")
        callout = call_out()
        wave(callout)
        with pytest.raises(NobodyLeft):
            wave(callout)
        assert len(sent_to(kari)) == 1 and CallOutWave.objects.count() == 1

    def test_who_said_stopp_or_took_back_her_consent_is_called_and_not_written_to(
        self, call_out, wave, volunteer, at
    ):
        stopped, withdrew, landline = (
            volunteer("Stopp Nord", "41200001"),
            volunteer("Samtykke Nord", "41200002"),
            volunteer("Fasttelefon Nord", "73512345"),
        )
        opt_out("sms", "+4741200001", source="sms", at=at)
        withdraw_consent(withdrew, "phone", by="system", at=at)
        callout = call_out()
        wave(callout)
        assert not OutboundMessage.objects.exists()
        assert {one.person for one, _ in phone_list(callout)} == {stopped, withdrew, landline}
        assert {phone for _, phone in phone_list(callout)} == {"+4741200001", "+4741200002", "+4773512345"}

    def test_a_couple_with_one_phone_signs(self, call_out, wave, volunteer, texts):
        kari, arne = volunteer("Kari Nordvik", "41200001"), volunteer("Arne Nordvik", "41200001")
        callout = call_out()
        wave(callout)
        assert "Kari" in sent_to(kari)[0] and "Arne" in sent_to(arne)[0]
        texts(arne, f"JA {callout.code} 15 hilsen Arne")
        assert (question(arne).answer, question(arne).minutes, question(kari).answer) == ("yes", 15, "")
        unsigned = texts(kari, "JA 10")
        assert unsigned.waits_since_at and question(kari).answer == ""

    def test_quiet_hours_hold_it_back_unless_it_is_said_expressly(self, call_out, wave, volunteer):
        volunteer("Kari Berg")
        callout = call_out()
        wave(callout, at=NIGHT, size=1)
        assert OutboundMessage.objects.get().not_before_at > NIGHT + dt.timedelta(hours=4)
        ali = volunteer("Ali Hassan")
        loud = wave(callout, at=NIGHT, despite_quiet_hours=True)
        assert OutboundMessage.objects.get(person=ali).not_before_at == NIGHT
        assert loud.despite_quiet_hours
        line = AuditEntry.objects.filter(verb="send_callout_wave").order_by("at", "pk").last()
        assert line.facts["despite_quiet_hours"] and line.facts["ore"] == loud.cost_ore > 0

    def test_by_day_nothing_was_disregarded(self, call_out, wave, volunteer):
        volunteer("Kari Berg")
        assert not wave(call_out(), despite_quiet_hours=True, despite_budget=True).despite_quiet_hours

    def test_the_budget_stops_it_with_nothing_sent_unless_it_is_said_expressly(
        self, call_out, wave, volunteer
    ):
        MessagingPolicy.objects.create(daily_budget_ore=50, quiet_from=dt.time(0), quiet_until=dt.time(0))
        volunteer("Kari Berg")
        callout = call_out()
        with pytest.raises(BudgetSpent):
            wave(callout)
        assert not CallOutQuestion.objects.exists() and not OutboundMessage.objects.exists()
        assert wave(callout, despite_budget=True).despite_budget

    def test_a_drill_says_so_first(self, call_out, wave, volunteer):
        kari = volunteer("Kari Berg")
        wave(call_out(is_drill=True))
        assert sent_to(kari)[0].startswith("ØVELSE")

    def test_a_button_pressed_twice_is_one_call_out(self, call_out):
        assert call_out(form_key="abc") == call_out(form_key="abc")
        assert CallOut.objects.count() == 1

    def test_what_is_missing_or_must_not_be_kept_is_refused(self, call_out):
        with pytest.raises(TitleMissing):
            call_out(title="  ")
        with pytest.raises(HoldsNationalId):
            call_out(words="Savnet: 17054026641")
        assert not CallOut.objects.exists()

    def test_codes_are_one_series_with_the_shifts(self, call_out, phoned_in):
        first = call_out().code
        shift = phoned_in().shifts.get()
        assert (first, shift.code, call_out().code) == (300, 301, 302)


class TestEnough:
    @pytest.fixture
    def three(self, volunteer, call_out, wave):
        people = [volunteer(f"Person{n} Nord") for n in range(3)]
        callout = call_out(wanted=1)
        wave(callout)
        OutboundMessage.objects.update(claimed_at=callout.started_at, sent_at=callout.started_at)
        return callout, people

    def test_there_are_no_seats_and_the_board_says_when_it_is_enough(self, three, texts, at):
        callout, people = three
        texts(people[0], "JA 5")
        texts(people[1], "JA 5")
        shown = board(callout, at=at)
        assert shown.counts.coming == 2 and shown.is_enough

    def test_one_press_thanks_the_rest_and_pressed_twice_nobody_twice(self, three, texts, nora, at):
        callout, people = three
        texts(people[0], "JA 5")
        assert say_enough(callout.pk, by=nora, at=at) == 2
        assert say_enough(callout.pk, by=nora, at=at) == 0
        assert "nok nå" in sent_to(people[1])[-1] and len(sent_to(people[1])) == 2
        assert not any("nok nå" in text for text in sent_to(people[0]))

    def test_a_yes_after_that_is_thanked_and_stands_as_said(self, three, texts, nora, at):
        callout, people = three
        say_enough(callout.pk, by=nora, at=at)
        assert texts(people[2], "JA 5").outcome == "enough"
        assert question(people[2]).answer == "yes" and "nok nå" in sent_to(people[2])[-1]
        assert "Kanal 16" not in " ".join(sent_to(people[2]))

    def test_whose_question_never_left_is_not_told(self, volunteer, call_out, wave, nora, at):
        kari = volunteer("Kari Berg")
        callout = call_out()
        wave(callout)
        assert say_enough(callout.pk, by=nora, at=at) == 0
        assert OutboundMessage.objects.get(person=kari).cancelled_at == at

    def test_a_new_wave_takes_it_back(self, three, volunteer, wave, nora, at):
        callout, _ = three
        say_enough(callout.pk, by=nora, at=at)
        volunteer("Ny Nord")
        wave(callout)
        callout.refresh_from_db()
        assert callout.enough_at is None

    def test_those_who_come_can_be_written_to(self, three, texts, nora, at):
        callout, people = three
        texts(people[0], "JA 5")
        assert write_to_those_who_come(callout.pk, "Ta med lykt", by=nora, at=at, key="k1") == 1
        assert write_to_those_who_come(callout.pk, "Ta med lykt", by=nora, at=at, key="k1") == 0
        assert "Ta med lykt" in sent_to(people[0])[-1] and len(sent_to(people[1])) == 1

    def test_when_it_is_over_those_it_concerns_are_told_and_nothing_more_can_be_done(
        self, three, texts, nora, at, wave
    ):
        callout, people = three
        texts(people[0], "JA 5")
        texts(people[1], "NEI")
        assert end_callout(callout.pk, by=nora, at=at) == 2
        assert "over" in sent_to(people[0])[-1] and "over" in sent_to(people[2])[-1]
        assert len(sent_to(people[1])) == 1
        for act in (end_callout, say_enough):
            with pytest.raises(HasEnded):
                act(callout.pk, by=nora, at=at)
        with pytest.raises(HasEnded):
            wave(callout)

    def test_an_answer_that_crossed_with_the_end_is_understood_and_told(self, three, texts, nora, at):
        callout, people = three
        end_callout(callout.pk, by=nora, at=at)
        assert texts(people[2], "JA 5", when=at + dt.timedelta(minutes=1)).outcome == "over"
        assert texts(people[2], "JA", when=at + dt.timedelta(days=2)).outcome == "unclear"
