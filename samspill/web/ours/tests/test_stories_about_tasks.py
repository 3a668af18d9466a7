"""A story about a task on the square: chosen in the form, named on both pages, to newspapers and to the desk."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import translation

from conftest import make_staff
from samspill.activities.actions import Announcement, hide_activity, publish_activity
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import register_group
from samspill.organisations.actions.stories import Words
from samspill.organisations.models import Review, Story
from samspill.people.models import Unit
from samspill.people.queries import asker_for
from samspill.volunteering.actions import Asked, publish_need, register_request
from samspill.volunteering.actions.groups import book_group
from samspill.volunteering.actions.needs import unpublish_need
from samspill.volunteering.actions.stories import write_story_about
from samspill.volunteering.models import StoryAboutNeed
from samspill.web.access.stored import stored_about
from samspill.web.access.story_about import told_of

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TOLD = {"title": "Vi kjørte koret", "text": "Alle kom fram.", "language": "nb", "licence": "press"}


@pytest.fixture
def need(centre, ola):
    """Drivers for a choir, wanted in three days; there is room for more than one group."""
    at = clock.now()
    starts = at + dt.timedelta(days=3)
    asked = Asked(
        caller_name="Trygve Lunde", kind="transport", title="Kjøre Trygves kor", starts_at=starts,
        ends_at=starts + dt.timedelta(hours=2), places=6,
    )  # fmt: skip
    found = register_request(asked, unit=centre, by=ola, at=at)
    publish_need(found, by=ola, at=at)
    return found


@pytest.fixture
def comes(need, choir, secretary, ola):
    """The choir comes to it as a group."""
    shift = need.shifts.get()
    return book_group(shift.pk, choir, 3, contact=secretary, channel="phone", by=ola, at=clock.now())


@pytest.fixture
def way(token, choir):
    return lambda name, *keys: reverse(f"ours:stories:{name}", args=[token, choir.pk, *keys])


@pytest.fixture
def draft(phone, way, need, comes):
    phone.post(way("new"), TOLD | {"key": str(new_key()), "about": str(need.pk)})
    return Story.objects.get()


@pytest.fixture
def story(phone, way, draft):
    phone.post(way("publication", draft.pk), {"agreed": "on"})
    return draft


def text_of(answer):
    return " ".join(answer.content.decode().split())


def line_to(need):
    return f'Dette handler om: <a href="/needs/{need.pk}/">Kjøre Trygves kor</a>'


def test_the_association_chooses_a_task_it_comes_to_and_each_page_leads_to_the_other(phone, way, need, draft):
    form = text_of(phone.get(way("facts", draft.pk)))
    assert '<optgroup label="Oppdrag">' in form
    assert f'<option value="{need.pk}" selected>Kjøre Trygves kor' in form
    assert line_to(need) in text_of(phone.get(way("story", draft.pk)))
    assert draft.title not in text_of(phone.get(f"/needs/{need.pk}/"))
    phone.post(way("publication", draft.pk), {"agreed": "on"})
    assert line_to(need) in text_of(phone.get(f"/stories/{draft.pk}/"))
    page = text_of(phone.get(f"/needs/{need.pk}/"))
    assert "Les hva som skjedde" in page and f'href="/stories/{draft.pk}/"' in page


def test_a_task_of_others_is_not_offered_and_not_taken(phone, way, need):
    assert 'name="about"' not in text_of(phone.get(way("new")))
    phone.post(way("new"), TOLD | {"key": str(new_key()), "about": str(need.pk)})
    assert not StoryAboutNeed.objects.exists()


def test_an_activity_and_a_task_stand_in_one_list_and_one_of_them_is_chosen(
    phone, way, choir, need, draft, secretary
):
    activity = an_evening(choir, secretary)
    form = text_of(phone.get(way("facts", draft.pk)))
    assert form.index("Åpen korøvelse") < form.index("Kjøre Trygves kor")
    phone.post(way("facts", draft.pk), TOLD | {"key": str(draft.pk), "about": str(activity.pk)})
    page = text_of(phone.get(way("story", draft.pk)))
    assert "Åpen korøvelse" in page and "Kjøre Trygves kor" not in page


def test_a_task_that_is_closed_is_named_to_nobody_and_comes_back_with_its_page(phone, way, need, story, ola):
    unpublish_need(need, by=ola, at=clock.now())
    feed = phone.get("/api/stories.atom").content.decode()
    for page in (text_of(phone.get(f"/stories/{story.pk}/")), feed):
        assert "Trygve" not in page and "handler om" not in page
    for name in ("story", "facts"):
        mine = text_of(phone.get(way(name, story.pk)))
        assert "Et oppdrag som er avsluttet" in mine and "Trygves" not in mine
    sent = TOLD | {"key": str(story.pk), "about": str(need.pk), "agreed": "on", "text": "Alle kom hjem."}
    assert phone.post(way("facts", story.pk), sent).status_code == 302
    publish_need(need, by=ola, at=clock.now())
    page = text_of(phone.get(f"/stories/{story.pk}/"))
    assert "Alle kom hjem." in page and line_to(need) in page


def test_staff_choose_any_task_for_an_association_that_phones_and_for_the_unit_its_own(
    phone, desk, choir, centre, need
):
    for organiser in (choir, centre):
        here = f"/desk/stories/{organiser.pk}/"
        assert f'<option value="{need.pk}">Kjøre Trygves kor' in text_of(desk.get(f"{here}new/"))
        key = new_key()
        desk.post(f"{here}new/", TOLD | {"key": str(key), "about": str(need.pk)})
        desk.post(f"{here}{key}/publication/", {"agreed": "on"})
        assert line_to(need) in text_of(phone.get(f"/stories/{key}/"))
    assert text_of(phone.get(f"/needs/{need.pk}/")).count("Vi kjørte koret") == 2


def test_what_staff_chose_for_an_association_stands_in_its_own_form_by_name(phone, desk, way, choir, need):
    key = new_key()
    desk.post(f"/desk/stories/{choir.pk}/new/", TOLD | {"key": str(key), "about": str(need.pk)})
    assert f'<option value="{need.pk}" selected>Kjøre Trygves kor' in text_of(phone.get(way("facts", key)))
    phone.post(way("facts", key), TOLD | {"key": str(key), "about": str(need.pk), "text": "Alle kom hjem."})
    page = text_of(phone.get(way("story", key)))
    assert "Alle kom hjem." in page and line_to(need) in page


def test_a_newspaper_is_told_what_each_story_is_about_and_where_that_stands(
    phone, choir, need, story, secretary, way, django_assert_num_queries
):
    activity = an_evening(choir, secretary)
    key = new_key()
    phone.post(way("new"), TOLD | {"key": str(key), "about": str(activity.pk), "title": "Vi øvde"})
    phone.post(way("publication", key), {"agreed": "on"})
    there = {
        "Vi kjørte koret": ("need", "Kjøre Trygves kor", f"http://lillevik.test/needs/{need.pk}/"),
        "Vi øvde": ("activity", "Åpen korøvelse", f"http://lillevik.test/activities/{activity.pk}/"),
    }
    stories = list(Story.objects.all())
    with django_assert_num_queries(2):
        assert len(told_of(stories, at=clock.now())) == 2
    items = phone.get("/api/stories.json").json()["items"]
    abouts = {one["title"]: one["_samspill"]["about"] for one in items}
    assert abouts == {
        title: {"kind": kind, "title": name, "url": url} for title, (kind, name, url) in there.items()
    }
    for entry in ET.fromstring(phone.get("/api/stories.atom").content).findall("a:entry", ATOM):
        _kind, name, url = there[entry.find("a:title", ATOM).text]
        (link,) = [one for one in entry.findall("a:link", ATOM) if one.get("rel") == "related"]
        assert (link.get("title"), link.get("href")) == (name, url)
        assert f'Dette handler om: <a href="{url}">{name}</a>' in entry.find("a:content", ATOM).text


def test_a_story_about_nothing_says_so_to_newspapers(phone, way):
    key = new_key()
    phone.post(way("new"), TOLD | {"key": str(key)})
    phone.post(way("publication", key), {"agreed": "on"})
    assert phone.get("/api/stories.json").json()["items"][0]["_samspill"]["about"] is None
    assert "handler om" not in phone.get("/api/stories.atom").content.decode()


def test_who_got_the_help_reads_of_the_story_and_another_unit_does_not(desk, centre, choir, ola, asker, at):
    asked = Asked(
        caller_name="Gunvor Lie", recipient_name="Gunvor Lie", kind="transport", title="Kjøre til øving", starts_at=at,
        ends_at=at + dt.timedelta(hours=1),
    )  # fmt: skip
    need = register_request(asked, unit=centre, by=ola, at=at - dt.timedelta(days=1))
    publish_need(need, by=ola, at=at - dt.timedelta(days=1))
    words = Words("Vi kjørte koret", "Alle kom fram.", "nb")
    write_story_about(choir, words, need, by=ola, at=at - dt.timedelta(hours=1), key=new_key())
    gunvor = need.request.recipient.person
    elsewhere = make_staff("Lise Lund", Unit.objects.create(name="Biblioteket"), "leader", at=at)
    with translation.override("nb"):
        for who in (None, asker):
            assert words.title in str(stored_about(gunvor, who).sections)
        assert words.title not in str(stored_about(gunvor, asker_for(elsewhere, on=at.date())).sections)


def an_evening(choir, by):
    once = Pattern("once", clock.today() + dt.timedelta(days=9), starts_time=dt.time(18), minutes=60)
    told = Announcement({"nb": "Åpen korøvelse"}, organisation=choir)
    return publish_activity(told, [once], by=by, at=clock.now())


class TestReadFirst:
    """The desk sees what a story is about before it lets everybody read it."""

    @pytest.fixture
    def choir(self, town, at):
        """A choir that registered itself: nobody at the desk knows it."""
        return register_group("Lillevik Blandakor", by="public", at=at)

    @pytest.fixture
    def reading(self, desk, story):
        """What the desk reads of the story that waits."""
        waiting = Review.objects.get(kind="story")
        return lambda: text_of(desk.get(reverse("desk:reviews:review", args=[waiting.pk])))

    def test_the_task_is_named_and_led_to(self, reading, need):
        assert line_to(need) in reading()

    def test_a_task_that_is_closed_meanwhile_is_said_to_be(self, reading, need, ola):
        unpublish_need(need, by=ola, at=clock.now())
        page = reading()
        assert "Dette handler om: Et oppdrag som er avsluttet" in page and "ikke på torget nå" in page

    def test_an_activity_is_named_also_where_nobody_else_sees_it(self, phone, way, choir, ola, desk, comes):
        activity = an_evening(choir, ola)
        key = new_key()
        phone.post(way("new"), TOLD | {"key": str(key), "about": str(activity.pk)})
        phone.post(way("publication", key), {"agreed": "on"})
        page = reverse("desk:reviews:review", args=[Review.objects.get(kind="story").pk])
        assert re.search(r'om: <a href="/activities/\S+/">Åpen korøvelse</a>', text_of(desk.get(page)))
        hide_activity(activity, by=ola, at=clock.now())
        assert "Dette handler om: Åpen korøvelse. <span" in text_of(desk.get(page))
        assert "Dette handler om: Åpen korøvelse. <span" in text_of(phone.get(way("story", key)))
