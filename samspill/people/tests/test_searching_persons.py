"""Persons are found by pieces of name or phone, and never across the curtain."""

import pytest

from samspill.people.actions import find_or_add_person
from samspill.people.queries import find_persons


@pytest.fixture
def crowd(town, at):
    def add(name, phone):
        return find_or_add_person(name, [phone], by="system", at=at, channel="phone")

    return add("Åse Ødegård", "412 34 567"), add("Kari Berg", "923 45 678")


@pytest.mark.parametrize("text", ["åse", "ODEGARD", "øde ås", "412 34", "+47 412 34 567", "4123"])
def test_pieces_of_name_and_phone_find_her(crowd, asker, text):
    assert list(find_persons(asker, text)) == [crowd[0]]


@pytest.mark.parametrize("text", ["xyz", "999 99", "Kari Ødegård"])
def test_what_is_nobodys_finds_nobody(crowd, asker, text):
    assert not find_persons(asker, text).exists()


def test_no_text_finds_everybody_by_name(crowd, asker):
    assert list(find_persons(asker, "  ")) == [crowd[0], crowd[1]]
