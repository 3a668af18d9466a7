"""What a person has signed up for and waits for stands on her own page, and leads to where she gives it back."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.activities.actions import Announcement, cancel_sign_up, publish_activity, sign_up_or_wait
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.whole import heads_of
from samspill.activities.rules.parties import CHILD, Party
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE

DAY = dt.timedelta(days=1)


@pytest.fixture
def browser():
    return Client(HTTP_HOST="lillevik.test")


@pytest.fixture
def people(ola, at):
    names = ("Kari Berg", "Ali Hassan", "Nora Lie")
    return [
        find_or_add_person(name, [f"4170000{n}"], by=ola, at=at, channel="phone")
        for n, name in enumerate(names)
    ]


@pytest.fixture
def publish(centre):
    """Put something with sign-ups on the square, once in so many days or each of some days; gives its times."""

    def put(title, days, times=1, **more):
        now = clock.now()
        told = Announcement(
            title={"nb": title}, unit=centre, place_text="Torggata 7", takes_sign_ups=True,
            **{"places": 2, "waiting_list": "at_once", **more},
        )  # fmt: skip
        starts_on = clock.local_day(now) + days * DAY
        patterns = [
            Pattern(kind="once", starts_on=starts_on + n * DAY, starts_time=dt.time(18), minutes=120)
            for n in range(times)
        ]
        activity = publish_activity(told, patterns, by="system", at=now)
        return list(activity.occurrences.order_by("starts_at"))

    return put


def join(time, person, at=None, **how):
    at = at or clock.now()
    return sign_up_or_wait(time.pk, person, channel="web", by=person, at=at, **how)


def page_of(person):
    return f"/me/{make_link(OWN_PAGE, str(person.pk), at=clock.now(), valid_for=DAY)}/"


def told(response):
    """What a reader reads of it, without marks and repeated spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_her_page_tells_of_places_and_number_in_line_and_not_of_what_is_over_or_given_back(
    browser, people, publish
):
    kari, ali, nora = people
    join(publish("Korøvelse", 3)[0], kari, party=Party(CHILD, ("Ada", "Bo")))
    full = publish("Keramikk", 4, places=1)[0]
    for person in (ali, nora, kari):
        join(full, person)
    over = publish("Quiz", 5)[0]
    join(over, kari)
    over.starts_at, over.ends_at = clock.now() - DAY, clock.now() - DAY
    over.save()
    cancel_sign_up(join(publish("Strikking", 6)[0], kari), channel="web", by=kari, at=clock.now())
    page = told(browser.get(page_of(kari)))
    assert "Torggata 7 · 2 plasser" in page and "Du er nummer 2 på ventelisten." in page
    assert page.index("Korøvelse") < page.index("Keramikk")
    assert "Quiz" not in page and "Strikking" not in page
    assert "Du er ikke påmeldt noe nå." in told(browser.get(page_of(find_nobody(ali))))


def find_nobody(person):
    """The same person, with nothing signed up for any more."""
    for row in SignUp.objects.filter(person=person, cancelled_at=None):
        cancel_sign_up(row, channel="web", by=person, at=clock.now())
    return person


def test_each_leads_to_its_private_page_where_it_is_given_back_and_only_hers_do(browser, people, publish):
    kari, ali, _nora = people
    time = publish("Keramikk", 4, places=1)[0]
    place, waits = join(time, kari), join(time, ali)
    for person, row, words in ((kari, place, "Gi plassen fra deg"), (ali, waits, "nummer 1 på ventelisten")):
        here = page_of(person)
        assert f"{here}places/{row.pk}/" in browser.get(here).content.decode()
        assert words in told(browser.post(f"{here}places/{row.pk}/", follow=True))
    assert browser.post(f"{page_of(ali)}places/{place.pk}/").status_code == 404
    assert browser.get(f"{page_of(kari)}places/{place.pk}/").status_code == 405


def test_all_the_times_stand_once_and_lead_to_all_of_them_also_when_the_first_is_given_back(
    browser, people, publish
):
    kari, times = people[0], publish("Svømmekurs", 3, times=3, for_all_times=True)
    place = join(times[0], kari)
    second = heads_of(place, at=clock.now())[1]
    SignUp.objects.filter(pk=place.pk).update(cancelled_at=clock.now())
    here = page_of(kari)
    page = browser.get(here).content.decode()
    assert page.count("<strong>Svømmekurs</strong>") == 1 and "alle gangene fra" in page
    assert f"{second.occurrence.starts_at:%d}".lstrip("0") in page and f"places/{place.pk}/" in page
    assert "Kan du ikke komme en av gangene?" in told(browser.post(f"{here}places/{place.pk}/", follow=True))


def test_a_place_that_is_offered_says_until_when(browser, people, publish):
    kari, ali, _nora = people
    time = publish("Keramikk", 4, places=1, waiting_list="offer")[0]
    place = join(time, kari)
    join(time, ali)
    cancel_sign_up(place, channel="web", by=kari, at=clock.now())
    assert Waiting.objects.get().offered_at
    assert "En plass er ledig for deg. Svar før" in told(browser.get(page_of(ali)))


def test_twenty_places_cost_no_more_queries_than_one(browser, people, publish):
    kari, times = people[0], publish("Keramikk", 4, times=20)
    here = page_of(kari)
    join(times[0], kari)
    browser.get(here)
    with CaptureQueriesContext(connection) as few:
        browser.get(here)
    for time in times[1:]:
        join(time, kari)
    with CaptureQueriesContext(connection) as many:
        assert browser.get(here).content.decode().count("<strong>Keramikk</strong>") == 20
    assert len(many) == len(few)
