"""Two persons who are one; and a person who is to be forgotten."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.people.actions import forget_person, merge_persons
from samspill.people.models import Person
from samspill.people.queries import find_persons, person_for
from samspill.people.queries.merging import what_merging_does
from samspill.web.access.staff import DeskRequest, at_the_desk, for_leaders
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.words import moved_words


@at_the_desk
def merging(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Find the other one, then make the two one."""
    keep = person_for(request.asker, person_id)
    if request.method == "POST":
        return _merge(request, keep.pk)
    if request.GET.get("gone"):
        return _look_ahead(request, keep)
    words = request.GET.get("q", "").strip() or keep.name.split()[0]
    others = list(
        find_persons(request.asker, words).exclude(pk=keep.pk).prefetch_related("contact_points")[:20]
    )
    page = {"here": "people", "person": keep, "others": others, "words": words}
    return render(request, "desk/people/merging.html", page)


@at_the_desk
@for_leaders
def erasure(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask once, then forget the person for good. Leaders alone."""
    found = person_for(request.asker, person_id)
    if request.method == "POST" and request.POST.get("sure"):
        forget_person(found, by=request.user, at=clock.now(), channel="web")
        messages.success(request, _("The person is forgotten. What was done still counts."))
        return redirect("desk:people:list")
    return render(request, "desk/people/erasure.html", {"here": "people", "person": found})


def _look_ahead(request: DeskRequest, keep: Person) -> HttpResponse:
    """What will happen, before it does: it cannot be undone."""
    try:
        gone = person_for(request.asker, uuid.UUID(request.GET["gone"]))
    except ValueError:
        messages.error(request, _("Choose who is the same person."))
        return redirect("desk:people:merging", keep.pk)
    if gone.pk == keep.pk:
        return redirect("desk:people:person", keep.pk)
    would = what_merging_does(keep, gone)
    told = [words for words in (moved_words(table, number) for table, number in would.moves) if words]
    page = {"here": "people", "person": keep, "gone": gone, "would": would, "moves": told}
    return render(request, "desk/people/merging_ahead.html", page)


def _merge(request: DeskRequest, keep_id: uuid.UUID) -> HttpResponse:
    keep = person_for(request.asker, keep_id)
    try:
        gone = person_for(request.asker, uuid.UUID(request.POST.get("gone", "")))
        merge_persons(keep, gone, by=request.user, at=clock.now(), channel="web")
        messages.success(request, _("They are one person now."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    except ValueError:
        messages.error(request, _("Choose who is the same person."))
    return redirect("desk:people:person", keep.pk)
