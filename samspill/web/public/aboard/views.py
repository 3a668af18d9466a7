"""Is this your association? Find it, say who you are, write the codes; and its own pages open."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.one_time_codes import WrongCode
from samspill.foundation.phones import formatted
from samspill.organisations.actions import (
    OrganisationKnown,
    ask_by_code,
    ask_for_group,
    ask_the_desk,
    come_aboard,
)
from samspill.organisations.actions.asking_aboard import Asked, asked_before
from samspill.organisations.models import Organisation
from samspill.organisations.queries.aboard import alike, found_by, registered_ways
from samspill.organisations.queries.acting import those_who_act_for
from samspill.organisations.queries.square import organisation_for
from samspill.organisations.rules.masking import masked
from samspill.web.access.acting_fields import WRONG, say_what_is_wrong
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS, kept_nowhere
from samspill.web.public.aboard.forms import ClaimForm, CodesForm, GroupForm
from samspill.web.public.asking.limits import may_send
from samspill.web.public.reading import read_words


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Search by name or number; what is found leads to a claim, and what is not to a new group."""
    words = read_words(request.GET, "q")
    page = {"here": "associations", "words": words, "found": found_by(words) if words else []}
    return render(request, "public/aboard/find.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Who she is and how she proves it; then codes are sent."""
    found = _organisation(organisation_id)
    form = ClaimForm(request.POST if request.method == "POST" else None, ways=registered_ways(found))
    if form.is_valid() and may_send(request, form) and (asked := _ask(found, form)):
        return _codes_page(request, _first_codes(asked), asked)
    page = {
        "here": "associations",
        "organisation": found,
        "form": form,
        "is_run": bool(those_who_act_for(found)),
        "is_reachable": bool(registered_ways(found)),
    }
    return render(request, "public/aboard/claim.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest) -> HttpResponse:
    """A group without a number. Those with such a name are shown before anything is saved."""
    form = GroupForm(request.POST if request.method == "POST" else None)
    known: list[Organisation] = []
    if form.is_valid() and may_send(request, form):
        is_another = bool(request.POST.get("is_another"))
        try:
            asked = _ask_for_group(form, is_another)
            return _codes_page(request, _first_codes(asked), asked)
        except OrganisationKnown:
            known = alike(form.cleaned_data["group"])
            form.add_error("group", _("There is one with such a name already. Look below."))
        except WRONG as error:
            say_what_is_wrong(form, error)
    page = {"here": "associations", "form": form, "known": known}
    return render(request, "public/aboard/group.html", page, status=422 if form.errors else 200)


@never_cache
@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """The codes came back: the association's own pages open, or the municipality looks at it first."""
    form = CodesForm(request.POST)
    if form.is_valid():
        given, at = form.cleaned_data, clock.now()
        try:
            done = come_aboard(given["asked"], given["code"], given["their_code"], at=at)
        except Organisation.DoesNotExist as error:
            raise Http404 from error
        except WRONG as error:
            _say_what_is_wrong(form, error)
        else:
            if done.waits:
                return render(request, "public/aboard/waits.html", {"organisation": done.organisation})
            token = make_link(OWN_PAGE, str(done.person.pk), at=at, valid_for=OWN_PAGE_LASTS)
            return kept_nowhere(redirect("ours:overview", token, done.organisation.pk))
    return _codes_page(request, form, asked_before(str(form["asked"].value())))


def _organisation(organisation_id: uuid.UUID) -> Organisation:
    try:
        return organisation_for(None, organisation_id)
    except Organisation.DoesNotExist as error:
        raise Http404 from error


def _ask(found: Organisation, form: ClaimForm) -> Asked | None:
    """Send the codes; None where something was wrong, which the form then says."""
    if form.is_from_a_robot:
        return Asked("-", "")
    given, at = form.cleaned_data, clock.now()
    try:
        if form.asks_the_desk:
            return ask_the_desk(found.pk, form.claimant(), given["words"], at=at)
        return ask_by_code(found.pk, form.claimant(), given["way"], at=at)
    except WRONG as error:
        say_what_is_wrong(form, error)
        return None


def _ask_for_group(form: GroupForm, is_another: bool) -> Asked:
    """A robot gets the same page, and no code."""
    if form.is_from_a_robot:
        return Asked("-", "")
    given = form.cleaned_data
    return ask_for_group(
        given["group"], given["about"], form.claimant(), at=clock.now(), is_another=is_another
    )


def _first_codes(asked: Asked) -> CodesForm:
    return CodesForm(initial={"asked": asked.sealed, "both": bool(asked.theirs)})


def _say_what_is_wrong(form: CodesForm, error: Exception) -> None:
    """Of two codes it is not told which one is wrong: whoever has neither must guess both at once."""
    if form.has_both and isinstance(error, WrongCode):
        form.add_error(
            None, _("One of the codes is wrong, or too old. Look at both once more, or begin again.")
        )
    else:
        say_what_is_wrong(form, error)


def _readable(address: str) -> str:
    return address if "@" in address else formatted(address)


def _codes_page(request: HttpRequest, form: CodesForm, asked: Asked | None) -> HttpResponse:
    page = {
        "here": "associations",
        "form": form,
        "own": _readable(asked.own) if asked else "",
        "theirs": masked(asked.theirs) if asked and asked.theirs else "",
        "both": form.has_both,
    }
    return render(request, "public/aboard/codes.html", page, status=422 if form.errors else 200)
