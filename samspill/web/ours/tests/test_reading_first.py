"""A group that registered itself publishes its first things: they wait, are sent back, mended, approved, and seen."""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid

import pytest
from django.urls import reverse
from PIL import Image

from conftest import browser_of, make_staff
from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import change_organisation, hide_organisation, register_group
from samspill.organisations.actions.pictures import add_picture
from samspill.organisations.actions.reviews import approve_review, choose_publishing_rule, decide_trust
from samspill.organisations.models import Organisation, Picture, Review
from samspill.organisations.rules.reviews import Publishing
from samspill.web.access.page_cache import forget_all
from samspill.web.ours.tests.test_pictures import a_file


@pytest.fixture
def choir(town, at):
    """A choir that registered itself: nobody at the desk knows it."""
    return register_group("Lillevik Blandakor", by="public", at=at)


@pytest.fixture
def ways(token, choir):
    return lambda name, *keys: reverse(f"ours:{name}", args=[token, choir.pk, *keys])


@pytest.fixture
def evening(choir, secretary):
    """An open evening that the choir's secretary announces."""
    once = Pattern("once", clock.today() + dt.timedelta(days=7), starts_time=dt.time(18), minutes=90)
    told = Announcement({"nb": "Åpen korkveld"}, organisation=choir, takes_sign_ups=True)
    return publish_activity(told, [once], by=secretary, at=clock.now())


@pytest.fixture
def leader_desk(centre, at):
    return browser_of(make_staff("Lise Lund", centre, "leader", at=at), "lillevik.test")


def page(client, address):
    return client.get(address).content.decode()


def test_a_first_activity_waits_unseen_with_words_that_say_who_reads_and_how_long(
    phone, ola, at, ways, evening
):
    choose_publishing_rule(Publishing(reader="Ingrid ved pulten", usual_days=2), by=ola, at=at)
    assert evening.published_at is None
    assert phone.get(reverse("public:activities:activity", args=[evening.pk])).status_code == 404
    assert "Åpen korkveld" not in page(phone, "/")
    mine = page(phone, ways("activities:activity", evening.pk))
    assert "Ingrid ved pulten leser det før alle ser det" in mine and "høyst 2 dager" in mine
    assert "Ikke vist ennå" in page(phone, ways("activities:list"))


def test_the_desk_sends_it_back_the_organiser_mends_it_and_then_everybody_sees_it(
    phone, desk, ways, evening, secretary
):
    assert "En forening vil vise noe" in page(desk, reverse("desk:today"))
    first = Review.objects.get()
    shown = page(desk, reverse("desk:reviews:review", args=[first.pk]))
    assert "Åpen korkveld" in shown and "Marit Sand" in shown
    empty = desk.post(reverse("desk:reviews:returning", args=[first.pk]), {"reason": ""})
    assert empty.status_code == 422 and "Skriv hva de må endre" in empty.content.decode()
    desk.post(reverse("desk:reviews:returning", args=[first.pk]), {"reason": "Skriv hvor det er."})
    message = OutboundMessage.objects.get(body__contains="Skriv hvor det er.")
    assert message.person == secretary and f"activities/{evening.pk}/" in message.body
    assert "Skriv hvor det er." in page(phone, ways("activities:activity", evening.pk))
    typed = {"title_nb": "Åpen korkveld", "place_text": "Kulturhuset", "price_kind": "free"}
    assert phone.post(ways("activities:facts", evening.pk), typed).status_code == 302
    second = Review.objects.exclude(pk=first.pk).get()
    assert second.is_waiting
    desk.post(reverse("desk:reviews:approval", args=[second.pk]))
    seen = phone.get(reverse("public:activities:activity", args=[evening.pk]))
    assert seen.status_code == 200 and "Kulturhuset" in seen.content.decode()


def test_an_approval_is_taken_back_and_it_is_off_the_square_until_the_next_answer(phone, desk, ways, evening):
    review = Review.objects.get()
    desk.post(reverse("desk:reviews:approval", args=[review.pk]))
    answer = desk.post(reverse("desk:reviews:undoing", args=[review.pk]), follow=True)
    again = Review.objects.exclude(pk=review.pk).get()
    assert "Det venter igjen" in answer.content.decode() and again.is_waiting
    assert phone.get(reverse("public:activities:activity", args=[evening.pk])).status_code == 404
    assert "Angret" in page(desk, reverse("desk:reviews:review", args=[again.pk]))


def test_what_staff_take_off_the_association_cannot_put_back_without_changing_it(
    phone, desk, ways, evening, choir
):
    desk.post(reverse("desk:reviews:approval", args=[Review.objects.get().pk]))
    off = reverse("desk:activities:visibility", args=[choir.pk, evening.pk])
    desk.post(off, {"why": "Dette er reklame."})
    assert OutboundMessage.objects.filter(body__contains="Dette er reklame.").count() == 1
    assert "Dette er reklame." in page(phone, ways("activities:activity", evening.pk))
    phone.post(ways("activities:visibility", evening.pk), {"show": "1"})
    assert Activity.objects.get().hidden_at
    desk.post(off, {"show": "1"})
    assert Activity.objects.get().hidden_at is None
    assert not [one for one in Review.objects.all() if one.is_returned]


def test_a_trusted_association_shows_things_at_once_and_a_change_by_one_that_is_not_is_read_afterwards(
    phone, desk, ways, evening, choir, secretary
):
    approved = Review.objects.get()
    desk.post(reverse("desk:reviews:approval", args=[approved.pk]))
    typed = {"title_nb": "Billige briller", "place_text": "Torget", "price_kind": "free"}
    phone.post(ways("activities:facts", evening.pk), typed)
    waiting = Review.objects.exclude(pk=approved.pk).get()
    assert waiting.is_shown
    assert phone.get(reverse("public:activities:activity", args=[evening.pk])).status_code == 200
    missing = desk.post(reverse("desk:reviews:approval", args=[waiting.pk]), {"trust": "1", "reason": ""})
    assert missing.status_code == 422 and Review.objects.get(pk=waiting.pk).is_waiting
    desk.post(reverse("desk:reviews:approval", args=[waiting.pk]), {"trust": "1", "reason": "Kjent kor"})
    assert "Kjent kor" in page(desk, reverse("desk:reviews:association", args=[choir.pk]))
    once = Pattern("once", clock.today() + dt.timedelta(days=9), starts_time=dt.time(18), minutes=90)
    told = Announcement({"nb": "Konsert"}, organisation=choir)
    assert publish_activity(told, [once], by=secretary, at=clock.now()).published_at


def test_a_page_waits_shows_the_writer_what_waits_and_the_desk_what_differs(phone, desk, ways, choir):
    answer = phone.post(ways("page"), {"about": "Vi synger gospel."}, follow=True)
    assert "Vi leser det før alle ser det" in answer.content.decode()
    assert "Vi synger gospel." in page(phone, ways("page"))
    public = reverse("public:organisations:organisation", args=[choir.pk])
    assert "gospel" not in page(phone, public)
    review = Review.objects.get()
    assert "Vi synger gospel." in page(desk, reverse("desk:reviews:review", args=[review.pk]))
    desk.post(reverse("desk:reviews:approval", args=[review.pk]))
    assert "gospel" in page(phone, public)


def test_for_whom_and_where_wait_too_and_only_what_differs_is_read(phone, desk, ways, choir, ola, at):
    change_organisation(choir, by=ola, at=at, audiences=["adults"], place_text="Kirka")
    typed = {"audiences": ["children", "adults"], "place_text": "Kirka"}
    phone.post(ways("page"), typed)
    mine = page(phone, ways("page"))
    assert re.search(r'value="children"[^>]* checked', mine) and "Kirka" in mine
    public = reverse("public:organisations:organisation", args=[choir.pk])
    assert "Barn, Voksne" not in page(phone, public)
    review = Review.objects.get()
    read = page(desk, reverse("desk:reviews:review", args=[review.pk]))
    assert "Barn, Voksne" in read and "Kirka" not in read
    desk.post(reverse("desk:reviews:approval", args=[review.pk]))
    forget_all()
    assert "Barn, Voksne" in page(phone, public) and "Kirka" in page(phone, public)


def test_what_was_sent_before_one_could_tell_for_whom_leaves_that_as_it_stands(phone, desk, ways, choir):
    phone.post(ways("page"), {"about": "Vi synger gospel."})
    review = Review.objects.get()
    review.facts = {
        name: said for name, said in review.facts.items() if name not in ("audiences", "place_text")
    }
    review.save()
    Organisation.objects.update(audiences=("seniors",), place_text="Kirka")
    assert "Kirka" in page(phone, ways("page"))
    assert "Kirka" not in page(desk, reverse("desk:reviews:review", args=[review.pk]))
    desk.post(reverse("desk:reviews:approval", args=[review.pk]))
    choir.refresh_from_db()
    assert (choir.about, choir.audiences, choir.place_text) == ("Vi synger gospel.", ("seniors",), "Kirka")


def test_a_picture_waits_is_seen_at_the_desk_alone_and_is_shown_when_it_is_approved(phone, desk, ways, choir):
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(file, "PNG")
    file.seek(0)
    file.name = "kor.png"
    phone.post(ways("pictures:list"), {"file": file, "alt": "Seks synger", "agreed": "on"})
    mine = page(phone, ways("pictures:list"))
    assert "Ikke vist ennå" in mine and "Seks synger" in mine
    review = Review.objects.get()
    seen = desk.get(reverse("desk:reviews:picture", args=[review.pk]))
    assert seen.headers["Content-Type"] == "image/jpeg" and "no-store" in seen.headers["Cache-Control"]
    public = reverse("public:organisations:organisation", args=[choir.pk])
    assert "Seks synger" not in page(phone, public)
    desk.post(reverse("desk:reviews:approval", args=[review.pk]))
    assert "Seks synger" in page(phone, public)


def test_one_in_the_place_of_another_waits_while_the_old_stays_and_gives_it_back_when_that_is_undone(
    phone, desk, ways, choir, secretary, ola
):
    old = add_picture(
        choir, a_file().read(), alt="Gammelt", taken_by="", has_agreed=True, by=ola, at=clock.now()
    )
    told = {"file": a_file(color="red"), "alt": "Nytt", "agreed": "on"}
    answer = phone.post(ways("pictures:replacement", old.pk), told, follow=True)
    assert "det gamle står til da" in answer.content.decode()
    new, public = (
        Picture.objects.get(replaces=old),
        reverse("public:organisations:organisation", args=[choir.pk]),
    )
    assert (
        phone.get(reverse("public:organisations:picture", args=[new.pk, new.digest, 640, "jpeg"])).status_code
        == 404
    )
    forget_all()
    hide_organisation(choir, False, by=ola, at=clock.now(), channel="web")
    assert "Gammelt" in page(phone, public) and "Nytt" not in page(phone, public)
    review = Review.objects.get(kind="picture")
    desk.post(reverse("desk:reviews:approval", args=[review.pk]))
    forget_all()
    assert "Nytt" in page(phone, public) and "Gammelt" not in page(phone, public)
    desk.post(reverse("desk:reviews:undoing", args=[review.pk]))
    forget_all()
    assert "Gammelt" in page(phone, public) and "Nytt" not in page(phone, public)


def test_leaders_choose_whose_words_are_read_and_others_may_not(desk, leader_desk, evening, choir):
    rule = reverse("desk:reviews:rule")
    typed = {"reads": "nobody", "enough": "3", "usual_days": "2", "reader": ""}
    assert desk.post(rule, typed).status_code == 403
    assert leader_desk.post(rule, typed | {"enough": "0"}).status_code == 422
    assert leader_desk.post(rule, typed).status_code == 302
    assert "etter regelen i kommunen" in page(desk, reverse("desk:reviews:association", args=[choir.pk]))


def test_somebody_decides_that_all_of_it_is_read_and_that_is_ended(desk, choir, ola, at):
    trust = reverse("desk:reviews:trust", args=[choir.pk])
    assert desk.post(trust, {"reason": ""}).status_code == 422
    desk.post(trust, {"reason": "Mye reklame", "read": "1"})
    mine = reverse("desk:reviews:association", args=[choir.pk])
    assert "Noen her har sagt at alt skal leses" in page(desk, mine)
    desk.post(reverse("desk:reviews:trust_ending", args=[choir.pk]))
    assert "Ikke ennå" in page(desk, mine) and "Mye reklame" in page(desk, mine)


def test_the_list_says_how_long_it_takes_and_is_a_spreadsheet(desk, evening, ola):
    choir = evening.organisation
    approve_review(Review.objects.get(), by=ola, at=clock.now() + dt.timedelta(hours=5))
    assert "omtrent 5 timer" in page(desk, reverse("desk:reviews:list"))
    settled = page(desk, reverse("desk:reviews:list") + "?show=settled")
    assert "Godkjent" in settled and choir.name in settled
    decide_trust(choir, True, "Kjent", by=ola, at=clock.now())
    file = desk.get(reverse("desk:reviews:list") + "?as=spreadsheet&show=settled")
    assert file.headers["Content-Type"].startswith("application/vnd.openxml")


def test_a_flood_of_activities_stops_with_words_and_what_is_written_can_be_kept(
    phone, ways, choir, secretary, evening
):
    once = Pattern("once", clock.today() + dt.timedelta(days=9), starts_time=dt.time(18), minutes=90)
    for number in range(19):
        told = Announcement({"nb": f"Kveld {number}"}, organisation=choir)
        publish_activity(told, [once], by=secretary, at=clock.now())
    day = clock.today() + dt.timedelta(days=8)
    sent = {
        "key": str(uuid.uuid4()), "title_nb": "En til", "rhythm": "once", "starts_on": f"{day:%d.%m.%Y}",
        "hours": "18-20", "place_text": "Torget", "price_kind": "free", "languages": ["nb"],
    }  # fmt: skip
    shown = phone.post(ways("activities:new"), sent).content.decode()
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    answer = phone.post(ways("activities:new"), sent | {"seen": seen})
    assert answer.status_code == 422 and "Du har publisert mange på én gang" in answer.content.decode()
    assert "En til" in answer.content.decode() and Activity.objects.count() == 20
