"""Handing over: what one follows up, to a colleague for some days or for good; and a unit that closes."""

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
from samspill.people.actions import HasLeft, HoldsNationalId
from samspill.people.actions.standing_in import (
    EndsBeforeItStarts,
    SameColleague,
    end_stand_in,
    hand_over_for_good,
    stand_in_from,
)
from samspill.people.actions.units import UnitIsClosed, close_unit
from samspill.people.models import StaffMember, Unit
from samspill.people.queries import staff_member_for
from samspill.people.queries.standing_in import colleagues_to_choose, stand_in_for, stand_ins_of
from samspill.people.queries.units import heirs_of, staff_of_this_unit_alone, what_a_unit_owns
from samspill.volunteering.queries.responsibilities import followed_by, followed_by_colleague
from samspill.web.access.staff import ACTING_UNIT, DeskRequest, at_the_desk, for_leaders
from samspill.web.desk.complaints import sentence_for
from samspill.web.desk.staff.words import OWNED

SENTENCES = {
    EndsBeforeItStarts: gettext_lazy("The last day is before the first, or past."),
    SameColleague: gettext_lazy("Choose a colleague."),
    UnitIsClosed: gettext_lazy("One of the units has closed already."),
}


class HandOverForm(forms.Form):
    """To whom, from when until when. Without a last day it is for good."""

    to_staff = forms.ChoiceField(label=gettext_lazy("To whom"))
    from_on = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until_on = forms.DateField(
        label=gettext_lazy("Until and with"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    for_good = forms.BooleanField(label=gettext_lazy("For good, from today"), required=False)
    words = forms.CharField(
        label=gettext_lazy("What the colleague should know"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: list[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in colleagues}
        options = [("", _("Choose")), *((key, one.name) for key, one in self.known.items())]
        self.fields["to_staff"].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """For some days there is a last one."""
        given = self.cleaned_data
        if not given.get("for_good") and not given.get("until_on") and "until_on" not in self.errors:
            self.add_error("until_on", _("Write the last day, or tick that it is for good."))
        return given


class ClosingForm(forms.Form):
    """Which unit takes over."""

    heir = forms.ChoiceField(label=gettext_lazy("Which unit takes over"))
    bring_staff = forms.BooleanField(
        label=gettext_lazy("Those who work here alone come along, with the same roles"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, heirs: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in heirs}
        options = [("", _("Choose")), *((key, one.name) for key, one in self.known.items())]
        self.fields["heir"].choices = options  # type: ignore[attr-defined]


@at_the_desk
def mine(request: DeskRequest) -> HttpResponse:
    """What I follow up, also for those I stand in for."""
    page = {"here": "mine", "followed": followed_by(request.asker, at=clock.now())}
    return render(request, "desk/staff/mine.html", page)


@at_the_desk
def hand_over(request: DeskRequest, staff_id: uuid.UUID) -> HttpResponse:
    """Hand over in one step: oneself, or the leader for somebody who cannot."""
    staff = staff_member_for(request.asker, staff_id)
    if staff != request.user and not request.asker.is_leader:
        return render(request, "access/only_leaders.html", {"unit": request.asker.unit}, status=403)
    colleagues = colleagues_to_choose(request.asker, besides=staff)
    form = HandOverForm(
        request.POST or None, colleagues=colleagues, initial={"from_on": clock.today().isoformat()}
    )
    if request.method == "POST" and form.is_valid() and _hand_over(request, staff, form):
        return redirect("desk:staff:list")
    page = {
        "here": "staff",
        "staff": staff,
        "form": form,
        "followed": followed_by_colleague(request.asker, staff, at=clock.now()),
        "stand_ins": stand_ins_of(request.asker, staff, on=clock.today()),
    }
    return render(request, "desk/staff/hand_over.html", page)


@at_the_desk
@require_POST
def ending(request: DeskRequest, stand_in_id: uuid.UUID) -> HttpResponse:
    """She is back earlier. Either of the two may say so, or the leader."""
    row = stand_in_for(request.asker, stand_in_id)
    if request.asker.is_leader or request.user in (row.from_staff, row.to_staff):
        end_stand_in(row, by=request.user, at=clock.now())
        messages.success(request, _("It has ended."))
    return redirect("desk:staff:hand_over", row.from_staff_id)


@at_the_desk
@for_leaders
def closing(request: DeskRequest) -> HttpResponse:
    """The unit closes: what it owns is shown, and passes to another in one step."""
    unit = request.asker.unit
    form = ClosingForm(request.POST or None, heirs=heirs_of(request.asker, unit))
    if request.method == "POST" and form.is_valid() and _close(request, unit, form):
        return redirect("/desk/")
    owned = [(OWNED.get(label, label), number) for label, number in what_a_unit_owns(unit).items()]
    page = {
        "here": "staff",
        "unit": unit,
        "form": form,
        "owned": owned,
        "alone": staff_of_this_unit_alone(unit, on=clock.today()),
    }
    return render(request, "desk/staff/closing.html", page)


def _hand_over(request: DeskRequest, staff: StaffMember, form: HandOverForm) -> bool:
    """Whether it could be done; else the form says why not."""
    given, unit = form.cleaned_data, request.asker.unit
    to_staff = form.known[given["to_staff"]]
    who: dict[str, Any] = {"by": request.user, "at": clock.now()}
    try:
        if given["for_good"]:
            hand_over_for_good(staff, to_staff, unit, **who)
        else:
            days: dict[str, Any] = {"from_on": given["from_on"], "until_on": given["until_on"]}
            stand_in_from(staff, to_staff, unit, words=given["words"], **days, **who)
    except (EndsBeforeItStarts, SameColleague) as error:
        form.add_error("until_on", str(SENTENCES[type(error)]))
        return False
    except (HoldsNationalId, HasLeft) as error:
        form.add_error("words" if isinstance(error, HoldsNationalId) else "to_staff", sentence_for(error))
        return False
    messages.success(request, _("%(name)s follows it up.") % {"name": to_staff.name})
    return True


def _close(request: DeskRequest, unit: Unit, form: ClosingForm) -> bool:
    heir = form.known[form.cleaned_data["heir"]]
    try:
        bring = form.cleaned_data["bring_staff"]
        close_unit(unit, heir, by=request.user, at=clock.now(), bring_staff=bring)
    except UnitIsClosed as error:
        form.add_error("heir", str(SENTENCES[type(error)]))
        return False
    request.session[ACTING_UNIT] = str(heir.pk)
    words = _("%(unit)s has closed. %(heir)s has taken over everything.")
    messages.success(request, words % {"unit": unit, "heir": heir})
    return True
