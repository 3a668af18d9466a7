"""What is asked of somebody who signs up: which time, a name, a phone; then the code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.activities.queries.sign_ups import has_list, is_full
from samspill.foundation import clock
from samspill.web.design.templatetags.design import when
from samspill.web.public.activities.shown import told_in
from samspill.web.public.asking.forms import AskingForm
from samspill.web.public.sign_ups.party_fields import PartyFields


class TimeField(forms.ChoiceField):
    """Which of the coming times; full ones only where one may wait for a place."""

    widget = forms.RadioSelect

    def offer(self, times: Sequence[Any], *, at: dt.datetime, with_lists: bool = False) -> None:
        """Let one choose among these; with `with_lists` also what is full and has a waiting list."""
        free = [time for time in times if not is_full(time, at=at) or (with_lists and has_list(time, at=at))]
        several = len({time.activity.completes for time in times}) > 1
        self.choices = [(str(time.pk), _choice(time, several, at)) for time in free]
        if len(free) == 1:
            self.initial = str(free[0].pk)


class PlaceForm(PartyFields, AskingForm):
    """Which time, who comes, name and phone, and what the organiser asks."""

    time = TimeField(label=_("Which day?"), error_messages={"required": _("Choose a day.")})

    def __init__(self, *args: Any, times: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, words_label="", **kwargs)
        del self.fields["words"]
        self.order_fields(["time"])  # As on the page: what is wrong is told in the order it stands there.
        self.fields["time"].offer(times, at=clock.now(), with_lists=True)  # type: ignore[attr-defined]
        if kwargs["activity"].for_all_times:
            self.fields["time"].label = _("When")
        self.fields["phone"].help_text = _("We send you a code by SMS. You need no account.")


class CodeForm(forms.Form):
    """The code that came by SMS. `asked` is what the page before wrote down, sealed."""

    asked = forms.CharField(widget=forms.HiddenInput, max_length=6000)
    #: Filled where it is full, and she is to wait.
    waits = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    code = forms.CharField(
        label=_("The code"),
        max_length=12,
        help_text=_("Six digits. It lasts half an hour."),
        error_messages={"required": _("Write the code from the SMS.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ChoiceForm(forms.Form):
    """Which day, from a link of her own: we know who she is."""

    time = TimeField(label=_("Which day?"), error_messages={"required": _("Choose a day.")})

    def __init__(self, *args: Any, times: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time"].offer(times, at=clock.now())  # type: ignore[attr-defined]


def _choice(time: Any, with_title: bool, at: dt.datetime) -> str:
    said = _in_words(time, with_title=with_title)
    if not is_full(time, at=at):
        return said
    return str(_("%(when)s. It is full: you come on the waiting list.") % {"when": said})


def _in_words(time: Any, *, with_title: bool) -> str:
    """«søndag 15. mars kl. 18.00–20.00, Torggata 7», with what it is where there is more than one thing to choose."""
    activity = time.activity
    title = told_in(activity.title, get_language() or "nb")[1] if with_title else ""
    begins = (
        _("all the times from %(first)s") % {"first": when(time)} if activity.for_all_times else when(time)
    )
    return ", ".join(part for part in (title, str(begins), time.where) if part)
