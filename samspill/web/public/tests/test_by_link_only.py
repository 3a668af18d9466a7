"""What only those who have the link are to find: its page opens, and nothing one can look through tells of it."""

from __future__ import annotations

import pytest

TITLE = "Medlemsmøte i salen"


@pytest.fixture
def meeting(put_on, choir, library):
    def put(**more):
        told = {"organisation": choir, "place": library, "is_free": True, "categories": ("music",)}
        return put_on(TITLE, **told, takes_sign_ups=True, places=20, **more)

    return put


@pytest.fixture
def telling(square, choir, library):
    """Which of all that one can look through tells of an activity."""
    paths = (
        "/",
        "/week/",
        "/week/?q=medlemsmøte",
        "/embed/week/",
        f"/organisations/{choir.pk}/",
        "/api/calendar.ics",
        f"/api/organisations/{choir.pk}.ics",
        "/api/activities.rss",
        f"/api/organisations/{choir.pk}/activities.atom",
        "/api/v1/activities",
        "/api/v1/occurrences",
        "/sitemap.xml",
    )

    def ask(activity):
        told = {path: b"".join(square.get(path, follow=True)).decode() for path in paths}
        return {path for path, words in told.items() if TITLE in words or str(activity.pk) in words}, {*paths}

    return ask


def test_whoever_has_its_address_can_read_it_and_sign_up(square, meeting):
    members = meeting(by_link_only=True)
    page = square.get(f"/activities/{members.pk}/").content.decode()
    assert TITLE in page and "Bare de som har lenken" in page
    assert '<meta name="robots" content="noindex">' in page and "application/ld+json" not in page
    assert square.get(f"/activities/{members.pk}/sign-up/").status_code == 200
    assert TITLE in square.get(f"/api/activities/{members.pk}.ics").content.decode()


def test_what_is_for_everybody_is_told_of_everywhere(meeting, telling):
    told, everywhere = telling(meeting())
    assert told == everywhere


def test_what_is_for_those_who_have_the_link_is_told_of_nowhere(square, meeting, telling, library):
    members = meeting(by_link_only=True)
    told, _everywhere = telling(members)
    assert told == set()
    assert square.get(f"/api/v1/activities/{members.pk}").status_code == 404
    assert str(library.pk) not in square.get("/api/v1/places").content.decode()
