"""An association of the town, one who acts for it, and the way in she holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS


@pytest.fixture
def choir(town: Any, ola: Any, at: Any) -> Any:
    """A choir without an organisation number."""
    return register_group("Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def secretary(choir: Any, ola: Any, at: Any) -> Any:
    """Marit, who may act for the choir."""
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    let_act(give_post(choir, marit, "secretary", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return marit


@pytest.fixture
def token(secretary: Any) -> str:
    """What stands in the address of the secretary's link."""
    return make_link(OWN_PAGE, str(secretary.pk), at=clock.now(), valid_for=OWN_PAGE_LASTS)


@pytest.fixture
def phone(town: Any) -> Client:
    """The browser of somebody who is not signed in."""
    return Client(headers={"host": "lillevik.test"})
