"""The link under which one who is asked by e-mail answers with a press."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.actions import make_link
from samspill.foundation.models import Host, Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number
from samspill.volunteering.models import Offer, Shift

ANSWER_PAGE = "volunteering.offer"
#: Where the square answers to such a link.
ADDRESS = "/answer/{}/"


def answer_link(offer: Offer, shift: Shift, *, at: dt.datetime) -> str:
    """A new link to this question, good until the shift is over; "" where the municipality has no address."""
    municipality = Municipality.objects.get(pk=entered_number())
    try:
        home = web_address(municipality, "")
    except Host.DoesNotExist:
        return ""
    token = make_link(ANSWER_PAGE, str(offer.pk), at=at, valid_for=shift.ends_at - at)
    return home + ADDRESS.format(token)
