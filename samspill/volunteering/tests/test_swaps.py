"""Two volunteers change with each other, and the coordinator says that it is all right."""

import datetime as dt
from dataclasses import replace

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.volunteering import actions
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.actions.swaps import (
    NotAgreed,
    SwapIsOver,
    SwapWithHerself,
    answer_swap,
    ask_to_swap,
    bless_swap,
    drop_swap,
    wish_swap,
)
from samspill.volunteering.actions.times import cancel_time, take_times
from samspill.volunteering.models import Assignment, Swap
from samspill.volunteering.queries.swaps import senders_asked_to_swap, what_waits_swaps, who_could_take_over
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.wording.messages import way_out


@pytest.fixture
def two(rota, volunteer, ola, at):
    """Kari has the first Tuesday, Per the second."""
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    first, second = rota(RoleAsked(places=1)).shifts.order_by("starts_at")[:2]
    take_times(kari, [first.pk], channel="phone", by=ola, at=at)
    take_times(per, [second.pk], channel="phone", by=ola, at=at)
    return kari, per, first, second


def has(shift):
    return [one.person.name for one in Assignment.objects.filter(shift=shift, released_at__isnull=True)]


def latest(person):
    return OutboundMessage.objects.filter(person=person).order_by("-pk")[0].body


def hers(person):
    return Assignment.objects.get(person=person, released_at__isnull=True)


def test_bytt_by_sms_is_a_wish_that_waits_at_the_desk_and_the_task_is_still_hers(two, texts, asker, at):
    kari, _, first, _ = two
    assert texts(kari, f"BYTT {first.code}").outcome == "wishes_to_swap"
    assert texts(kari, "bytt").outcome == "wishes_to_swap", "the same wish again is one"
    [swap] = what_waits_swaps(asker, at=at)
    assert swap.assignment.person == kari and has(first) == ["Kari Berg"]
    assert "Til du hører fra oss, er det ditt" in latest(kari)


@pytest.mark.parametrize("text", ["BYTT 99", "bytt 123 med Per", "kan vi bytte?", "BYTT BYTT"])
def test_what_is_not_understood_goes_to_a_person_and_nothing_is_guessed(two, texts, text):
    assert texts(two[0], text).waits_since_at
    assert not Swap.objects.exists()


def test_with_several_tasks_a_bare_bytt_asks_which(two, texts, ola, at):
    kari, _, first, _ = two
    later = first.need.shifts.order_by("starts_at")[4]
    take_times(kari, [later.pk], channel="phone", by=ola, at=at)
    assert texts(kari, "BYTT").waits_since_at
    assert f"BYTT {first.code}" in latest(kari) and not Swap.objects.exists()


def test_those_who_know_the_rota_are_proposed_with_what_they_could_give(two, volunteer, at, ola):
    kari, per, _, second = two
    volunteer("Siv Lien")
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    shown = who_could_take_over(swap, at=at)
    assert shown[0].suggestion.person_id == per.pk
    assert [one.shift for one in shown[0].in_return] == [second]
    assert kari.pk not in {one.suggestion.person_id for one in shown}


def test_a_yes_by_sms_is_blessed_and_changes_hands_and_both_are_told(two, texts, ola, at, asker):
    kari, per, first, second = two
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    with pytest.raises(NotAgreed):
        bless_swap(swap.pk, by=ola, at=at)
    ask_to_swap(swap.pk, per, in_return=hers(per).pk, by=ola, at=at)
    assert f"JA {first.code}" in latest(per) and "Kari" in latest(per) and "17. mars" in latest(per)
    assert texts(per, f"ja {first.code}").outcome == "swap_yes"
    assert has(first) == ["Kari Berg"], "until it is blessed it is hers"
    assert what_waits_swaps(asker, at=at)[0].agreed_at
    bless_swap(swap.pk, by=ola, at=at)
    assert (has(first), has(second)) == (["Per Aune"], ["Kari Berg"])
    assert "Nå er det ditt" in latest(per) and "17. mars" in latest(kari)
    assert list(what_waits_swaps(asker, at=at)) == []
    with pytest.raises(SwapIsOver):
        bless_swap(swap.pk, by=ola, at=at)


def test_somebody_takes_over_and_gives_nothing(two, volunteer, texts, ola, at):
    kari, _, first, _ = two
    siv = volunteer("Siv Lien")
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, siv, by=ola, at=at)
    assert texts(siv, "JA").outcome == "swap_yes"
    assert texts(siv, "ja").outcome == "swap_yes", "said twice is said once"
    bless_swap(swap.pk, by=ola, at=at)
    assert has(first) == ["Siv Lien"] and "Siv tar over" in latest(kari)


def test_after_a_no_the_wish_stands_and_somebody_else_is_asked(two, volunteer, texts, ola, at, asker):
    kari, per, _, _ = two
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, per, by=ola, at=at)
    assert texts(per, "nei").outcome == "swap_no"
    [again] = what_waits_swaps(asker, at=at)
    assert again.pk != swap.pk and again.asked_at is None
    ask_to_swap(again.pk, volunteer("Siv Lien"), by=ola, at=at)
    assert texts(per, "JA").waits_since_at, "the question is no longer hers"


def test_a_yes_that_may_be_to_another_question_goes_to_a_person(
    two, volunteer, phoned_in, ask, texts, ola, at
):
    kari, _, first, _ = two
    siv = volunteer("Siv Lien")
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, siv, by=ola, at=at)
    ask(phoned_in(), siv)
    assert texts(siv, "JA").waits_since_at
    swap.refresh_from_db()
    assert swap.agreed_at is None
    assert texts(siv, f"JA {first.code}").outcome == "swap_yes"
    assert texts(siv, "JA").outcome == "yes", "what is left is the other question"


def test_avbud_ends_a_swap_and_whoever_was_asked_is_told(two, texts, ola, at, written_to):
    kari, per, first, _ = two
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, per, by=ola, at=at)
    texts(kari, f"AVBUD {first.code}")
    swap.refresh_from_db()
    assert swap.dropped_at and "swap_off" in written_to(per)
    with pytest.raises(SwapIsOver):
        bless_swap(swap.pk, by=ola, at=at)
    assert texts(per, f"JA {first.code}").outcome == "yes", "he is asked anew, as the next"
    assert has(first) == ["Per Aune"]


def test_a_time_called_off_ends_its_swaps(two, ola, at):
    kari, per, first, second = two
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, per, in_return=hers(per).pk, by=ola, at=at)
    cancel_time(second.pk, by=ola, at=at)
    swap.refresh_from_db()
    assert swap.dropped_at == at and has(first) == ["Kari Berg"]


def test_nobody_is_booked_twice_though_she_took_something_else_since_she_agreed(
    two, volunteer, phoned_in, ask, texts, ola, at
):
    kari, _, first, _ = two
    siv = volunteer("Siv Lien")
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, siv, by=ola, at=at)
    answer_swap(swap.pk, True, channel="phone", by=ola, at=at)
    [offer] = ask(phoned_in(starts_at=first.starts_at), siv)
    actions.answer_offer(offer.pk, "yes", channel="sms", by=siv, at=at)
    with pytest.raises(actions.DoesNotFit) as refused:
        bless_swap(swap.pk, by=ola, at=at)
    assert refused.value.suggestion.fit.walls[0].code == "busy"
    assert has(first) == ["Kari Berg"]


def test_who_lacks_what_is_demanded_is_not_asked(rota, volunteer, ola, at):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    actions.note_qualification(kari.volunteer, kind="course", held_from_on=at.date(), by=ola, at=at)
    first = rota(RoleAsked(demands=("course",))).shifts.order_by("starts_at")[0]
    take_times(kari, [first.pk], channel="phone", by=ola, at=at)
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    with pytest.raises(actions.DoesNotFit):
        ask_to_swap(swap.pk, per, by=ola, at=at)
    with pytest.raises(SwapWithHerself):
        ask_to_swap(swap.pk, kari, by=ola, at=at)


def test_she_keeps_it_after_all(two, ola, at, written_to):
    kari, per, first, _ = two
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, per, by=ola, at=at)
    drop_swap(swap.pk, by=ola, at=at)
    assert has(first) == ["Kari Berg"] and written_to(per)[-1] == "swap_off"
    assert wish_swap(hers(kari).pk, channel="phone", by=ola, at=at).pk != swap.pk


def test_what_is_over_cannot_be_swapped(two, texts, at, ola):
    kari, _, first, _ = two
    after = first.ends_at + dt.timedelta(minutes=1)
    with pytest.raises(actions.NotBooked):
        wish_swap(hers(kari).pk, channel="phone", by=ola, at=after)
    assert texts(kari, f"BYTT {first.code}", when=after).waits_since_at


def test_somebody_to_be_called_gets_no_message_and_her_answer_is_typed_in(
    two, volunteer, ola, at, written_to
):
    kari, _, first, _ = two
    leif = volunteer("Leif Strand", channel="phone")
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, leif, by=ola, at=at)
    assert written_to(leif) == []
    answer_swap(swap.pk, True, channel="phone", by=ola, at=at)
    bless_swap(swap.pk, by=ola, at=at)
    assert has(first) == ["Leif Strand"]


def test_one_who_is_forgotten_takes_over_nothing_and_leaves_no_address(two, volunteer, ola, at):
    from samspill.people.actions import forget_person

    kari, _, first, _ = two
    siv = volunteer("Siv Lien")
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, siv, by=ola, at=at)
    assert Swap.objects.get().address
    forget_person(siv, by=ola, at=at, channel="web")
    swap.refresh_from_db()
    assert swap.dropped_at == at and swap.address == "" and has(first) == ["Kari Berg"]


def test_two_who_are_one_do_not_change_with_themselves(two, ola, at):
    from samspill.people.actions import merge_persons

    kari, per, first, _ = two
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, per, by=ola, at=at)
    merge_persons(kari, per, by=ola, at=at, channel="web")
    swap.refresh_from_db()
    assert swap.dropped_at == at and has(first) == ["Kari Berg"]


def test_one_who_is_asked_to_swap_is_not_taken_for_one_who_answers_something_else(two, ola, at, asker):
    kari, per, *_ = two
    swap = wish_swap(hers(kari).pk, channel="phone", by=ola, at=at)
    where = per.contact_points.get().value
    assert senders_asked_to_swap({where}, at=at) == set()
    ask_to_swap(swap.pk, per, by=ola, at=at)
    assert senders_asked_to_swap({where, kari.contact_points.get().value}, at=at) == {where}


def test_a_letter_says_that_one_calls_and_not_that_one_sends_a_code(two):
    told = task(two[2])
    assert "AVBUD" in way_out(told)
    assert "AVBUD" not in way_out(replace(told, by_hand=True)) and str(told.code) in way_out(
        replace(told, by_hand=True)
    )
