"""Pages of the square count who opens them, kept or new; and the numbers are shown to whoever they are of."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from conftest import browser_of
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.models import AuditEntry
from samspill.insight.actions import Seen, forget_counted, note_visits, write_visits
from samspill.insight.models import Visits
from samspill.insight.queries.visits import visits_of
from samspill.insight.rules.visits import weeks_until
from samspill.organisations.actions import give_post, let_act, merge_organisations, register_group
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from samspill.web.access.page_cache import forget_all, kept_pages_first
from samspill.web.access.visits import visits_counted

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def choir(town, ola, at):
    return register_group("=Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def site(settings, one_connection, town):
    """The whole application as a web server has it, with pages kept."""
    settings.PAGE_CACHE = True
    forget_all()
    forget_counted()
    handler = WSGIHandler()
    application = visits_counted(kept_pages_first(handler))

    def get(path, **headers):
        started = []
        environ = RequestFactory(headers={"host": "lillevik.test", "user-agent": FIREFOX} | headers).get(path)
        body = application(environ.environ, lambda *words: started.append(words))
        b"".join(body)
        return started[0]

    yield get
    forget_all()
    forget_counted()


def numbers():
    write_visits()
    return {(row.what, row.key): row.number for row in Visits.objects.all()}


def test_a_kept_page_is_counted_each_time_and_asks_the_database_nothing(
    site, choir, django_assert_num_queries
):
    page = f"/organisations/{choir.pk}/"
    status, headers = site(page)
    assert status.startswith("200")
    with django_assert_num_queries(0):
        assert site(page)[0].startswith("200")
        assert site(page, **{"if-none-match": dict(headers)["ETag"]})[0].startswith("304")
    assert "Set-Cookie" not in dict(headers) and "public" in dict(headers)["Cache-Control"]
    assert numbers() == {("organisation", str(choir.pk)): 3}


def test_staff_machines_and_what_is_not_there_are_not_counted(site, choir):
    site("/organisations/", cookie="sessionid=abc")
    site("/organisations/", **{"user-agent": "Googlebot/2.1"})
    site("/organisations/00000000-0000-7000-8000-000000000000/")
    site("/privacy/")
    assert numbers() == {}
    site("/organisations/", cookie="theme=dark")
    assert numbers() == {("page", "associations"): 1}


IN_A_FRAME = {"sec-fetch-dest": "iframe", "sec-fetch-site": "cross-site"}


def test_the_calendar_on_pages_of_others_is_counted_each_time_it_is_shown_there(site, choir):
    own = f"/embed/week/?by={choir.pk}"
    for _kept_at_last in range(3):
        site(own, **IN_A_FRAME)
    site("/embed/week/?category=music", **IN_A_FRAME)
    site("/embed/week/?by=00000000-0000-7000-8000-000000000000", **IN_A_FRAME)
    assert numbers() == {("frame", str(choir.pk)): 3, ("frame", "week"): 2}


def test_nobody_has_seen_it_who_only_looks_how_it_would_be_or_opens_it_by_itself(site, choir):
    site("/embed/week/", **IN_A_FRAME | {"sec-fetch-site": "same-origin"})
    site("/embed/week/", **{"sec-fetch-dest": "document", "sec-fetch-site": "none"})
    site("/embed/week/", **IN_A_FRAME, purpose="prefetch")
    assert numbers() == {}


def test_an_association_sees_its_calendar_elsewhere_by_itself_and_in_no_sum(choir, town, ola, at):
    read("organisation", choir.pk, 40, town)
    read("frame", choir.pk, 300, town)
    read("frame", "week", 1000, town)
    (page, frame) = visits_of(choir, weeks_until(clock.today(), 12), language="nb")
    assert (page.what, frame.what) == ("organisation", "frame")
    desk = browser_of(ola, "lillevik.test")
    shown = desk.get("/desk/figures/visits/?what=frame").content.decode()
    assert "Kalenderen til =Lillevik Blandakor, på andre nettsteder" in shown and "1000" in shown
    assert ">40<" in shown and "340" not in shown and "1340" not in shown, "opened here: forty"


def read(what, key, number, town):
    note_visits(Seen(town.pk, what, str(key)), number, on=clock.today())
    write_visits()


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_an_association_sees_its_own_numbers_and_no_others(choir, town, ola, at):
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    let_act(give_post(choir, marit, "secretary", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    token = make_link(OWN_PAGE, str(marit.pk), at=clock.now(), valid_for=OWN_PAGE_LASTS)
    phone, page = Client(headers={"host": "lillevik.test"}), f"/our/{token}/{choir.pk}/visits/"
    assert "Ingen har åpnet" in phone.get(page).content.decode()
    read("organisation", choir.pk, 4, town)
    assert "færre enn 5" in phone.get(page).content.decode()
    read("organisation", choir.pk, 1233, town)
    read("organisation", register_group("Turlaget", by=ola, at=at).pk, 777, town)
    shown = phone.get(page).content.decode()
    assert "1237" in shown and "777" not in shown
    heading, *rows = rows_of(phone.get(f"{page}?as=csv&weeks=26"))
    assert len(heading) == 28 and heading[-2] == max(heading[1:-1])
    assert [(row[0], row[-2], row[-1]) for row in rows] == [("'=Lillevik Blandakor", "1237", "1237")]


def test_the_desk_sees_all_pages_and_the_file_it_takes_stands_in_the_trail(choir, town, ola):
    read("page", "home", 812, town)
    read("organisation", choir.pk, 64, town)
    read("activity", "00000000-0000-7000-8000-000000000000", 9, town)
    desk = browser_of(ola, "lillevik.test")
    shown = desk.get("/desk/figures/visits/?what=organisation").content.decode()
    assert "885" in shown and "Blandakor" in shown
    assert "finnes ikke lenger" in desk.get("/desk/figures/visits/?what=nonsense").content.decode().lower()
    lines = AuditEntry.objects.count()
    rows = rows_of(desk.get("/desk/figures/visits/?what=page&as=csv"))
    assert rows[1][0] == "Forsiden" and rows[1][-1] == "812"
    assert AuditEntry.objects.count() == lines + 1


def test_what_was_read_of_an_association_before_it_was_merged_stays_with_it(choir, town, ola, at):
    other = register_group("Blandakoret", by=ola, at=at)
    read("organisation", other.pk, 31, town)
    merge_organisations(choir, other, reason="Samme kor", by=ola, at=at)
    weeks = weeks_until(clock.today(), 12)
    assert {one.name: sum(one.weeks.values()) for one in visits_of(choir, weeks, language="nb")} == {
        "Blandakoret": 31
    }


def test_the_tasks_on_pages_of_others_are_counted_together_and_told_by_name(site, town, ola, at):
    for _kept_at_last in range(2):
        site("/embed/needs/?what=garden", **IN_A_FRAME)
    site("/embed/needs/", **IN_A_FRAME | {"sec-fetch-site": "same-origin"})
    assert numbers() == {("frame", "needs"): 2}
    read("frame", "needs", 1000, town)
    shown = browser_of(ola, "lillevik.test").get("/desk/figures/visits/?what=frame").content.decode()
    assert "Oppdragene, på andre nettsteder" in shown
