"""An association takes part as a group, typed in by the desk."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.actions.posts import give_post
from samspill.organisations.models import Organisation, Post
from samspill.organisations.queries.desk import organisation_for, organisations_for, posts_in
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person
from samspill.volunteering.actions.groups import book_group, withdraw_group
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.addresses import address_of
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.keys import as_key
from samspill.web.desk.needs.page import when_of

Key = uuid.UUID | None
MOST_FOUND = 12


class GroupForm(forms.Form):
    """How many come, and who speaks for them: one who holds a post there, or somebody new."""

    size = forms.IntegerField(label=gettext_lazy("How many come"), min_value=1, max_value=500)
    contact = forms.ChoiceField(
        label=gettext_lazy("Who speaks for them"), required=False, widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {str(post.person_id): post.person.name for post in posts}
        self.fields["contact"].choices = [*known.items(), ("", _("Somebody else"))]  # type: ignore[attr-defined]
        self.initial.setdefault("contact", next(iter(known), ""))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("contact") and not (given.get("name") and given.get("phone")):
            self.add_error("name", _("Write the name and the phone number of whoever speaks for them."))
        return given


@at_the_desk
def groups(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Find the association, then say how many come and who speaks for them."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    chosen = as_key(request.POST.get("organisation") or request.GET.get("organisation", ""))
    organisation = organisation_for(request.asker, chosen) if chosen else None
    words = request.GET.get("q", "").strip()
    form = _form(request, organisation) if organisation else None
    if request.method == "POST" and organisation and form and form.is_valid():
        try:
            _book(request, shift, organisation, form.cleaned_data)
            return redirect(address_of(shift))
        except EXPECTED as error:
            form.add_error("phone" if type(error).__name__ == "NotAPhone" else "size", sentence_for(error))
    found = organisations_for(request.asker, words=words)[:MOST_FOUND] if words else []
    page = {"here": "requests", "shift": shift, "need": shift.need, "when": when_of(shift), "words": words}
    more = {"found": found, "organisation": organisation, "form": form, "left": shift.places - shift.taken}
    return render(request, "desk/needs/groups.html", page | more)


@at_the_desk
@require_POST
def group_withdrawal(
    request: DeskRequest, need_id: uuid.UUID, group_booking_id: uuid.UUID, shift_id: Key = None
) -> HttpResponse:
    """The group cannot after all."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    booking = shift.groups.select_related("organisation").get(pk=group_booking_id)
    try:
        withdraw_group(booking.pk, channel="phone", by=request.user, at=clock.now())
        words = _("%(name)s is taken off, and the next are asked.")
        messages.success(request, words % {"name": booking.organisation.name})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect(address_of(shift))


def _form(request: DeskRequest, organisation: Organisation) -> GroupForm:
    return GroupForm(request.POST if request.method == "POST" else None, posts=posts_in(organisation))


@transaction.atomic
def _book(request: DeskRequest, shift: Any, organisation: Organisation, given: dict[str, Any]) -> None:
    contact = _contact(request, organisation, given)
    book_group(
        shift.pk,
        organisation,
        given["size"],
        contact=contact,
        channel="phone",
        by=request.user,
        at=clock.now(),
    )
    words = _("%(name)s has %(n)s places. %(contact)s is told.")
    messages.success(
        request, words % {"name": organisation.name, "n": given["size"], "contact": contact.name}
    )


def _contact(request: DeskRequest, organisation: Organisation, given: dict[str, Any]) -> Person:
    """One who holds a post there, or somebody new who is their contact from now on."""
    if given["contact"]:
        posts = {str(post.person_id): post.person for post in posts_in(organisation)}
        return posts[given["contact"]]
    who: dict[str, Any] = {"by": request.user, "at": clock.now(), "channel": "phone"}
    person = find_or_add_person(given["name"], [given["phone"]], **who)
    give_post(organisation, person, "contact", **who)
    return person
