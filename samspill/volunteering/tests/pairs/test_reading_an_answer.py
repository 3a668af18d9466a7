"""What an answer to «how does it go?» says, and what it does not."""

import pytest

from samspill.volunteering.rules.follow_ups import hear


@pytest.mark.parametrize(
    ("text", "score", "words"),
    [
        ("4", 4, ""),
        (" 5 ", 5, ""),
        ("4!", 4, ""),
        ("4 veldig hyggelig", 4, "veldig hyggelig"),
        ("4, vi har det fint", 4, "vi har det fint"),
        ("1. Dårlig", 1, "Dårlig"),
        ("4/5", 4, ""),
        ("4 av 5", 4, ""),
        ("4\ufe0f\u20e3", 4, ""),
        ("fire", 4, ""),
        ("Fem!", 5, ""),
        ("tre, litt stille", 3, "litt stille"),
        ("5 vi møttes kl 17.00", 5, "vi møttes kl 17.00"),
        ("en", 1, ""),
    ],
)
def test_a_number_from_one_to_five_is_understood_with_and_without_words(text, score, words):
    heard = hear(text)
    assert (heard.score, heard.words, heard.code) == (score, words, None)


@pytest.mark.parametrize(
    "text",
    [
        "det går fint",
        "4 ganger i uka",
        "2 timer hver tirsdag",
        "4-5",
        "4 eller 5",
        "4,5",
        "4 5",
        "0",
        "6",
        "klokka 4",
        "en fin dame",
        "to ganger",
        "4 mars passer",
        "\U0001f44d",
        "بخير شكرا",
        "x" * 999,
    ],
)
def test_what_may_be_something_else_is_kept_as_words_without_a_number(text):
    heard = hear(text)
    assert heard.score is None and heard.words == text and heard.code is None


def test_a_number_of_two_digits_is_a_code_and_alone_it_is_an_answer_to_something_else():
    assert hear("57 4 fint")[:3] == (4, "fint", 57)
    assert hear("57: 4").code == 57
    assert hear("57").is_code_alone and not hear("57 4").is_code_alone
    assert hear("12 mars passer").code is None
    assert not hear("").is_code_alone


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("hjelp", True),
        ("2 kan dere hjelpe", True),
        ("Jeg er redd for ham", True),
        ("5 men han slo meg", True),
        ("Eg er utrygg", True),
        ("1 he hits me", True),
        ("5 god hjelp", False),
        ("4 veldig hyggelig", False),
        ("1 kjedelig", False),
    ],
)
def test_a_cry_for_help_is_heard_whatever_the_number(text, calls):
    assert hear(text).calls_for_help is calls
