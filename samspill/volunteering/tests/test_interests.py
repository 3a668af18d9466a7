"""I want to help, and I need help: left on the square, dealt with by a person."""

import datetime as dt

import pytest

from samspill.foundation.phones import NotAPhone
from samspill.messaging.models import OutboundMessage
from samspill.volunteering import actions
from samspill.volunteering.actions.interests import InterestSettled
from samspill.volunteering.actions.waiting import tell_those_who_wait
from samspill.volunteering.models import Interest


def test_a_name_and_a_phone_are_enough_and_a_double_press_is_one(centre, at):
    first = actions.express_interest("Kari Berg", "412 34 567", at=at)
    assert actions.express_interest("Kari  Berg", "+4741234567", at=at + dt.timedelta(minutes=1)) == first
    assert first.phone == "+4741234567"


def test_whoever_says_it_again_after_it_was_settled_waits_again(centre, ola, at):
    first = actions.express_interest("Kari Berg", "412 34 567", at=at)
    actions.settle_interest(first, outcome="not_reached", by=ola, at=at)
    later = at + dt.timedelta(hours=2)
    again = actions.express_interest("Kari Berg", "412 34 567", at=later)
    assert again != first and again.settled_at is None
    assert actions.express_interest("Kari Berg", "412 34 567", at=later) == again


def test_an_interest_in_a_need_goes_to_its_unit(phoned_in, centre, at):
    need = phoned_in()
    assert actions.express_interest("Kari Berg", "412 34 567", need=need, at=at).unit == centre


def test_a_number_that_is_none_is_refused(centre, at):
    with pytest.raises(NotAPhone):
        actions.express_interest("Kari Berg", "ring meg", at=at)
    assert not Interest.objects.exists()


def test_two_colleagues_do_not_both_settle_the_same(centre, ola, at):
    interest = actions.express_interest("Kari Berg", "412 34 567", at=at)
    actions.settle_interest(interest, outcome="not_reached", by=ola, at=at)
    with pytest.raises(InterestSettled):
        actions.settle_interest(interest, outcome="declined", by=ola, at=at)
    actions.unsettle_interest(interest, by=ola, at=at)
    actions.settle_interest(interest, outcome="declined", by=ola, at=at)


def test_after_two_weeks_of_silence_she_is_told_once_in_her_language(centre, ola, at):
    actions.express_interest("Kari Berg", "412 34 567", language="nn", at=at)
    settled = actions.express_interest("Ali Hassan", "412 34 568", at=at)
    actions.settle_interest(settled, outcome="declined", by=ola, at=at)
    assert tell_those_who_wait(at + dt.timedelta(days=13)) == 0
    assert tell_those_who_wait(at + dt.timedelta(days=15)) == 1
    assert tell_those_who_wait(at + dt.timedelta(days=16)) == 0
    assert "ikkje rokke" in OutboundMessage.objects.get().body
