"""Associations: the list, one of them, a new one, and who speaks for it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.queries import areas
from samspill.organisations.actions import (
    change_organisation,
    close_group,
    confirm_page,
    give_post,
    hide_organisation,
    lay_down_post,
    register_group,
    show_post,
)
from samspill.organisations.models import Organisation
from samspill.organisations.queries.aboard import claims_for, new_groups
from samspill.organisations.queries.desk import organisation_for, organisations_for, posts_in
from samspill.organisations.queries.freshness import asked_in_vain
from samspill.organisations.queries.square import categories_of, main_choices
from samspill.organisations.rules.audiences import AUDIENCES
from samspill.organisations.rules.freshness import FRESH
from samspill.organisations.wording import AUDIENCE_WORDS
from samspill.people.actions import find_or_add_person
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.organisations.forms import OrganisationForm, PostForm
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def organisations(request: DeskRequest) -> HttpResponse:
    """All associations, narrowed by words, category, for whom and part of town."""
    asked = {
        name: request.GET.get(name, "").strip()[:80]
        for name in ("q", "category", "for", "area", "touch", "run", "old", "vain", "closed")
    }
    known = {str(area.pk): area for area in areas()}
    codes = {found.code: found.name(get_language() or "nb") for found in main_choices()}
    rows = organisations_for(
        request.asker,
        words=asked["q"],
        category=asked["category"] if asked["category"] in codes else "",
        audience=asked["for"] if asked["for"] in AUDIENCES else "",
        area=known[asked["area"]].pk if asked["area"] in known else None,
        with_closed=bool(asked["closed"]),
        not_in_touch=bool(asked["touch"]),
        nobody_acts=bool(asked["run"]),
        not_confirmed_since=clock.now() - FRESH if asked["old"] else None,
    )
    if asked["vain"]:
        rows = rows.filter(pk__in=asked_in_vain(request.asker, at=clock.now()))
    if is_wanted(request):
        return spreadsheet(request, "associations", rows, columns.ORGANISATIONS)
    shown = {
        "page": page_of(request, rows),
        "asked": asked,
        "areas": known.values(),
        "categories": codes.items(),
        "audiences": AUDIENCE_WORDS.items(),
        "in_vain": asked_in_vain(request.asker, at=clock.now()).count(),
        "waiting": claims_for(request.asker).count() + new_groups().count(),
    }
    return render(request, "desk/organisations/list.html", {"here": "associations", **shown})


@at_the_desk
def organisation(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """What is known of one, and who speaks for it."""
    return _page(request, organisation_for(request.asker, organisation_id), PostForm())


@require_POST
@at_the_desk
def confirmation(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """They said on the phone that all on the page is right."""
    found = organisation_for(request.asker, organisation_id)
    confirm_page(found, by=request.user, at=clock.now(), channel="phone")
    messages.success(request, _("Thank you. Everybody sees that it is right."))
    return redirect("desk:organisations:organisation", found.pk)


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Enter an association, also one without a number. The same name twice is asked about."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            insists = bool(request.POST.get("insists"))
            facts = form.facts() | {"by": request.user, "at": clock.now(), "channel": "web"}
            made = register_group(facts.pop("name"), also_if_same_name=insists, **facts)
            return redirect("desk:organisations:organisation", made.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
            known = getattr(error, "organisation", None)
            return render(request, "desk/organisations/new.html", _with(form, known=known))
    return render(request, "desk/organisations/new.html", _with(form))


@at_the_desk
def facts(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Write something else; the register does not overwrite it."""
    found = organisation_for(request.asker, organisation_id)
    form = OrganisationForm(request.POST or None, organisation=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(found, by=request.user, at=clock.now(), **form.facts())
            return redirect("desk:organisations:organisation", found.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    return render(request, "desk/organisations/facts.html", _with(form, organisation=found))


@at_the_desk
@require_POST
def visibility(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Take it off the square, or put it back."""
    found = organisation_for(request.asker, organisation_id)
    why, at = request.POST.get("why", "").strip()[:300], clock.now()
    try:
        hide_organisation(found, "hide" in request.POST, by=request.user, at=at, why=why)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:organisations:organisation", found.pk)


@at_the_desk
@require_POST
def closing(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """A group without a number has stopped."""
    found = organisation_for(request.asker, organisation_id)
    try:
        close_group(found, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:organisations:organisation", found.pk)


@at_the_desk
@require_POST
def posts(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Somebody speaks for it from today."""
    found, form = organisation_for(request.asker, organisation_id), PostForm(request.POST)
    if form.is_valid():
        try:
            _give_post(request, found, form)
            return redirect("desk:organisations:organisation", found.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    return _page(request, found, form)


@at_the_desk
@require_POST
def post_ending(request: DeskRequest, organisation_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """She no longer holds the post."""
    found = organisation_for(request.asker, organisation_id)
    lay_down_post(found.posts.get(pk=post_id), by=request.user, at=clock.now(), channel="web")
    return redirect("desk:organisations:organisation", found.pk)


@at_the_desk
@require_POST
def post_display(request: DeskRequest, organisation_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """Show this contact to all, or stop."""
    found = organisation_for(request.asker, organisation_id)
    is_shown, at = "show" in request.POST, clock.now()
    show_post(found.posts.get(pk=post_id), is_shown, by=request.user, at=at, channel="web")
    messages.success(request, _("Saved."))
    return redirect("desk:organisations:organisation", found.pk)


@transaction.atomic
def _give_post(request: DeskRequest, found: Organisation, form: PostForm) -> None:
    given, at = form.cleaned_data, clock.now()
    person = find_or_add_person(
        given["name"], [given["phone"]], [given["email"]], by=request.user, at=at, channel="web"
    )
    shown = given["is_published"]
    give_post(found, person, given["title"], by=request.user, at=at, channel="web", is_published=shown)


def _page(request: DeskRequest, found: Organisation, form: PostForm) -> HttpResponse:
    language = get_language() or "nb"
    shown = {
        "here": "associations",
        "organisation": found,
        "posts": posts_in(found),
        "categories": [one.name(language) for one in categories_of(found)],
        "form": form,
    }
    return render(request, "desk/organisations/organisation.html", shown)


def _with(form: OrganisationForm, **more: object) -> dict[str, object]:
    return {"here": "associations", "form": form, **more}


def _field_of(error: Exception) -> str | None:
    fields = {
        "NotAPhone": "phone",
        "NotAnEmail": "email",
        "NotAWebsite": "website",
        "NotAnOrganisationNumber": "number",
    }
    return fields.get(type(error).__name__, "name")
