"""At the desk one adds another site's list of tasks, sees first what would come in, and looks after it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client

from conftest import browser_of, make_staff
from samspill.foundation.tests.serving import serving
from samspill.volunteering.models import OutsideTask, TaskReading, TaskSource, TaskToldApart
from samspill.volunteering.tests.outside.writing import item, rss

NEW, LIST = "/desk/task-sources/new/", "/desk/task-sources/"
KEPT = (TaskSource, TaskReading, OutsideTask)


@pytest.fixture
def site():
    with serving(rss(item("1", "Vaffelsteker"), item("2", "Turvenn"), item("3", ""))) as served:
        yield served


@pytest.fixture
def source(desk, town, site):
    desk.post(NEW, typed(site, begin="1"))
    return TaskSource.objects.get()


def typed(site, **more):
    return {"name": "Nabohjelpen", "url": f"{site.address}/feed", "organisation": "", **more}


def body(response):
    return response.content.decode()


def test_what_would_come_in_is_shown_and_nothing_is_kept(desk, town, site):
    page = body(desk.post(NEW, typed(site)))
    assert all(
        words in page for words in ("Vaffelsteker", "Turvenn", "RSS", "ingen tittel", f"{site.address}/feed")
    )
    assert [table.objects.count() for table in KEPT] == [0, 0, 0]
    assert len(site.asked) == 1


def test_one_begins_to_read_it_and_sees_what_came(desk, town, site):
    answer = desk.post(NEW, typed(site, begin="1"), follow=True)
    assert [table.objects.count() for table in KEPT] == [1, 1, 2]
    assert all(words in body(answer) for words in ("Vaffelsteker", "Turvenn", "ingen tittel", "Les den nå"))
    assert "Nabohjelpen" in body(desk.get(LIST)) and "2 oppdrag" in body(desk.get(LIST))


def test_an_address_that_is_read_already_is_pointed_out(desk, town, site, source):
    assert f"/desk/task-sources/{source.pk}/" in body(desk.post(NEW, typed(site, name="Igjen")))


def test_one_can_go_back_and_write_it_otherwise(desk, town, site):
    page = body(desk.post(NEW, typed(site, change="1")))
    assert f'value="{site.address}/feed"' in page and site.asked == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"url": "ftp://x.example"}, "https://"),
        ({"organisation": "999999999"}, "Ingen forening heter dette"),
        ({"name": "Ring 17912099997"}, "fødselsnummer"),
    ],
)
def test_what_cannot_be_meant_is_said(desk, town, site, given, said):
    page = desk.post(NEW, typed(site, **given))
    assert page.context["form"].errors and said in body(page)
    assert site.asked == []


def test_an_address_without_a_list_is_said_in_words(desk, town, site):
    site.source = b"<!doctype html><p>Hei"
    assert "Vi fant ingen liste over oppdrag her" in body(desk.post(NEW, typed(site)))
    site.status = 404
    assert "ikke lenger på denne adressen" in body(desk.post(NEW, typed(site)))


def test_nobody_reads_inside_our_network_from_here(desk, town, site, settings):
    settings.CALENDAR_ALLOW_PRIVATE = False
    assert "lukket nett" in body(desk.post(NEW, typed(site)))
    assert site.asked == []


def test_it_is_read_when_somebody_asks_and_an_outage_is_told_and_changes_nothing(desk, town, site, source):
    here = f"{LIST}{source.pk}/"
    site.source = rss(item("2", "Turvenn"), item("4", "Kaffekoker"))
    assert "Kaffekoker" in body(desk.post(f"{here}reading/", follow=True))
    site.status = 500
    for _ in range(3):
        page = body(desk.post(f"{here}reading/", follow=True))
    assert "Kaffekoker" in page and "3 ganger" in page
    assert "kan ikke leses lenger" in body(desk.get("/desk/calendars/"))
    site.status = 200
    desk.post(f"{here}reading/")
    assert "kan ikke leses lenger" not in body(desk.get("/desk/calendars/"))


def test_it_is_paused_taken_up_again_and_removed(desk, town, site, source):
    here = f"{LIST}{source.pk}/"
    desk.post(f"{here}pause/")
    assert "På pause" in body(desk.get(LIST))
    source.refresh_from_db()
    assert source.paused_at is not None
    desk.post(f"{here}resumption/")
    source.refresh_from_db()
    assert source.paused_at is None
    assert "tatt bort fra torget" in body(desk.post(f"{here}removal/", follow=True))
    assert OutsideTask.objects.count() == 0
    desk.post(f"{here}reading/")
    assert OutsideTask.objects.count() == 0


def test_one_task_is_hidden_and_shown_again(desk, town, site, source):
    task = OutsideTask.objects.get(key="1")
    square = Client(headers={"host": "lillevik.test"})
    page = body(desk.post(f"{LIST}tasks/{task.pk}/hiding/", follow=True))
    assert "Vis det igjen" in page and "Vaffelsteker" not in body(square.get("/needs/"))
    desk.post(f"{LIST}tasks/{task.pk}/showing/")
    task.refresh_from_db()
    assert task.hidden_at is None


def test_who_only_reads_changes_nothing(town, centre, at, site, source):
    reader = browser_of(make_staff("Rolle Rollesen", centre, "reader", at=at), "lillevik.test")
    assert "Les den nå" not in body(reader.get(f"{LIST}{source.pk}/"))
    assert reader.post(f"{LIST}{source.pk}/removal/").status_code == 403
    assert OutsideTask.objects.count() == 2


def test_the_list_is_a_spreadsheet_too(desk, town, source):
    assert desk.get(f"{LIST}?as=spreadsheet").headers["Content-Type"].endswith("sheet")


@pytest.fixture
def double(source):
    """Another site tells of the «Turvenn» that Nabohjelpen tells of."""
    later = source.added_at + dt.timedelta(minutes=1)
    other = TaskSource.objects.create(name="Portalen", url="https://portal.example/feed", added_at=later)
    OutsideTask.objects.filter(title="Turvenn").update(organiser="Turlaget")
    return OutsideTask.objects.create(
        source=other, key="x", title="TURVENN", organiser="Turlaget", url="https://portal.example/x",
        first_seen_at=later, last_seen_at=later,
    )  # fmt: skip


def test_what_two_sites_tell_of_is_pointed_out_where_one_looks_after_them(desk, town, source, double):
    for address in (LIST, f"/desk/task-sources/{double.source_id}/"):
        page = body(desk.get(address)).partition("Vises én gang")[2]
        assert "TURVENN" in page and f'href="/desk/task-sources/{source.pk}/">Nabohjelpen</a>' in page, (
            address
        )
    assert "Vises én gang" not in body(desk.get(f"/desk/task-sources/{source.pk}/"))


def test_two_that_were_taken_for_one_are_parted_at_the_desk_and_that_is_undone(desk, town, source, double):
    square, here = Client(headers={"host": "lillevik.test"}), f"{LIST}{double.source_id}/"
    parting = f"{LIST}tasks/{double.pk}/parting/"
    assert parting in body(desk.get(here)) and "TURVENN" not in body(square.get("/needs/"))
    wrong = body(desk.post(parting, {"standing": str(double.pk)}, follow=True))
    assert "Se en gang til" in wrong and not TaskToldApart.objects.exists()
    first = OutsideTask.objects.get(title="Turvenn")
    page = body(desk.post(parting, {"standing": str(first.pk)}, follow=True))
    assert "Begge vises fra nå av" in page and "Ikke samme" in page and "Vises én gang" not in page
    cache.clear()
    assert all(title in body(square.get("/needs/")) for title in ("TURVENN", "Turvenn"))
    undoing = f"{LIST}apart/{TaskToldApart.objects.get().pk}/undoing/"
    assert undoing in body(desk.get(here)) and undoing in body(desk.get(f"{LIST}{source.pk}/"))
    assert "Vises én gang" in body(desk.post(undoing, follow=True))
    cache.clear()
    assert "TURVENN" not in body(square.get("/needs/"))
