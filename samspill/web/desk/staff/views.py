"""Colleagues in the unit one acts in. The leader invites, ends roles, and helps one who lost her phone."""

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
from samspill.people.actions import end_role, let_staff_leave, reset_second_step
from samspill.people.actions.staff import forget_staff
from samspill.people.queries import role_for, staff_for, staff_member_for
from samspill.people.queries.staff import former_staff_for
from samspill.volunteering.queries.responsibilities import followed_by_colleague
from samspill.web.access.letters import send_invitation
from samspill.web.access.staff import DeskRequest, at_the_desk, for_leaders
from samspill.web.design.words import ROLE_WORDS
from samspill.web.desk.columns import COLLEAGUES
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.CharField(label=gettext_lazy("E-mail"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=list(ROLE_WORDS.items()))


@at_the_desk
def colleagues(request: DeskRequest) -> HttpResponse:
    """Who works here; a leader may invite one more."""
    if is_wanted(request):
        return spreadsheet(request, "colleagues", staff_for(request.asker), COLLEAGUES)
    return _page(request, InvitationForm()) if request.method != "POST" else _invite(request)


@at_the_desk
@for_leaders
@require_POST
def role_ending(request: DeskRequest, role_id: uuid.UUID) -> HttpResponse:
    """A role ends today."""
    try:
        end_role(role_for(request.asker, role_id), by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:staff:list")


@at_the_desk
@for_leaders
@require_POST
def second_step(request: DeskRequest, staff_id: uuid.UUID) -> HttpResponse:
    """She has lost her phone: she sets up a new second step next time she signs in."""
    reset_second_step(staff_member_for(request.asker, staff_id), by=request.user, at=clock.now())
    messages.success(request, _("A new second step is set up the next time they sign in."))
    return redirect("desk:staff:list")


@at_the_desk
@for_leaders
@require_POST
def leaving(request: DeskRequest, staff_id: uuid.UUID) -> HttpResponse:
    """She no longer works for the municipality; she is out at once. One cannot send oneself away.

    What she follows up is handed over first, so that nobody waits for one who has left.
    """
    staff = staff_member_for(request.asker, staff_id)
    if staff != request.user and followed_by_colleague(request.asker, staff, at=clock.now()):
        messages.warning(request, _("Hand over first what they follow up, for good. Then they can go."))
        return redirect("desk:staff:hand_over", staff.pk)
    if staff == request.user:
        messages.error(request, _("Another leader must do this for you."))
    else:
        let_staff_leave(staff, by=request.user, at=clock.now())
    return redirect("desk:staff:list")


@at_the_desk
@for_leaders
@require_POST
def erasure(request: DeskRequest, staff_id: uuid.UUID) -> HttpResponse:
    """Erase how one who left is reached; her name goes by itself when nobody can ask who looked any more."""
    forget_staff(former_staff_for(request.asker).get(pk=staff_id), by=request.user, at=clock.now())
    messages.success(
        request, _("Erased. The name stays for some years, so that people can be told who looked.")
    )
    return redirect("desk:staff:list")


@for_leaders
def _invite(request: DeskRequest) -> HttpResponse:
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        who: dict[str, Any] = {"unit": request.asker.unit, "by": request.user, "at": clock.now()}
        staff, link = send_invitation(request, form.cleaned_data.pop("email"), **form.cleaned_data, **who)
    except EXPECTED as error:
        form.add_error("email", sentence_for(error))
        return _page(request, form)
    return _page(request, InvitationForm(), invited=staff, link=link)


def _page(request: DeskRequest, form: InvitationForm, **more: object) -> HttpResponse:
    shown = {
        "here": "staff",
        "colleagues": list(staff_for(request.asker)),
        "form": form,
        "today": clock.today(),
        "former": list(former_staff_for(request.asker)) if request.asker.is_leader else [],
    }
    return render(request, "desk/staff/list.html", shown | more)
