"""The pages that only a link of one's own opens, looked at as every other page is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samspill.activities.actions.telling import LINK as PLACE
from samspill.activities.models import SignUp
from samspill.commitments.actions.asking import LINK as SIGNING
from samspill.commitments.models import Signature, SigningRequest
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.volunteering.actions.onboarding import INVITATION
from samspill.volunteering.models import Attendance, Attest
from tests.look.addresses import Address
from tests.look.test_every_page import DESKTOP, _seen_on, _seen_without_scripts, _signed_in, town_to_look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["town_to_look_at"]


def key(purpose: str, subject: Any) -> str:
    return make_link(purpose, str(subject), at=clock.now(), valid_for=dt.timedelta(days=1))


def behind_links() -> Iterator[str]:
    asked = SigningRequest.objects.earliest("pk").person_id
    yield f"/sign/{key(SIGNING, asked)}/"
    yield f"/sign/{key(SIGNING, Signature.objects.earliest('pk').person_id)}/"
    yield f"/course/{key(INVITATION, asked)}/"
    yield f"/course/{key(INVITATION, SignUp.objects.earliest('pk').person_id)}/"
    yield f"/sign-up/{key(PLACE, SignUp.objects.earliest('pk').pk)}/"
    yield f"/me/{key('people.me', asked)}/"
    yield f"/attest/?code={Attest.objects.earliest('pk').code}"
    yield "/attest/?code=0000-0000-0000"


def at_the_desk() -> Iterator[str]:
    yield f"/desk/people/{SigningRequest.objects.earliest('pk').person_id}/"
    yield f"/desk/people/{Attest.objects.earliest('pk').person_id}/"
    yield f"/desk/attendance/shifts/{Attendance.objects.earliest('pk').shift_id}/?q=a"


def test_what_a_link_opens_can_be_read_by_everybody(
    town_to_look_at: Any, open_page: Callable[..., Any], live_server: Any
) -> None:
    complaints = []
    for cookie, paths in ((None, list(behind_links())), (_signed_in(live_server.url), list(at_the_desk()))):
        looking = open_page(DESKTOP, reduced_motion="reduce")
        plain = open_page(DESKTOP, scripts=False)
        looking.add_init_script("window.refusals = [];")
        for page in (looking, plain):
            page.context.add_cookies([cookie] if cookie else [])
        for path in paths:
            looking.set_viewport_size(DESKTOP)
            assert looking.goto(path).status in (200, 404)
            complaints += [f"{path}: {what}" for what in _seen_on(looking)]
            plain.goto(path)
            complaints += [f"{path}: {what}" for what in _seen_without_scripts(plain, Address(path, path))]

    assert not complaints, "\n" + "\n".join(complaints)
