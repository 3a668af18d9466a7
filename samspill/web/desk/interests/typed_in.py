"""Typed in at the desk: somebody called, or left a paper slip. Slips are typed one after the other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.volunteering.actions import express_interest
from samspill.volunteering.models import Interest
from samspill.volunteering.queries.interests import entered_lately
from samspill.volunteering.queries.talks import who_may_talk
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.interests.complaints import EXPECTED, sentence_for
from samspill.web.desk.interests.forms import SlipForm, TypedInForm
from samspill.web.desk.people.doubles import Beside, beside

FIELDS = {"NotAPhone": "phone", "NotAnEmail": "email"}


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Somebody called and wants to help: one screen, by keyboard alone."""
    colleagues = who_may_talk(request.asker, on=clock.today())
    start = {"channel": "phone", "taken_by": str(request.user.pk), "language": "nb"}
    form = TypedInForm(_posted(request), colleagues=colleagues, initial=start)
    found, who = _typed(request, form)
    if found is not None:
        return redirect("desk:interests:interest", found.pk)
    page = {"here": "interests", "form": form, "beside": who}
    return render(request, "desk/interests/new.html", page, status=422 if form.errors else 200)


@at_the_desk
def slips(request: DeskRequest) -> HttpResponse:
    """Slips, one after the other: after each the empty form again, with the day kept, and what is typed in below."""
    today = clock.today()
    start = {
        "signed_on": request.GET.get("signed_on") or today,
        "language": request.GET.get("language") or "nb",
    }
    form = SlipForm(_posted(request), colleagues=[], initial=start)
    found, who = _typed(request, form)
    if found is not None:
        messages.success(request, _("%(name)s is written down. The next slip?") % {"name": found.name})
        kept = f"?signed_on={found.signed_on:%Y-%m-%d}&language={found.language}"
        return redirect(f"{request.path}{kept}")
    done = entered_lately(request.asker, channel="paper", since=clock.start_of_day(today))
    page = {"here": "interests", "form": form, "beside": who, "done": done}
    return render(request, "desk/interests/slips.html", page, status=422 if form.errors else 200)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _typed(request: DeskRequest, form: TypedInForm) -> tuple[Interest | None, Beside | None]:
    """The row, once it is clear who it is; else those she may be, to choose between."""
    if not form.is_valid():
        return None, None
    who = beside(request.asker, form)
    if who.must_choose:
        return None, who
    try:
        return _write_down(request, form, who.same_as), who
    except EXPECTED as error:
        form.add_error(FIELDS.get(type(error).__name__, "name"), sentence_for(error))
        return None, who


def _write_down(request: DeskRequest, form: TypedInForm, person: Person | None) -> Interest:
    told = form.told(request.user)
    return express_interest(
        told.pop("name"), told.pop("phone"), at=clock.now(), unit=request.asker.unit, person=person, **told
    )
