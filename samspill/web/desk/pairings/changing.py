"""What happens to a pair, each on a page of its own: first meeting, start, rhythm, a break, a review, the end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.queries import staff_for
from samspill.volunteering.actions.pair_ending import end_pairing, note_end_seen
from samspill.volunteering.actions.pair_needs import reopen_for_new_match
from samspill.volunteering.actions.pairings import (
    arrange_first_meeting,
    change_rhythm,
    pause_pairing,
    resume_pairing,
    start_pairing,
)
from samspill.volunteering.actions.reviews import hold_review
from samspill.volunteering.models import Pairing
from samspill.volunteering.queries.pair_texts import proposed_thanks
from samspill.volunteering.queries.pairings import pairing_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.pairings.forms import (
    BreakForm,
    EndForm,
    MeetingForm,
    ReviewForm,
    RhythmForm,
    StartForm,
    meeting_of,
    rhythm_of,
)
from samspill.web.desk.pairings.page import looked_at
from samspill.web.desk.recipients.complaints import EXPECTED, sentence_for


@at_the_desk
def meeting(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """Arrange the first meeting and tell both; whoever no message reaches is called."""
    found = looked_at(request.asker, pairing_id)
    colleagues = list(staff_for(request.asker))
    form = MeetingForm(request.POST or None, initial=meeting_of(found), colleagues=colleagues)

    def arrange() -> None:
        told = arrange_first_meeting(found.pk, by=request.user, at=clock.now(), **form.facts())
        for is_told, person in zip(told, (found.volunteer.person, found.recipient.person), strict=True):
            if not is_told:
                messages.warning(request, _("Call and tell: %(name)s.") % {"name": person.name})
        messages.success(request, _("The first meeting is arranged."))

    return _page(request, found, form, arrange, "meeting", day_field="day")


@at_the_desk
def start(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """They go on; with `look` the next dates are shown before anything is saved."""
    found = looked_at(request.asker, pairing_id)
    form = StartForm(request.POST or None, initial=rhythm_of(found) | {"started_on": clock.today()})

    def begin() -> None:
        day = form.cleaned_data["started_on"]
        start_pairing(found.pk, started_on=day, rhythm=form.rhythm(), by=request.user, at=clock.now())
        messages.success(request, _("They have started. Both are asked how it goes in two weeks."))

    return _page(request, found, form, begin, "start", day_field="started_on")


@at_the_desk
def rhythm(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """They meet at other times; with `look` the next dates are shown before anything is saved."""
    found = looked_at(request.asker, pairing_id)
    form = RhythmForm(request.POST or None, initial=rhythm_of(found))

    def change() -> None:
        change_rhythm(found.pk, rhythm=form.rhythm(), by=request.user, at=clock.now())

    return _page(request, found, form, change, "rhythm", day_field="first_on")


@at_the_desk
def break_(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """They do not meet for a while; `back` in the form ends the break."""
    found = looked_at(request.asker, pairing_id)
    form = BreakForm(request.POST or None, initial={"until_on": found.paused_until_on})

    def pause() -> None:
        if "back" in request.POST:
            resume_pairing(found.pk, by=request.user, at=clock.now())
        else:
            until_on = form.cleaned_data["until_on"]
            pause_pairing(found.pk, until_on=until_on, by=request.user, at=clock.now())

    return _page(request, found, form, pause, "break", day_field="until_on")


@at_the_desk
def review(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """Write down a talk with the two; the next date follows."""
    found = looked_at(request.asker, pairing_id)
    begun = {"due_on": found.next_review_on, "held_on": clock.today(), "held_with": "both"}
    form = ReviewForm(request.POST or None, initial=begun)

    def hold() -> None:
        hold_review(found.pk, by=request.user, at=clock.now(), **form.facts())
        messages.success(request, _("The review is written down."))

    return _page(request, found, form, hold, "review", day_field="held_on")


@at_the_desk
def ending(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """End it well: the reason, and thanks."""
    found = looked_at(request.asker, pairing_id)
    begun = {"ended_on": clock.today(), "thanks": proposed_thanks(found)}
    form = EndForm(request.POST or None, initial=begun)

    def end() -> None:
        end_pairing(found.pk, by=request.user, at=clock.now(), **form.facts())
        messages.success(request, _("The pair has ended. What the volunteer saw is closed."))

    return _page(request, found, form, end, "ending", day_field="ended_on")


@at_the_desk
@require_POST
def end_seen(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """It ended by itself, and somebody knows."""
    found = pairing_for(request.asker, pairing_id)
    note_end_seen(found, by=request.user, at=clock.now())
    return redirect("desk:pairings:pairing", found.pk)


@at_the_desk
@require_POST
def reopening(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """Somebody new is wanted for the same recipient: one step, then the page where one asks."""
    found = pairing_for(request.asker, pairing_id)
    try:
        need = reopen_for_new_match(found, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect("desk:pairings:pairing", found.pk)
    return redirect("desk:needs:need", need.pk)


def _page(
    request: DeskRequest,
    found: Pairing,
    form: forms.Form,
    act: Callable[[], None],
    name: str,
    *,
    day_field: str,
) -> HttpResponse:
    """Show the form, or act and go back to the pair; what was wrong is said at its field."""
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        try:
            act()
            return redirect("desk:pairings:pairing", found.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error, form, day_field), sentence_for(error))
    page: dict[str, Any] = {"here": "pairings", "pairing": found, "form": form, "today": clock.today()}
    if isinstance(form, RhythmForm) and form.is_bound and form.is_valid():
        page["coming"] = form.coming()
        page["looked"] = True
    return render(request, f"desk/pairings/{name}.html", page)


ABOUT_A_DAY = {"MeetingInThePast", "StartsInTheFuture", "BeforeTheStart"}


def _field_of(error: Exception, form: forms.Form, day_field: str) -> str | None:
    if type(error).__name__ in ABOUT_A_DAY:
        return day_field
    named = {"rhythm": "rhythm_words"}.get(str(error.args[0]), str(error.args[0])) if error.args else ""
    return named if type(error).__name__ == "HoldsNationalId" and named in form.fields else None
