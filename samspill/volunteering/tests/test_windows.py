"""Some time this week: what is left of the window counts, through all of its days."""

import datetime as dt

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.volunteering import actions
from samspill.volunteering.models import Assignment, Offer
from samspill.volunteering.queries.matching import who_fits
from samspill.volunteering.queries.proposing import proposed_size
from samspill.volunteering.rules.availability import from_codes
from samspill.volunteering.rules.deadlines import deadline, is_worth_asking, latest_start

DAY = dt.timedelta(days=1)


@pytest.fixture
def week(phoned_in, at):
    """A visit of one hour some time from today, a Tuesday, until Saturday evening."""
    return phoned_in(
        is_window=True, starts_at=at, ends_at=at + dt.timedelta(days=4, hours=10), minutes=60
    ).shifts.get()


def test_the_days_it_may_be_done_are_told_from_first_to_last(week, volunteer, ask):
    ask(week.need, volunteer("Kari Berg"))
    assert "en gang mellom tirsdag 10. mars og lørdag 14. mars" in OutboundMessage.objects.get().body


def test_in_the_middle_of_the_week_people_are_still_proposed_and_asked(week, volunteer, ask, at, written_to):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    ask(week.need, kari)
    thursday = at + 2 * DAY
    assert proposed_size(week, candidates=10, at=thursday) >= 1
    assert actions.send_due_waves(thursday) == 1 and written_to(per) == ["offer"]


def test_who_withdraws_in_the_middle_of_the_week_is_followed_by_the_next(
    week, volunteer, ask, texts, at, written_to
):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    ask(week.need, kari)
    texts(kari, "JA")
    texts(kari, "AVBUD", when=at + 2 * DAY)
    assert written_to(per) == ["offer"]


def test_who_can_only_on_days_that_are_gone_does_not_fit_any_more(week, volunteer, at):
    tuesdays = volunteer("Kari Berg", availability=from_codes(["tu-morning", "tu-day"]))
    fridays = volunteer("Per Aune", availability=from_codes(["fr-day"]))
    assert {one.person_id for one in who_fits(week, at=at).best()} == {tuesdays.pk, fridays.pk}
    assert {one.person_id for one in who_fits(week, at=at + 2 * DAY).best()} == {fridays.pk}


def test_who_is_away_for_the_rest_of_the_week_does_not_fit_any_more(week, volunteer, ola, at):
    kari = volunteer("Kari Berg")
    days = {"from_on": at.date() + 2 * DAY, "until_on": at.date() + 6 * DAY}
    actions.note_absence(kari.volunteer, **days, by=ola, at=at, channel="phone")
    assert who_fits(week, at=at).how_many_fit == 1
    assert who_fits(week, at=at + 3 * DAY).how_many_fit == 0


def test_yes_but_on_wednesday_goes_to_a_person(week, volunteer, ask, texts):
    kari = volunteer("Kari Berg")
    ask(week.need, kari)
    assert texts(kari, f"JA {week.code} onsdag").waits_since_at
    assert not Assignment.objects.exists() and Offer.objects.get().answer == ""


def test_the_deadline_is_when_there_is_just_time_for_it(at):
    begin, end = at, at + 4 * DAY
    latest = latest_start(begin, end, is_window=True, minutes=90)
    assert latest == end - dt.timedelta(minutes=90)
    assert latest_start(begin, begin + dt.timedelta(hours=2), is_window=False, minutes=None) == begin
    assert deadline(latest, end, begin) == latest and deadline(latest, end, latest) == end
    assert is_worth_asking(latest, end, latest - dt.timedelta(hours=1))
    assert not is_worth_asking(latest, end, latest - dt.timedelta(minutes=59))
