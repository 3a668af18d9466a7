"""How a person is reached, and that she said we may."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.actions import take_back_consent
from samspill.people.actions import (
    add_contact_point,
    give_consent,
    prefer_contact_point,
    remove_contact_point,
    remove_passkey,
    remove_way_in,
)
from samspill.people.queries import passkeys_of, person_for, ways_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.forms import ConsentForm, PointForm, WithdrawalForm
from samspill.web.desk.people.page import overview
from samspill.web.desk.people.tabs import opened


@at_the_desk
@require_POST
def points(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """A phone, an e-mail address or a postal address more."""
    found, form = opened(request.asker, person_id), PointForm(request.POST, auto_id="point_%s")
    if form.is_valid():
        try:
            add_contact_point(found, by=request.user, at=clock.now(), channel="web", **form.cleaned_data)
            return redirect("desk:people:person", found.pk)
        except EXPECTED as error:
            form.add_error("text", sentence_for(error))
    return overview(request, found, new_point=form)


@at_the_desk
@require_POST
def removal(request: DeskRequest, person_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """She is no longer reached there."""
    found = person_for(request.asker, person_id)
    point = found.contact_points.get(pk=point_id)
    remove_contact_point(found, point, by=request.user, at=clock.now(), channel="web")
    return redirect("desk:people:person", found.pk)


@at_the_desk
@require_POST
def way_removal(request: DeskRequest, person_id: uuid.UUID, way_id: uuid.UUID) -> HttpResponse:
    """A sign-in elsewhere opens her page no more."""
    found = person_for(request.asker, person_id)
    remove_way_in(ways_of(found).get(pk=way_id), by=request.user, at=clock.now())
    return redirect("desk:people:person", found.pk)


@at_the_desk
@require_POST
def passkey_removal(request: DeskRequest, person_id: uuid.UUID, passkey_id: uuid.UUID) -> HttpResponse:
    """A passkey opens her page no more: the phone is lost."""
    found = person_for(request.asker, person_id)
    remove_passkey(passkeys_of(found).get(pk=passkey_id), by=request.user, at=clock.now())
    return redirect("desk:people:person", found.pk)


@at_the_desk
@require_POST
def preference(request: DeskRequest, person_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Reach her there first."""
    found = person_for(request.asker, person_id)
    point = found.contact_points.get(pk=point_id)
    prefer_contact_point(found, point, by=request.user, at=clock.now(), channel="web")
    return redirect("desk:people:person", found.pk)


@at_the_desk
@require_POST
def consent(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """She says we may contact her."""
    found, form = opened(request.asker, person_id), ConsentForm(request.POST, auto_id="consent_%s")
    if form.is_valid():
        try:
            give_consent(found, by=request.user, at=clock.now(), **form.cleaned_data)
            return redirect("desk:people:person", found.pk)
        except EXPECTED as error:
            form.add_error("words", sentence_for(error))
    return overview(request, found, consent_form=form)


@at_the_desk
@require_POST
def withdrawal(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """She takes it back; nothing more is sent from now on."""
    found, form = opened(request.asker, person_id), WithdrawalForm(request.POST, auto_id="withdrawal_%s")
    if not form.is_valid():
        return overview(request, found, withdrawal=form)
    take_back_consent(found, form.cleaned_data["source"], by=request.user, at=clock.now())
    return redirect("desk:people:person", found.pk)
