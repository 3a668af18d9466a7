"""Those who get help from the asker's units: the list, and somebody new."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.people.actions import note_looks
from samspill.volunteering.actions.recipients import write_down_recipient
from samspill.volunteering.queries.recipients import SHOWN, recipients_list
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.paging import page_of
from samspill.web.desk.recipients.complaints import EXPECTED, sentence_for
from samspill.web.desk.recipients.forms import RecipientForm
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def recipients(request: DeskRequest) -> HttpResponse:
    """The list. Whoever cares for no unit finds nobody here."""
    show, words = request.GET.get("show", "now"), request.GET.get("q", "").strip()[:80]
    show = show if show in SHOWN else "now"
    rows = recipients_list(request.asker, words=words.replace("\x00", ""), show=show)
    if is_wanted(request):
        note_looks(request.asker, list(rows), at=clock.now())
        return spreadsheet(request, "recipients", rows, columns.RECIPIENTS)
    page = page_of(request, rows)
    shown = {
        "here": "recipients",
        "page": page,
        "show": show,
        "words": words,
        "cares": request.asker.caring_unit_ids,
        "several": len(request.asker.caring_unit_ids) > 1,
    }
    return render(request, "desk/recipients/list.html", shown)


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Somebody gets help through the unit the asker acts in, where she cares for those it helps."""
    form = RecipientForm(request.POST or None)
    cares = request.asker.unit.pk in request.asker.caring_unit_ids
    if request.method == "POST" and cares and form.is_valid():
        try:
            facts, at = form.facts(), clock.now()
            made = write_down_recipient(
                facts.pop("name"), [form.cleaned_data["phone"]], unit=request.asker.unit, by=request.user, at=at,
                channel="web", person=facts, **form.wishes_told(),
            )  # fmt: skip
            messages.success(request, _("Written down."))
            return redirect("desk:recipients:recipient", made.pk)
        except EXPECTED as error:
            form.add_error(field_of(error, form), sentence_for(error))
    page = {"here": "recipients", "form": form, "cares": cares}
    return render(request, "desk/recipients/new.html", page)


def field_of(error: Exception, form: RecipientForm) -> str | None:
    """The field an error is about; None for the form as a whole."""
    named = str(error.args[0]) if type(error).__name__ == "HoldsNationalId" else ""
    known = {"NotAPhone": "phone", "NameMissing": "name", "NobodySpeaksForHer": "asks"}
    found = known.get(type(error).__name__, named)
    return found if found in form.fields else None
