"""What a unit owns is called, for the day it closes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWNED: dict[str, str | Promise] = {
    "volunteering.request": _("Requests"),
    "volunteering.need": _("Tasks"),
    "volunteering.recipient": _("People who get help"),
    "volunteering.volunteer": _("Volunteers"),
    "volunteering.interest": _("Want to help"),
    "volunteering.callout": _("Call-outs and drills"),
}
