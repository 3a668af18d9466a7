"""What people answer when they are called out: the minutes are read, the codes are codes, and nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.volunteering.rules.callout_replies import Said, Says, read_answer

pytestmark = pytest.mark.one_database

YES = Says.YES


@pytest.mark.parametrize(
    ("text", "says", "minutes"),
    [
        ("JA", YES, None),
        ("ja takk", YES, None),
        ("JA 20", YES, 20),
        ("Ja, 20 min", YES, 20),
        ("ja 20 min.", YES, 20),
        ("Ja. 5", YES, 5),
        ("ja om 15 minutter", YES, 15),
        ("Ja ca 40 minuttar", YES, 40),
        ("ja, om en halvtime", YES, 30),
        ("Ja, trenger 1 time", YES, 60),
        ("ja 2 t", YES, 120),
        ("JA 1 time og 15 min", YES, 75),
        ("Jeg kommer om 10 min", YES, 10),
        ("yes 25", YES, 25),
        ("Yes, in 10 minutes", YES, 10),
        ("NEI", Says.NO, None),
        ("nei dessverre", Says.NO, None),
        ("Kan ikke", Says.NO, None),
        ("jeg kan ikke", Says.NO, None),
        ("AVBUD", Says.NO, None),
        ("kanskje senere", Says.LATER, None),
        ("SENERE", Says.LATER, None),
        ("PÅ VEI", Says.ON_WAY, None),
        ("pa veg", Says.ON_WAY, None),
        ("Jeg er på vei!", Says.ON_WAY, None),
        ("på vei, 12 min", Says.ON_WAY, 12),
        ("på vei 12", Says.ON_WAY, 12),
        ("Ja, på vei", Says.ON_WAY, None),
        ("FREMME", Says.ARRIVED, None),
        ("eg er framme", Says.ARRIVED, None),
        ("er her nå", Says.ARRIVED, None),
        ("on my way", Says.ON_WAY, None),
        ("I'm here", Says.ARRIVED, None),
    ],
)
def test_what_can_only_be_taken_one_way_is_taken(text, says, minutes):
    told = read_answer(text, codes=set())
    assert (told.says, told.minutes, told.code) == (says, minutes, None)


@pytest.mark.parametrize(
    "text",
    [
        "", "👍", "nja", "ja men jeg har ikke bil", "ja?", "20", "ja 17.30", "ja kl 17", "ja 10 20", "nei 20",
        "ja 9999", "kan jeg ta med hund", "ja 20 min eller 40 min", "fremme 20", "ja 15:00", "a" * 1000, "نعم ربما",
        "JA NEI",
    ],
)  # fmt: skip
def test_what_may_be_taken_two_ways_is_left_to_a_person(text):
    assert read_answer(text, codes=set()).says is Says.UNCLEAR


def test_a_number_that_is_a_code_is_the_code_and_another_is_minutes():
    assert read_answer("JA 357", codes={357}) == Said(YES, None, 357)
    assert read_answer("JA 357 20", codes={357}) == Said(YES, 20, 357)
    assert read_answer("ja 357, 20 min", codes={357}) == Said(YES, 20, 357, is_sure=True)
    assert read_answer("NEI 357", codes={357}) == Said(Says.NO, None, 357)
    assert read_answer("JA 20", codes={357}) == Said(YES, 20)
    assert read_answer("ja 357 358", codes={357, 358}).says is Says.UNCLEAR


def test_minutes_in_words_and_being_on_the_way_can_only_be_about_a_call_out():
    assert read_answer("ja 20 min", codes=set()).is_sure
    assert read_answer("på vei", codes=set()).is_sure
    assert not read_answer("ja 20", codes=set()).is_sure
    assert not read_answer("nei", codes=set()).is_sure


@given(st.text(max_size=300), st.sets(st.integers(10, 999), max_size=3))
def test_it_never_breaks_and_never_finds_a_code_nobody_was_given(text, codes):
    told = read_answer(text, codes=codes)
    assert told.code is None or told.code in codes
