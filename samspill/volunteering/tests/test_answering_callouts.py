"""A call-out is answered by SMS or typed in, also beside a shift, and nothing is guessed."""

import datetime as dt

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.volunteering.actions.callout_answers import answer_callout, note_no_answer, note_unreached
from samspill.volunteering.models import Assignment, Shift
from samspill.volunteering.queries.callouts import board, phone_list
from samspill.volunteering.tests.calling_out import question
from samspill.volunteering.tests.conftest import sent_to


class TestAnswering:
    @pytest.fixture
    def kari(self, volunteer):
        return volunteer("Kari Berg")

    @pytest.fixture
    def callout(self, kari, call_out, wave):
        callout = call_out()
        wave(callout)
        return callout

    def test_yes_with_minutes_tells_when_she_is_there_and_gets_the_private_part(
        self, callout, kari, texts, at
    ):
        answer = texts(kari, "Ja 20", when=at + dt.timedelta(minutes=2))
        mine = question(kari)
        assert (mine.answer, mine.minutes, mine.there_at) == ("yes", 20, at + dt.timedelta(minutes=22))
        assert answer.handled_at and answer.outcome == "yes" and answer.person == kari
        assert "Kanal 16" in sent_to(kari)[-1] and "PÅ VEI" in sent_to(kari)[-1]

    def test_on_the_way_and_there_follow(self, callout, kari, texts, at):
        texts(kari, "JA")
        texts(kari, "på vei 10", when=at + dt.timedelta(minutes=5))
        assert question(kari).set_out_at and question(kari).there_at == at + dt.timedelta(minutes=15)
        texts(kari, "FREMME", when=at + dt.timedelta(minutes=14))
        assert question(kari).arrived_at == at + dt.timedelta(minutes=14)

    def test_there_without_having_said_yes_is_a_yes(self, callout, kari, texts):
        texts(kari, "er framme")
        assert question(kari).answer == "yes" and question(kari).arrived_at

    def test_she_may_change_her_mind_both_ways(self, callout, kari, texts, at):
        texts(kari, "JA 20")
        texts(kari, "nei dessverre")
        assert (question(kari).answer, question(kari).there_at) == ("no", None)
        texts(kari, "ja 40")
        assert (question(kari).answer, question(kari).minutes) == ("yes", 40)

    def test_the_same_answer_delivered_twice_counts_once(self, callout, kari, texts):
        texts(kari, "JA 20", provider_id="same")
        texts(kari, "JA 20", provider_id="same")
        texts(kari, "JA 20")
        assert len(sent_to(kari)) == 2  # The question, and one confirmation.

    def test_later_is_neither_yes_nor_no(self, callout, kari, texts, at):
        texts(kari, "Kanskje senere")
        assert board(callout, at=at).counts.later == 1

    @pytest.mark.parametrize(
        "text", ["👍", "", "nja", "x" * 1000, "ربما", "ja kl 17.30", "har dere bil til meg?"]
    )
    def test_what_is_unclear_stands_on_the_call_outs_own_list_and_in_the_inbox(
        self, callout, kari, texts, cell, at, text
    ):
        from samspill.messaging.queries import inbox

        message = texts(kari, text)
        assert question(kari).answer == ""
        assert board(callout, at=at).unclear == [message] == list(inbox(cell))

    def test_stopp_works_as_always_and_she_stands_among_the_silent(self, callout, kari, texts, at):
        assert texts(kari, "STOPP").outcome == "stopped"
        assert question(kari).answer == ""

    def test_a_stranger_is_none_of_ours(self, callout, at):
        from samspill.messaging.actions import receive_inbound

        message = receive_inbound(
            gateway="simulator", provider_id="1", channel="sms", sender="+4799999999", body="JA 20", at=at
        )
        assert message.outcome == "unclear" and message.about == ""

    def test_typed_in_by_phone_it_stands_in_the_conversation(self, callout, kari, nora, at):
        answer_callout(question(kari).pk, "yes", minutes=15, channel="phone", by=nora, at=at)
        mine = question(kari)
        assert (mine.answer_channel, mine.answer_entered_by, mine.minutes) == ("phone", nora, 15)
        assert kari.phone_notes.get().text == "Sier ja til: Savnet båt"

    def test_nobody_answers_and_she_goes_to_the_end_of_the_phone_list(
        self, call_out, wave, volunteer, nora, at
    ):
        volunteer("Anne Fast", "73512345"), volunteer("Bodil Fast", "73512346")
        callout = call_out()
        wave(callout)
        first = phone_list(callout)[0][0]
        note_no_answer(first.pk, by=nora, at=at)
        assert phone_list(callout)[-1][0] == first and len(phone_list(callout)) == 2

    def test_a_question_that_did_not_arrive_puts_her_on_the_phone_list(self, callout, kari, at):
        from samspill.messaging.actions import receive_report

        message = OutboundMessage.objects.get()
        OutboundMessage.objects.update(gateway="simulator", provider_id="p1", sent_at=at, claimed_at=at)
        receive_report(gateway="simulator", provider_id="p1", status="failed", at=at)
        assert [one.person for one, _ in phone_list(callout)] == [kari]
        assert board(callout, at=at).counts.unreached == 1
        assert not note_unreached(message, at=at)


class TestBesideShifts:
    """The same phone is asked about a shift and called out: nothing is guessed."""

    @pytest.fixture
    def kari(self, volunteer):
        return volunteer("Kari Berg")

    @pytest.fixture
    def both(self, kari, call_out, wave, phoned_in, ask):
        ask(phoned_in(), kari)
        callout = call_out()
        wave(callout)
        return callout

    def test_a_bare_yes_is_asked_about(self, both, kari, texts, at):
        message = texts(kari, "JA")
        assert message.outcome == "which" and message.waits_since_at
        assert question(kari).answer == "" and not Assignment.objects.exists()
        assert str(both.code) in sent_to(kari)[-1] and str(Shift.objects.get().code) in sent_to(kari)[-1]
        assert board(both, at=at).unclear == [message]

    def test_the_code_tells_which(self, both, kari, texts):
        texts(kari, f"JA {both.code} 20")
        assert (question(kari).answer, question(kari).minutes) == ("yes", 20)
        assert not Assignment.objects.exists()
        texts(kari, f"JA {Shift.objects.get().code}")
        assert Assignment.objects.get().person == kari

    def test_a_shifts_code_after_yes_is_never_minutes(self, both, kari, texts):
        Shift.objects.update(code=20)
        texts(kari, "JA 20")
        assert Assignment.objects.exists() and question(kari).answer == ""

    def test_minutes_in_words_and_on_the_way_can_only_be_the_call_out(self, both, kari, texts):
        texts(kari, "ja 20 min")
        assert question(kari).answer == "yes" and not Assignment.objects.exists()

    def test_once_the_call_out_is_answered_a_bare_yes_is_the_shifts(self, both, kari, texts):
        texts(kari, f"NEI {both.code}")
        texts(kari, "JA")
        assert Assignment.objects.get().person == kari and question(kari).answer == "no"

    def test_avbud_with_a_shifts_code_is_the_shifts(self, both, kari, texts):
        code = Shift.objects.get().code
        texts(kari, f"JA {code}")
        texts(kari, f"AVBUD {code}")
        assert Assignment.objects.get().released_at and question(kari).answer == ""

    def test_avbud_alone_from_one_who_comes_and_has_no_shift_is_a_no(self, volunteer, call_out, wave, texts):
        per = volunteer("Per Aune")
        wave(call_out())
        texts(per, "JA 10")
        texts(per, "AVBUD")
        assert question(per).answer == "no"

    def test_two_call_outs_at_once_are_asked_about_too(self, kari, call_out, wave, texts):
        first, second = call_out(), call_out(title="Flom")
        wave(first), wave(second)
        assert texts(kari, "JA 20").outcome == "which"
        texts(kari, f"JA {second.code} 20")
        assert second.questions.get().answer == "yes" and first.questions.get().answer == ""
