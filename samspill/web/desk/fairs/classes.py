"""Classes come in from a list, which is looked at and put right first; and one class with its pupils."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from samspill.activities.actions.fairs import add_pupil, bring_in_classes
from samspill.activities.queries.fairs import class_for, fair_for, pupils_of
from samspill.activities.rules.fairs.class_lists import ListedPupil, read_class_list
from samspill.activities.wording.fairs import LIST_PROBLEMS
from samspill.foundation import clock
from samspill.organisations.queries.sheets import rows_of_file
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.fairs.complaints import EXPECTED, sentence_for
from samspill.web.desk.fairs.forms import ListForm, PupilForm


@at_the_desk
def new(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """Paste a list or choose a file; see how it was understood, put it right; then bring it in, whole or not at all."""
    fair = fair_for(request.asker, fair_id)
    form = ListForm(request.POST or None, request.FILES or None)
    page = {"here": "fairs", "fair": fair, "form": form}
    if not form.is_valid():
        return render(request, "desk/fairs/new_classes.html", page, status=422 if form.errors else 200)
    try:
        listed = _listed(form, shorten="seen" not in request.POST)
    except EXPECTED as error:
        form.add_error("file" if form.cleaned_data["file"] else "pasted", sentence_for(error))
        return render(request, "desk/fairs/new_classes.html", page, status=422)
    wrong = [one for one in listed if one.problem]
    if "save" in request.POST and not wrong:
        came = bring_in_classes(fair, listed, by=request.user, at=clock.now())
        words = ngettext("One new pupil is in.", "%(n)s new pupils are in.", came) % {"n": came}
        messages.success(request, words)
        return redirect("desk:fairs:fair", fair.pk)
    return _looked_at(request, page, listed, wrong)


@at_the_desk
def school_class(request: DeskRequest, fair_id: uuid.UUID, school_class_id: uuid.UUID) -> HttpResponse:
    """A class: who has wished, codes and lists to print, one more pupil."""
    found = class_for(request.asker, fair_id, school_class_id)
    form = PupilForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = add_pupil(found, form.cleaned_data["name"], by=request.user, at=clock.now())
        return redirect("desk:fairs:pupil", fair_id, made.pk)
    page = {
        "here": "fairs",
        "fair": found.fair,
        "school_class": found,
        "pupils": pupils_of(found),
        "form": form,
    }
    return render(request, "desk/fairs/class.html", page, status=422 if form.errors else 200)


def _listed(form: ListForm, *, shorten: bool) -> list[ListedPupil]:
    """The pupils of what was pasted or chosen. Raises what reading raises."""
    file = form.cleaned_data["file"]
    content = file.read() if file else form.cleaned_data["pasted"].encode()
    return read_class_list(rows_of_file(content), shorten=shorten)


def _looked_at(
    request: DeskRequest, page: dict[str, object], listed: Sequence[ListedPupil], wrong: Sequence[ListedPupil]
) -> HttpResponse:
    """How the list was understood, as text that can be put right."""
    lines = "\n".join(f"{one.school_class};{one.name}" for one in listed)
    classes: dict[str, int] = {}
    for one in listed:
        classes[one.school_class] = classes.get(one.school_class, 0) + 1
    shown = {
        "form": ListForm(initial={"pasted": lines}),
        "listed": len(listed),
        "classes": classes.items(),
        "wrong": [
            (number, one, LIST_PROBLEMS[one.problem]) for number, one in enumerate(listed, 1) if one.problem
        ],
    }
    return render(request, "desk/fairs/look.html", page | shown, status=422 if wrong else 200)
