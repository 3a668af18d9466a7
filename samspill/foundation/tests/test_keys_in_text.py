"""The key of a link is hidden from those who read along, and nothing else is."""

import datetime as dt
import uuid

import pytest

from samspill.foundation.actions import make_link
from samspill.foundation.keys_in_text import hide_keys


def test_every_key_that_is_made_is_hidden_and_the_words_around_it_stand(town, at):
    for _ in range(50):
        token = make_link("people.me", "x", at=at, valid_for=dt.timedelta(days=1))
        words = f"Svar her: https://lillevik.test/answer/{token}/ Hilsen oss, http://lillevik.test/me/{token}"
        assert hide_keys(words) == (
            "Svar her: https://lillevik.test/answer/•••/ Hilsen oss, http://lillevik.test/me/•••"
        )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "JA 1042",
        f"https://lillevik.test/needs/{uuid.UUID(int=7)}/",
        "https://lillevik.test/aktiviteter-for-barn",
    ],
)
def test_what_is_no_key_stands(text):
    assert hide_keys(text) == text
