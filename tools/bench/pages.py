"""How fast the square answers: the week, kept and made anew; filter with search; one activity's page."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import (
    BENCH,
    database_file,
    free_port,
    fresh_settings,
    gather_static_files,
    open_database,
    served,
)
from tools.bench.load import best_in_turn, fetch

SELECT_JSON = "bare select + json"
SAME_BYTES = "bare app, same bytes"
WEEK = "/week/"
SEARCH = "/week/?" + urllib.parse.urlencode({"q": "strikkekvelder", "free": "1"})


def main() -> None:
    """Build the town, measure, hand over."""
    fresh_settings("pages")
    open_database()
    gather_static_files()
    town = towns.open_town()
    with towns.entered(town):
        towns.fill_the_calendar()
        activity = _an_activity()
    hand_over([*_kept(), *_made_anew(f"/activities/{activity}/")])


def _an_activity() -> str:
    from samspill.activities.models import Activity

    return str(Activity.objects.order_by("pk").values_list("pk", flat=True)[0])


def _kept() -> Iterator[Figure]:
    with _product(SAMSPILL_PAGE_CACHE="true") as port:
        page = fetch(port, WEEK, host=towns.HOST)
        file = BENCH / "pages" / "week.html"
        file.write_bytes(page)
        yield _size(page)
        with _floor("same-bytes", str(file)) as floor_port:
            ours, floor = best_in_turn((port, WEEK), (floor_port, "/"), host=towns.HOST)
    holds = ours >= 1000 and ours >= floor / 4
    yield Figure("week page, kept", ours, "/s", "1,000/s and 1/4 of floor", holds, floor, SAME_BYTES)


def _size(page: bytes) -> Figure:
    kilobytes = len(page) / 1000
    shown = page.count(b"<time")
    holds = kilobytes <= 67 and shown >= towns.A_WEEK * 0.9
    return Figure(f"week page, size with {shown} times", kilobytes, "kB", "at most 67 kB", holds)


def _made_anew(activity_page: str) -> Iterator[Figure]:
    week = [f"{day} 00:00:00" for day in towns.coming_week()]
    with (
        _product(SAMSPILL_PAGE_CACHE="false") as port,
        _floor("select-json", str(database_file("pages")), towns.NUMBER, *week) as floor_port,
    ):
        yield _queries()
        for name, path in (
            ("week page, made anew", WEEK),
            ("filter and search", SEARCH),
            ("one activity's page", activity_page),
        ):
            ours, floor = best_in_turn((port, path), (floor_port, "/"), host=towns.HOST)
            yield Figure(name, ours, "/s", "1/5 of floor", ours >= floor / 5, floor, SELECT_JSON)


def _queries() -> Figure:
    """Counted in this process: the number does not depend on how the page is served."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": towns.HOST})
    client.get(WEEK)
    with CaptureQueriesContext(connection) as seen:
        client.get(WEEK)
    return Figure("week page, queries", len(seen), "", "at most 15", 0 < len(seen) <= 15)


@contextmanager
def _product(**told: str) -> Iterator[int]:
    port = free_port()
    with served(["-m", "samspill", "serve"], port, **told):
        yield port


@contextmanager
def _floor(*words: str) -> Iterator[int]:
    port = free_port()
    with served(["-m", "tools.bench.floors", *words], port):
        yield port


if __name__ == "__main__":
    main()
