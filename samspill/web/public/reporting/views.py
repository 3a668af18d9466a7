"""A reader says that something is wrong; no name is needed."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspill.activities.actions.reports import NothingSaid, NoWayToAnswer, report
from samspill.activities.models import Activity
from samspill.activities.queries import activity_for
from samspill.activities.queries.times import in_language
from samspill.foundation import clock
from samspill.foundation.limits import TooOften
from samspill.organisations.models import Organisation, Picture, Story
from samspill.organisations.queries.pictures import picture_on_the_square
from samspill.organisations.queries.square import organisation_for
from samspill.organisations.queries.stories import story_on_the_square
from samspill.people.actions import HoldsNationalId
from samspill.web.access.page_cache import for_everybody
from samspill.web.public.asking.limits import may_send
from samspill.web.public.reporting.forms import ReportForm


@never_cache
def of_activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Something is wrong with an activity on the square."""
    try:
        found = activity_for(None, activity_id)
    except Activity.DoesNotExist as error:
        raise Http404 from error
    back = reverse("public:activities:activity", args=[found.pk])
    return _page(request, found, in_language(found.title, get_language() or "nb"), back)


@never_cache
def of_organisation(request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Something is wrong with an association's page."""
    try:
        found = organisation_for(None, organisation_id)
    except Organisation.DoesNotExist as error:
        raise Http404 from error
    return _page(request, found, found.name, reverse("public:organisations:organisation", args=[found.pk]))


@never_cache
def of_picture(request: HttpRequest, picture_id: uuid.UUID) -> HttpResponse:
    """Something is wrong with one picture, on an association's page or in its story."""
    try:
        found = picture_on_the_square(picture_id)
    except Picture.DoesNotExist as error:
        raise Http404 from error
    if isinstance(found.owner, Story):
        title, back = found.owner.title, reverse("public:stories:story", args=[found.owner.pk])
    else:
        title = found.owner.name
        back = reverse("public:organisations:organisation", args=[found.owner.pk])
    return _page(request, found, title, back)


@never_cache
def of_story(request: HttpRequest, story_id: uuid.UUID) -> HttpResponse:
    """Something is wrong with a story, or somebody in it has changed their mind."""
    try:
        found = story_on_the_square(story_id)
    except Story.DoesNotExist as error:
        raise Http404 from error
    return _page(request, found, found.title, reverse("public:stories:story", args=[found.pk]))


@require_safe
@for_everybody(3600)
def received(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "public/reporting/received.html")


def _page(
    request: HttpRequest, about: Activity | Organisation | Picture | Story, title: str, back: str
) -> HttpResponse:
    picture = about if isinstance(about, Picture) else None
    kind = "picture" if picture else "story" if isinstance(about, Story) else ""
    form = ReportForm(request.POST if request.method == "POST" else None, about=kind)
    if form.is_valid() and may_send(request, form) and _taken(form, about):
        return redirect("public:reporting:received")
    page = {"form": form, "title": title, "back": back, "picture": picture}
    return render(request, "public/reporting/report.html", page, status=422 if form.errors else 200)


def _taken(form: ReportForm, about: Activity | Organisation | Picture | Story) -> bool:
    """Pass a valid form on, unless a robot wrote it; whether somebody now has it."""
    if form.is_from_a_robot:
        return True
    told = {name: form.cleaned_data[name] for name in ("reason", "words", "contact")}
    try:
        report(about, **told, language=get_language() or "nb", at=clock.now())
    except NothingSaid:
        form.add_error("words", _("Write what it is."))
    except NoWayToAnswer:
        form.add_error("contact", _("Write a mobile number or an e-mail address, or leave it empty."))
    except TooOften:
        form.add_error(
            None, _("Many have told us of this already, and we look at it. Call us if it is urgent.")
        )
    except HoldsNationalId:
        form.add_error(
            "words", _("This looks like a national identity number. Take it out, then send again.")
        )
    return not form.errors
