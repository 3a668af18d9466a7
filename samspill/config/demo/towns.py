"""Lillevik and Storfjordby are opened: municipality, services, neighbourhoods, places and staff."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model

from samspill.config.demo import places
from samspill.foundation.actions import open_municipality
from samspill.foundation.models import Area, Municipality
from samspill.people.actions import accept_invitation, invite_staff
from samspill.people.actions.units import open_unit
from samspill.people.models import StaffMember, Unit
from samspill.venues.actions import add_place, change_place
from samspill.venues.models import Place

PASSWORD = "vafler-og-kaffe"
#: Shown as a code that changes each half minute by the phone simulator's sign-in app.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def open_town(number: str, name: str, host: str, *, at: dt.datetime) -> Municipality:
    """A fictional municipality at this host name."""
    return open_municipality(
        number,
        hosts=[host],
        at=at,
        name=name,
        name_nb=name,
        county_number="99",
        county="Eventyrfylket",
        is_fictional=True,
        contact_phone="+4773000000",
        contact_hours="man–fre 9–15",
        contact_email="post@lillevik.example",
    )


def furnish(*, at: dt.datetime) -> tuple[dict[str, Unit], dict[str, Place]]:
    """Services, neighbourhoods and places of the entered town, by their keys in `places`."""
    areas = {area.name: _area(area) for area in places.AREAS}
    units = {key: open_unit(by="system", at=at, **unit._asdict()) for key, unit in places.UNITS.items()}
    spots = {
        key: add_place(
            spot.name,
            address=spot.address,
            postcode=places.POSTCODE,
            town="Lillevik",
            area=areas[spot.area],
            accessibility=spot.accessibility,
            by="system",
            at=at,
        )
        for key, spot in places.PLACES.items()
    }
    for nth, spot in enumerate(spots.values()):
        change_place(spot, **_spot_in(spot.area, nth), by="system", at=at)
    return units, spots


def _spot_in(area: Area | None, nth: int) -> dict[str, float]:
    """A spot for the nth place, some hundred metres from the middle of its part of town."""
    assert area is not None and area.latitude is not None and area.longitude is not None
    north, east = nth % 5 - 2, nth % 7 - 3
    return {
        "latitude": round(area.latitude + north / 800, 5),
        "longitude": round(area.longitude + east / 400, 5),
    }


def _area(area: places.DemoArea) -> Area:
    facts = {"latitude": area.latitude, "longitude": area.longitude}
    return Area.objects.get_or_create(name=area.name, defaults=facts)[0]


def hire(units: dict[str, Unit], *, at: dt.datetime) -> dict[str, StaffMember]:
    """Invite the staff, and let each accept with the demo's password and sign-in app."""
    return {one.name: _hire(one, units[one.unit], at=at) for one in places.STAFF}


def _hire(one: places.DemoStaff, unit: Unit, *, at: dt.datetime) -> StaffMember:
    staff, token = invite_staff(one.email, name=one.name, unit=unit, role=one.role, by="system", at=at)
    accept_invitation(token, PASSWORD, at=at)
    TOTP.activate(get_user_model().objects.get(pk=staff.pk), SECRET)
    return staff
