"""A call-out: asked in waves by the fastest way, answered by SMS or typed in, enough said, ended."""

import datetime as dt

import pytest

from conftest import make_staff
from samspill.foundation.models import Area, AuditEntry
from samspill.messaging.actions import BudgetSpent, opt_out
from samspill.messaging.models import InboundMessage, MessagingPolicy, OutboundMessage
from samspill.people.actions import HoldsNationalId, forget_person, merge_persons, withdraw_consent
from samspill.people.queries import asker_for, export_person
from samspill.volunteering.actions.callout_answers import (
    answer_callout,
    arrive,
    note_no_answer,
    note_unreached,
)
from samspill.volunteering.actions.callouts import (
    HasEnded,
    NobodyLeft,
    TitleMissing,
    Wanted,
    end_callout,
    say_enough,
    send_callout_wave,
    start_callout,
    write_in_log,
    write_to_those_who_come,
)
from samspill.volunteering.models import Assignment, CallOut, CallOutQuestion, CallOutWave, Shift
from samspill.volunteering.queries.callouts import (
    board,
    board_version,
    callouts_for,
    phone_list,
    what_waits_in_callouts,
)
from samspill.volunteering.rules.crisis import Criteria

NIGHT = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def nora(centre, at):
    return make_staff("Nora Dal", centre, "crisis", at=at)


@pytest.fixture
def cell(nora, at):
    return asker_for(nora, on=at.date())


@pytest.fixture
def call_out(nora, centre, at):
    """Start a call-out for the missing boat; `call_out(wanted=3)`."""

    def start(**facts):
        told = {"title": "Savnet båt", "words": "Leting langs land", "meeting_place": "Båthuset på Holmen",
                "private_text": "Kanal 16. Ring Anne 400 00 999.", "wanted": 2} | facts  # fmt: skip
        return start_callout(Wanted(**told), unit=centre, by=nora, at=at)

    return start


@pytest.fixture
def wave(nora, at):
    def send(callout, **how):
        return send_callout_wave(callout.pk, by=nora, at=how.pop("at", at), **how)

    return send


def question(person):
    return CallOutQuestion.objects.get(person=person)


def sent_to(person):
    return list(
        OutboundMessage.objects.filter(person=person)
        .order_by("queued_at", "pk")
        .values_list("body", flat=True)
    )


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
