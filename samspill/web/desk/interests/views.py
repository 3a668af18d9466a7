"""Those who said "I want to help": the lists, one of them, welcomed at once, thanked, or closed."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions import settle_interest, unsettle_interest
from samspill.volunteering.actions.welcoming import decline_interest, welcome_interest
from samspill.volunteering.models import Interest
from samspill.volunteering.queries.fitting import tasks_for_interest
from samspill.volunteering.queries.interests import (
    LISTS,
    LONGEST_SILENCE,
    interest_list,
    language_in,
    person_behind,
    way_to,
)
from samspill.volunteering.queries.profiles import interest_for
from samspill.volunteering.queries.talks import (
    open_times,
    talk_to_come,
    talks_of,
    times_to_offer,
    who_may_talk,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import kind_choices
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.interests.forms import TalkForm, TimesForm
from samspill.web.desk.paging import page_of
from samspill.web.desk.people.doubles import card_of, doubles_of
from samspill.web.desk.people.tasks import ask_about, told
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

CLOSINGS = ("not_reached", "duplicate")


class WelcomeForm(forms.Form):
    """What she wants to do, as told on the phone."""

    wishes = forms.MultipleChoiceField(
        label=gettext_lazy("Wants to"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["wishes"].choices = kind_choices()  # type: ignore[attr-defined]


class RefusalForm(forms.Form):
    """A kind no."""

    body = forms.CharField(
        label=gettext_lazy("Message"),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Leave it empty if you have told them on the phone."),
    )


@at_the_desk
def interests(request: DeskRequest) -> HttpResponse:
    """Those who wait for a call, the longest first; with a talk booked; not reached; or settled."""
    show = request.GET.get("show", "")
    show = show if show in LISTS else "waiting"
    found = interest_list(request.asker, show)
    if is_wanted(request):
        return spreadsheet(request, "interests", found, columns.INTERESTS)
    page, at = page_of(request, found), clock.now()
    rows = [(row, _days(row, at), _is_late(row, at)) for row in page.rows]
    shown = {"here": "interests", "page": page, "rows": rows, "show": show}
    return render(request, "desk/interests/list.html", shown)


@at_the_desk
def interest(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """One of them: what she wrote, who she may be, what would fit her, and what to do."""
    return interest_page(request, interest_for(request.asker, interest_id))


@at_the_desk
@require_POST
def welcome(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """She becomes a volunteer at once, and with `shift` is asked about a task; on to her page."""
    found, form = interest_for(request.asker, interest_id), WelcomeForm(request.POST)
    if form.is_valid():
        try:
            wishes = tuple(form.cleaned_data["wishes"])
            who: dict[str, Any] = {"by": request.user, "at": clock.now()}
            volunteer = welcome_interest(found, unit=request.asker.unit, wishes=wishes, **who)
            if request.POST.get("shift"):
                ask_about(request, volunteer.person, request.POST["shift"])
            return redirect("desk:people:person", volunteer.person_id)
        except EXPECTED as error:
            messages.error(request, sentence_for(error))
    return redirect("desk:interests:interest", found.pk)


@at_the_desk
@require_POST
def refusal(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """Thank her kindly, and say no."""
    found, form = interest_for(request.asker, interest_id), RefusalForm(request.POST)
    try:
        if form.is_valid():
            decline_interest(found, form.cleaned_data["body"], by=request.user, at=clock.now())
            messages.success(request, _("The thanks are sent."))
            return redirect("desk:interests:list")
    except EXPECTED as error:
        form.add_error("body", sentence_for(error))
    return interest_page(request, found, refusal=form)


@at_the_desk
@require_POST
def closing(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """She could not be reached, or stands here twice."""
    found, outcome = interest_for(request.asker, interest_id), request.POST.get("outcome", "")
    if outcome not in CLOSINGS:
        messages.error(request, _("This is not among the choices."))
        return redirect("desk:interests:interest", found.pk)
    try:
        settle_interest(found, outcome=outcome, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:interests:list")


@at_the_desk
@require_POST
def reopening(request: DeskRequest, interest_id: uuid.UUID) -> HttpResponse:
    """Back among those who wait. If she was welcomed she stays a volunteer."""
    found = interest_for(request.asker, interest_id)
    unsettle_interest(found, by=request.user, at=clock.now())
    return redirect("desk:interests:interest", found.pk)


def interest_page(request: DeskRequest, found: Interest, **given: object) -> HttpResponse:
    """The page about one of them; `given` stands in for the empty forms where one is to be shown again."""
    at, colleagues = clock.now(), who_may_talk(request.asker, on=clock.today())
    person = person_behind(request.asker, found)
    besides = (found.person_id,) if found.person_id else ()
    shown = {
        "here": "interests",
        "interest": found,
        "person": person,
        "days": _days(found, at),
        "is_late": _is_late(found, at),
        "doubles": doubles_of(request.asker, card_of(found.name, found.phone, found.email), besides=besides),
        "tasks": []
        if found.settled_at
        else told(tasks_for_interest(found, at=at, asker=request.asker, most=5)),
        "talk": talk_to_come(found),
        "talks": talks_of(found),
        "times": open_times(found, at=at),
        "can_be_written_to": way_to(found) is not None,
        "talk_form": TalkForm(colleagues=colleagues),
        "times_form": TimesForm(colleagues=colleagues, initial=_proposed(request, at)),
        "welcome": WelcomeForm(initial={"wishes": list(found.wishes)}),
        "refusal": RefusalForm(initial={"body": _kind_words(found, request)}),
    }
    wrong = any(getattr(form, "errors", None) for form in given.values())
    return render(request, "desk/interests/interest.html", shown | given, status=422 if wrong else 200)


def _proposed(request: DeskRequest, at: dt.datetime) -> dict[str, str]:
    """Times she who is asking is free, as they could have been typed."""
    moments = times_to_offer(request.asker.staff, at=at)
    return {
        f"time_{number}": f"{clock.local(moment):%d.%m kl. %H.%M}"
        for number, moment in enumerate(moments, start=1)
    }


def _kind_words(found: Interest, request: DeskRequest) -> str:
    """A proposal for the message, in the language she reads."""
    with translation.override(language_in(found)):
        return _(
            "Hello %(name)s. Thank you for wanting to help. We have no task that fits now, but you are welcome to "
            "ask again. Greetings from %(unit)s"
        ) % {"name": found.name, "unit": request.asker.unit.name}


def _days(row: Interest, at: dt.datetime) -> int:
    return (clock.local_day(at) - clock.local_day(row.received_at)).days


def _is_late(row: Interest, at: dt.datetime) -> bool:
    """Waited so long that the person is told: the rule of fourteen days."""
    return row.settled_at is None and at - row.received_at >= LONGEST_SILENCE
