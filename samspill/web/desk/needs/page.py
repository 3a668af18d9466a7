"""The page of a request: facts, who fits, how it stands."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.people.actions import note_look
from samspill.people.actions.presence import be_here
from samspill.people.models import StaffMember
from samspill.people.queries import Asker
from samspill.people.queries.presence import who_is_here
from samspill.volunteering.models import Need
from samspill.volunteering.queries.needs import cares_for, is_rota, shift_for, shift_to_change_for
from samspill.volunteering.queries.pairings import pairing_of_need
from samspill.volunteering.queries.proposals import Proposal, proposal
from samspill.volunteering.queries.standing import standing, standing_version
from samspill.volunteering.queries.tasks import opens_at, pair_when
from samspill.volunteering.rules.versions import version_of
from samspill.volunteering.wording import when_words
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.words import COLOURS, happening_words, kroner, reasons_words, walls_words

#: So many of those who fit are shown at once; the rest is folded.
SHOWN_FIRST = 6


Key = uuid.UUID | None


@at_the_desk
def need(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """All about one request, or one time of a rota. That the asker looked at somebody who gets help is noted."""
    if shift_id is None and is_rota(request.asker, need_id):
        return redirect("desk:needs:rota", need_id)
    shift = shift_for(request.asker, need_id, shift_id)
    recipient = shift.need.request.recipient
    if recipient and cares_for(request.asker, shift.need):
        note_look(request.asker, recipient, why="request")
    here_too = also_here(request, shift.need)
    return render(request, "desk/needs/need.html", shown(request.asker, shift, here_too))


@at_the_desk
def standing_(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """How it stands: the piece of the page that changes while one looks. 204 where nothing has since `version`."""
    shift = shift_for(request.asker, need_id, shift_id)
    stands = standing_version(request.asker, shift)
    here_too = also_here(request, shift.need)
    if _version(stands, here_too) == request.GET.get("version"):
        return HttpResponse(status=204)
    return render(request, "desk/needs/standing.html", how_it_stands(request.asker, shift, stands, here_too))


@at_the_desk
def here_too(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Who else has the request open: the piece of the form that changes while one writes."""
    need = shift_for(request.asker, need_id, shift_id).need
    return render(request, "desk/here_too.html", {"here_too": also_here(request, need)})


@at_the_desk
def asking(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Who fits and why, what they will read and what it costs. A piece of the request's page, and a page of its own."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    part = "HX-Request" in request.headers
    page = who_to_ask(shift) if is_open(shift) else {"shift": shift, "need": shift.need}
    return render(
        request,
        "desk/needs/asking.html" if part else "desk/needs/asking_page.html",
        {"here": "requests", **page},
    )


def also_here(request: DeskRequest, need: Need) -> list[StaffMember]:
    """The colleagues who have this request open too. That the asker has is remembered for a little while."""
    be_here(request.user, subject_of(need), at=clock.now())
    return who_is_here(subject_of(need), at=clock.now(), besides=request.user)


def shown(asker: Asker, shift: Any, here_too: list[StaffMember]) -> dict[str, Any]:
    """What the whole page holds."""
    may_change = asker.may_change and cares_for(asker, shift.need)
    return {
        "here": "requests",
        "live": True,
        "opens_at": opens_at(shift),
        "asks": may_change and is_open(shift),
        **how_it_stands(asker, shift, standing_version(asker, shift), here_too),
    }


def how_it_stands(asker: Asker, shift: Any, stands: str, here_too: list[StaffMember]) -> dict[str, Any]:
    """What the living piece holds."""
    cares = cares_for(asker, shift.need)
    how = standing(shift)
    return {
        "shift": shift,
        "need": shift.need,
        "when": when_of(shift),
        "version": _version(stands, here_too),
        "here_too": here_too,
        "cares": cares,
        "may_change": asker.may_change and cares,
        "standing": how,
        "left": shift.places - shift.taken,
        "is_rota": shift.need.form == "rota",
        "has_begun": shift.starts_at <= clock.now(),
        "is_over": shift.ends_at <= clock.now(),
        "is_open": is_open(shift),
        "pair_of_need": pairing_of_need(asker, shift.need_id) if shift.need.form == Need.Form.PAIR else None,
        "history": [(line, happening_words(line), COLOURS.get(line.verb, "neutral")) for line in how.history],
    }


def who_to_ask(shift: Any) -> dict[str, Any]:
    """Those who fit with their reasons, those who do not with what is missing, and the price."""
    found = proposal(shift, at=clock.now())
    fits = [(one, reasons_words(one.suggestion.fit.reasons)) for one in found.fits]
    first = max(SHOWN_FIRST, found.size)
    return {
        "shift": shift,
        "need": shift.need,
        "when": when_of(shift),
        "proposal": found,
        "fits": fits,
        "best": fits[:first],
        "others": fits[first:],
        "walled": [(one, walls_words(one.fit.walls)) for one in found.walled],
        **_money(found),
    }


def is_open(shift: Any) -> bool:
    """Whether more people may be asked."""
    seated, seats = shift.taken + shift.standing_by, shift.places + shift.reserves
    return not shift.cancelled_at and seated < seats and shift.ends_at > clock.now()


def when_of(shift: Any) -> str:
    """When it is, in words; of a pair from when, and how often."""
    if shift.need.form == Need.Form.PAIR:
        return _("from %(when)s") % {"when": pair_when(shift)}
    return when_words(shift.starts_at, shift.ends_at, is_window=shift.need.form == "window")


def _version(stands: str, here_too: list[StaffMember]) -> str:
    return version_of(stands, *(colleague.pk for colleague in here_too))


def _money(found: Proposal) -> dict[str, Any]:
    return {
        "each": kroner(found.estimate.cost_ore),
        "total": kroner(found.total_ore),
        "spent": kroner(found.budget.spent_ore),
        "limit": kroner(found.budget.limit_ore) if found.budget.limit_ore else "",
        "is_too_dear": not found.budget.holds(found.total_ore),
    }
