"""What waits for a coordinator among the pairs, in order."""

import datetime as dt

from samspill.volunteering.actions.pairings import Rhythm, arrange_first_meeting, start_pairing
from samspill.volunteering.models import Pairing
from samspill.volunteering.queries.pair_waits import what_waits_in_pairs
from samspill.volunteering.queries.pairings import how_many, pairings_list

DAY = dt.timedelta(days=1)


def kinds(asker, at):
    return [wait.what for wait in what_waits_in_pairs(asker, at=at)]


def test_a_first_meeting_that_nobody_arranges_waits_after_fourteen_days(agreed, asker, ola, at):
    pairing = agreed()
    assert kinds(asker, at + 13 * DAY) == []
    [wait] = what_waits_in_pairs(asker, at=at + 14 * DAY)
    assert (wait.what, wait.pairing, wait.since) == ("meeting", pairing, at.date())
    arrange_first_meeting(pairing.pk, first_at=at + 20 * DAY, by=ola, at=at + 14 * DAY)
    assert kinds(asker, at + 15 * DAY) == []
    assert kinds(asker, at + 21 * DAY) == ["meeting"]  # It should have been; nobody has said how it went.
    start_pairing(pairing.pk, started_on=(at + 20 * DAY).date(), rhythm=Rhythm(), by=ola, at=at + 21 * DAY)
    assert kinds(asker, at + 21 * DAY) == []


def test_a_review_waits_from_the_day_after_it_was_due(started, asker, at):
    pairing = started()
    due = dt.datetime.combine(pairing.next_review_on, dt.time(9), tzinfo=dt.UTC)
    assert kinds(asker, due) == []
    [wait] = what_waits_in_pairs(asker, at=due + DAY)
    assert wait.what == "review" and wait.is_urgent and wait.since == pairing.next_review_on


def test_everything_stands_in_order_of_urgency(
    asked, agreed, volunteer, helped, texts, asker, two_weeks_later, at
):
    first = asked(volunteer("Kari Berg", "41200001"), helped())
    Pairing.objects.filter(pk=first.pk).update(next_review_on=at.date())
    second = agreed(volunteer("Per Aune", "41200002"), helped("Astrid Lund", "41300002"))
    texts(first.volunteer.person, "det går så som så", when=two_weeks_later)
    assert second.started_on is None
    assert kinds(asker, two_weeks_later + 5 * DAY) == ["review", "words", "meeting", "call"]
    texts(first.recipient.person, "1 hjelp", when=two_weeks_later)
    assert kinds(asker, two_weeks_later + 5 * DAY) == ["help", "review", "words", "meeting"]


def test_the_list_has_overdue_reviews_first_and_counts_what_it_shows(
    started, agreed, volunteer, helped, asker, at
):
    calm = started(volunteer("Kari Berg"), helped())
    late = started(volunteer("Per Aune"), helped("Astrid Lund", "41300002"))
    new = agreed(volunteer("Eva Lund"), helped("Turid Moe", "41300003"))
    Pairing.objects.filter(pk=late.pk).update(next_review_on=at.date() - DAY, paused_at=at)
    assert [row.pk for row in pairings_list(asker, show="review", at=at)] == [late.pk]
    assert {row.pk for row in pairings_list(asker, at=at)} == {calm.pk, new.pk}
    counts = how_many(asker, at=at)
    assert counts == {"live": 2, "meeting": 1, "review": 1, "paused": 1, "ended": 0}
    for show, number in counts.items():
        assert pairings_list(asker, show=show, at=at).count() == number
