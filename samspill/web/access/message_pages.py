"""Where an organiser writes to all who have signed up: to whom, how it reads, and what was written before."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.activities.actions.messages import (
    EnoughForToday,
    NobodyToWriteTo,
    NothingToSay,
    TooLate,
    TooLong,
    write_to_those_signed_up,
)
from samspill.activities.models import Activity, Occurrence
from samspill.activities.queries.messages import preview, recipients_of, written_to_those_of
from samspill.activities.queries.running import run_by, time_run_by
from samspill.activities.rules.messages import BOTH, COME, LONGEST, MOST_A_DAY, WAIT
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.messaging.actions import BudgetSpent
from samspill.people.actions import HoldsNationalId
from samspill.web.access.activity_door import Door
from samspill.web.design.without_national_ids import EXPLANATION

SENTENCES: dict[type[Exception], str | Promise] = {
    NothingToSay: gettext_lazy("Write what they are to know."),
    TooLong: gettext_lazy("This is too long. Write less."),
    TooLate: gettext_lazy("It is more than two weeks since. One cannot write to them from here any more."),
    NobodyToWriteTo: gettext_lazy("None of them can be written to. Call them."),
    BudgetSpent: gettext_lazy(
        "The municipality's money for text messages is spent for today. Nothing was sent. Try again tomorrow, or call."
    ),
    HoldsNationalId: EXPLANATION,
}
EXPECTED: tuple[type[Exception], ...] = (*SENTENCES, EnoughForToday)


class MessageForm(forms.Form):
    """What is written. `seen` says which words have been looked at as they will read."""

    body = forms.CharField(
        label=gettext_lazy("What are they to know?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what they are to know.")},
    )
    goes_to = forms.ChoiceField(
        label=gettext_lazy("Who is to have it?"),
        choices=(
            (COME, gettext_lazy("Those who come")),
            (WAIT, gettext_lazy("Those who wait for a place")),
            (BOTH, gettext_lazy("Both")),
        ),
        widget=forms.RadioSelect,
        initial=COME,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def whom(self) -> str:
        """Whom it goes to; those who come where nothing is said."""
        return str(self.cleaned_data["goes_to"] or COME)

    def words(self) -> str:
        """The text as phones count it."""
        return str(self.cleaned_data["body"]).replace("\r\n", "\n").strip()


def message(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """To everybody who has a place at any time to come."""
    return _page(request, door, run_by(door.organiser, activity_id), None)


def time_message(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """To everybody who has a place at one time."""
    found = time_run_by(door.organiser, occurrence_id)
    return _page(request, door, run_by(door.organiser, found.activity_id), found)


def _page(request: HttpRequest, door: Door, activity: Activity, time: Occurrence | None) -> HttpResponse:
    """The form; once filled in, how it will read; once that is seen, it is sent."""
    is_sent, at = request.method == "POST", clock.now()
    # From the page of those who wait one comes to write to them.
    goes_to = WAIT if request.GET.get("to") == WAIT else COME
    form = MessageForm(request.POST if is_sent else None, initial={"key": new_key(), "goes_to": goes_to})
    page: dict[str, Any] = {
        "activity": activity,
        "time": time,
        "form": form,
        "longest": LONGEST,
        "now": at,
    }
    if is_sent and form.is_valid():
        words = form.words()
        seen = _seen(f"{form.whom()} {words}")
        if "look" not in request.POST and form.cleaned_data["seen"] == seen:
            done = _send(request, door, activity, time, form)
            if done is not None:
                return done
        page |= {"preview": preview(activity, time, words, at=at, goes_to=form.whom()), "seen": seen}
    page["history"] = written_to_those_of(activity)
    page["number"] = len(recipients_of(activity, time, at=at))
    page["waiting"] = len(recipients_of(activity, time, at=at, goes_to=WAIT))
    return door.show(request, "message", page)


def _send(
    request: HttpRequest, door: Door, activity: Activity, time: Occurrence | None, form: MessageForm
) -> HttpResponse | None:
    """Back to the page with a word of thanks; None where something was wrong, which then stands at the field."""
    try:
        key, words = form.cleaned_data["key"], form.words()
        written = write_to_those_signed_up(
            activity, time, words, key=key, by=door.by, at=clock.now(), goes_to=form.whom()
        )
    except EXPECTED as error:
        form.add_error("body", _sentence_for(error))
        return None
    told = ngettext("It is on its way to one person.", "It is on its way to %(n)s people.", written.told)
    messages.success(request, told % {"n": written.told})
    return door.go("message", activity.pk) if time is None else door.go("time_message", time.pk)


def _sentence_for(error: Exception) -> str:
    if isinstance(error, EnoughForToday):
        told = _(
            "You have written %(n)s times about this today. Write again tomorrow, or call those it concerns."
        )
        return told % {"n": MOST_A_DAY}
    return str(SENTENCES[type(error)])


def _seen(words: str) -> str:
    """What the page holds that says that these words have been shown as they will read."""
    return salted_hmac("message to those who signed up", words).hexdigest()[:24]
