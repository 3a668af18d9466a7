"""Organisations entered by hand: groups without a number are as good as any. Changed, hidden, closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.phones import read_phone
from samspill.foundation.places import folded
from samspill.organisations.actions.entities import follow_voluntary
from samspill.organisations.actions.finding import make_findable
from samspill.organisations.actions.reading import let_be_read, note_put_back, note_taken_off
from samspill.organisations.models import Organisation, VoluntaryRow
from samspill.organisations.queries.merging import standing
from samspill.organisations.registers.fields import website_of
from samspill.organisations.rules.audiences import read_audiences
from samspill.organisations.rules.categories import category
from samspill.organisations.rules.numbers import organisation_number
from samspill.organisations.signals import organisation_closed
from samspill.people.actions import read_email, refuse_national_ids
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person | str

#: What a person may write of an organisation.
FACTS = frozenset(
    "name about website email phone address postcode town area categories languages kind number "
    "audiences place_text".split()
)


class OrganisationNameMissing(ValueError):
    """An organisation needs a name."""


class OrganisationKnown(ValueError):
    """The municipality has one with this number, or this very name, already. `organisation` is that one."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(organisation.name)
        self.organisation = organisation


class NotAWebsite(ValueError):
    """The text is no web address."""


class RegisterDecides(ValueError):
    """One with a number closes when the national register says so."""


@transaction.atomic
def register_group(
    name: str,
    *,
    by: Who,
    at: dt.datetime,
    channel: str = "web",
    also_if_same_name: bool = False,
    **facts: Any,
) -> Organisation:
    """Enter an organisation by hand, with a number or (an informal group) without. `facts` are of `FACTS`.

    Raises `OrganisationNameMissing`, `OrganisationKnown` (a same name may be insisted on, a same number may not),
    `NotAnOrganisationNumber`, `UnknownCategory`, `UnknownAudience`, `NotAPhone`, `NotAnEmail`, `NotAWebsite` and
    `HoldsNationalId`.
    """
    written = _as_stored({"name": name} | facts)
    _refuse_known(written, also_if_same_name=also_if_same_name)
    organisation = Organisation(
        came_from="web" if isinstance(by, Person | str) else "desk", created_at=at, **written
    )
    follow_voluntary(organisation, VoluntaryRow.objects.filter(pk=organisation.number or "").first())
    organisation.save()
    make_findable([organisation])
    note("register_group", organisation, by=by, channel=channel, at=at, has_number=bool(organisation.number))
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, by: Who, at: dt.datetime, channel: str = "web", **facts: Any
) -> Organisation:
    """Write some of `FACTS` anew; the register does not overwrite what is written. Raises like `register_group`."""
    written = _as_stored(facts)
    if written.get("number") and written["number"] != organisation.number:
        _refuse_known({"number": written["number"]}, also_if_same_name=True)
    changed = [column for column, value in written.items() if getattr(organisation, column) != value]
    for column in changed:
        setattr(organisation, column, written[column])
    if changed:
        organisation.save(update_fields=changed)
        make_findable([organisation])
        note("change_organisation", organisation, by=by, channel=channel, at=at, columns=sorted(changed))
    return organisation


@transaction.atomic
def take_page_over(
    organisation: Organisation, *, by: Who, at: dt.datetime, channel: str = "web"
) -> Organisation:
    """The association keeps its own page from now on: no import touches what it shows."""
    if organisation.presented_at is None:
        organisation.presented_at = at
        organisation.save(update_fields=["presented_at"])
        note("take_page_over", organisation, by=by, channel=channel, at=at)
    return organisation


@transaction.atomic
def present(
    organisation: Organisation, *, by: Person, at: dt.datetime, channel: str = "web", **facts: Any
) -> Organisation:
    """The association says all of this itself: it keeps its page from now on, and has confirmed it.

    Where the desk must read it first, all that waits until it is approved; a page that nobody is shown is written at
    once, and waits as it is. Raises like `change_organisation`.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if _waits(organisation, facts, by=by, at=at, channel=channel):
        return organisation
    change_organisation(organisation, by=by, at=at, channel=channel, **facts)
    take_page_over(organisation, by=by, at=at, channel=channel)
    return confirm_page(organisation, by=by, at=at, channel=channel)


@transaction.atomic
def confirm_page(
    organisation: Organisation, *, by: Who, at: dt.datetime, channel: str = "web"
) -> Organisation:
    """The association says that all on its page is right as it stands; to staff on the phone, or itself."""
    organisation.confirmed_at = at
    organisation.save(update_fields=["confirmed_at"])
    note("confirm_page", organisation, by=by, channel=channel, at=at)
    return organisation


@transaction.atomic
def hide_organisation(
    organisation: Organisation,
    is_hidden: bool,
    *,
    by: Who,
    at: dt.datetime,
    channel: str = "web",
    why: str = "",
) -> Organisation:
    """Take the organisation off the square, or put it back.

    With `why`, staff tell those who act for it why, and it stands in the trail. Raises `HoldsNationalId`.
    """
    refuse_national_ids(why=why)
    if (organisation.hidden_at is not None) != is_hidden:
        organisation.hidden_at = at if is_hidden else None
        organisation.save(update_fields=["hidden_at"])
        make_findable([organisation])
        facts = {"hidden": is_hidden} | ({"why": why} if why else {})
        note("hide_organisation", organisation, by=by, channel=channel, at=at, **facts)
        if isinstance(by, StaffMember):
            _remember_where_it_stands(organisation, why, by=by, at=at)
    return organisation


@transaction.atomic
def close_group(
    organisation: Organisation, *, by: Who, at: dt.datetime, channel: str = "web"
) -> Organisation:
    """A group without a number has stopped. Rings `organisation_closed`. Raises `RegisterDecides`."""
    if organisation.number:
        raise RegisterDecides
    if organisation.closed_on is None:
        organisation.closed_on = clock.local_day(at)
        organisation.save(update_fields=["closed_on"])
        make_findable([organisation])
        note("close_group", organisation, by=by, channel=channel, at=at)
        organisation_closed.send(
            sender=Organisation, organisation=organisation, closed_on=organisation.closed_on, at=at
        )
    return organisation


def _waits(
    organisation: Organisation, facts: dict[str, Any], *, by: Person, at: dt.datetime, channel: str
) -> bool:
    """Whether what is written of the page must be read first. It is refused now if it could not be kept then."""
    written = _as_stored(facts)
    is_shown = organisation.hidden_at is None
    kept = {name: list(value) if isinstance(value, tuple) else value for name, value in written.items()}
    kept["area"] = str(written["area"].pk) if written.get("area") else None
    review = let_be_read(
        organisation, "page" if is_shown else "group", organisation.pk, organisation.name,
        by=by, at=at, channel=channel, facts=kept if is_shown else {},
    )  # fmt: skip
    return review is not None and is_shown


def _remember_where_it_stands(
    organisation: Organisation, why: str, *, by: StaffMember, at: dt.datetime
) -> None:
    told: dict[str, Any] = {"by": by, "at": at}
    if organisation.hidden_at is None:
        note_put_back("group", organisation.pk, **told)
    elif why:
        note_taken_off(organisation, "group", organisation.pk, organisation.name, why, **told)


def _refuse_known(written: dict[str, Any], *, also_if_same_name: bool) -> None:
    rows = Organisation.with_merged
    if written.get("number") and (known := rows.filter(number=written["number"]).first()):
        raise OrganisationKnown(standing(known))
    if also_if_same_name:
        return
    name = folded(written["name"])
    open_ones = Organisation.with_merged.filter(closed_on__isnull=True)
    open_ones = open_ones.only("id", "name", "municipality", "merged_into")
    if known := next((one for one in open_ones.iterator() if folded(one.name) == name), None):
        raise OrganisationKnown(standing(known))


def _as_stored(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts in the form they are stored; raises the error named after the first that is wrong."""
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"An organisation has no {', '.join(sorted(unknown))}")
    refuse_national_ids(**facts)
    return {column: _READ[column](value) if column in _READ else value for column, value in facts.items()}


def _name(text: str) -> str:
    if not (name := " ".join(text.split())[:200]):
        raise OrganisationNameMissing
    return name


def _website(text: str) -> str:
    found = website_of({"hjemmeside": text}, "hjemmeside")
    if text.strip() and not found:
        raise NotAWebsite(text)
    return found


_READ = {
    "name": _name,
    "number": lambda text: organisation_number(text) if text else None,
    "phone": lambda text: read_phone(text).e164 if text.strip() else "",
    "email": lambda text: read_email(text) if text.strip() else "",
    "website": _website,
    "categories": lambda codes: tuple(category(code).code for code in codes),
    "languages": tuple,
    "audiences": read_audiences,
    "place_text": lambda text: " ".join(text.split())[:200],
}
