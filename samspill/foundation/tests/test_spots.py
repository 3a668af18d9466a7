"""A spot on the map, as people paste it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.foundation.spots import NotASpot, read_spot


@pytest.mark.parametrize(
    "text",
    [
        "63.4305, 10.3951",
        " 63.4305 10.3951 ",
        "63,4305; 10,3951",
        "https://www.openstreetmap.org/#map=17/63.4305/10.3951",
        "https://www.google.com/maps/@63.4305,10.3951,15z",
        "https://maps.apple.com/?q=63.4305,10.3951",
        "geo:63.4305,10.3951",
    ],
)
def test_two_numbers_or_a_map_page_tell_where_it_is(text):
    assert read_spot(text) == (63.4305, 10.3951)


@pytest.mark.parametrize(
    "text", ["", "Storgata 4", "63", "10.3951, 63.4305", "48.85, 2.35", "https://kart.test/"]
)
def test_what_is_no_spot_in_norway_is_refused(text):
    with pytest.raises(NotASpot):
        read_spot(text)


@given(st.text(max_size=600))
def test_anything_at_all_is_a_spot_in_norway_or_refused(text):
    try:
        latitude, longitude = read_spot(text)
    except NotASpot:
        return
    assert 57 <= latitude <= 81 and -10 <= longitude <= 34
