"""An association of the town, one who acts for it, and the way in she holds."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.venues.models import Place
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
from samspill.web.ours.tests.hands import seen


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


@pytest.fixture
def way(token: str, choir: Any) -> Callable[..., str]:
    """The address of a page of the choir's activities, by the link."""

    def address(name: str, *keys: Any) -> str:
        return reverse(f"ours:activities:{name}", args=[token, choir.pk, *keys])

    return address


@pytest.fixture
def desk_way(choir: Any) -> Callable[..., str]:
    """The same page at the desk."""

    def address(name: str, *keys: Any) -> str:
        return reverse(f"desk:activities:{name}", args=[choir.pk, *keys])

    return address


@pytest.fixture
def typed(town: Any) -> Callable[..., dict[str, Any]]:
    """What somebody types in of a weekly activity, and more or else as a test says."""
    place = Place.objects.create(name="Kulturhuset")

    def write(**more: Any) -> dict[str, Any]:
        return {
            "key": str(uuid.uuid4()), "title_nb": "Åpen korøvelse", "text_nb": "Vi synger.", "rhythm": "week",
            "weekdays": ["tu"], "hours": "18-20", "skips_public_holidays": "on", "place": str(place.pk),
            "price_kind": "free", "languages": ["nb"],
        } | more  # fmt: skip

    return write


@pytest.fixture
def publish(
    phone: Client, way: Callable[..., str], typed: Callable[..., dict[str, Any]]
) -> Callable[..., tuple[Any, dict[str, Any]]]:
    """Fill in the page and press twice: the dates are shown, then it is on the square."""

    def press(**more: Any) -> tuple[Any, dict[str, Any]]:
        sent = typed(**more)
        shown = phone.post(way("new"), sent)
        return phone.post(way("new"), sent | {"seen": seen(shown)}), sent

    return press
