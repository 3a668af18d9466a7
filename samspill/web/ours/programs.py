"""Programs that write what the association arranges: each has a key, shown once, and one can be stopped."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samspill.foundation import clock
from samspill.organisations.actions import (
    ProgramNameMissing,
    ProgramNameTaken,
    TooManyKeys,
    make_program_key,
    revoke_program_key,
)
from samspill.organisations.queries.programs import key_of, keys_of
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of

COMPLAINTS: dict[type[Exception], str | Promise] = {
    ProgramNameMissing: gettext_lazy("Write which program it is."),
    ProgramNameTaken: gettext_lazy("Another key has this name. Give this one another, or stop that one."),
    TooManyKeys: gettext_lazy("You have ten keys. Stop one that you do not use."),
}


class KeyForm(forms.Form):
    """Which program the key is for."""

    name = forms.CharField(
        label=gettext_lazy("Which program is it?"),
        help_text=gettext_lazy("Such as: our website."),
        max_length=80,
        error_messages={"required": gettext_lazy("Write which program it is.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def programs(request: ActingRequest, token: str) -> HttpResponse:
    """The keys there are, and a new one: the answer to the form shows it, and no page ever does again."""
    form, secret = KeyForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        try:
            name, at = form.cleaned_data["name"], clock.now()
            _key, secret = make_program_key(request.organisation, name, by=request.person, at=at)
            form = KeyForm()
        except tuple(COMPLAINTS) as error:
            form.add_error("name", str(COMPLAINTS[type(error)]))
    page = {"keys": keys_of(request.organisation), "form": form, "secret": secret}
    page["root"] = request.build_absolute_uri("/").rstrip("/")
    shown = heading_of(request, token, "programs") | page
    return render(request, "ours/programs.html", shown, status=422 if form.errors else 200)


@require_POST
@for_an_association
def revocation(request: ActingRequest, token: str, program_key_id: uuid.UUID) -> HttpResponse:
    """A key opens nothing from now on."""
    revoke_program_key(key_of(request.organisation, program_key_id), by=request.person, at=clock.now())
    messages.success(request, _("The key opens nothing any more."))
    return redirect("ours:programs", token, request.organisation.pk)
