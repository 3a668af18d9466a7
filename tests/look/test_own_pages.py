"""Pages whose address is a key: read in both themes, on the narrowest phone, enlarged, without JavaScript.

The walk over every page (`test_every_page.py`) meets these with a key that nobody has; here the keys are real.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.people.models import StaffMember
from samspill.volunteering.actions.links import make_intake_link
from samspill.volunteering.models import Assignment, Interest, Offer
from samspill.web.access.links import OWN_PAGE
from samspill.web.access.talk_link import TALK
from tests.look.test_every_page import (  # noqa: F401 - the town is a fixture.
    DESKTOP,
    IDLE_BUTTONS,
    TOLD_OF_REFUSALS,
    _seen_on,
    town_to_look_at,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def keys(*purposes: tuple[str, Any]) -> list[str]:
    """A key that opens each of these."""
    at = clock.now()
    return [
        make_link(purpose, str(row.pk), at=at, valid_for=dt.timedelta(days=1)) for purpose, row in purposes
    ]


def addresses() -> list[str]:
    """All that one who is asked, one who is booked, one who may choose a time, and two workplaces can open."""
    asked = Offer.objects.filter(answer="", lapsed_at__isnull=True, shift__ends_at__gt=clock.now())[0]
    booked = Assignment.objects.filter(released_at__isnull=True, shift__ends_at__gt=clock.now())[0]
    choosing = Interest.objects.filter(times__isnull=False)[0]
    hers, his, talk = keys((OWN_PAGE, asked.person), (OWN_PAGE, booked.person), (TALK, choosing))
    staff = StaffMember.objects.filter(roles__role__in=["leader", "coordinator"]).order_by("pk")[0]
    unit = staff.roles.all()[0].unit
    doors = [
        make_intake_link(unit, "Bjørkelia", kind, by=staff, at=clock.now())[1]
        for kind in ("help", "volunteers")
    ]
    own = ["", "wishes/", "away/", "leaving/", "reach/", "stored/"]
    return [
        *(f"/me/{hers}/{part}" for part in own),
        f"/me/{his}/",
        f"/me/{his}/tasks/{booked.pk}/cancellation/",
        f"/me/talk/{talk}/",
        *(f"/by/{door}/" for door in doors),
        *(f"/by/{door}/received/" for door in doors),
        "/me/",
    ]


def test_every_page_behind_a_key_can_be_read_by_everybody(
    town_to_look_at: Any,  # noqa: F811
    open_page: Callable[..., Any],
) -> None:
    paths, complaints = addresses(), []
    page, plain = (open_page(DESKTOP, scripts=scripts, reduced_motion="reduce") for scripts in (True, False))
    page.add_init_script(TOLD_OF_REFUSALS)
    for path in paths:
        page.set_viewport_size(DESKTOP)
        assert page.goto(path).status == 200, path
        complaints += [f"{path}: {what}" for what in _seen_on(page)]
        plain.goto(path)
        complaints += [f"{path}: «{what}» does nothing" for what in plain.evaluate(IDLE_BUTTONS)]
    assert not complaints, "\n" + "\n".join(complaints)
