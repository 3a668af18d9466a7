"""The open needs as everybody may see them: narrowed, the newest first, and found by a short number."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from samspill.foundation.models import Area
from samspill.volunteering.actions import cancel_need, change_need, publish_need
from samspill.volunteering.queries.square import choices, need_with_code, newest_needs, open_needs
from samspill.volunteering.rules.square import LookedFor, read_looked_for

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def shown(phoned_in, ola, at):
    """Put a need on the square, so many hours from now: `shown("Handle mat", after=1, kind="shopping")`."""

    def show(title, *, after=0, **facts):
        need = phoned_in(title=title, **facts)
        publish_need(need, by=ola, at=at + after * HOUR)
        return need

    return show


def titles(found):
    return [need.title for need in found]


def test_they_are_narrowed_by_kind_part_of_town_and_unit(shown, centre, at):
    hill = Area.objects.create(name="Lia")
    shown("Besøke", kind="visit", area=hill.pk)
    shown("Handle", kind="shopping")
    for looked_for, expected in (
        (LookedFor(kind="visit"), ["Besøke"]),
        (LookedFor(area=hill.pk), ["Besøke"]),
        (LookedFor(unit=centre.pk), ["Besøke", "Handle"]),
        (LookedFor(kind="shopping", area=hill.pk), []),
        (LookedFor(unit=uuid.UUID(int=0)), []),
    ):
        assert sorted(titles(open_needs(at=at, looked_for=looked_for))) == expected


def test_only_what_finds_something_is_offered(shown, phoned_in, centre, ola, at):
    hill = Area.objects.create(name="Lia")
    shown("Besøke", kind="visit", area=hill.pk)
    shown("Besøke en til", kind="visit")
    phoned_in(title="Kjøre", kind="transport")
    gone = shown("Handle", kind="shopping")
    cancel_need(gone.pk, reason="Frisk", by=ola, at=at)
    offered = choices(at=at)
    assert offered.kinds == ["visit"]
    assert (offered.areas, offered.units) == ([(hill.pk, "Lia")], [(centre.pk, centre.name)])


def test_what_was_put_up_last_stands_first_and_a_change_is_told_of(shown, ola, at):
    first = shown("Besøke")
    shown("Handle", after=1)
    found = newest_needs(at=at, looked_for=LookedFor())
    assert titles(found) == ["Handle", "Besøke"]
    assert found[1].told_at == found[1].published_at == at
    change_need(first.pk, seen_version=1, title="Besøke noen", by=ola, at=at + 2 * HOUR)
    changed = newest_needs(at=at, looked_for=LookedFor())[1]
    assert (changed.title, changed.told_at) == ("Besøke noen", at + 2 * HOUR)
    assert titles(newest_needs(at=at, looked_for=LookedFor(), limit=1)) == ["Handle"]


def test_a_need_is_found_by_its_number_and_no_number_is_too_large(shown):
    need = shown("Besøke")
    assert need_with_code(need.shifts.get().code) == need.pk
    assert need_with_code(10**40) is None


@pytest.mark.parametrize("looked_for", [LookedFor(), LookedFor("garden", uuid.UUID(int=7), uuid.UUID(int=8))])
def test_what_is_looked_for_comes_back_from_its_address(looked_for):
    told = dict(part.split("=") for part in looked_for.to_query().split("&") if part)
    assert read_looked_for(told) == looked_for
    assert looked_for.is_narrowed == bool(told)


def test_what_makes_no_sense_is_passed_over():
    assert read_looked_for({"what": "<script>", "where": "x", "by": "\0"}) == LookedFor()
