"""Who runs associations in Lillevik: two who run the same, one who waits for the desk, and a group come by itself."""

from __future__ import annotations

import datetime as dt
import io

from PIL import Image, ImageDraw

from samspill.activities.actions.drafts import keep_draft
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.organisations.actions import (
    change_organisation,
    give_post,
    let_act,
    make_program_key,
    register_group,
)
from samspill.organisations.actions.pictures import add_picture
from samspill.organisations.models import Organisation, PostClaim
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person
from samspill.venues.actions import Order, book
from samspill.venues.models import Space


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
    _begin_something(first, person, at=at)
    _show_a_picture(first, person, at=at)
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


def _show_a_picture(choir: Organisation, person: Person, *, at: dt.datetime) -> None:
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
    for alt in (
        "Kveldssol over åsene der koret har sommerkonsert",
        "Utsikten fra Kulturhuset en kveld i mai",
    ):
        add_picture(
            choir, out.getvalue(), alt=alt, taken_by="Even Rød", has_agreed=True, by=person, at=at
        )  # fmt: skip
