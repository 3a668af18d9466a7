"""An association that stands here twice: find the other, see both side by side, make them one, and take it back."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.actions import (
    merge_organisations,
    part_organisations,
    tell_apart,
    undo_telling_apart,
)
from samspill.organisations.models import Organisation
from samspill.organisations.queries.desk import organisation_for, organisations_for
from samspill.organisations.queries.merging import (
    Side,
    doubles_for,
    mergers_for,
    sides,
    told_apart_for,
    what_merging_moves,
)
from samspill.organisations.rules.categories import categories
from samspill.organisations.wording import audience_words
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.language_names import language_name
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

MOST_SHOWN = 20
#: What an organisation may be.
KIND_WORDS = {
    "association": gettext_lazy("Association"),
    "company": gettext_lazy("Company"),
    "public": gettext_lazy("Public service"),
}
#: What the tables of rows that a merger moves hold.
MOVED = {
    "activities.activity": gettext_lazy("Activities"),
    "activities.activitydraft": gettext_lazy("Drafts"),
    "activities.readerreport": gettext_lazy("Reports from readers"),
    "organisations.campaignrecipient": gettext_lazy("Answers to questions we asked"),
    "organisations.contacttry": gettext_lazy("Notes of contact"),
    "organisations.picture": gettext_lazy("Pictures"),
    "organisations.post": gettext_lazy("Posts"),
    "organisations.postclaim": gettext_lazy("Who wants to act for it"),
    "organisations.review": gettext_lazy("What was read"),
    "venues.booking": gettext_lazy("Rooms borrowed"),
    "venues.loan": gettext_lazy("Equipment borrowed"),
    "volunteering.organisationcapability": gettext_lazy("What it can help with in a crisis"),
}


@at_the_desk
def merging(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Find the other one; then the two side by side; then they are one."""
    keep = organisation_for(request.asker, organisation_id)
    gone = _other(request, keep)
    if request.method == "POST" and gone is not None:
        chosen = {side.fact: request.POST.get(side.fact, side.chosen) for side in sides(keep, gone)}
        reason = request.POST.get("reason", "")
        try:
            merge_organisations(keep, gone, reason=reason, chosen=chosen, by=request.user, at=clock.now())
            messages.success(request, _("They are one now."))
            return redirect("desk:organisations:mergers")
        except EXPECTED as error:
            messages.error(request, sentence_for(error))
    shown = {"here": "associations", "organisation": keep, "gone": gone}
    if gone is not None:
        shown |= {"sides": _told_in_words(keep, gone), "moves": what_moves(gone)}
        return render(request, "desk/organisations/merging.html", shown)
    words = request.GET.get("q", keep.name.split()[0] if keep.name else "").strip()[:80]
    others = organisations_for(request.asker, words=words, with_closed=True).exclude(pk=keep.pk)
    return render(
        request, "desk/organisations/merging.html", shown | {"words": words, "others": others[:MOST_SHOWN]}
    )


@at_the_desk
def doubles(request: DeskRequest) -> HttpResponse:
    """Those that may stand here twice and what they share; or (`?show=apart`) those that are told apart."""
    is_apart = request.GET.get("show") == "apart"
    rows = told_apart_for(request.asker) if is_apart else doubles_for(request.asker)
    if is_wanted(request) and not is_apart:
        return spreadsheet(request, "doubles", rows, columns.DOUBLES)
    page = {"here": "associations", "is_apart": is_apart, "page": page_of(request, rows)}
    return render(request, "desk/organisations/doubles.html", page)


@at_the_desk
@require_POST
def apart(request: DeskRequest) -> HttpResponse:
    """The two are not the same, and are not shown again."""
    one, other = (_named(request, name) for name in ("one", "other"))
    if one is None or other is None:
        messages.error(request, _("One of the two is not here any more. Nothing was saved."))
        return redirect("desk:organisations:doubles")
    try:
        tell_apart(one, other, reason=request.POST.get("reason", ""), by=request.user, at=clock.now())
        messages.success(request, _("They are not shown as the same again."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:organisations:doubles")


@at_the_desk
@require_POST
def apart_undoing(request: DeskRequest, told_apart_id: uuid.UUID) -> HttpResponse:
    """They may be the same after all."""
    undo_telling_apart(told_apart_for(request.asker).get(pk=told_apart_id), by=request.user, at=clock.now())
    messages.success(request, _("They are shown among the possible doubles again."))
    return redirect("desk:organisations:doubles")


@at_the_desk
def mergers(request: DeskRequest) -> HttpResponse:
    """What was made one, by whom and why; each can be undone."""
    page = page_of(request, mergers_for(request.asker))
    return render(request, "desk/organisations/mergers.html", {"here": "associations", "page": page})


@at_the_desk
@require_POST
def merger_undoing(request: DeskRequest, organisation_merger_id: uuid.UUID) -> HttpResponse:
    """They are two after all."""
    found = mergers_for(request.asker).get(pk=organisation_merger_id)
    try:
        part_organisations(found, by=request.user, at=clock.now())
        messages.success(request, _("They are two again, as they were."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:organisations:mergers")


def _other(request: DeskRequest, keep: Organisation) -> Organisation | None:
    """The other of the two, where one is named that is another."""
    found = _named(request, "gone")
    return found if found is not None and found.pk != keep.pk else None


def _named(request: DeskRequest, name: str) -> Organisation | None:
    try:
        key = uuid.UUID((request.POST or request.GET).get(name, ""))
    except ValueError:
        return None
    return organisation_for(request.asker, key)


def _told_in_words(keep: Organisation, gone: Organisation) -> list[Side]:
    """What each of the two says where they differ, as people call it."""
    both = [side for side in sides(keep, gone) if side.differs]
    return [
        replace(side, kept=_in_words(side.fact, side.kept), gone=_in_words(side.fact, side.gone))
        for side in both
    ]


def _in_words(fact: str, said: Any) -> str:
    language = get_language() or "nb"
    if fact == "categories":
        return ", ".join(categories()[code].name(language) if code in categories() else code for code in said)
    if fact == "languages":
        return ", ".join(language_name(code) for code in said)
    if fact == "audiences":
        return ", ".join(audience_words(code) for code in said)
    return str(KIND_WORDS.get(said, said)) if fact == "kind" else str(said)


def what_moves(gone: Organisation) -> list[tuple[str, int]]:
    """What a merger would move, in words, and how many of each; what has no word of its own is counted together."""
    told: Counter[str] = Counter()
    for table, number in what_merging_moves(gone):
        told[str(MOVED.get(table, _("Other things")))] += number
    return sorted(told.items())
