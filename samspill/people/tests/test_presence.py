"""Two colleagues on the same page see each other; one who has left it is seen no more."""

import datetime as dt

import pytest

from conftest import make_staff
from samspill.foundation.tenancy import entered
from samspill.people.actions.presence import be_gone, be_here
from samspill.people.models import Presence
from samspill.people.queries.presence import who_is_here

PAGE = "volunteering.need:1"


@pytest.fixture
def tone(centre, at):
    return make_staff("Tone Myhre", centre, "coordinator", at=at)


def test_who_looks_at_the_same_is_seen_by_the_other_and_not_by_herself(ola, tone, at):
    be_here(ola, PAGE, at=at)
    be_here(tone, PAGE, at=at)
    assert who_is_here(PAGE, at=at, besides=ola) == [tone]
    assert who_is_here("volunteering.need:2", at=at) == []


def test_she_is_gone_by_herself_when_her_page_asks_no_more(ola, tone, at):
    be_here(tone, PAGE, at=at)
    assert who_is_here(PAGE, at=at + dt.timedelta(seconds=40)) == [tone]
    assert who_is_here(PAGE, at=at + dt.timedelta(seconds=60)) == []


def test_asking_again_keeps_her_there_in_one_row(tone, at):
    for seconds in range(0, 120, 4):
        be_here(tone, PAGE, at=at + dt.timedelta(seconds=seconds))
    assert who_is_here(PAGE, at=at + dt.timedelta(seconds=150)) == [tone]
    assert Presence.objects.count() == 1


def test_asking_again_at_once_writes_nothing(tone, at, django_assert_num_queries):
    be_here(tone, PAGE, at=at)
    with django_assert_num_queries(1):
        be_here(tone, PAGE, at=at + dt.timedelta(seconds=4))


def test_who_says_she_is_done_is_gone_at_once_and_old_rows_are_swept(tone, at):
    be_here(tone, "volunteering.need:2", at=at - dt.timedelta(hours=2))
    be_here(tone, PAGE, at=at)
    be_gone(tone, PAGE)
    assert not Presence.objects.exists()


def test_one_who_no_longer_works_here_is_on_no_page(tone, at):
    be_here(tone, PAGE, at=at)
    tone.left_at = at
    tone.save()
    assert who_is_here(PAGE, at=at) == []


def test_the_neighbouring_municipality_is_on_no_page_of_ours(tone, neighbour, at):
    be_here(tone, PAGE, at=at)
    with entered(neighbour):
        assert who_is_here(PAGE, at=at) == []


@pytest.mark.django_db(transaction=True)
def test_several_windows_of_hers_at_the_same_moment_are_one_row(tone, town, together, at):
    together(town, [lambda: be_here(tone, PAGE, at=at)] * 6)
    assert Presence.objects.count() == 1
