"""Saying thank you to all of a shift or a year in one press, and the unit's habit of doing it after tasks."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.volunteering.actions.thanking import begin_thanking, end_thanking, thank_many
from samspill.volunteering.queries.attendance import shift_to_note_for
from samspill.volunteering.queries.inviting import NAME, preview_of_thanks
from samspill.volunteering.queries.thanking import helped_at, helped_in, thanked_lately
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.words import kroner


class ThanksForm(forms.Form):
    """What is said. `{name}` becomes each one's first name."""

    text = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=480,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("{name} becomes each one's first name."),
    )


@at_the_desk
def thanks(request: DeskRequest) -> HttpResponse:
    """Whom it goes to, what they read and what it costs; with `send` in the form it is sent."""
    persons, title = _whom(request)
    form = ThanksForm(request.POST or None, initial={"text": _proposed(request)})
    if request.method == "POST" and form.is_valid() and "send" in request.POST:
        try:
            return _send(request, persons, form.cleaned_data["text"])
        except EXPECTED as error:
            form.add_error("text", sentence_for(error))
    text = form.cleaned_data["text"] if form.is_bound and form.is_valid() else _proposed(request)
    at = clock.now()
    lately = thanked_lately(persons, at=at)
    fresh = [person for person in persons if person.pk not in lately]
    preview = preview_of_thanks(fresh, text, at=at)
    page = {
        "here": "attendance",
        "title": title,
        "form": form,
        "preview": preview,
        "lately": len(lately),
        "total": kroner(preview.cost_ore),
    }
    return render(request, "desk/attendance/thanks.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def habit(request: DeskRequest) -> HttpResponse:
    """Begin to thank after tasks, or stop: `end` in the form."""
    change: Any = end_thanking if "end" in request.POST else begin_thanking
    change(request.asker.unit, by=request.user, at=clock.now())
    return redirect("desk:attendance:overview")


def _whom(request: DeskRequest) -> tuple[list[Person], str]:
    asked = request.GET.get("shift", "")
    if asked:
        shift = shift_to_note_for(request.asker, _key(asked))
        return helped_at(request.asker, shift), shift.need.title
    this_year = clock.today().year
    told = request.GET.get("year", "")
    year = int(told) if told.isdecimal() and this_year - 10 < int(told) <= this_year else this_year
    return helped_in(request.asker, year), str(year)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _proposed(request: DeskRequest) -> str:
    return _("Hi %(name)s! Thank you so much for the help. Regards %(unit)s") % {
        "name": NAME,
        "unit": request.asker.unit.name,
    }


def _send(request: DeskRequest, persons: list[Person], text: str) -> HttpResponse:
    written = thank_many(persons, text, unit=request.asker.unit, by=request.user, at=clock.now())
    words = ngettext("One thank-you is on its way.", "%(n)s thank-yous are on their way.", written)
    messages.success(request, words % {"n": written})
    return redirect("desk:attendance:overview")
