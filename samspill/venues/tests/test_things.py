"""Things are borrowed in pieces, fetched, brought back, missed and found; and never more than there are."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.people.actions import ReasonMissing, find_or_add_person, forget_person
from samspill.venues.actions import (
    HoursOverlap,
    MayNotBorrow,
    MoreThanLent,
    NotLent,
    ThingFacts,
    ThingKnown,
    ThingOrder,
    TooFewLeft,
    add_thing,
    approve,
    borrow_thing,
    bring_back,
    cancel,
    change_loan,
    change_thing,
    close_days,
    find_missing,
    give_back,
    hand_out,
    refuse,
    send_due_reminders,
    set_fetching_hours,
    stop_lending,
    take_back,
    undo_hand_out,
    undo_take_back,
)
from samspill.venues.models import Loan
from samspill.venues.queries.things import (
    days_of_thing,
    free_pieces,
    lent_things,
    loans_between,
    loans_missing_pieces,
    loans_of_thing,
    loans_to_look_over,
    offers,
    thing_for,
)
from samspill.venues.rules import Hours, Objection

#: A Thursday; the town's clock stands at Tuesday the 10th.
DAY = dt.date(2026, 3, 12)
FRIDAY, SATURDAY, MONDAY = DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=2), DAY + dt.timedelta(days=4)
WORKDAYS = [Hours(weekday, 9 * 60, 16 * 60, True) for weekday in range(5)]


@pytest.fixture
def chairs(school, at):
    """Forty chairs, fetched and brought back on workdays from nine to four."""
    facts = ThingFacts("Klappstol", pieces=40, fetching="Ring på ved porten.", longest_days=7)
    thing = add_thing(school, facts, by="system", at=at)
    set_fetching_hours(thing, WORKDAYS, by="system", at=at)
    return thing


def on(hour, day=DAY, minute=0):
    return clock.at_local(day, dt.time(hour, minute))


def order(thing, pieces=10, starts_at=None, ends_at=None, **more):
    return ThingOrder(thing.pk, pieces, starts_at or on(10), ends_at or on(10, MONDAY), "Fest", **more)


def borrow(thing, person, at, pieces=10, starts_at=None, ends_at=None, **more):
    wanted = order(thing, pieces, starts_at, ends_at, **more)
    return borrow_thing(wanted, person, channel="web", by=person, at=at)


def somebody(number, at):
    return find_or_add_person(
        f"Person{number} Nord", [f"+4740000{number:03}"], by="system", at=at, channel="web"
    )


def written_to(person):
    return [row.body for row in OutboundMessage.objects.filter(person=person).order_by("queued_at", "pk")]


def test_pieces_are_borrowed_over_a_weekend_and_the_borrower_is_told_without_how_to_get_in(chairs, kari, at):
    loan = borrow(chairs, kari, at)
    assert loan.approved_at == at
    (body,) = written_to(kari)
    assert "10 x Klappstol" in body and "torsdag 12. mars kl. 10.00 til mandag 16. mars" in body
    assert "/loan/" in body and "porten" not in body
    assert borrow(chairs, kari, at).pk == loan.pk and len(written_to(kari)) == 1


def test_what_is_free_is_counted_at_the_moment_when_most_are_out(chairs, kari, at):
    borrow(chairs, kari, at, 25, on(10), on(10, FRIDAY))
    borrow(chairs, somebody(1, at), at, 15, on(10, FRIDAY), on(10, MONDAY))
    assert free_pieces(chairs, on(9), on(16, MONDAY), at=at) == 15
    with pytest.raises(TooFewLeft) as refused:
        borrow(chairs, somebody(2, at), at, 16, on(9), on(10, MONDAY))
    assert refused.value.left == 15
    assert borrow(chairs, somebody(2, at), at, 15, on(9), on(10, MONDAY)).is_live


def test_the_database_itself_refuses_more_than_there_are(chairs, kari, at):
    loan = borrow(chairs, kari, at, 30)
    given_back = borrow(chairs, somebody(1, at), at, 10)
    give_back(given_back, by=given_back.person, at=at)
    more = {"thing": chairs, "person": kari, "purpose": "x", "asked_at": at, "channel": "web", "pieces": 11}
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.create(starts_at=on(12), ends_at=on(13), **more)
    Loan.objects.create(starts_at=on(10, MONDAY), ends_at=on(12, MONDAY), **more)
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=loan.pk).update(pieces=41)
    Loan.objects.filter(pk=loan.pk).update(pieces=35)
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=given_back.pk).update(given_back_at=None)


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_never_get_more_than_there_are(chairs, together, town, at):
    people = [somebody(number, at) for number in range(30)]

    def one(share):
        outcomes = []
        for number in share:
            starts_at, ends_at = on(9 + number % 4), on(10 + number % 3, FRIDAY)
            try:
                outcomes.append(borrow(chairs, people[number], at, 3 + number % 4, starts_at, ends_at))
            except TooFewLeft:
                outcomes.append(None)
        return outcomes

    shares = [range(number, 30, 6) for number in range(6)]
    outcomes = [one_ for share in together(town, [partial(one, share) for share in shares]) for one_ in share]
    made = list(Loan.objects.all())
    assert len(outcomes) == 30 and len(made) == sum(row is not None for row in outcomes)
    assert len(made) == OutboundMessage.objects.count()
    for edge in made:
        out = sum(row.pieces for row in made if row.starts_at <= edge.starts_at < row.ends_at)
        assert out <= 40
    # The smallest that was refused would not have fitted: nothing was refused for nothing.
    assert max(sum(r.pieces for r in made if r.starts_at <= e.starts_at < r.ends_at) for e in made) > 40 - 6


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "why"),
    [
        (on(8), on(10, MONDAY), Objection.NO_FETCHING),
        (on(16), on(10, MONDAY), Objection.NO_FETCHING),
        (on(10, SATURDAY), on(10, MONDAY), Objection.NO_FETCHING),
        (on(10), on(10, SATURDAY), Objection.NO_RETURN),
        (on(10), on(17, MONDAY), Objection.NO_RETURN),
        (on(10), on(10, DAY + dt.timedelta(days=8)), Objection.TOO_LONG),
        (on(11, dt.date(2026, 3, 10)), on(12), Objection.TOO_SOON),
        (on(10, minute=10), on(12), Objection.ODD),
    ],
)
def test_a_thing_is_fetched_and_brought_back_when_somebody_is_there(
    chairs, kari, at, starts_at, ends_at, why
):
    with pytest.raises(NotLent) as refused:
        borrow(chairs, kari, at, 1, starts_at, ends_at)
    assert refused.value.objection == why and not Loan.objects.exists()
    assert borrow(chairs, kari, at, 1, on(9), on(16, MONDAY)).is_live


def test_nothing_is_handed_out_on_a_closed_day_nor_when_lending_has_stopped(school, chairs, kari, at):
    close_days(school, DAY, DAY, "Eksamen", by="system", at=at)
    with pytest.raises(NotLent):
        borrow(chairs, kari, at)
    assert borrow(chairs, kari, at, 1, on(10, dt.date(2026, 3, 11)), on(10, FRIDAY)).is_live
    stop_lending(chairs, True, by="system", at=at)
    with pytest.raises(NotLent):
        borrow(chairs, somebody(1, at), at, 1, on(10, FRIDAY), on(12, FRIDAY))
    assert not lent_things().exists()


def test_a_request_holds_its_pieces_until_it_is_answered_and_a_refusal_has_a_reason(chairs, kari, ola, at):
    set_fetching_hours(chairs, [Hours(day, 540, 960, False) for day in range(5)], by="system", at=at)
    request = borrow(chairs, kari, at, 40)
    assert request.approved_at is None and request.answer_by_on == DAY
    with pytest.raises(TooFewLeft):
        borrow(chairs, somebody(1, at), at, 1)
    with pytest.raises(ReasonMissing):
        refuse(request, " ", by=ola, at=at)
    assert refuse(request, "Stolene er på reparasjon.", by=ola, at=at) and not approve(request, by=ola, at=at)
    assert "Stolene er på reparasjon." in written_to(kari)[-1]
    other = borrow(chairs, somebody(1, at), at, 1)
    assert approve(other, by=ola, at=at) and cancel(other, "De er borte.", by=ola, at=at)
    assert "De er borte." in written_to(other.person)[-1]


def test_a_thing_for_registered_associations_is_lent_to_them_alone(chairs, kari, ola, at):
    change_thing(chairs, ThingFacts("Klappstol", 40, lends_to="registered"), by=ola, at=at)
    with pytest.raises(MayNotBorrow):
        borrow(chairs, kari, at, on_behalf_of="Syklubben")
    choir = register_group("Blandakoret", by=ola, at=at)
    assert borrow(chairs, kari, at, organisation=choir).approved_at is None


def test_pieces_and_times_are_changed_or_it_stands_as_it_stood(chairs, kari, at):
    loan = borrow(chairs, kari, at, 30)
    borrow(chairs, somebody(1, at), at, 10, on(10, FRIDAY), on(12, FRIDAY))
    with pytest.raises(TooFewLeft):
        change_loan(loan, 31, loan.starts_at, loan.ends_at, by=kari, at=at)
    loan.refresh_from_db()
    assert loan.pieces == 30
    assert change_loan(loan, 40, on(12, FRIDAY), on(12, MONDAY), by=kari, at=at).pieces == 40


def test_another_number_in_the_same_time_is_not_said_to_be_moved(chairs, kari, ola, at):
    loan = borrow(chairs, kari, at, 30)
    change_loan(loan, 12, loan.starts_at, loan.ends_at, by=ola, at=at)
    body = written_to(kari)[-1]
    assert body.startswith("Det er endret: Det var 30 x Klappstol, og er nå 12 x Klappstol, ")
    change_loan(loan, 10, loan.starts_at, on(12, MONDAY), by=ola, at=at + dt.timedelta(minutes=1))
    assert written_to(kari)[-1].startswith("Den er flyttet: 10 x Klappstol, ")


def test_what_is_given_back_before_it_is_fetched_is_free_for_others(chairs, kari, at):
    loan = borrow(chairs, kari, at, 40)
    assert give_back(loan, by=kari, at=at) and not give_back(loan, by=kari, at=at)
    assert free_pieces(chairs, on(10), on(10, MONDAY), at=at) == 40 and len(written_to(kari)) == 2


def test_it_is_handed_out_kept_longer_brought_back_and_looked_over(chairs, kari, ola, asker, at):
    loan = borrow(chairs, kari, at, 40, on(10), on(10, FRIDAY))
    assert not bring_back(loan, by=kari, at=at)
    assert hand_out(loan, by=ola, at=on(10)) and not hand_out(loan, by=ola, at=on(10))
    assert undo_hand_out(loan, by=ola, at=on(10)) and hand_out(loan, by=ola, at=on(10))
    assert not give_back(loan, by=kari, at=on(11)) and not cancel(loan, "x", by=ola, at=on(11))
    kept = change_loan(loan, 1, on(9), on(15, FRIDAY), by=kari, at=on(11))
    assert (kept.pieces, kept.starts_at, kept.ends_at) == (40, on(10), on(15, FRIDAY))
    assert bring_back(loan, by=kari, at=on(11, FRIDAY)) and not bring_back(loan, by=kari, at=on(11, FRIDAY))
    assert free_pieces(chairs, on(12, FRIDAY), on(13, FRIDAY), at=on(11, FRIDAY)) == 40
    assert list(loans_to_look_over(asker)) == [loan]
    assert take_back(loan, by=ola, at=on(12, FRIDAY)) and not take_back(loan, by=ola, at=on(12, FRIDAY))
    assert not loans_to_look_over(asker).exists()


def test_what_is_missing_is_lent_no_more_until_it_is_found(chairs, kari, ola, asker, at):
    loan = borrow(chairs, kari, at, 10)
    hand_out(loan, by=ola, at=on(10))
    with pytest.raises(MoreThanLent):
        take_back(loan, 11, by=ola, at=on(10, MONDAY))
    assert take_back(loan, 3, by=ola, at=on(10, MONDAY))
    chairs.refresh_from_db()
    assert chairs.pieces == 37 and list(loans_missing_pieces(asker)) == [loan]
    assert find_missing(loan, by=ola, at=on(11, MONDAY)) and not find_missing(loan, by=ola, at=on(11, MONDAY))
    chairs.refresh_from_db()
    assert chairs.pieces == 40 and not loans_missing_pieces(asker).exists()


def test_a_return_marked_by_mistake_is_undone_unless_others_have_borrowed_it(chairs, kari, ola, at):
    loan = borrow(chairs, kari, at, 30)
    hand_out(loan, by=ola, at=on(10))
    take_back(loan, 5, by=ola, at=on(11))
    assert undo_take_back(loan, by=ola, at=on(11))
    chairs.refresh_from_db()
    assert chairs.pieces == 40 and free_pieces(chairs, on(12), on(13), at=on(11)) == 10
    take_back(loan, by=ola, at=on(12))
    borrow(chairs, somebody(1, at), at, 20, on(13), on(14))
    with pytest.raises(TooFewLeft):
        undo_take_back(loan, by=ola, at=on(12))


def test_what_is_late_is_counted_as_out_until_tomorrow(chairs, kari, ola, at):
    loan = borrow(chairs, kari, at, 40, on(10), on(12))
    hand_out(loan, by=ola, at=on(10))
    assert free_pieces(chairs, on(14), on(15), at=on(13)) == 0
    assert free_pieces(chairs, on(9, FRIDAY), on(15, FRIDAY), at=on(13)) == 40


def test_the_borrower_is_told_where_to_fetch_it_reminded_to_bring_it_back_and_asked_once_when_it_is_late(
    chairs, kari, ola, at
):
    loan = borrow(chairs, kari, at, 2)
    assert send_due_reminders(at) == 0
    near = on(12, DAY - dt.timedelta(days=1))
    assert send_due_reminders(near) == 1 and send_due_reminders(near) == 0
    assert "Ring på ved porten." in written_to(kari)[-1]
    hand_out(loan, by=ola, at=on(10))
    assert send_due_reminders(on(10, FRIDAY)) == 0
    ending = on(12, MONDAY - dt.timedelta(days=1))
    assert send_due_reminders(ending) == 1 and send_due_reminders(ending) == 0
    assert "mandag 16. mars kl. 10.00, Brattlia skole" in written_to(kari)[-1]
    assert send_due_reminders(on(12, MONDAY)) == 0
    assert send_due_reminders(on(14, MONDAY)) == 1 and send_due_reminders(on(15, MONDAY)) == 0
    assert "/loan/" in written_to(kari)[-1] and len(written_to(kari)) == 4


def test_one_who_brought_it_back_is_not_asked_for_it(chairs, kari, ola, at):
    loan = borrow(chairs, kari, at, 2)
    hand_out(loan, by=ola, at=on(10))
    bring_back(loan, by=kari, at=on(9, MONDAY))
    assert send_due_reminders(on(15, MONDAY)) == 0


def test_the_search_suggests_when_to_fetch_and_bring_back_what_is_needed_in_a_weekend(chairs, kari, at):
    party = on(12, SATURDAY), on(20, SATURDAY)
    (offer,) = offers(lent_things(), *party, pieces=0, at=at)
    assert (offer.left, offer.starts_at, offer.ends_at) == (40, on(15, FRIDAY, 45), on(9, MONDAY))
    borrow(chairs, kari, at, 30)
    assert offers(lent_things(), *party, pieces=10, at=at)[0].left == 10
    assert not offers(lent_things(), *party, pieces=11, at=at)


def test_the_days_of_a_thing_and_the_list_of_the_house(chairs, kari, ola, asker, at):
    loan = borrow(chairs, kari, at, 30)
    days = {day.on: day for day in days_of_thing(thing_for(None, chairs.pk), DAY, 5, at=at)}
    assert days[SATURDAY].left == 10 and not days[SATURDAY].hours and days[MONDAY].hours
    assert loans_of_thing(chairs, since=at) == [loan]
    listed = {day: (out, back) for day, out, back in loans_between(asker, DAY, 7)}
    assert listed[DAY] == ([loan], []) and listed[MONDAY] == ([], [loan]) and listed[FRIDAY] == ([], [])


def test_names_twice_and_hours_that_overlap_are_refused(school, chairs, at):
    with pytest.raises(ThingKnown):
        add_thing(school, ThingFacts("Klappstol"), by="system", at=at)
    with pytest.raises(HoursOverlap):
        set_fetching_hours(chairs, [Hours(0, 480, 700, True), Hours(0, 600, 900, True)], by="system", at=at)


def test_one_who_is_forgotten_frees_what_she_has_not_fetched_and_what_is_out_is_taken_back(
    chairs, kari, ola, at
):
    waiting = borrow(chairs, kari, at, 30, on_behalf_of="Kari Bergs venner")
    out = borrow(chairs, kari, at, 5)
    hand_out(out, by=ola, at=on(10))
    forget_person(kari, by="system", at=on(11), channel="web")
    waiting.refresh_from_db()
    assert waiting.given_back_at and waiting.purpose == "" and waiting.on_behalf_of == ""
    assert free_pieces(chairs, on(12), on(13), at=on(11)) == 35
    assert take_back(out, by=ola, at=on(12))
