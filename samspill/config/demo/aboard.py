"""Who runs associations in Lillevik: two who run the same, one who waits for the desk, and a group come by itself."""

from __future__ import annotations

import base64
import datetime as dt
import io
from typing import Any

from PIL import Image, ImageDraw

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.actions.drafts import keep_draft
from samspill.activities.actions.reports import report
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import (
    change_organisation,
    give_post,
    hide_organisation,
    let_act,
    make_program_key,
    merge_organisations,
    register_group,
    tell_apart,
)
from samspill.organisations.actions.pictures import add_picture
from samspill.organisations.actions.reading import let_be_read
from samspill.organisations.actions.stories import Words, publish_story, write_story
from samspill.organisations.models import Organisation, PostClaim, Review
from samspill.people.actions import find_or_add_person
from samspill.people.models import Passkey, Person, StaffMember, Unit
from samspill.venues.actions import Order, book
from samspill.venues.models import Space
from samspill.volunteering.actions.stories import write_story_about
from samspill.volunteering.models import Need
from samspill.volunteering.queries.stories import needs_to_tell_of


def let_them_run_their_pages(associations: list[Organisation], *, at: dt.datetime) -> None:
    """The first association has two who act; somebody asks to act for the second, which can be reached by e-mail."""
    Organisation.objects.update(reviewed_at=at)
    first, second = associations[:2]
    for name, phone, title in (
        ("Torunn Myklebust", "41300101", "leader"),
        ("Even Rød", "41300102", "treasurer"),
    ):
        person = find_or_add_person(name, [phone], by="system", at=at, channel="web")
        let_act(
            give_post(first, person, title, by="system", at=at, channel="web"),
            by="system",
            at=at,
            channel="web",
        )
    _needs_no_link(person, at=at)
    _begin_something(first, person, at=at)
    _show_pictures(first, person, at=at)
    _tell_stories(first, person, at=at)
    make_program_key(first, "Nettsida vår", by=person, at=at)
    change_organisation(second, email="post@lag.example", by="system", at=at)
    asks = find_or_add_person("Vigdis Lien", ["41300103"], by="system", at=at, channel="web")
    PostClaim.objects.create(
        organisation=second,
        person=asks,
        title="leader",
        words="Jeg ble valgt på årsmøtet i mars.",
        asked_at=at,
    )
    group = register_group("Strikk på Torget", about="Vi strikker sammen.", by="public", at=at)
    let_act(
        give_post(group, asks, "contact", by="public", at=at, channel="web"),
        by="public",
        at=at,
        channel="web",
    )
    _wait_to_be_read(group, asks, at=at)


def let_some_stand_here_twice(by: StaffMember, *, at: dt.datetime) -> None:
    """Two that may be the same, two that were made one, and two that are not the same though they look alike."""
    ways: dict[str, Any] = {"phone": "41300150", "by": by, "at": at}
    kept = register_group("Nordsida strikkeklubb", **ways)
    register_group("Strikkeklubben Nordsida", **ways)
    gone = register_group("Strikkekafeen på Nordsida", by=by, at=at)
    merge_organisations(kept, gone, reason="De skiftet navn i fjor.", by=by, at=at)
    grown = register_group("Nordsida korps", phone="41300151", by=by, at=at)
    young = register_group("Nordsida aspirantkorps", phone="41300151", by=by, at=at)
    tell_apart(grown, young, reason="Samme leder, men to korps.", by=by, at=at)


def _wait_to_be_read(group: Organisation, person: Person, *, at: dt.datetime) -> None:
    """Nobody has read of the new group and its first evening yet; another evening was sent back."""
    hide_organisation(group, True, by="system", at=at)
    let_be_read(group, "group", group.pk, group.name, by=person, at=at)
    first_on = clock.local_day(at) + dt.timedelta(days=9)
    for title, place in (("Strikkekveld for alle", "Biblioteket"), ("Garnsalg", "")):
        once = Pattern("once", first_on, starts_time=dt.time(18), minutes=120)
        told = Announcement({"nb": title}, organisation=group, place_text=place, is_free=True)
        publish_activity(told, [once], by=person, at=at)
    Review.objects.filter(title="Garnsalg").update(
        returned_at=at, reason="Torget er ikke for salg. Fortell heller om en strikkekveld."
    )


def _needs_no_link(person: Person, *, at: dt.datetime) -> None:
    """Keys in a phone and in a computer that nobody holds: they are seen among the ways in, and open nothing."""
    for name, days_ago in (("Mobilen", 40), ("PC-en hjemme", 3)):
        added_at = at - dt.timedelta(days=days_ago)
        Passkey.objects.create(
            person=person,
            name=name,
            credential_id=base64.urlsafe_b64encode(new_key().bytes).decode().rstrip("="),
            public_key="",
            counter=0,
            added_at=added_at,
            last_used_at=added_at + dt.timedelta(days=1),
        )


def _begin_something(choir: Organisation, person: Person, *, at: dt.datetime) -> None:
    """One of them has begun to write about a concert, and borrows the library's room to plan it."""
    keep_draft(choir, new_key(), {"title_nb": ["Vårkonsert"]}, by=person, at=at)
    today = clock.local_day(at)
    monday = today + dt.timedelta(days=14 - today.weekday())
    starts_at = clock.at_local(monday, dt.time(17))
    order = Order(
        Space.objects.get(name="Grupperommet").pk,
        starts_at,
        starts_at + dt.timedelta(hours=1),
        "Styremøte",
        choir,
    )
    book(order, person, channel="web", by=person, at=at)


def _show_pictures(choir: Organisation, person: Person, *, at: dt.datetime) -> None:
    """Two on its page; a reader asks for one of them to be taken away."""
    for alt in (
        "Kveldssol over åsene der koret har sommerkonsert",
        "Utsikten fra Kulturhuset en kveld i mai",
    ):
        shown = add_picture(choir, _drawn(), alt=alt, taken_by="Even Rød", has_agreed=True, by=person, at=at)
    report(shown, "not_agreed", words="Jeg ser hagen min på bildet.", language="nb", at=at)


def _tell_stories(choir: Organisation, person: Person, *, at: dt.datetime) -> None:
    """One story is out with a picture, another is a draft; the volunteer centre tells two of its own."""
    concert = Words(
        "Førti sang i regnet",
        "Det begynte å regne da den første sangen var over. Ingen gikk hjem.\n\nEtterpå var det kaffe og vafler "
        "i Kulturhuset. Nå øver vi til jul, og det er plass til flere. Du trenger ikke å kunne noter.",
        "nb",
        licence="press",
        happened_on=clock.local_day(at) - dt.timedelta(days=9),
        credit="Even Rød",
    )
    evening = Activity.objects.filter(organisation=choir, published_at__isnull=False).order_by("pk").first()
    story = write_story_about(choir, concert, evening, by=person, at=at, key=new_key())
    add_picture(
        story,
        _drawn(),
        alt="Kveldssol over åsene bak scenen",
        taken_by="Even Rød",
        has_agreed=True,
        by=person,
        at=at,
    )
    publish_story(story, has_agreed=True, by=person, at=at)
    write_story(choir, Words("Vi har fått ny dirigent", "", "nb"), by=person, at=at, key=new_key())
    centre = Unit.objects.filter(receives_the_public=True).order_by("pk").first()
    if centre is not None:
        walks = Words(
            "Hundre turer på et år",
            "I fjor gikk frivillige og naboer hundre turer sammen. Den korteste var rundt huset.",
            "nb",
            licence="cc_by",
        )
        own = write_story(centre, walks, by=person, at=at, key=new_key())
        publish_story(own, has_agreed=True, by=person, at=at)
        _tell_of_a_need(centre, person, at=at)


def _tell_of_a_need(centre: Unit, person: Person, *, at: dt.datetime) -> None:
    """What the rota that stands on the square has led to."""
    homework = Words(
        "Brøk, boller og en elev som ble",
        "Hver tirsdag sitter vi på biblioteket med lekser og saft. I høst kom en tidligere elev tilbake for å hjelpe.",
        "nb",
        licence="press",
    )
    rota = needs_to_tell_of(centre, by=person, at=at).filter(kind="homework", form=Need.Form.ROTA).first()
    told = write_story_about(centre, homework, rota, by=person, at=at, key=new_key())
    publish_story(told, has_agreed=True, by=person, at=at)


def _drawn() -> bytes:
    """Hills and an evening sky, drawn here: no photograph of anybody stands in a demo."""
    canvas = Image.new("RGB", (1280, 800), "#f3d9a4")
    pen = ImageDraw.Draw(canvas)
    pen.ellipse((820, 150, 1020, 350), fill="#e8854a")
    pen.polygon(
        [(0, 800), (0, 470), (360, 300), (700, 560), (980, 420), (1280, 600), (1280, 800)], fill="#0f5f5c"
    )
    pen.polygon([(0, 800), (0, 640), (500, 560), (1280, 720), (1280, 800)], fill="#0a3f3d")
    out = io.BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()
