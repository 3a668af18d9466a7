"""From what a recipient would like to somebody who says yes."""

import datetime as dt

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.people.actions import HoldsNationalId
from samspill.volunteering import actions
from samspill.volunteering.actions.pair_needs import NotHelpedAnyMore, WantedInThePast, reopen_for_new_match
from samspill.volunteering.actions.recipients import (
    HasLivePair,
    NobodySpeaksForHer,
    RecipientChangedMeanwhile,
    SpeaksForHerself,
    change_recipient,
    drop_contact,
    end_recipient,
    name_contact,
    take_recipient_back,
)
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Assignment, Need, Pairing, Recipient, RecipientContact, Shift
from samspill.volunteering.queries.matching import who_fits
from samspill.volunteering.queries.tasks import private_part
from samspill.volunteering.rules.availability import from_codes


def shift_of(need):
    return Shift.objects.select_related("need__request__recipient", "need__unit", "need__area").get(need=need)


def marks(person, need, at):
    [suggestion] = who_fits(shift_of(need), at=at).of([person.pk])
    return {mark.code: mark.value for mark in (*suggestion.fit.reasons, *suggestion.fit.walls)}


def test_what_she_would_like_is_kept_in_her_own_words_and_in_codes(helped):
    recipient = helped(wishes=("visit",), wish_words="En å prate med", note="Hører dårlig på høyre øre")
    assert recipient.wishes == ("visit",) and recipient.interests == ("knitting", "walks")
    with pytest.raises(UnknownCode):
        helped("Astrid Lund", "41300002", interests=("skydiving",))
    with pytest.raises(HoldsNationalId):
        helped("Astrid Lund", "41300002", note="Født 01010750160")
    assert Recipient.objects.count() == 1


def test_two_colleagues_who_change_her_do_not_overwrite_each_other(helped, ola, at):
    gunvor = helped()
    change_recipient(gunvor.pk, seen_version=1, by=ola, at=at, wish_words="Gå på kafé")
    with pytest.raises(RecipientChangedMeanwhile):
        change_recipient(gunvor.pk, seen_version=1, by=ola, at=at, wish_words="Spille kort")
    gunvor.refresh_from_db()
    assert gunvor.wish_words == "Gå på kafé"


def test_somebody_may_speak_for_her_one_at_a_time_and_never_she_herself(helped, ola, at):
    gunvor = helped()
    with pytest.raises(NobodySpeaksForHer):
        change_recipient(gunvor.pk, seen_version=1, by=ola, at=at, asks="contact")
    name_contact(gunvor, "Liv Lie", ["41 30 00 09"], [], relation="datter", by=ola, at=at)
    gunvor.refresh_from_db()
    change_recipient(gunvor.pk, seen_version=gunvor.version, by=ola, at=at, asks="contact")
    name_contact(gunvor, "Per Lie", ["41 30 00 08"], [], relation="sønn", by=ola, at=at)
    live = RecipientContact.objects.filter(ended_at__isnull=True)
    assert [row.person.name for row in live] == ["Per Lie"] and RecipientContact.objects.count() == 2
    with pytest.raises(SpeaksForHerself):
        name_contact(gunvor, "Gunvor Lie", ["41 30 00 01"], [], by=ola, at=at)
    drop_contact(gunvor, by=ola, at=at)
    gunvor.refresh_from_db()
    assert gunvor.asks == "self" and not live.all().exists()


def test_a_pair_need_has_one_shift_that_carries_the_question_and_what_she_wishes_for(helped, wanted, at):
    need = wanted(helped(helper_gender="f", person={"languages": ("so", "nb")}))
    shift = shift_of(need)
    assert need.form == Need.Form.PAIR and (need.gender, need.languages) == ("f", ("so", "nb"))
    assert shift.starts_at > at and shift.ends_at - shift.starts_at == dt.timedelta(weeks=8)
    assert need.places == shift.places == 1


def test_what_cannot_be_wanted_is_refused_and_nothing_is_half_saved(helped, wanted, ola, at):
    gunvor = helped()
    with pytest.raises(UnknownCode):
        wanted(gunvor, "shopping")
    with pytest.raises(WantedInThePast):
        wanted(gunvor, from_on=at.date() - dt.timedelta(days=1))
    end_recipient(gunvor, by=ola, at=at)
    gunvor.refresh_from_db()
    with pytest.raises(NotHelpedAnyMore):
        wanted(gunvor)
    assert not Need.objects.exists() and not Shift.objects.exists()


def test_what_two_share_is_a_reason_and_comes_before_who_was_asked_least(helped, wanted, volunteer, at):
    need = wanted(helped(interests=("knitting", "walks", "music")))
    knits = volunteer("Kari Berg", interests=("knitting", "music", "football"))
    plays = volunteer("Per Aune", interests=("football",))
    assert marks(knits, need, at)["shares"] == ["knitting", "music"]
    assert "shares" not in marks(plays, need, at)
    assert [one.person_id for one in who_fits(shift_of(need), at=at).best()] == [knits.pk, plays.pk]


def test_shared_languages_are_a_reason_and_the_wish_for_a_woman_is_a_wall(helped, wanted, volunteer, at):
    need = wanted(helped(helper_gender="f", person={"languages": ("so",)}))
    amina = volunteer("Amina Warsame", person={"languages": ("so", "nb"), "gender": "f"})
    per = volunteer("Per Aune", person={"gender": "m"})
    assert marks(amina, need, at)["language"] == ["so"]
    assert "gender" in marks(per, need, at)


def test_what_a_need_demands_is_a_wall_with_the_missing_thing_named(helped, wanted, volunteer, at):
    need = wanted(helped(), demands=("confidentiality",))
    assert marks(volunteer("Kari Berg"), need, at)["missing"] == "confidentiality"


def test_a_wish_for_visits_is_near_enough_to_wishing_to_be_a_visiting_friend(helped, wanted, volunteer, at):
    need = wanted(helped())
    kari, per = volunteer("Kari Berg", wishes=("visit",)), volunteer("Per Aune", wishes=("garden",))
    assert marks(kari, need, at)["wish"] == "visit"
    assert marks(per, need, at)["other_wishes"] == ["garden"]


def test_the_times_she_likes_are_compared_with_when_a_volunteer_can(helped, wanted, volunteer, at):
    need = wanted(helped(times=from_codes(["tu-afternoon", "we-afternoon"])))
    tuesdays = volunteer("Kari Berg", availability=from_codes(["tu-afternoon"]))
    weekends = volunteer("Per Aune", availability=from_codes(["sa-day"]))
    silent = volunteer("Eva Lund")
    assert marks(tuesdays, need, at)["available"] == from_codes(["tu-afternoon"])
    assert "not_available" in marks(weekends, need, at)
    assert not {"available", "not_available"} & set(marks(silent, need, at))


def test_the_question_asks_for_a_visiting_friend_and_never_names_her(helped, wanted, volunteer, ask, read_by):
    kari = volunteer("Kari Berg")
    ask(wanted(helped(rhythm_words="annenhver uke"), private_text="Nøkkel under potta"), kari)
    [text] = read_by(kari)
    assert text.startswith("Hei Kari! Kan du være besøksvenn for en person fra Nordsida?")
    assert "annenhver uke" in text and "JA " in text
    assert not any(secret in text for secret in ("Gunvor", "Nordsida 15", "41300001", "413 00 001", "potta"))


def test_a_yes_makes_a_pair_that_has_not_begun_and_the_others_are_told_kindly(
    helped, wanted, volunteer, ask, texts, written_to, read_by
):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    ask(wanted(helped()), kari, ali)
    assert texts(kari, "JA").outcome == "yes"
    pairing = Pairing.objects.get()
    assert pairing.volunteer.person == kari and pairing.recipient.person.name == "Gunvor Lie"
    assert pairing.agreed_channel == "sms" and pairing.started_on is None and pairing.first_meeting_at is None
    assert written_to(kari) == ["offer", "agreed"] and written_to(ali) == ["offer", "covered"]
    assert "Gunvor" not in read_by(kari)[-1] and "Nordsida 15" not in read_by(kari)[-1]


def test_nothing_of_her_is_opened_before_the_first_meeting_is_arranged_however_near_it_is(agreed, at):
    agreed()
    booked = Assignment.objects.get()
    assert private_part(booked, at=at + dt.timedelta(days=15)) is None
    assert actions.send_due_details_and_reminders(at + dt.timedelta(days=13, hours=6)) == 0
    assert not OutboundMessage.objects.filter(body__contains="Nordsida 15").exists()


def test_avbud_before_they_have_begun_ends_it_and_asks_the_next(agreed, volunteer, texts, written_to):
    per = volunteer("Per Aune")
    pairing = agreed()
    code = pairing.need.shifts.get().code
    texts(pairing.volunteer.person, f"AVBUD {code}")
    pairing.refresh_from_db()
    assert pairing.ended_reason == "withdrew" and not Assignment.objects.filter(released_at=None).exists()
    assert written_to(per) == ["offer"]


def test_avbud_in_a_pair_that_has_begun_ends_nothing_but_waits_for_a_person(started, texts):
    pairing = started()
    code = pairing.need.shifts.get().code
    taken = texts(pairing.volunteer.person, f"AVBUD {code}")
    pairing.refresh_from_db()
    assert pairing.ended_at is None and taken.waits_since_at


def test_one_who_is_her_pair_already_or_was_is_not_asked_to_be_so_again(started, wanted, ask, at):
    pairing = started()
    kari = pairing.volunteer.person
    again = wanted(pairing.recipient, "mentor")
    assert "booked" in marks(kari, again, at)
    Pairing.objects.filter(pk=pairing.pk).update(
        ended_at=at, ended_on=at.date(), ended_reason="done", end_seen_at=at
    )
    assert "paired_before" in marks(kari, again, at)


def test_a_need_two_people_are_a_pair_through_cannot_be_called_off_and_she_cannot_be_ended(started, ola, at):
    pairing = started()
    with pytest.raises(HasLivePair):
        actions.cancel_need(pairing.need_id, reason="", by=ola, at=at)
    with pytest.raises(HasLivePair):
        end_recipient(pairing.recipient, by=ola, at=at)


def test_when_she_gets_no_more_help_those_who_were_asked_are_told(
    helped, wanted, volunteer, ask, written_to, ola, at
):
    gunvor, kari = helped(), volunteer("Kari Berg")
    ask(wanted(gunvor), kari)
    OutboundMessage.objects.update(claimed_at=at, sent_at=at)
    end_recipient(gunvor, by=ola, at=at)
    assert written_to(kari) == ["offer", "cancelled"]
    assert Need.objects.get().cancelled_at
    take_recipient_back(gunvor, by=ola, at=at)
    gunvor.refresh_from_db()
    assert gunvor.ended_at is None


def test_the_same_form_sent_twice_is_one_need(helped, wanted):
    gunvor = helped()
    assert wanted(gunvor, form_key="a").pk == wanted(gunvor, form_key="a").pk
    assert Need.objects.count() == 1


def test_a_need_is_reopened_in_one_step_once(started, ola, at):
    from samspill.volunteering.actions.pair_ending import end_pairing
    from samspill.volunteering.actions.pair_needs import PairIsLive

    pairing = started()
    with pytest.raises(PairIsLive):
        reopen_for_new_match(pairing, by=ola, at=at)
    end_pairing(pairing.pk, reason="moved", ended_on=at.date(), by=ola, at=at)
    need = reopen_for_new_match(pairing, by=ola, at=at)
    assert reopen_for_new_match(pairing, by=ola, at=at).pk == need.pk
    assert need.form == "pair" and need.request.recipient == pairing.recipient and need.pk != pairing.need_id
