"""What happens at once at a fair: the last place, a wish while places are drawn, two who draw."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions.fairs import (
    FairFacts,
    OfferFacts,
    OfferFull,
    WishesClosed,
    add_offer,
    ask_for_drawing,
    bring_in_classes,
    draw_fair,
    make_fair,
    move_pupil,
    save_wishes,
)
from samspill.activities.models import Fair, FairPlace, Pupil, PupilWish
from samspill.activities.rules.fairs.class_lists import read_class_list

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


@pytest.fixture
def fair(centre, ola, at):
    facts = FairFacts(
        "Dagen", (at + 3 * DAY).date(), [(dt.time(9), dt.time(10))], wishes_open_at=at - DAY, wishes_close_at=at + DAY,
        wishes_each=1, fewest_wishes=1,
    )  # fmt: skip
    made = make_fair(centre, facts, by=ola, at=at)
    for title, room in (("Kor", 1), ("Ski", 9)):
        add_offer(made, OfferFacts(title, title, {1: room}), by=ola, at=at)
    names = [["8A", name] for name in ("Ada", "Omar", "Thea", "Ivar", "Noor", "Emil")]
    bring_in_classes(made, read_class_list(names), by=ola, at=at)
    return made


def test_the_last_place_goes_to_one_of_those_who_are_moved_there_at_once(fair, town, together, ola, at):
    ski, choir = fair.offers.get(title="Ski"), fair.offers.get(title="Kor")
    for pupil in fair.pupils.all():
        save_wishes(pupil.pk, [ski.pk], by=None, at=at)
    ask_for_drawing(fair, by=ola, at=at + DAY)
    pupils = list(Pupil.objects.order_by("pk"))
    calls = [lambda one=one: move_pupil(one, 1, choir, by=ola, at=at + DAY) for one in pupils]
    outcomes = together(town, calls)
    assert sum(isinstance(one, FairPlace) for one in outcomes) == 1
    assert sum(isinstance(one, OfferFull) for one in outcomes) == len(pupils) - 1
    assert FairPlace.objects.filter(offer=choir).count() == 1 and FairPlace.objects.count() == len(pupils)


def test_a_wish_while_places_are_drawn_is_in_the_draw_or_refused(fair, town, together, ola, at):
    ski = fair.offers.get(title="Ski")
    pupils = list(Pupil.objects.order_by("pk"))
    last = at + DAY - dt.timedelta(seconds=1)
    draws = [lambda: ask_for_drawing(fair, by=ola, at=at + DAY), lambda: draw_fair(fair.pk, at=at + DAY)]
    saves = [lambda one=one: save_wishes(one.pk, [ski.pk], by=None, at=last) for one in pupils]
    outcomes = together(town, [*draws, *saves])[2:]
    assert all(isinstance(one, Pupil | WishesClosed) for one in outcomes), outcomes
    draw_fair(fair.pk, at=at + DAY)
    wished = {pupil.pk for pupil, one in zip(pupils, outcomes, strict=True) if isinstance(one, Pupil)}
    assert set(PupilWish.objects.values_list("pupil", flat=True)) == wished
    assert set(PupilWish.objects.values_list("reason", flat=True)) <= {"granted"}
    assert Fair.objects.get().drawn_at and FairPlace.objects.count() == len(pupils)
