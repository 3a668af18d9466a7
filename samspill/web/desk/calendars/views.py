"""Calendars that are read regularly, or once from a file."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.activities.actions.calendars import (
    SubscriptionEnded,
    UnreadableCalendar,
    end_subscription,
    import_calendar,
    pause_subscription,
    refresh_subscription,
    resume_subscription,
    subscribe,
)
from samspill.activities.actions.previewing import SourceUnreadable, preview_file, preview_source
from samspill.activities.models import CalendarSubscription
from samspill.activities.queries.calendars import (
    file_named,
    problems_of,
    runs_of,
    subscription_at,
    subscription_for,
    subscriptions,
)
from samspill.activities.queries.running import brought_by
from samspill.activities.wording import problem_words
from samspill.foundation import clock
from samspill.volunteering.queries.outside import sources_in_trouble
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.calendars.carrying import packed
from samspill.web.desk.calendars.forms import AddressForm, CalendarFileForm
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

#: How many of the activities a calendar has brought stand on a page.
BROUGHT = 12


@at_the_desk
def calendars(request: DeskRequest) -> HttpResponse:
    """Which calendars we read, and how it went last."""
    rows = subscriptions(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "calendars", rows, columns.CALENDARS)
    shown = {"page": page_of(request, rows), "in_trouble": sources_in_trouble(request.asker)}
    return render(request, "desk/calendars/list.html", {"here": "calendars", **shown})


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Read a calendar regularly from now on. One sees what would come in first; then it is read at once."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        return _begun(request, form) if "begin" in request.POST else _previewed(request, form)
    return render(request, "desk/calendars/new.html", {"here": "calendars", "form": form})


def _previewed(request: DeskRequest, form: AddressForm) -> HttpResponse:
    """What would come in, or what was typed with words of why nothing can be read there."""
    url = form.cleaned_data["url"]
    try:
        shown = {"preview": preview_source(url, at=clock.now()), "known": subscription_at(request.asker, url)}
    except SourceUnreadable as error:
        form.add_error("url", problem_words(error.reason))
        return render(request, "desk/calendars/new.html", {"here": "calendars", "form": form})
    return render(request, "desk/calendars/preview.html", {"here": "calendars", "form": form, **shown})


def _begun(request: DeskRequest, form: AddressForm) -> HttpResponse:
    unit = None if form.cleaned_data["organisation"] else request.asker.unit
    return _read(request, subscribe(**form.cleaned_data, unit=unit, by=request.user, at=clock.now()))


@at_the_desk
def file(request: DeskRequest) -> HttpResponse:
    """Read a calendar once, from a file; one may look first at what would come in. The same name again changes only
    what differs.
    """
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        given = form.cleaned_data
        try:
            if "look" in request.POST:
                return _file_previewed(request, form)
            run = import_calendar(
                request.municipality,
                given["content"],
                source_name=given["name"],
                organisation=given["organisation"],
                unit=None if given["organisation"] else request.asker.unit,
                by=request.user,
                at=clock.now(),
            )
            return redirect("desk:calendars:calendar", run.subscription_id)
        except (SourceUnreadable, UnreadableCalendar) as error:
            form.add_error("file", problem_words(error.reason))
    return render(request, "desk/calendars/file.html", {"here": "calendars", "form": form})


def _file_previewed(request: DeskRequest, form: CalendarFileForm) -> HttpResponse:
    """What would come in from the file, which goes along in the page where it is not too large."""
    content = form.cleaned_data["content"]
    shown = {
        "preview": preview_file(content, at=clock.now()),
        "known_file": file_named(request.asker, form.cleaned_data["name"]),
        "carried": packed(content),
    }
    return render(request, "desk/calendars/preview.html", {"here": "calendars", "form": form, **shown})


@at_the_desk
def calendar(request: DeskRequest, calendar_id: uuid.UUID) -> HttpResponse:
    """One calendar: what it has brought, the last readings, and what could not be read, in words."""
    found = subscription_for(request.asker, calendar_id)
    runs = runs_of(found)
    problems = list(problems_of(runs[0])[:200]) if runs else []
    brought = page_of(request, brought_by(found, at=clock.now()), size=BROUGHT)
    shown = {"calendar": found, "runs": runs, "problems": problems, "page": brought}
    shown |= {"here": "calendars", "mine": [unit.pk for unit in (request.asker.unit, *request.asker.units)]}
    return render(request, "desk/calendars/calendar.html", shown)


@at_the_desk
@require_POST
def reading(request: DeskRequest, calendar_id: uuid.UUID) -> HttpResponse:
    """Read it now."""
    return _read(request, subscription_for(request.asker, calendar_id))


@at_the_desk
@require_POST
def ending(request: DeskRequest, calendar_id: uuid.UUID) -> HttpResponse:
    """Read it no more. What it brought stays."""
    end_subscription(subscription_for(request.asker, calendar_id), by=request.user, at=clock.now())
    messages.success(request, _("We no longer read this calendar. What it brought stays."))
    return redirect("desk:calendars:calendar", calendar_id)


@at_the_desk
@require_POST
def pause(request: DeskRequest, calendar_id: uuid.UUID) -> HttpResponse:
    """Leave it unread for a while."""
    pause_subscription(subscription_for(request.asker, calendar_id), by=request.user, at=clock.now())
    return redirect("desk:calendars:calendar", calendar_id)


@at_the_desk
@require_POST
def resumption(request: DeskRequest, calendar_id: uuid.UUID) -> HttpResponse:
    """Read it again, after a pause or an ending that was not meant."""
    resume_subscription(subscription_for(request.asker, calendar_id), by=request.user, at=clock.now())
    return redirect("desk:calendars:calendar", calendar_id)


def _read(request: DeskRequest, found: CalendarSubscription) -> HttpResponse:
    try:
        refresh_subscription(found, at=clock.now(), by=request.user)
    except SubscriptionEnded:
        messages.error(request, _("We no longer read this calendar."))
    if found.last_error:
        messages.error(request, problem_words(found.last_error))
    return redirect("desk:calendars:calendar", found.pk)
