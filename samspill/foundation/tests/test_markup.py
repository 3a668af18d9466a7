"""Text that others wrote loses its markup, and nothing of what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import grows_evenly
from samspill.foundation.markup import LONGEST_TEXT, plain


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<p>Kom</p><p>og hjelp</p>", "Kom\n\nog hjelp"),
        ('Les <a href="https://kor.example/">mer</a>', "Les mer (https://kor.example/)"),
        ("Kaffe &amp; kake", "Kaffe & kake"),
        ("<script>alert(1)</script>Hei<style>p{}</style>", "Hei"),
        ("Under 18 år: 3 < 5", "Under 18 år: 3 < 5"),
        ("Hei<!-- ikke\ndette --> du", "Hei du"),
        ('<a href="https://x.example/?a<b">Mer</a>', "Mer (https://x.example/?a<b)"),
        ("En\x00 to\u200b  tre", "En to tre"),
    ],
)
def test_markup_is_taken_away(written: str, said: str) -> None:
    assert plain(written) == said


@given(st.text(st.sampled_from("<>/!-&;ap \n\x00\ud800"), max_size=200))
def test_anything_becomes_text_that_can_be_kept(written: str) -> None:
    said = plain(written)
    assert len(said) <= LONGEST_TEXT and "\x00" not in said and "\n\n\n" not in said
    said.encode()


@pytest.mark.parametrize(
    "mess",
    [
        "<a",
        "<a ",
        "</a",
        "<!--",
        "<a href='",
        "<a 'x\"y",
        '<a ""',
        "<![",
        "<?",
        "<!x",
        "</",
        "&",
        " \n",
        "<b>",
        "<script></",
    ],
)
@pytest.mark.parametrize("before", ["", "<b>x</b>", "<script>", "<a href='"])
def test_a_text_made_to_take_long_does_not(before: str, mess: str) -> None:
    assert grows_evenly(lambda letters: plain(before + (mess * letters)[:letters]), size=5_000)
