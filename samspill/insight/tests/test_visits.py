"""Visits are counted exactly, whatever happens at once, and told so that nobody can be picked out."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from samspill.foundation.tenancy import entered
from samspill.insight.actions import Seen, forget_counted, note_visit, write_visits
from samspill.insight.models import Visits
from samspill.insight.rules.visits import Told, is_reader, told, told_total, week_of
from samspill.people.actions import end_what_is_due

TUESDAY = dt.date(2026, 3, 10)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def nothing_counted():
    forget_counted()
    yield
    forget_counted()


def read(town, times=1, key="home", on=TUESDAY):
    for _ in range(times):
        note_visit(Seen(town.pk, "page", key), on=on)


def counts():
    return {(row.week, row.key): row.number for row in Visits.objects.all()}


def test_what_is_read_is_added_up_by_page_and_week(town, neighbour):
    read(town, 3)
    read(town, 2, key="week")
    read(town, on=TUESDAY + dt.timedelta(days=5))
    read(town, on=TUESDAY + dt.timedelta(days=6))
    read(neighbour, 4)
    assert write_visits() == 11 and write_visits() == 0
    monday = dt.date(2026, 3, 9)
    assert counts() == {
        (monday, "home"): 4, (monday, "week"): 2, (monday + dt.timedelta(days=7), "home"): 1
    }  # fmt: skip
    with entered(neighbour):
        assert counts() == {(monday, "home"): 4}


@pytest.mark.django_db(transaction=True)
def test_a_hundred_written_at_the_same_moment_are_a_hundred(together, town):
    def read_and_write():
        for _ in range(5):
            read(town)
            read(town, key="week")
            write_visits()

    outcomes = together(town, [partial(read_and_write) for _ in range(10)])
    assert not [one for one in outcomes if isinstance(one, Exception)]
    write_visits()  # Whatever another thread put back.
    assert set(counts().values()) == {50} and Visits.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_processes_that_add_to_the_same_page_lose_nothing(together, town):
    """Threads share what is counted; processes meet only in the database, and so do these."""
    from samspill.insight.actions.visits import _add

    one = {(week_of(TUESDAY), Seen(town.pk, "page", key)): 3 for key in ("home", "week", "needs")}
    outcomes = together(town, [partial(_add, one) for _ in range(12)])
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert list(counts().values()) == [36] * 3


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_kept_is_thrown_away_and_the_others_are_written(town):
    read(town, 2)
    note_visit(Seen("0000", "page", "home"), on=TUESDAY)
    assert write_visits() == 2
    assert list(counts().values()) == [2]


def test_numbers_go_after_three_years(town, at):
    old = week_of(at.date() - dt.timedelta(days=3 * 365 + 8))
    read(town, on=old)
    read(town, on=at.date())
    write_visits()
    end_what_is_due(at=at)
    assert list(counts()) == [(week_of(at.date()), "home")]


@pytest.mark.parametrize(
    "agent",
    [
        "", "curl/8.5.0", "python-requests/2.32", "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0", "facebookexternalhit/1.1",
    ],
)  # fmt: skip
def test_machines_that_say_so_are_not_counted(agent):
    assert is_reader(FIREFOX) and not is_reader(agent)


def test_a_page_fetched_ahead_or_by_a_script_is_not_opened():
    assert is_reader(FIREFOX, wanted_for="document")
    assert not is_reader(FIREFOX, purpose="prefetch;prerender")
    assert not is_reader(FIREFOX, wanted_for="empty")


def test_fewer_than_five_are_not_told_nor_found_by_subtracting():
    assert [told(n) for n in (0, 1, 4, 5)] == [Told(0), Told(None), Told(None), Told(5)]
    assert told_total([7, 0, 9]) == Told(16)
    assert told_total([7, 3, 9]) == Told(16, is_at_least=True)
    assert told_total([7, 3, 2]) == Told(12)
    assert told_total([3]) == Told(None) and told_total([]) == Told(0)
