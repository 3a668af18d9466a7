"""A mailing: what would be sent, the press that sends it, how it goes, and the stop button."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.rules.segments import suggested_replacements
from samspill.volunteering.actions.mailings import confirm_mailing, stop_mailing
from samspill.volunteering.models import Mailing
from samspill.volunteering.queries.mailings import (
    Progress,
    mailing_for,
    mailings_for,
    preview,
    progress,
    recipients_in,
    segments_spread,
)
from samspill.volunteering.rules.versions import version_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import MAILING_RECIPIENTS, MAILINGS, WHY_WORDS
from samspill.web.desk.mailings.complaints import EXPECTED, sentence_for
from samspill.web.desk.mailings.forms import LANGUAGE_WORDS
from samspill.web.desk.mailings.words import (
    COLOURS,
    STATE_WORDS,
    WAY_WORDS,
    criteria_words,
    names_of_places,
)
from samspill.web.desk.needs.words import kroner
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

#: So many names are shown at once; the rest are told by their number.
MOST_NAMES = 200


@at_the_desk
def mailings(request: DeskRequest) -> HttpResponse:
    """What was written to many, the latest first."""
    rows = mailings_for(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "mailings", rows, MAILINGS)
    page = page_of(request, rows)
    return render(request, "desk/mailings/list.html", {"here": "mailings", "page": page})


@at_the_desk
def mailing(request: DeskRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """One that is prepared, as it would go; one that was sent, as it goes."""
    found = mailing_for(request.asker, mailing_id)
    if found.confirmed_at:
        page = {"here": "mailings", "live": True, **_goes(found)}
        return render(request, "desk/mailings/sent.html", page)
    return render(request, "desk/mailings/preview.html", {"here": "mailings", **_would_go(request, found)})


@at_the_desk
@require_POST
def confirmation(request: DeskRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Send it."""
    try:
        number = confirm_mailing(mailing_for(request.asker, mailing_id), request.asker, at=clock.now())
        messages.success(
            request,
            ngettext("It is on its way to one person.", "It is on its way to %(n)s people.", number)
            % {"n": number},
        )
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:mailings:mailing", mailing_id)


@at_the_desk
def progress_(request: DeskRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """How it goes: the piece of the page that changes while one looks. 204 where nothing has since `version`."""
    told = _goes(mailing_for(request.asker, mailing_id))
    if told["version"] == request.GET.get("version"):
        return HttpResponse(status=204)
    return render(request, "desk/mailings/progress.html", told)


@at_the_desk
@require_POST
def stop(request: DeskRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Call off what has not left."""
    number = stop_mailing(mailing_for(request.asker, mailing_id), by=request.user, at=clock.now())
    messages.success(
        request,
        ngettext("Stopped. One message was called off.", "Stopped. %(n)s messages were called off.", number)
        % {"n": number},
    )
    return redirect("desk:mailings:mailing", mailing_id)


@at_the_desk
def recipients(request: DeskRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Who they are, all or those of one state: `?state=failed`."""
    found = mailing_for(request.asker, mailing_id)
    state = request.GET.get("state", "")
    rows = recipients_in(found, state)
    if is_wanted(request):
        return spreadsheet(request, "recipients", rows, MAILING_RECIPIENTS)
    page = page_of(request, rows)
    words = {**STATE_WORDS, **WHY_WORDS}.get(state, _("Everybody"))
    shown = {"here": "mailings", "mailing": found, "page": page, "words": words}
    return render(request, "desk/mailings/recipients.html", shown)


def _would_go(request: DeskRequest, found: Mailing) -> dict[str, Any]:
    at = clock.now()
    looked_at = preview(found, request.asker, at=at)
    texts = "\n".join(words["body"] for words in found.texts.values())
    return {
        "mailing": found,
        "preview": looked_at,
        "criteria": criteria_words(found.criteria, names_of_places()),
        "ways": _named(looked_at.ways, WAY_WORDS),
        "left_out": _named(looked_at.left_out, WHY_WORDS),
        "spread": segments_spread(looked_at),
        "dear": suggested_replacements(texts),
        "cost": kroner(looked_at.cost_ore),
        "left": kroner(looked_at.budget.left_ore or 0) if looked_at.budget.limit_ore else "",
        "waits": looked_at.goes_at > at,
        "examples": _examples(looked_at),
        "other_languages": sorted(
            {str(LANGUAGE_WORDS[one.language]) for one in looked_at.in_another_language}
        ),
    }


def _named(groups: list[tuple[str, list[Any]]], words: Any) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "words": words[code],
            "number": len(planned),
            "names": [one.person for one in planned[:MOST_NAMES]],
            "more": max(0, len(planned) - MOST_NAMES),
        }
        for code, planned in groups
    ]


def _examples(looked_at: Any) -> list[Any]:
    """One who is written to by each way, and one in each language: what they will read."""
    shown: dict[tuple[str, str], Any] = {}
    for _way, planned in looked_at.ways:
        for one in planned:
            shown.setdefault((one.way, one.language), one)
    return list(shown.values())[:6]


def _goes(found: Mailing) -> dict[str, Any]:
    told = progress(found, at=clock.now())
    states = [
        (code, STATE_WORDS[code], number, COLOURS.get(code, "info")) for code, number in told.states.items()
    ]
    return {
        "mailing": found,
        "progress": told,
        "states": states,
        "reasons": [(code, WHY_WORDS[code], number) for code, number in told.left_out.items()],
        "criteria": criteria_words(found.criteria, names_of_places()),
        "texts": [(LANGUAGE_WORDS[code], words) for code, words in found.texts.items()],
        "is_going": _is_going(found, told),
        "version": version_of(told, found.queued_at, found.stopped_at),
    }


def _is_going(found: Mailing, told: Progress) -> bool:
    """Whether there is anything left to stop."""
    return not found.stopped_at and (not found.queued_at or bool(told.states.get("waiting") or told.by_hand))
