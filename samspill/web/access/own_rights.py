"""What a person may ask for by right on her own page: to read it all, to have it corrected, left alone or forgotten."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.people.actions import lift_restriction, make_claim
from samspill.volunteering.actions.restricting import restrict
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to
from samspill.web.access.stored import CONTENT_TYPE, looks_at, stored_about, stored_pdf


class OwnClaimForm(forms.Form):
    """What is wrong, in her own words; or that she wants to be forgotten."""

    kind = forms.ChoiceField(choices=[("correction", ""), ("erasure", "")], widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("What is wrong, and what is right"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@with_link_to(OWN_PAGE)
def stored(request: LinkRequest, token: str) -> HttpResponse:
    """All that is stored, to read or to print."""
    page = {"stored": stored_about(request.person), "back": reverse("own:stored", args=[token])}
    return render(request, "access/stored.html", page)


@require_safe
@with_link_to(OWN_PAGE)
def pdf_(request: LinkRequest, token: str) -> HttpResponse:
    """All that is stored, as PDF."""
    response = HttpResponse(stored_pdf(stored_about(request.person)), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="samspill.pdf"'
    return response


@require_safe
@with_link_to(OWN_PAGE)
def looks(request: LinkRequest, token: str) -> HttpResponse:
    """Who has looked, when and why."""
    page = {
        "person": request.person,
        "looks": looks_at(request.person),
        "back": reverse("own:stored", args=[token]),
    }
    return render(request, "access/looks.html", page)


@require_POST
@with_link_to(OWN_PAGE)
def claims(request: LinkRequest, token: str) -> HttpResponse:
    """She says that something is wrong, or that she wants to be forgotten; a person sees to it."""
    form = OwnClaimForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("own:stored", token)
    make_claim(request.person, **form.cleaned_data, by=request.person, at=clock.now(), channel="web")
    messages.success(request, _("Thank you. We answer within a month, and you can see the answer here."))
    return redirect("own:stored", token)


@require_POST
@with_link_to(OWN_PAGE)
def restriction(request: LinkRequest, token: str) -> HttpResponse:
    """Nothing is done with what we have until she says so; at once."""
    at = clock.now()
    restrict(request.person, reason="objection", by=request.person, at=at, channel="web")
    messages.success(request, _("From now on we do nothing with what we have of you. We only keep it."))
    return redirect("own:stored", token)


@require_POST
@with_link_to(OWN_PAGE)
def restriction_lifting(request: LinkRequest, token: str) -> HttpResponse:
    """What we have may be used again."""
    lift_restriction(request.person, by=request.person, at=clock.now(), channel="web")
    messages.success(request, _("Thank you. We may use it again."))
    return redirect("own:stored", token)
