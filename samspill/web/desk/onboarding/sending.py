"""Asking many at once: who it goes to, what they read and what it costs; then it is sent in one press."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.volunteering.actions.onboarding import Sent, invite_to_course, send_to_sign
from samspill.volunteering.queries.inviting import MOST, preview_of_fresh
from samspill.volunteering.queries.onboarding import matrix, volunteers_among
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.words import kroner
from samspill.web.desk.onboarding.matrix import SENT_FROM_HERE, wanted_of


@at_the_desk
def sending(request: DeskRequest, what: str) -> HttpResponse:
    """The preview; with a POST it goes to those who are ticked."""
    if what not in SENT_FROM_HERE:
        raise Http404
    if request.method == "POST":
        return _send(request, what)
    at = clock.now()
    wanted = wanted_of(request, kind=what, state=request.GET.get("state") or "missing")
    rows = matrix(request.asker, wanted, on=clock.local_day(at))
    everybody = [row.person for row in rows[: MOST + 1]]
    all_of_them, preview = preview_of_fresh(everybody, what, unit=request.asker.unit, at=at)
    fresh = {person.pk for person in preview.persons}
    shown = {
        "here": "onboarding",
        "what": what,
        "preview": preview,
        "has_text": all_of_them.has_text,
        "people": [(person, person.pk in fresh) for person in all_of_them.persons],
        "by_hand": {person.pk for person in all_of_them.by_hand},
        "is_cut": len(everybody) > MOST,
        "total": kroner(preview.cost_ore),
        "spent": kroner(preview.budget.spent_ore),
        "limit": kroner(preview.budget.limit_ore) if preview.budget.limit_ore else "",
    }
    return render(request, "desk/onboarding/sending.html", shown)


def _send(request: DeskRequest, what: str) -> HttpResponse:
    persons = [row.person for row in volunteers_among(request.asker, ids_of(request.POST.getlist("person")))]
    if not persons:
        messages.error(request, _("Tick at least one."))
        return redirect(request.get_full_path())
    try:
        _tell(request, _ask(request, persons, what))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect(request.get_full_path())
    return redirect("desk:onboarding:matrix")


def _ask(request: DeskRequest, persons: list[Person], what: str) -> Sent:
    unit, at = request.asker.unit, clock.now()
    if what == "course":
        return invite_to_course(persons, what, unit=unit, by=request.user, at=at)
    return send_to_sign(persons, [what], unit=unit, by=request.user, at=at)


def _tell(request: DeskRequest, sent: Sent) -> None:
    words = ngettext("One message is on its way.", "%(n)s messages are on their way.", sent.written) % {
        "n": sent.written
    }
    if sent.by_hand:
        names = ", ".join(person.name for person in sent.by_hand)
        words += " " + _("Call or write to: %(names)s.") % {"names": names}
    messages.success(request, words)


def ids_of(texts: list[str]) -> list[uuid.UUID]:
    """The keys among what a form sent; what is none is passed over."""
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
