"""What the association that is a host is told, sees and is asked; lists on paper; and when names go."""

from __future__ import annotations

import datetime as dt
import re

from django.urls import reverse

from samspill.activities.actions.fairs import (
    ask_for_drawing,
    ask_hosts_how_many_joined,
    bring_in_classes,
    close_offer,
    note_joined,
    publish_fair,
    save_wishes,
)
from samspill.activities.actions.fairs.keeping import _over
from samspill.activities.models import Fair, FairPlace, Pupil
from samspill.activities.rules.fairs.class_lists import read_class_list
from samspill.foundation import clock
from samspill.people.actions import erase_row
from samspill.web.desk.fairs.tests.hands import DAY, close, written_to


def test_an_association_that_nobody_finds_in_the_register_is_marked(desk, fair, choir):
    page = desk.get(reverse("desk:fairs:fair", args=[fair.pk])).content.decode()
    assert page.count("ikke i registeret") == 2
    words = "Ingen forening i registeret heter «Sjakk»"
    assert (
        words
        in desk.get(
            reverse("desk:fairs:offer", args=[fair.pk, fair.offers.get(title="Sjakk").pk])
        ).content.decode()
    )
    assert (
        words[:20]
        not in desk.get(
            reverse("desk:fairs:offer", args=[fair.pk, fair.offers.get(title="Kor").pk])
        ).content.decode()
    )


def test_lists_are_printed_and_names_go_a_month_after_while_figures_stay(desk, fair, ola):
    bring_in_classes(fair, read_class_list([["8A", "Ada"], ["8A", "Omar"]]), by=ola, at=clock.now())
    offers = list(fair.offers.values_list("pk", flat=True))
    for pupil in Pupil.objects.all():
        save_wishes(pupil.pk, offers[:2], by=None, at=clock.now())
    close(fair)
    ask_for_drawing(fair, by=ola, at=clock.now())
    publish_fair(fair, by=ola, at=clock.now())
    eighth = fair.classes.get()
    for name, args in (
        ("class_list", [eighth.pk]), ("place_slips", [eighth.pk]), ("offer_list", [offers[0]]), ("offer_lists", []),
    ):  # fmt: skip
        assert desk.get(reverse(f"desk:fairs:{name}", args=[fair.pk, *args])).content.startswith(b"%PDF")
    sheet = desk.get(reverse("desk:fairs:fair", args=[fair.pk]), {"as": "spreadsheet"})
    assert sheet.content.startswith(b"PK")
    note_joined(fair.offers.first(), 1, by=ola, at=clock.now())
    later = clock.now() + 40 * DAY
    [rows] = _over(later - 30 * DAY)
    assert rows.count() == 2
    for pupil in rows:
        erase_row(pupil, clock.now())
    assert set(Pupil.objects.values_list("name", "code")) == {("", None)}
    assert FairPlace.objects.count() == 4 and fair.offers.first().joined == 1


def test_an_association_is_told_once_how_many_come_and_no_name(desk, drawn, marit, choir, phone):
    for _ in range(2):
        desk.post(reverse("desk:fairs:publication", args=[drawn.pk]))
    [told] = written_to(marit, "fair_published")
    assert "Foreningenes dag" in told and "Kor: 2 elever" in told and "Ada" not in told
    link = re.search(r"/our/\S+", told)[0]
    assert link.endswith(f"/{choir.pk}/fairs/") and "Kor" in phone.get(link).content.decode()


def test_what_does_not_take_place_is_not_written_about(drawn, marit, ola):
    close_offer(drawn.offers.get(title="Kor"), by=ola, at=clock.now())
    publish_fair(drawn, by=ola, at=clock.now())
    assert not written_to(marit, "fair_published")


def test_two_weeks_after_the_association_is_asked_once_how_many_joined_unless_it_has_said_so(
    drawn, marit, ola
):
    publish_fair(drawn, by=ola, at=clock.now())
    held = dt.datetime.combine(drawn.held_on, dt.time(12), tzinfo=dt.UTC)
    assert ask_hosts_how_many_joined(held + 13 * DAY) == 0
    assert ask_hosts_how_many_joined(held + 14 * DAY) == 1
    assert ask_hosts_how_many_joined(held + 15 * DAY) == 0
    [asked] = written_to(marit, "fair_joined")
    assert "Foreningenes dag" in asked and "/fairs/" in asked

    Fair.objects.filter(pk=drawn.pk).update(joined_asked_at=None)
    note_joined(drawn.offers.get(title="Kor"), 0, by=ola, at=clock.now())
    assert ask_hosts_how_many_joined(held + 16 * DAY) == 0
