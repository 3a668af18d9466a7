"""Who acts for the association: a colleague is invited, somebody leaves, a post is handed over, a contact is shown."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.organisations.actions import LastWhoActs, hand_over, invite_colleague, lay_down_post, show_post
from samspill.organisations.queries.acting import acts_for, those_who_act_for
from samspill.organisations.queries.desk import posts_in
from samspill.web.access.acting_fields import WRONG, ColleagueForm, SuccessorForm, say_what_is_wrong
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_safe
@for_an_association
def people(request: ActingRequest, token: str) -> HttpResponse:
    """Those who act, those who only hold a post, and a place to invite one more."""
    return _page(request, token)


@require_POST
@for_an_association
def invitation(request: ActingRequest, token: str) -> HttpResponse:
    """One more may act, and gets a link."""
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            by, at = request.person, clock.now()
            post = invite_colleague(request.organisation, **form.cleaned_data, by=by, at=at, channel="web")
            told = {"name": post.person.name, "where": _readable(form.cleaned_data["where"])}
            messages.success(request, _("%(name)s gets a link now, at %(where)s.") % told)
            return redirect("ours:people", token, request.organisation.pk)
        except WRONG as error:
            say_what_is_wrong(form, error)
    return _page(request, token, invites=form)


@require_POST
@for_an_association
def handover(request: ActingRequest, token: str) -> HttpResponse:
    """Another takes over, and she who hands over is out: her own page is what she has left here."""
    form = SuccessorForm(request.POST)
    if form.is_valid():
        try:
            by, at = request.person, clock.now()
            post = hand_over(request.organisation, **form.cleaned_data, by=by, at=at, channel="web")
            told = {"name": post.person.name, "where": _readable(form.cleaned_data["where"])}
            words = _(
                "%(name)s has taken over. Thank you for what you have done! The link went to %(where)s. "
                "Is that wrong? Call us at once."
            )
            messages.success(request, words % told)
            return redirect("own:page", token)
        except WRONG as error:
            say_what_is_wrong(form, error)
    return _page(request, token, hands_over=form)


@require_POST
@for_an_association
def ending(request: ActingRequest, token: str, post_id: uuid.UUID) -> HttpResponse:
    """Somebody, she herself or another, no longer holds a post."""
    post = request.organisation.posts.select_related("person").get(pk=post_id)
    try:
        lay_down_post(post, by=request.person, at=clock.now(), channel="web")
        messages.success(request, _("%(name)s is no longer in this post.") % {"name": post.person.name})
    except LastWhoActs:
        messages.error(request, _("You are the only one. Name another first, or hand over."))
    if acts_for(request.person, request.organisation):
        return redirect("ours:people", token, request.organisation.pk)
    return redirect("own:page", token)


@require_POST
@for_an_association
def display(request: ActingRequest, token: str, post_id: uuid.UUID) -> HttpResponse:
    """Show this contact on the association's public page, or stop."""
    post = request.organisation.posts.get(pk=post_id, until_on__isnull=True)
    show_post(post, "show" in request.POST, by=request.person, at=clock.now(), channel="web")
    messages.success(request, _("Saved."))
    return redirect("ours:people", token, request.organisation.pk)


def _readable(where: str) -> str:
    return formatted(where) if where.startswith("+") else where


def _page(
    request: ActingRequest,
    token: str,
    *,
    invites: ColleagueForm | None = None,
    hands_over: SuccessorForm | None = None,
) -> HttpResponse:
    acting = those_who_act_for(request.organisation)
    page = {
        "posts": posts_in(request.organisation),
        "is_alone": len({post.person_id for post in acting}) < 2,
        "invites": invites or ColleagueForm(auto_id="invite_%s"),
        "hands_over": hands_over or SuccessorForm(auto_id="over_%s"),
    }
    wrong = any(form is not None and form.errors for form in (invites, hands_over))
    shown = heading_of(request, token, "people") | page
    return render(request, "ours/people.html", shown, status=422 if wrong else 200)
