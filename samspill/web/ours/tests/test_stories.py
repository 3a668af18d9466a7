"""An association tells a story; everybody reads it, newspapers follow along, and it can be taken down at once."""

from __future__ import annotations

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse

from samspill.activities.actions import Announcement, publish_activity
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.actions import give_post, hide_organisation, lay_down_post
from samspill.organisations.actions.pictures import NotAgreed, add_picture
from samspill.organisations.actions.stories import Words, publish_story, write_story
from samspill.organisations.models import Picture, Review, Story
from samspill.people.actions import end_what_is_due, find_or_add_person, forget_person
from samspill.web.access.page_cache import forget_all
from samspill.web.ours.tests.test_pictures import a_file

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TOLD = {
    "title": "Førti sang i regnet",
    "text": "Det regnet.\n\nIngen gikk hjem.",
    "happened_on": "2026-03-01",
    "language": "nb",
    "credit": "Marit Sand",
    "licence": "press",
}


@pytest.fixture
def way(token, choir):
    return lambda name, *keys: reverse(f"ours:stories:{name}", args=[token, choir.pk, *keys])


@pytest.fixture
def draft(phone, way):
    phone.post(way("new"), TOLD | {"key": str(new_key())})
    return Story.objects.get()


@pytest.fixture
def story(phone, way, draft):
    phone.post(way("publication", draft.pk), {"agreed": "on"})
    return draft


def page_of(phone, story):
    return phone.get(reverse("public:stories:story", args=[story.pk]))


def entries(phone, address="/api/stories.atom"):
    return ET.fromstring(phone.get(address).content).findall("a:entry", ATOM)


def test_a_draft_is_seen_by_nobody_else_and_pressing_twice_writes_once(phone, way):
    sent = TOLD | {"key": str(new_key())}
    for _twice in range(2):
        answer = phone.post(way("new"), sent, follow=True)
    draft = Story.objects.get()
    assert "Førti sang i regnet" in answer.content.decode() and "Bare dere ser den" in answer.content.decode()
    assert page_of(phone, draft).status_code == 404 and not entries(phone)
    assert "Førti sang" not in phone.get("/stories/").content.decode()


def test_it_is_published_when_those_in_it_have_said_yes(phone, way, draft, choir):
    answer = phone.post(way("publication", draft.pk), {})
    assert answer.status_code == 422 and "Spør dem først" in answer.content.decode()
    assert page_of(phone, draft).status_code == 404
    phone.post(way("publication", draft.pk), {"agreed": "on"})
    page = page_of(phone, draft).content.decode()
    assert "<p>Ingen gikk hjem.</p>" in page and "Tekst: Marit Sand" in page and "1. mars 2026" in page
    assert "Aviser og kommunen kan bruke den" in page
    for where in ("/stories/", f"/stories/?of={choir.pk}", f"/organisations/{choir.pk}/", "/sitemap.xml"):
        forget_all()
        assert str(draft.pk) in phone.get(where).content.decode(), where


def test_a_picture_of_a_draft_is_seen_by_those_who_write_it_and_by_no_stranger(
    phone, way, draft, secretary, client
):
    picture = add_picture(
        draft,
        a_file().read(),
        alt="Et kor i regn",
        taken_by="",
        has_agreed=True,
        by=secretary,
        at=clock.now(),
    )
    stranger = {"headers": {"host": "lillevik.test"}}
    address = reverse("public:organisations:picture", args=[picture.pk, picture.digest, 640, "jpeg"])
    assert client.get(address, **stranger).status_code == 404
    for page in (way("story", draft.pk), way("pictures:list", draft.pk)):
        link = re.search(r'src="(\S+/files/640/jpeg/)"', phone.get(page).content.decode())[1]
        seen = phone.get(link)
        assert seen["Content-Type"] == "image/jpeg" and "no-store" in seen["Cache-Control"]
    assert phone.get(way("pictures:file", new_key(), picture.pk, 640, "jpeg")).status_code == 404
    phone.post(way("publication", draft.pk), {"agreed": "on"})
    assert client.get(address, **stranger).status_code == 200


def test_its_head_tells_others_how_to_show_it(phone, choir, story, secretary):
    add_picture(
        story, a_file().read(), alt="Et kor i regn", taken_by="Kari Foto", has_agreed=True, by=secretary,
        at=clock.now(),
    )  # fmt: skip
    page = page_of(phone, story).content.decode()
    assert '<meta property="og:title" content="Førti sang i regnet">' in page
    assert '<meta property="og:image" content="http://lillevik.test/pictures/' in page
    assert '<meta property="og:image:alt" content="Et kor i regn">' in page and "Foto: Kari Foto" in page


def test_a_newspaper_gets_the_whole_text_the_pictures_the_terms_and_whom_to_ask(
    phone, way, choir, story, secretary, ola
):
    marit = give_post(choir, secretary, "contact", by=ola, at=clock.now(), channel="web", is_published=True)
    add_picture(
        story, a_file().read(), alt="Et kor i regn", taken_by="Kari Foto", has_agreed=True, by=secretary,
        at=clock.now(),
    )  # fmt: skip
    changed = TOLD | {"key": str(story.pk), "contact": str(marit.pk), "agreed": "on", "licence": "cc_by"}
    assert phone.post(way("facts", story.pk), changed).status_code == 302
    (entry,) = entries(phone)
    assert entry.find("a:title", ATOM).text == "Førti sang i regnet"
    content = entry.find("a:content", ATOM).text
    assert "<p>Ingen gikk hjem.</p>" in content and "Spør: Marit Sand" in content and "Kari Foto" in content
    assert "CC BY 4.0" in entry.find("a:rights", ATOM).text
    links = {link.get("rel"): link for link in entry.findall("a:link", ATOM)}
    assert links["license"].get("href") == "https://creativecommons.org/licenses/by/4.0/"
    assert links["enclosure"].get("title") == "Et kor i regn Foto: Kari Foto"
    picture = phone.get(links["enclosure"].get("href").removeprefix("http://lillevik.test"))
    assert picture["Content-Type"] == "image/jpeg"
    item = json.loads(phone.get(f"/api/organisations/{choir.pk}/stories.json").content)["items"][0]
    assert item["content_text"] == TOLD["text"] and item["_samspill"]["licence"] == "cc_by"
    assert item["_samspill"]["contact"] == "Marit Sand" and item["image"].endswith("-640.jpeg")
    lay_down_post(marit, by=ola, at=clock.now(), channel="web")
    assert "Marit Sand" not in json.dumps(phone.get("/api/stories.json").json()["items"][0]["_samspill"])


def test_what_is_taken_away_is_gone_at_once_from_pages_feeds_and_pictures_and_can_be_brought_back(
    phone, way, choir, story, secretary
):
    add_picture(
        story,
        a_file().read(),
        alt="Et kor i regn",
        taken_by="",
        has_agreed=True,
        by=secretary,
        at=clock.now(),
    )
    (entry,) = entries(phone)
    picture = next(
        link.get("href") for link in entry.findall("a:link", ATOM) if link.get("rel") == "enclosure"
    )
    public = f"/organisations/{choir.pk}/"
    assert "Førti sang" in phone.get(public).content.decode()
    phone.post(way("removal", story.pk))
    assert page_of(phone, story).status_code == 404 and not entries(phone)
    assert phone.get(picture.removeprefix("http://lillevik.test")).status_code == 404
    assert "Førti sang" not in phone.get(public).content.decode()
    assert "Hent det tilbake" in phone.get(way("list")).content.decode()
    phone.post(way("return", story.pk))
    assert page_of(phone, story).status_code == 200 and len(entries(phone)) == 1


def test_what_the_municipality_takes_down_only_it_can_bring_back(phone, way, choir, story, desk):
    here = [choir.pk, story.pk]
    desk.post(reverse("desk:stories:removal", args=here), {"why": "En som er nevnt, ba om det"})
    assert AuditEntry.objects.get(verb="remove_story").facts["why"] == "En som er nevnt, ba om det"
    for name, sent in (("return", {}), ("publication", {"agreed": "on"})):
        told = phone.post(way(name, story.pk), sent, follow=True).content.decode()
        assert "Kommunen har tatt ned denne historien" in told and page_of(phone, story).status_code == 404
    desk.post(reverse("desk:stories:return", args=here))
    assert page_of(phone, story).status_code == 200


def test_what_the_municipality_takes_down_with_a_reason_is_mended_read_and_out_again(
    phone, way, choir, story, desk
):
    reason = "Per ba om at navnet hans ikke står der"
    desk.post(reverse("desk:stories:removal", args=[choir.pk, story.pk]), {"why": reason})
    told = phone.get(way("story", story.pk)).content.decode()
    assert reason in told and "Endre det og lagre" in told and way("facts", story.pk) in told
    mended = TOLD | {"key": str(story.pk), "title": "Førti sang uten navn", "agreed": "on"}
    waiting = phone.post(way("facts", story.pk), mended, follow=True).content.decode()
    assert "leser det før alle ser det" in waiting and "Alle ser det allerede" not in waiting
    assert page_of(phone, story).status_code == 404
    [review] = Review.objects.filter(approved_at=None, returned_at=None)
    desk.post(reverse("desk:reviews:approval", args=[review.pk]))
    assert "Førti sang uten navn" in page_of(phone, story).content.decode()


def test_the_volunteer_centre_tells_a_story_of_its_own_with_a_picture(phone, desk, centre):
    assert desk.get("/desk/stories/")["Location"] == f"/desk/stories/{centre.pk}/"
    desk.post(f"/desk/stories/{centre.pk}/new/", TOLD | {"key": str(new_key())})
    story = Story.objects.get()
    here = f"/desk/stories/{centre.pk}/{story.pk}/"
    said = {"alt": "To på tur", "taken_by": "", "agreed": "on", "file": a_file()}
    desk.post(f"{here}pictures/", said)
    desk.post(f"{here}publication/", {"agreed": "on"})
    page = page_of(phone, story).content.decode()
    assert centre.name in page and 'alt="To på tur"' in page
    desk.post(f"{here}removal/")
    desk.post(f"{here}return/")
    assert page_of(phone, story).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, 'href="#id_title"'),
        ({"text": "Kari, 150765 00565"}, "fødselsnummer"),
        ({"licence": "free"}, 'href="#id_licence"'),
        ({"happened_on": "i går"}, 'href="#id_happened_on"'),
    ],
)
def test_what_cannot_be_told_is_said_at_its_field(phone, way, change, words):
    answer = phone.post(way("new"), TOLD | {"key": str(new_key())} | change)
    assert answer.status_code == 422 and words in answer.content.decode() and not Story.objects.exists()


def test_one_that_is_out_is_not_changed_without_asking_again_nor_emptied(phone, way, story):
    sent = TOLD | {"key": str(story.pk), "title": "Femti sang"}
    for wrong in (sent, sent | {"agreed": "on", "text": ""}):
        assert phone.post(way("facts", story.pk), wrong).status_code == 422
    assert "Førti sang" in page_of(phone, story).content.decode()
    phone.post(way("facts", story.pk), sent | {"agreed": "on"})
    assert "Femti sang" in page_of(phone, story).content.decode()


def test_an_empty_draft_is_not_published(choir, secretary, at):
    draft = write_story(choir, Words("Snart", "", "nb"), by=secretary, at=at, key=new_key())
    with pytest.raises(ValueError):
        publish_story(draft, has_agreed=True, by=secretary, at=at)
    whole = write_story(choir, Words("Nå", "Vi sang.", "nb"), by=secretary, at=at, key=new_key())
    with pytest.raises(NotAgreed):
        publish_story(whole, has_agreed=False, by=secretary, at=at)


def test_a_hidden_association_and_its_neighbours_tell_nothing(phone, choir, story, ola, neighbour, client):
    hide_organisation(choir, True, by=ola, at=clock.now())
    assert page_of(phone, story).status_code == 404 and not entries(phone)
    hide_organisation(choir, False, by=ola, at=clock.now())
    with entered(neighbour):
        host = {"host": "storfjordby.test"}
        assert client.get(f"/stories/{story.pk}/", headers=host).status_code == 404
        assert "Førti" not in client.get("/api/stories.atom", headers=host).content.decode()


def test_there_are_pages_of_stories_and_a_page_that_says_there_is_none(phone, choir, secretary, at):
    assert "Ingen har fortalt noe her ennå" in phone.get("/stories/").content.decode()
    for number in range(13):
        one = write_story(choir, Words(f"Nr. {number}", "Vi sang.", "nb"), by=secretary, at=at, key=new_key())
        publish_story(one, has_agreed=True, by=secretary, at=at + dt.timedelta(minutes=number))
    assert "Nr. 12<" in phone.get("/stories/").content.decode()
    second = phone.get("/stories/?page=2").content.decode()
    assert "Nr. 0<" in second and "Nr. 12<" not in second
    assert phone.get(f"/stories/?of={new_key()}").status_code == 404
    assert "/api/stories.atom" in phone.get("/stories/use/").content.decode()


def test_what_is_kept_ends_taken_away_after_a_month_out_after_five_years(phone, way, story, secretary):
    add_picture(
        story,
        a_file().read(),
        alt="Et kor i regn",
        taken_by="",
        has_agreed=True,
        by=secretary,
        at=clock.now(),
    )
    four = clock.now() + dt.timedelta(days=4 * 365)
    end_what_is_due(at=four)
    assert Story.objects.exists() and Picture.objects.exists()
    end_what_is_due(at=four + dt.timedelta(days=2 * 365))
    assert not Story.objects.exists() and not Picture.objects.exists()


def test_a_story_taken_away_is_deleted_after_a_month(phone, way, story):
    phone.post(way("removal", story.pk))
    end_what_is_due(at=clock.now() + dt.timedelta(days=29))
    assert Story.objects.exists()
    end_what_is_due(at=clock.now() + dt.timedelta(days=32))
    assert not Story.objects.exists()


def test_who_is_asked_about_it_may_be_forgotten_and_the_story_stands(phone, way, choir, story, ola):
    ask = find_or_add_person("Per Vik", ["41300009"], by=ola, at=clock.now(), channel="web")
    post = give_post(choir, ask, "contact", by=ola, at=clock.now(), channel="web", is_published=True)
    sent = TOLD | {"key": str(story.pk), "agreed": "on", "contact": str(post.pk)}
    phone.post(way("facts", story.pk), sent)
    assert "Per Vik" in page_of(phone, story).content.decode()
    forget_person(ask, by="system", at=clock.now(), channel="web")
    page = page_of(phone, story).content.decode()
    assert "Per Vik" not in page and "Ingen gikk hjem" in page


def test_a_picture_in_a_story_is_taken_away_and_brought_back(phone, way, story, secretary):
    one = add_picture(
        story,
        a_file().read(),
        alt="Et kor i regn",
        taken_by="",
        has_agreed=True,
        by=secretary,
        at=clock.now(),
    )
    phone.post(way("pictures:removal", story.pk, one.pk))
    assert "Et kor i regn" not in page_of(phone, story).content.decode()
    assert "Et kor i regn" in phone.get(way("pictures:list", story.pk)).content.decode()
    phone.post(way("pictures:return", story.pk, one.pk))
    assert "Et kor i regn" in page_of(phone, story).content.decode()


def test_a_story_is_told_of_one_of_their_own_activities_and_each_page_leads_to_the_other(
    phone, way, choir, draft, secretary
):
    assert 'name="about"' not in phone.get(way("new")).content.decode()
    once = Pattern("once", clock.today() + dt.timedelta(days=9), starts_time=dt.time(18), minutes=60)
    told = Announcement({"nb": "Åpen korøvelse"}, organisation=choir)
    activity = publish_activity(told, [once], by=secretary, at=clock.now())
    assert (
        "Hvilken aktivitet eller hvilket oppdrag handler det om?"
        in phone.get(way("facts", draft.pk)).content.decode()
    )
    sent = TOLD | {"key": str(draft.pk), "about": str(activity.pk)}
    phone.post(way("facts", draft.pk), sent)
    page = phone.get(way("facts", draft.pk)).content.decode()
    assert f'<option value="{activity.pk}" selected>Åpen korøvelse' in page
    phone.post(way("publication", draft.pk), {"agreed": "on"})
    there = reverse("public:activities:activity", args=[activity.pk])
    page = page_of(phone, draft).content.decode()
    assert f'Dette handler om: <a href="{there}">Åpen korøvelse</a>' in page
    forget_all()
    page = phone.get(there).content.decode()
    assert "Les hva som skjedde" in page and f'href="/stories/{draft.pk}/"' in page
    assert phone.post(way("facts", draft.pk), sent | {"about": str(new_key())}).status_code == 422
