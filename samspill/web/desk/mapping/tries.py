"""Whom to try: two keys for each, one to take it back; and one association with all that was tried."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.queries import areas
from samspill.organisations.actions.mapping import note_contact_try, take_back_contact_try
from samspill.organisations.models import ContactTry, Organisation
from samspill.organisations.queries.desk import organisation_for, posts_in
from samspill.organisations.queries.mapping import (
    MINE,
    NOBODYS,
    contact_try_for,
    staff_to_try,
    to_try,
    tries_of,
    with_last_try,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.mapping import words
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

#: Which key gives which outcome, in the order of the buttons; and by which way one usually tries in the list.
KEYS = {"talked": "j", "not_reached": "i", "message_left": "m", "try_later": "r", "wrong_address": "f"}


class TryForm(forms.Form):
    """By which way somebody tried, and what came of it."""

    way = forms.ChoiceField(label=gettext_lazy("How"), choices=list(words.WAYS.items()), initial="phone")
    outcome = forms.ChoiceField(label=gettext_lazy("How it went"), choices=list(words.OUTCOMES.items()))
    words = forms.CharField(
        label=gettext_lazy("A few words"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Where you met, whom to ask for. Nothing about anybody's health."),
    )
    next_on = forms.DateField(
        label=gettext_lazy("Try again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Leave it empty, and it comes up again after some days."),
    )
    next_by = forms.ChoiceField(label=gettext_lazy("Who tries next"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in staff_to_try(clock.today())}
        names = [(key, one.name) for key, one in self.colleagues.items()]
        self.fields["next_by"].choices = [("", _("I do")), *names]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What `note_contact_try` takes, by name."""
        return self.cleaned_data | {"next_by": self.colleagues.get(self.cleaned_data["next_by"])}


@at_the_desk
def listed(request: DeskRequest) -> HttpResponse:
    """Whom to try today: everybody's, one's own or nobody's; in one part of town."""
    asked = {name: request.GET.get(name, "") for name in ("whose", "area")}
    known = {str(area.pk): area for area in areas()}
    area = known.get(asked["area"])
    rows = to_try(request.asker, today=clock.today(), whose=asked["whose"], area=area.pk if area else None)
    if is_wanted(request):
        return spreadsheet(request, "to-try", rows, words.TO_TRY, with_last_try)
    page = page_of(request, rows)
    shown = {
        "here": "mapping",
        "page": page,
        "rows": with_last_try(page.rows),
        "asked": asked,
        "areas": known.values(),
        "whose": [("", _("All")), (MINE, _("Mine")), (NOBODYS, _("Nobody's yet"))],
        "keys": [(code, words.OUTCOMES[code], key) for code, key in KEYS.items()],
        "ways": words.WAYS.items(),
        "done": _done(request),
    }
    return render(request, "desk/mapping/to_try.html", shown)


@at_the_desk
def association(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One association: all that was tried, and a form for what happened now."""
    found = organisation_for(request.asker, organisation_id)
    form = TryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _noted(request, found, form):
        return redirect("desk:mapping:association", found.pk)
    page = {"here": "mapping", "organisation": found, "form": form}
    page |= {"tries": tries_of(found), "posts": posts_in(found)}
    return render(request, "desk/mapping/association.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def tries(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One press in the list: tried, and this came of it."""
    found = organisation_for(request.asker, organisation_id)
    way, outcome = (request.POST.get(name, "") for name in ("way", "outcome"))
    try:
        made = note_contact_try(found, way, outcome, by=request.user, at=clock.now())
        return _back(request, done=str(made.pk))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return _back(request)


@at_the_desk
@require_POST
def removal(request: DeskRequest, contact_try_id: uuid.UUID) -> HttpResponse:
    """It was noted by mistake."""
    found = contact_try_for(request.asker, contact_try_id)
    take_back_contact_try(found, by=request.user, at=clock.now())
    messages.success(request, _("Taken back."))
    if request.POST.get("back") == "association":
        return redirect("desk:mapping:association", found.organisation_id)
    return _back(request)


def _noted(request: DeskRequest, found: Organisation, form: TryForm) -> bool:
    """Whether it could be noted; else the form says why not."""
    try:
        note_contact_try(found, **form.told(), by=request.user, at=clock.now())
        messages.success(request, _("Noted."))
    except EXPECTED as error:
        form.add_error(_FIELDS.get(type(error).__name__), sentence_for(error))
        return False
    return True


_FIELDS = {"NextInThePast": "next_on", "HoldsNationalId": "words", "UnknownWay": "outcome"}


def _back(request: DeskRequest, *, done: str = "") -> HttpResponse:
    """The same list again, narrowed as it was."""
    asked = request.GET.copy()
    asked.pop("done", None)
    if done:
        asked["done"] = done
    response = redirect("desk:mapping:to_try")
    response["Location"] += f"?{asked.urlencode()}" if asked else ""
    return response


def _done(request: DeskRequest) -> Any:
    """What was noted a moment ago, while it stands."""
    try:
        return contact_try_for(request.asker, uuid.UUID(request.GET.get("done", "")))
    except (ValueError, ContactTry.DoesNotExist):
        return None
