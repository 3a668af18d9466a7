"""From the link on the square to what came of it at the desk."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import ReaderReport
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.organisations.actions.pictures import MOST_PICTURES, add_picture
from samspill.organisations.actions.stories import Words, publish_story, remove_story, write_story
from samspill.organisations.models import Picture
from samspill.web.access.page_cache import forget_all
from samspill.web.ours.tests.test_pictures import a_file


@pytest.fixture
def cafe(town, centre, ola):
    day = clock.today() + dt.timedelta(days=2)
    pattern = Pattern(kind="once", starts_on=day, starts_time=dt.time(18), minutes=60)
    return publish_activity(
        Announcement(title={"nb": "Språkkafé"}, unit=centre), [pattern], by=ola, at=clock.now()
    )


@pytest.fixture
def square():
    return Client(headers={"host": "lillevik.test"})


def test_a_reader_finds_the_link_tells_and_the_desk_takes_it_off_and_back(square, desk, cafe):
    shown = reverse("public:activities:activity", args=[cafe.pk])
    tell = reverse("public:reporting:activity", args=[cafe.pk])
    assert tell in square.get(shown).content.decode()
    answer = square.post(tell, {"reason": "spam", "words": "Reklame for strøm"}, follow=True)
    assert "Takk for at du sa fra" in answer.content.decode()
    assert "En leser sier at noe på torget er feil" in desk.get("/desk/").content.decode()
    page = reverse("desk:reports:report", args=[ReaderReport.objects.get().pk])
    assert page in desk.get(reverse("desk:reports:list")).content.decode()
    assert "Reklame for strøm" in desk.get(page).content.decode()
    missing = desk.post(f"{page}settlement/", {"outcome": "hidden", "why": ""})
    assert missing.status_code == 422 and "Skriv hvorfor" in missing.content.decode()
    desk.post(f"{page}settlement/", {"outcome": "hidden", "why": "Reklame"})
    assert square.get(shown).status_code == 404 and square.get(tell).status_code == 404
    assert "Tatt bort fra torget" in desk.get(reverse("desk:reports:list") + "?show=settled").content.decode()
    desk.post(f"{page}reopening/")
    assert square.get(shown).status_code == 200


@pytest.fixture
def picture(town, ola, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    return add_picture(
        choir, a_file().read(), alt="Seks synger", taken_by="", has_agreed=True, by=ola, at=clock.now()
    )


def test_one_picture_is_told_of_taken_down_alone_and_put_back(square, desk, picture):
    shown = reverse("public:organisations:organisation", args=[picture.organisation_id])
    tell = reverse("public:reporting:picture", args=[picture.pk])
    forget_all()
    assert tell in square.get(shown).content.decode()
    form = square.get(tell).content.decode()
    assert "Noen i bildet har ikke sagt ja" in form and "Det er over" not in form
    assert square.post(tell, {"reason": "over"}).status_code == 422
    square.post(tell, {"reason": "not_agreed", "contact": "kari@example.no"})
    report = ReaderReport.objects.get()
    page = reverse("desk:reports:report", args=[report.pk])
    told = desk.get(page).content.decode()
    assert "Lillevik Blandakor: Seks synger" in told and "Noen i bildet har ikke sagt ja" in told
    assert picture.digest in told
    desk.post(f"{page}settlement/", {"outcome": "hidden", "why": "En i bildet ba om det"})
    forget_all()
    page_now = square.get(shown)
    assert page_now.status_code == 200 and "Seks synger" not in page_now.content.decode()
    assert square.get(tell).status_code == 404
    assert "Lillevik Blandakor: Seks synger" in OutboundMessage.objects.get(address="kari@example.no").body
    desk.post(f"{page}reopening/")
    forget_all()
    assert "Seks synger" in square.get(shown).content.decode()


@pytest.fixture
def tell_a_story(ola):
    """Publishes a story of this association or unit."""

    def tell(teller):
        story = write_story(
            teller, Words("Førti sang", "Per sang.", "nb"), by=ola, at=clock.now(), key=new_key()
        )
        return publish_story(story, has_agreed=True, by=ola, at=clock.now())

    return tell


@pytest.mark.parametrize("whose", ["association", "unit"])
def test_a_picture_in_a_story_is_told_of_and_taken_away_whoever_tells_it(
    square, desk, picture, centre, ola, tell_a_story, whose
):
    story = tell_a_story(picture.organisation if whose == "association" else centre)
    agreed = {"has_agreed": True, "by": ola, "at": clock.now()}
    shown = add_picture(story, a_file().read(), alt="Et kor", taken_by="", **agreed)
    tell = reverse("public:reporting:picture", args=[shown.pk])
    its_page = reverse("public:stories:story", args=[story.pk])
    assert tell in square.get(its_page).content.decode()
    square.post(tell, {"reason": "not_theirs"})
    address = reverse("desk:reports:report", args=[ReaderReport.objects.get().pk])
    page = desk.get(address).content.decode()
    assert f"{story.teller.name}: Et kor" in page and its_page in page
    desk.post(f"{address}settlement/", {"outcome": "hidden", "why": "Den er en annens"})
    left = square.get(its_page).content.decode()
    assert "Per sang." in left and "Et kor" not in left


@pytest.mark.parametrize("whose", ["association", "unit"])
def test_one_who_is_in_a_story_says_so_and_the_desk_takes_that_story_away_and_nothing_else(
    square, desk, picture, centre, tell_a_story, whose
):
    teller = picture.organisation if whose == "association" else centre
    story, other = tell_a_story(teller), tell_a_story(teller)
    its_page = reverse("public:stories:story", args=[story.pk])
    tell = reverse("public:reporting:story", args=[story.pk])
    assert tell in square.get(its_page).content.decode()
    form = square.get(tell).content.decode()
    assert "Noen i historien har ikke sagt ja" in form and "Det er over" not in form
    square.post(tell, {"reason": "not_agreed", "words": "Det er meg.", "contact": "kari@example.no"})
    address = reverse("desk:reports:report", args=[ReaderReport.objects.get(story=story).pk])
    queue = desk.get(reverse("desk:reports:list")).content.decode()
    assert f"{teller.name}: Førti sang" in queue and "Historie" in queue
    told = desk.get(address).content.decode()
    assert its_page in told and reverse("desk:stories:story", args=[teller.pk, story.pk]) in told
    desk.post(f"{address}settlement/", {"outcome": "hidden", "why": "Per har ombestemt seg"})
    assert "Per har ombestemt seg" in desk.get(address).content.decode()
    assert square.get(its_page).status_code == 404 and square.get(tell).status_code == 404
    assert square.get(reverse("public:stories:story", args=[other.pk])).status_code == 200
    choir = reverse("public:organisations:organisation", args=[picture.organisation_id])
    assert square.get(choir).status_code == 200, "the association stands"
    assert "Førti sang" in OutboundMessage.objects.get(address="kari@example.no").body
    hidden = AuditEntry.objects.get(verb="remove_story", subject__contains=story.pk)
    assert hidden.facts["why"] == "Per har ombestemt seg"
    desk.post(f"{address}reopening/")
    assert square.get(its_page).status_code == 200


def test_what_its_teller_took_away_itself_is_not_put_back_with_the_report(
    square, desk, picture, tell_a_story, ola
):
    story = tell_a_story(picture.organisation)
    square.post(reverse("public:reporting:story", args=[story.pk]), {"reason": "not_agreed"})
    remove_story(story, by="public", at=clock.now() - dt.timedelta(minutes=1))
    address = reverse("desk:reports:report", args=[ReaderReport.objects.get().pk])
    assert "Det står ikke på torget nå" in desk.get(address).content.decode()
    desk.post(f"{address}settlement/", {"outcome": "hidden", "why": "Per har ombestemt seg"})
    desk.post(f"{address}reopening/")
    assert square.get(reverse("public:stories:story", args=[story.pk])).status_code == 404


def test_no_stranger_learns_of_a_story_that_is_not_shown(square, picture, ola):
    draft = write_story(
        picture.organisation, Words("Førti sang", "", "nb"), by=ola, at=clock.now(), key=new_key()
    )
    assert square.get(reverse("public:reporting:story", args=[draft.pk])).status_code == 404


def test_no_stranger_learns_of_a_picture_that_is_not_shown(square, picture):
    Picture.objects.update(removed_at=clock.now())
    assert square.get(reverse("public:reporting:picture", args=[picture.pk])).status_code == 404


def test_a_picture_comes_back_only_where_there_is_room(square, desk, picture, ola):
    square.post(reverse("public:reporting:picture", args=[picture.pk]), {"reason": "spam"})
    page = reverse("desk:reports:report", args=[ReaderReport.objects.get().pk])
    desk.post(f"{page}settlement/", {"outcome": "hidden", "why": "Reklame"})
    Picture.objects.bulk_create(
        Picture(
            organisation=picture.organisation, place=number, alt="Et", agreed_at=clock.now(), digest="a", width=1,
            height=1, added_at=clock.now(),
        )
        for number in range(2, MOST_PICTURES + 2)
    )  # fmt: skip
    told = desk.post(f"{page}reopening/", follow=True).content.decode()
    assert "Andre har kommet i stedet" in told and ReaderReport.objects.get().settled_at


def test_what_is_not_filled_in_is_told_at_the_field_and_nothing_is_lost(square, cafe):
    tell = reverse("public:reporting:activity", args=[cafe.pk])
    answer = square.post(tell, {"words": "Onsdag", "contact": "hei"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Velg hva det er" in page and "Onsdag" in page
    answer = square.post(tell, {"reason": "wrong", "words": "Onsdag", "contact": "hei"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "mobilnummer eller en e-postadresse" in page and "Onsdag" in page
    assert not ReaderReport.objects.exists()


def test_a_robot_is_thanked_and_forgotten_and_a_flood_is_stopped(square, cafe):
    tell = reverse("public:reporting:activity", args=[cafe.pk])
    assert square.post(tell, {"reason": "spam", "website": "http://kjop.example"}).status_code == 302
    assert not ReaderReport.objects.exists()
    answers = [square.post(tell, {"reason": "spam"}).status_code for _ in range(12)]
    assert 422 in answers and ReaderReport.objects.count() < 12
