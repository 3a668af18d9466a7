"""Foreningenes dag from the first wish to a place for each, through the pages."""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import suppress

from django.test import Client
from django.urls import reverse

from samspill.activities.actions.fairs import (
    close_offer,
    draw_fairs_that_wait,
    reopen_offer,
)
from samspill.activities.actions.fairs import drawing as drawing_of_places
from samspill.activities.models import Fair, FairPlace, Pupil
from samspill.activities.queries.fairs import has_fair_ahead
from samspill.activities.wording.fairs import reason_words
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.limits import TooOften, spend
from samspill.organisations.actions import give_post, let_act
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from samspill.web.desk.fairs.tests.hands import bring_in, close, digits, wish
from samspill.web.public.fairs.views import FROM_ONE_ADDRESS


def test_a_pupil_ranks_by_code_and_must_wish_for_enough_and_nothing_after_it_has_closed(desk, phone, fair):
    bring_in(desk, fair)
    ada = Pupil.objects.get(name="Ada S.")
    assert phone.post("/fair/", {"code": "ACDEFGH"}).status_code == 422
    assert wish(phone, ada, "Kor").status_code == 422
    assert wish(phone, ada, "Kor", "Kor").status_code == 422
    assert not ada.wishes.exists()
    assert wish(phone, ada, "Kor", "Ski").status_code == 302
    assert list(ada.wishes.order_by("rank").values_list("offer__title", flat=True)) == ["Kor", "Ski"]
    assert fair.seed not in digits(phone, fair)
    close(fair)
    wish(phone, ada, "Sjakk", "Ski")
    assert list(ada.wishes.order_by("rank").values_list("offer__title", flat=True)) == ["Kor", "Ski"]
    shown = digits(phone, fair)
    assert fair.seed in shown and hashlib.sha256(fair.seed.encode()).hexdigest() in shown


def test_places_are_drawn_told_with_reasons_changed_for_one_alone_and_seen_by_the_association(
    desk, phone, fair, choir, ola, at
):
    bring_in(desk, fair)
    for pupil in Pupil.objects.all():
        assert wish(phone, pupil, "Kor", "Ski").status_code == 302
    drawing = reverse("desk:fairs:drawing", args=[fair.pk])
    desk.post(drawing)
    assert not FairPlace.objects.exists()  # Pupils may still wish.
    close(fair)
    desk.post(drawing)
    fair.refresh_from_db()
    assert fair.drawn_at and fair.figures["is_proven"] and fair.figures["granted"] == [3, 2]
    left_out = Pupil.objects.exclude(places__offer__title="Kor").get()
    phone.post("/fair/", {"code": left_out.code})
    assert "Her ser du siden" in phone.get("/fair/wishes/").content.decode()

    desk.post(reverse("desk:fairs:publication", args=[fair.pk]))
    told = phone.get("/fair/wishes/").content.decode()
    assert "Det er fullt. 3 elever ønsket det, og det var plass til 2." in told
    before = set(FairPlace.objects.exclude(pupil=left_out).values_list("pupil", "offer", "round"))
    there = left_out.places.order_by("round").first()
    chess = fair.offers.get(title="Sjakk")
    move = reverse("desk:fairs:move", args=[fair.pk, left_out.pk, there.round])
    kor = fair.offers.get(title="Kor")
    assert desk.post(move, {"offer": str(kor.pk)}).status_code == 422  # Full.
    if left_out.places.filter(offer=chess).exists():
        chess = fair.offers.get(title="Ski")
    desk.post(move, {"offer": str(chess.pk)})
    assert set(FairPlace.objects.exclude(pupil=left_out).values_list("pupil", "offer", "round")) == before

    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    post = give_post(choir, marit, "secretary", by=ola, at=at, channel="web")
    let_act(post, by=ola, at=at, channel="web")
    token = make_link(OWN_PAGE, str(marit.pk), at=clock.now(), valid_for=OWN_PAGE_LASTS)
    ours = f"/our/{token}/{choir.pk}/fairs/{kor.pk}/"
    goes = kor.places.select_related("pupil").first().pupil.name
    assert goes not in phone.get(ours).content.decode()  # Three days before: how many, and not who.
    Fair.objects.filter(pk=fair.pk).update(held_on=clock.today())
    assert goes in phone.get(ours).content.decode()
    assert phone.get(f"/our/{token}/{choir.pk}/fairs/{chess.pk}/").status_code == 404
    assert phone.post(ours, {"joined": "2"}).status_code == 302
    assert "2 ble med" in desk.get(reverse("desk:fairs:fair", args=[fair.pk])).content.decode()


def test_who_did_not_wish_is_not_told_to_have_got_none_of_her_wishes(desk, phone, fair):
    bring_in(desk, fair)
    wish(phone, Pupil.objects.get(name="Ada S."), "Sjakk", "Ski")
    close(fair)
    desk.post(reverse("desk:fairs:drawing", args=[fair.pk]))
    page = " ".join(desk.get(reverse("desk:fairs:fair", args=[fair.pk])).content.decode().split())
    assert "<b>0</b>fikk ingen av ønskene sine" in page and "<b>1</b>fikk 2 av ønskene sine" in page


def test_what_takes_place_after_all_is_told_so_and_empty_rounds_are_filled_for_all_at_once(desk, drawn, ola):
    first = drawn.offers.get(title="Ski")
    pupil = drawn.pupils.first()
    pupil.wishes.filter(rank=2).update(offer=first)
    for offer in drawn.offers.all():
        close_offer(offer, by=ola, at=clock.now())
    assert pupil.wishes.get(offer=first).reason == "closed" and not FairPlace.objects.exists()
    filling = reverse("desk:fairs:filling", args=[drawn.pk])
    assert "Ingenting er ledig i de rundene" in desk.post(filling, follow=True).content.decode()
    reopen_offer(first, by=ola, at=clock.now())
    assert pupil.wishes.get(offer=first).reason != "closed"
    assert "2 runder er fylt" in desk.post(filling, follow=True).content.decode()
    assert FairPlace.objects.filter(offer=first).count() == drawn.pupils.count() == 2
    assert pupil.wishes.get(offer=first).reason == "granted"


def test_what_is_full_of_others_is_not_called_a_lot(drawn):
    assert "lodd" in reason_words("full", {"wished": 5, "room": 4})
    assert reason_words("full", {"wished": 3, "room": 4}) == "Det er fullt i rundene der du kunne ha kommet."


def test_a_large_fair_is_drawn_by_the_worker_while_the_page_tells_how_far_it_has_come(
    desk, drawn, ola, monkeypatch
):
    monkeypatch.setattr(drawing_of_places, "AT_ONCE", 1)
    desk.post(reverse("desk:fairs:drawing", args=[drawn.pk]))
    progress = reverse("desk:fairs:progress", args=[drawn.pk])
    waiting = desk.get(progress)
    assert waiting.status_code == 200 and "Venter på å begynne" in waiting.content.decode()
    assert progress in desk.get(reverse("desk:fairs:fair", args=[drawn.pk])).content.decode()
    assert draw_fairs_that_wait(clock.now()) == 1
    there = desk.get(progress)
    assert there.status_code == 204 and there.headers["HX-Refresh"] == "true"


def test_whoever_guesses_codes_is_held_off_with_words_and_a_pupil_elsewhere_comes_in(phone, drawn):
    ahead = clock.now() + dt.timedelta(minutes=1)  # So that nothing is filled up again while we look.
    with suppress(TooOften):
        while True:
            spend("fair code from", "127.0.0.1", FROM_ONE_ADDRESS, at=ahead)
    held_off = phone.post("/fair/", {"code": "ACDEFGH"})
    assert held_off.status_code == 422 and "For mange koder er prøvd herfra" in held_off.content.decode()
    code = Pupil.objects.get(name="Ada").code
    elsewhere = Client(headers={"host": "lillevik.test"}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post("/fair/", {"code": code}).status_code == 302


def test_the_front_page_shows_pupils_the_way_while_their_code_opens_something(phone, fair, ola):
    assert "/fair/" in phone.get("/").content.decode()
    close(fair)
    assert not has_fair_ahead(at=clock.now())
