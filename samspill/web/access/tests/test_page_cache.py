"""Pages that are the same for everybody are made once and kept a short while."""

from __future__ import annotations

import gzip

import brotli
import pytest

from samspill.foundation import clock
from samspill.web.access.page_cache import _SECONDS_WISHED, RENEWAL_SECONDS, kept_pages_first


@pytest.fixture
def ticking(settings, monkeypatch):
    """Keep pages, by a clock that the test moves."""
    settings.PAGE_CACHE = True
    time = {"now": 1000.0}
    monkeypatch.setattr(clock, "ticks", lambda: time["now"])
    return time


class Site:
    """A small site that counts how often it makes a page, and says what the test wishes."""

    def __init__(self, seconds=60, headers=(), on_making=None):
        self.made, self.seconds, self.headers = 0, seconds, list(headers)
        self.on_making = on_making or (lambda: None)
        self.application = kept_pages_first(self._make)

    def _make(self, environ, start_response):
        self.made += 1
        if self.seconds:
            environ[_SECONDS_WISHED] = self.seconds
        self.on_making()
        start_response("200 OK", [("Content-Type", "text/html"), *self.headers])
        return [f"page {self.made} ".encode() * 200]

    def get(self, path="/week/", **environ):
        answer = {}

        def start_response(status, headers, exc_info=None):
            answer.update(status=status, headers=dict(headers))

        asked = {"REQUEST_METHOD": "GET", "HTTP_HOST": "lillevik.test", "PATH_INFO": path} | environ
        answer["body"] = b"".join(self.application(asked, start_response))
        return answer


def test_a_page_is_made_once_and_again_when_it_is_old(ticking):
    site = Site(seconds=60)
    assert site.get()["body"] == site.get()["body"]
    ticking["now"] += 61
    assert site.get()["body"].startswith(b"page 2")
    assert site.made == 2


@pytest.mark.parametrize(
    "difference",
    [
        {"HTTP_HOST": "storfjordby.test"},
        {"path": "/needs/"},
        {"QUERY_STRING": "free=1"},
        {"HTTP_COOKIE": "language=nn"},
        {"HTTP_COOKIE": "theme=dark"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_host_address_filter_and_language_have_pages_of_their_own(ticking, difference):
    site = Site()
    site.get()
    site.get(**difference)
    assert site.made == 2


@pytest.mark.parametrize(
    "cookies", ["language=klingon", "csrftoken=abc; other=1", "language=", "garbage;;=;"]
)
def test_other_cookies_make_no_page_of_their_own(ticking, cookies):
    site = Site()
    site.get()
    site.get(HTTP_COOKIE=cookies)
    assert site.made == 1


def test_nobody_who_is_signed_in_is_answered_from_what_is_kept(ticking, settings):
    site = Site()
    site.get()
    site.get(HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=abc")
    assert site.made == 2


def test_only_get_is_kept_and_only_what_the_view_marked(ticking):
    site = Site()
    site.get(REQUEST_METHOD="POST")
    site.get(REQUEST_METHOD="POST")
    unmarked = Site(seconds=0)
    unmarked.get()
    unmarked.get()
    assert (site.made, unmarked.made) == (2, 2)


def test_a_page_that_sets_a_cookie_is_not_kept(ticking):
    site = Site(headers=[("Set-Cookie", "csrftoken=secret")])
    site.get()
    assert site.get()["headers"]["Set-Cookie"]
    assert site.made == 2


def test_the_page_travels_compressed_to_those_who_take_it(ticking):
    site = Site()
    plain, zipped = site.get(), site.get(HTTP_ACCEPT_ENCODING="gzip, deflate")
    small = site.get(HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert gzip.decompress(zipped["body"]) == brotli.decompress(small["body"]) == plain["body"]
    assert small["headers"]["Content-Encoding"] == "br"
    assert int(small["headers"]["Content-Length"]) == len(small["body"]) < len(plain["body"])


def test_a_reader_who_has_the_page_is_told_that_it_has_not_changed(ticking):
    site = Site()
    etag = site.get()["headers"]["ETag"]
    again = site.get(HTTP_IF_NONE_MATCH=etag)
    assert (again["status"], again["body"]) == ("304 Not Modified", b"")


def test_while_one_reader_waits_for_the_new_page_the_others_get_the_old(ticking):
    meanwhile = []
    site = Site(seconds=60)
    site.get()
    site.on_making = lambda: meanwhile.append(site.get()["body"]) if not meanwhile else None
    ticking["now"] += 61
    assert site.get()["body"].startswith(b"page 2")
    assert meanwhile[0].startswith(b"page 1")
    assert site.made == 2


def test_when_making_the_new_page_fails_somebody_tries_again_soon(ticking):
    site = Site(seconds=60)
    site.get()
    ticking["now"] += 61

    def fail():
        raise RuntimeError("the database is away")

    site.on_making = fail
    with pytest.raises(RuntimeError):
        site.get()
    site.on_making = lambda: None
    ticking["now"] += RENEWAL_SECONDS + 1
    assert site.get()["body"].startswith(b"page 3")


def test_it_never_keeps_more_than_its_share(ticking, monkeypatch):
    monkeypatch.setattr("samspill.web.access.page_cache.KEPT_BYTES", 5000)
    site = Site()
    for number in range(20):
        site.get(QUERY_STRING=f"garbage={number}")
    site.get(QUERY_STRING="garbage=19")
    assert site.made == 20
    site.get(QUERY_STRING="garbage=0")
    assert site.made == 21
