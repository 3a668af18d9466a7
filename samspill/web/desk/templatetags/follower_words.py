"""Who follows something up today: «Ola Strand (for Ingrid Solvang til 3. august)»."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.people.models import StaffMember, StandIn
from samspill.people.queries.standing_in import Follower, follower_of, stand_ins_on
from samspill.web.design import dates

register = template.Library()
REMEMBERED = "_stand_ins_today"


@register.simple_tag(takes_context=True)
def follower(context: Context, owner: StaffMember | None, unit_id: Any = None) -> str:
    """Who it is today, and for whom. Those who stand in are fetched once for a page."""
    if owner is None:
        return ""
    return follower_words(follower_of(owner, _stand_ins(context.get("request")), unit_id=unit_id))


def follower_words(found: Follower) -> str:
    """The words for one who follows up."""
    if found.instead_of is None or found.until_on is None:
        return found.staff.name
    return _("%(name)s (for %(away)s until %(day)s)") % {
        "name": found.staff.name,
        "away": found.instead_of.name,
        "day": dates.day(found.until_on, get_language() or "nb"),
    }


def _stand_ins(request: Any) -> list[StandIn]:
    if not hasattr(request, REMEMBERED):
        setattr(request, REMEMBERED, list(stand_ins_on(clock.today())))
    return list(getattr(request, REMEMBERED))
