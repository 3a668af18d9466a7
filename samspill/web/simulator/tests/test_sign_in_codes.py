"""The app that makes the staff's sign-in codes, in a demo and nowhere else."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.people.models import StaffMember
from samspill.people.queries.demonstration import NotADemo, people_with_phones, sign_in_codes

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def ingrid(town, at):
    staff = StaffMember.objects.create(name="Ingrid Moe", email="ingrid@lillevik.test", invited_at=at)
    TOTP.activate(staff, SECRET)
    return staff


def test_the_code_shown_is_one_that_signs_in(browser, operator, ingrid):
    shown = sign_in_codes(at=clock.now())[0]
    assert shown.name == "Ingrid Moe"
    assert validate_totp_code(SECRET, shown.code)
    assert shown.code in browser.get("/simulator/codes/").content.decode()


def test_it_tells_how_long_the_code_lasts(settings, ingrid):
    settings.DEMO = True
    assert sign_in_codes(at=dt.datetime(2026, 3, 10, 9, 0, 12, tzinfo=dt.UTC))[0].seconds_left == 18


def test_those_who_left_and_the_neighbours_staff_have_no_code_here(settings, ingrid, neighbour, at):
    settings.DEMO = True
    with entered(neighbour):
        assert sign_in_codes(at=at) == []
    StaffMember.objects.filter(pk=ingrid.pk).update(left_at=at)
    assert sign_in_codes(at=at) == []


def test_outside_a_demo_nobody_gets_a_code_or_a_number(settings, ingrid, at):
    settings.DEMO = False
    with pytest.raises(NotADemo):
        sign_in_codes(at=at)
    with pytest.raises(NotADemo):
        people_with_phones()
