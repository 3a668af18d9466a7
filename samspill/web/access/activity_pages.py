"""The pages where an organiser runs its activities: the same for an association by link and for staff at the desk."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.activities.actions import (
    AppointmentsTaken,
    FewerThanTaken,
    NothingPlanned,
    PlacesTaken,
    TitleMissing,
    TooMuchWritten,
    UnknownCategory,
    cancel_activity,
    change_activity,
    discard_draft,
    hide_activity,
    keep_draft,
    publish_activity,
    reschedule_activity,
    restore_activity,
    show_activity,
)
from samspill.activities.actions.source_words import keep_own_words, take_source_words
from samspill.activities.models import Activity, ActivityDraft
from samspill.activities.queries.choosing import times_it_chooses_at
from samspill.activities.queries.running import (
    coming_of,
    draft_for,
    drafts_of,
    past_of,
    patterns_of,
    read_of,
    run_by,
    times_of,
)
from samspill.activities.rules.appointments import NoRoomForAppointments
from samspill.activities.rules.sources import whose_words
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.limits import TooOften
from samspill.foundation.recurrence import Pattern, next_dates
from samspill.organisations.actions import TakenOff
from samspill.organisations.queries.reviews import reading_of
from samspill.people.actions import HoldsNationalId
from samspill.people.models import StaffMember
from samspill.web.access.activity_complaints import COMPLAINTS
from samspill.web.access.activity_door import Door
from samspill.web.access.activity_fields import (
    ActivityForm,
    FactsForm,
    TimesForm,
    WhenFields,
    new_key_of,
    typed_activity,
    typed_again,
    typed_draft,
)
from samspill.web.access.paging import page_of
from samspill.web.access.pattern_fields import typed_pattern
from samspill.web.design.without_national_ids import EXPLANATION

#: How many a list shows at a time. A phone's page is long enough.
ROWS = 12


def listing(request: HttpRequest, door: Door) -> HttpResponse:
    """What is begun, what is to come and what is over."""
    at = clock.now()
    which = request.GET.get("which", "")
    asked = {"past": past_of, "read": read_of}.get(which, coming_of)
    rows, drafts = asked(door.organiser, at=at), drafts_of(door.organiser)
    page = {
        "is_past": which == "past",
        "is_read": which == "read",
        "has_read": which == "read" or read_of(door.organiser, at=at).exists(),
        "choices": times_it_chooses_at(door.organiser, at=at)[:ROWS],
        "drafts": drafts[:ROWS],
        "page": page_of(request, rows, size=ROWS),
    }
    return door.show(request, "list", page)


def new(request: HttpRequest, door: Door) -> HttpResponse:
    """A new activity, or (`?copy=`) one more like that of last season."""
    begun: dict[str, Any] = {
        "skips_public_holidays": True,
        "languages": ["nb"],
        "price_kind": "free",
    }
    copied = new_key_of(request.GET.get("copy", ""))
    if copied is not None:
        activity = run_by(door.organiser, copied)
        begun = typed_again(activity, patterns_of(activity, on=clock.today()))
    return _editor(request, door, begun | {"key": new_key()}, is_copy=copied is not None)


def draft(request: HttpRequest, door: Door, activity_draft_id: uuid.UUID) -> HttpResponse:
    """Go on with what somebody began."""
    found = draft_for(door.organiser, activity_draft_id)
    return _editor(request, door, typed_draft(found.typed) | {"key": found.pk}, draft=found)


def keeping(request: HttpRequest, door: Door) -> HttpResponse:
    """What is typed so far, kept: a line for the page that asked for it, or the draft's own page."""
    form = ActivityForm(request.POST, today=clock.today(), decides=door.is_staff)
    key = new_key_of(request.POST.get("key"))
    if key is None:
        return door.go("new")
    words, wrong = "", ""
    try:
        kept = keep_draft(door.organiser, key, form.typed(), by=door.by, at=clock.now())
        words = _("Kept as a draft at %(hour)s.") % {"hour": f"{clock.local(kept.saved_at):%H.%M}"}
    except HoldsNationalId:
        wrong = str(EXPLANATION)
    except TooMuchWritten:
        wrong = _("This is too long to keep. Write less.")
    if request.headers.get("HX-Request"):
        page = {"kept_words": words, "kept_wrong": wrong}
        return render(request, "access/activities/kept.html", page)
    if wrong:
        form.add_error(None, wrong)
        return _editor_page(request, door, form)
    messages.success(request, words)
    return door.go("draft", key)


def draft_removal(request: HttpRequest, door: Door, activity_draft_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    discard_draft(draft_for(door.organiser, activity_draft_id), by=door.by, at=clock.now())
    messages.success(request, _("The draft is gone."))
    return door.go("list")


def dates(request: HttpRequest, door: Door) -> HttpResponse:
    """The next dates in words: a piece of the page, fetched while the times are being written."""
    return render(
        request, "access/activities/dates.html", {"form": WhenFields(request.GET, today=clock.today())}
    )


def activity(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """One activity: when it comes back, each of its times, and what one can do with it."""
    found, at = run_by(door.organiser, activity_id), clock.now()
    is_past = request.GET.get("which") == "past"
    page = {
        "activity": found,
        "patterns": patterns_of(found, on=clock.local_day(at)),
        "is_past": is_past,
        "page": page_of(request, times_of(found, at=at, is_past=is_past), size=ROWS),
        "now": at,
        "reading": reading_of("activity", found.pk) if found.organisation_id else None,
        "by_staff": isinstance(door.by, StaffMember),
        "words": whose_words(found.edited_here_at, found.source_digest) if found.subscription_id else "",
    }
    return door.show(request, "activity", page)


def facts(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """What is told about it, at all its times."""
    found = run_by(door.organiser, activity_id)
    form = FactsForm(request.POST or None, initial=typed_activity(found), decides=door.is_staff)
    if request.method == "POST" and form.is_valid():
        try:
            told = form.announcement(door.organiser, found)
            changed = change_activity(found, told, by=door.by, at=clock.now())
            messages.success(request, _said_of_the_change(found, changed))
            return door.go("activity", found.pk)
        except FewerThanTaken as error:
            form.add_error("places", _too_few_places(error))
        except (UnknownCategory, NoRoomForAppointments, AppointmentsTaken, PlacesTaken) as error:
            _complain(form, error)
    return door.show(request, "facts", {"activity": found, "form": form})


def times(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """Other times from a day on; saved when the dates have been shown."""
    found, today = run_by(door.organiser, activity_id), clock.today()
    known = patterns_of(found, on=today)
    form = TimesForm(request.POST or None, initial=_typed_last(known, today), today=today)
    if _is_to_be_saved(request, form):
        try:
            assert form.pattern is not None
            from_on = _holds_from(form.holds_from, known, today)
            reschedule_activity(found, [form.pattern], from_on=from_on, by=door.by, at=clock.now())
            messages.success(request, _("The times are changed. Whoever has a place is told."))
            return door.go("activity", found.pk)
        except NothingPlanned as error:
            _complain(form, error)
        except (NoRoomForAppointments, AppointmentsTaken) as error:
            form.add_error("hours", str(COMPLAINTS[type(error)][1]))
    page = {"activity": found, "form": form, "live": True, "asks_to_look": _asks_to_look(request, form)}
    return door.show(request, "times", page)


def cancellation(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """Call all of it off; with `undo`, not after all."""
    found = run_by(door.organiser, activity_id)
    if "undo" in request.POST:
        restore_activity(found, by=door.by, at=clock.now())
        messages.success(request, _("It takes place after all. Whoever has a place is told."))
    else:
        cancel_activity(found, by=door.by, at=clock.now())
        messages.success(request, _("It is called off. Whoever has a place is told."))
    return door.go("activity", found.pk)


def source_words(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """Let it follow its source again; with `undo`, keep what was written here."""
    found = run_by(door.organiser, activity_id)
    if "undo" in request.POST:
        keep_own_words(found, by=door.by, at=clock.now())
    else:
        take_source_words(found, by=door.by, at=clock.now())
    return door.go("activity", found.pk)


def visibility(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """Take it off the square; with `show`, put it back."""
    found, at = run_by(door.organiser, activity_id), clock.now()
    try:
        if "show" in request.POST:
            show_activity(found, by=door.by, at=at)
        else:
            hide_activity(found, by=door.by, at=at, why=request.POST.get("why", "").strip()[:300])
    except TakenOff:
        messages.error(request, _("The municipality reads it first. Change it and save, or call us."))
    except HoldsNationalId:
        messages.error(request, EXPLANATION)
    return door.go("activity", found.pk)


def _editor(
    request: HttpRequest,
    door: Door,
    begun: dict[str, Any],
    *,
    draft: ActivityDraft | None = None,
    is_copy: bool = False,
) -> HttpResponse:
    form = ActivityForm(request.POST or None, initial=begun, today=clock.today(), decides=door.is_staff)
    if _is_to_be_saved(request, form):
        try:
            made = _publish(door, form)
            messages.success(request, _said_of(made, form))
            return door.go("activity", made.pk)
        except (TitleMissing, UnknownCategory, NothingPlanned, NoRoomForAppointments) as error:
            _complain(form, error)
        except TooOften as error:
            form.add_error(None, _too_many(error))
    return _editor_page(request, door, form, draft=draft, is_copy=is_copy)


def _said_of(made: Activity, form: ActivityForm) -> str:
    """What is said when it is saved: that it is on the square, or that it waits to be read."""
    if made.published_at is None:
        return _("It is saved. We read it before everybody sees it.")
    return _("It is on the square: %(when)s.") % {"when": form.in_words}


def _said_of_the_change(before: Activity, changed: Activity) -> str:
    """What is said when the facts are saved: also that those who have a place are told where it is from now on."""
    if before.where != changed.where and changed.takes_sign_ups:
        return _("It is changed. Whoever has a place is told where it is.")
    return _("It is changed.")


def _editor_page(request: HttpRequest, door: Door, form: ActivityForm, **page: Any) -> HttpResponse:
    page |= {"form": form, "live": True, "asks_to_look": _asks_to_look(request, form)}
    return door.show(request, "new", page)


def _publish(door: Door, form: ActivityForm) -> Activity:
    assert form.pattern is not None
    told, key = form.announcement(door.organiser), form.cleaned_data["key"]
    return publish_activity(told, [form.pattern], by=door.by, at=clock.now(), key=key)


def _is_to_be_saved(request: HttpRequest, form: WhenFields) -> bool:
    """Whether all is well and the dates have been shown; a look at them alone saves nothing."""
    return request.method == "POST" and "look" not in request.POST and form.is_valid() and form.is_seen


def _asks_to_look(request: HttpRequest, form: WhenFields) -> bool:
    return form.is_bound and "look" not in request.POST and form.is_valid() and not form.is_seen


def _typed_last(patterns: list[Pattern], today: dt.date) -> dict[str, Any]:
    """The times as they will be when all that is planned has begun. Of what goes on already no day is written, and
    the new ones hold from now on.
    """
    if not patterns:
        return {"rhythm": "week"}
    begins = _begins_on(patterns[-1], today)
    typed = typed_pattern(replace(patterns[-1], starts_on=begins) if begins else patterns[-1])
    return typed if begins else typed | {"starts_on": ""}


def _begins_on(pattern: Pattern, today: dt.date) -> dt.date | None:
    """From which day new times would hold, so that a season does not begin today, and every other week stays so."""
    if pattern.starts_on > today:
        return pattern.starts_on
    coming = next_dates(pattern, after=today, count=1) if pattern.every > 1 else []
    return max(today, coming[0] - dt.timedelta(days=coming[0].weekday())) if coming else None


def _holds_from(day: dt.date, known: list[Pattern], today: dt.date) -> dt.date:
    """From which day the new times replace the old; what took place only once is moved, even to a later day."""
    is_moved = bool(known) and all(one.kind == "once" for one in known)
    return today if is_moved else max(day, today)


def _complain(form: Any, error: Exception) -> None:
    field, words = COMPLAINTS[type(error)]
    form.add_error(form.main_texts()[0].name if field == "title_nb" else field, str(words))


def _too_many(error: TooOften) -> str:
    minutes = max(1, -(-error.wait // dt.timedelta(minutes=1)))
    told = ngettext(
        "You have published many at once. Keep this as a draft, and try again in %(n)s minute. Or call us.",
        "You have published many at once. Keep this as a draft, and try again in %(n)s minutes. Or call us.",
        minutes,
    )
    return told % {"n": minutes}


def _too_few_places(error: FewerThanTaken) -> str:
    told = ngettext(
        "Fewer than those who have a place at one of its times. One has a place.",
        "Fewer than those who have a place at one of its times. %(count)s have a place.",
        error.args[0],
    )
    return told % {"count": error.args[0]}
