"""Who may be the same person, and why; and that somebody has said otherwise."""

from __future__ import annotations

import pytest

from samspill.foundation.models import Area
from samspill.people.actions import find_or_add_person, merge_persons, say_they_are_two
from samspill.people.models import NotTheSame
from samspill.people.queries.doubles import double_pairs, possible_doubles
from samspill.people.rules.doubles import Card, is_likely, likeness, reasons_for_one

PHONE = "+4741234567"
HERE = frozenset({PHONE})


@pytest.fixture
def add(ola, at):
    def make(name, *phones, **facts):
        return find_or_add_person(name, phones, by=ola, at=at, channel="phone", is_another=True, **facts)

    return make


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (Card("Kari Berg", HERE), Card("KARI M. BERG", HERE), ("address", "same_name")),
        (Card("Kari Berg", HERE), Card("Ola Berg", HERE), ("address",)),
        (Card("Kari Nordvik"), Card("Kari Nordvig", area="1"), ()),
        (Card("Kari Nordvik", area="1"), Card("Kari Nordvig", area="1"), ("like_name", "area")),
        (Card("Nordvik Kari", birth_year=1950), Card("Kari Nordvik", birth_year=1950), ("like_name", "birth_year")),
        (Card("Kari Berg"), Card("Kari Berg"), ("same_name",)),
        (Card("Kari Berg", birth_year=1950), Card("Kari Berg", birth_year=1990), ()),
        (Card("Kari Berg", area="1"), Card("Kari Berg", area="2"), ()),
        (Card("Kari Berg", area="1"), Card("Ola Lie", area="1", birth_year=1950), ()),
        (Card(""), Card(""), ()),
        (Card("Åse Ødegård", HERE), Card("Ase Odegard", HERE), ("address", "same_name")),
    ],
)  # fmt: skip
def test_what_speaks_for_it(one, other, reasons):
    assert reasons_for_one(one, other) == reasons_for_one(other, one) == reasons


def test_a_couple_at_one_phone_is_not_likely_to_be_one():
    assert not is_likely(("address",))
    assert is_likely(("address", "same_name"))
    assert not is_likely(("same_name",))


def test_names_are_alike_whatever_the_order_and_the_accents():
    assert likeness("Kári Nordvik", "nordvik kari") == 100
    assert likeness("Kari Nordvik", "Per Aune") < 50


def test_possible_doubles_come_with_reasons_the_likeliest_first(add, asker, town):
    couple, same, alike = add("Ola Berg", PHONE), add("Kari Berg", PHONE), add("Kari Bergh")
    add("Per Aune")
    found = possible_doubles(asker, Card("Kari Berg", HERE))
    assert [(one.person, one.reasons) for one in found] == [
        (same, ("address", "same_name")),
        (couple, ("address",)),
    ]
    area = Area.objects.create(name="Hamna")
    alike.area = area
    alike.save()
    assert alike in [one.person for one in possible_doubles(asker, Card("Kari Berg", area=str(area.pk)))]


def test_pairs_that_look_like_one_are_listed_until_somebody_says_otherwise(add, asker, ola, at):
    first, second = add("Kari Berg", PHONE), add("Kari M Berg", PHONE)
    add("Ola Berg", PHONE)
    [pair] = double_pairs(asker)
    assert (pair.first, pair.second, pair.reasons) == (first, second, ("address", "same_name"))
    for _ in range(2):
        say_they_are_two(second, first, by=ola, at=at)
    assert NotTheSame.objects.count() == 1
    assert double_pairs(asker) == []


def test_a_name_and_a_year_of_birth_are_enough_for_the_list(add, asker):
    add("Kari Berg", birth_year=1950)
    add("Kari Berg", birth_year=1950)
    add("Kari Berg", birth_year=1990)
    assert [pair.reasons for pair in double_pairs(asker)] == [("same_name", "birth_year")]


def test_those_who_are_merged_are_one_and_listed_no_more(add, asker, ola, at):
    first, second, third = add("Kari Berg", PHONE), add("Kari M Berg", PHONE), add("Kari Berg", PHONE)
    say_they_are_two(second, third, by=ola, at=at)
    merge_persons(first, second, by=ola, at=at, channel="web")
    assert {pair.second for pair in double_pairs(asker)} <= {third}
    merge_persons(first, third, by=ola, at=at, channel="web")
    assert double_pairs(asker) == []


def test_somebody_who_only_gets_help_elsewhere_is_nobodys_double(add, asker, at):
    from samspill.people.models import Unit
    from samspill.volunteering.models import Recipient

    helped = add("Kari Berg", PHONE)
    care = Unit.objects.create(name="Hjemmetjenesten")
    Recipient.objects.create(person=helped, unit=care, since_at=at)
    assert possible_doubles(asker, Card("Kari Berg", HERE)) == []
    add("Kari M Berg", PHONE)
    assert double_pairs(asker) == []


def test_whoever_types_in_decides_who_it_is(ola, at, town):
    kari = find_or_add_person("Kari Berg", [PHONE], by=ola, at=at, channel="phone")
    same = find_or_add_person(
        "K. Berg", ["92345678"], by=ola, at=at, channel="phone", same_as=kari, birth_year=1950
    )
    other = find_or_add_person("Kari Berg", [PHONE], by=ola, at=at, channel="phone", is_another=True)
    assert same == kari and other != kari
    assert (same.name, same.birth_year, same.contact_points.count()) == ("Kari Berg", 1950, 2)
