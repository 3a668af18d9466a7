"""A standing test over every page there is: read in both themes, on the narrowest phone, enlarged, without JavaScript.

The pages are those of the demo town, found by their addresses (`tests/look/addresses.py`), so that a new page is
looked at from the day it has an address; and those behind keys (`tests/look/keys.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.look import keys
from tests.look.addresses import every_address
from tests.look.looking import Window

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

#: How many share the pages: a town takes a while to build, and no processor should wait for the other.
WALKS = 2


@pytest.mark.parametrize("walk", range(WALKS))
def test_every_page_can_be_read_by_everybody(
    walk: int, town_to_look_at: Any, open_page: Callable[..., Page], signed_in: Any
) -> None:
    outside, inside = Window(open_page), Window(open_page, signed_in)
    complaints = []
    for address in every_address()[walk::WALKS]:
        seen = (inside if address.is_for_staff else outside).look_at(address.path)
        if seen is not None and address.lacks:
            complaints.append(f"{address.name}: the demo town has no {address.lacks} to show")
        complaints += seen or []
    for window, paths in ((outside, keys.own_pages() + keys.behind_links()), (inside, keys.at_the_desk())):
        for path in paths[walk::WALKS]:
            seen = window.look_at(path)
            if window.status != 200 and path != keys.NOBODYS_ATTEST:
                complaints.append(f"{path}: {window.status}")
            complaints += seen or []
    assert not complaints, "\n" + "\n".join(complaints)
