"""Letters to members of staff: the invitation, and the link to a new password. By e-mail, through the outbox."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.messaging.actions import queue_message
from samspill.people.actions import ask_for_new_password, invite_staff
from samspill.people.models import StaffMember, Unit


@transaction.atomic
def send_invitation(
    request: HttpRequest,
    email: str,
    *,
    name: str,
    unit: Unit,
    role: str,
    by: StaffMember,
    at: dt.datetime,
) -> tuple[StaffMember, str]:
    """Invite somebody and send her the link; gives back her and the link's address, to be given by hand as well."""
    staff, token = invite_staff(email, name=name, unit=unit, role=role, by=by, at=at)
    address = request.build_absolute_uri(reverse("access:invitation", args=[token]))
    with translation.override(staff.language):
        subject = _("You are invited to Samspill")
        body = _(
            "Hello %(name)s,\n\n%(by)s has invited you to %(unit)s in Samspill. "
            "Open this link within a week and choose a password:\n\n%(address)s"
        ) % {"name": staff.name, "by": by.name, "unit": unit.name, "address": address}
        _send(staff, subject, body, key=f"invitation:{token}", at=at)
    return staff, address


@transaction.atomic
def send_new_password_link(request: HttpRequest, email: str, *, at: dt.datetime) -> None:
    """Send a link to whoever has this address here; the page says the same whether anybody has."""
    asked = ask_for_new_password(email, at=at)
    if asked is None:
        return
    staff, token = asked
    address = request.build_absolute_uri(reverse("access:new_password", args=[token]))
    with translation.override(staff.language):
        body = _(
            "Hello %(name)s,\n\nYou can choose a new password here within an hour:\n\n%(address)s\n\n"
            "If you did not ask for this, do nothing."
        ) % {"name": staff.name, "address": address}
        _send(staff, _("Choose a new password"), body, key=f"new_password:{token}", at=at)


def _send(staff: StaffMember, subject: str, body: str, *, key: str, at: dt.datetime) -> None:
    queue_message(
        channel="email",
        address=staff.email,
        subject=subject,
        body=body,
        key=key,
        at=at,
        answers_now=True,
        despite_opt_out=True,
    )
