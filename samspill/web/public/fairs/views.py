"""A pupil comes in with her code, ranks her wishes, and sees her places; anybody can check the lottery."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from samspill.activities.models import Pupil
from samspill.activities.queries.fairs import (
    fair_of_the_square,
    offers_a_pupil_may_choose,
    offers_of,
    places_of,
    pupil_still,
    pupil_with_code,
    rounds_of,
    wishes_of,
)
from samspill.activities.rules.fairs.codes import read_code, written
from samspill.activities.wording.fairs import proof_words, reason_words
from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.web.access.fair_wishes import WishesForm
from samspill.web.access.links import kept_nowhere
from samspill.web.access.visitors import address_of

#: A whole school shares one address. Whoever guesses needs three million tries, a month, for one code among a thousand.
FROM_ONE_ADDRESS = Limit(burst=300, refill=dt.timedelta(seconds=1))
#: In the session: whose code was typed, and when. A borrowed phone forgets her after so long.
INSIDE, LASTS = "fair_pupil", dt.timedelta(minutes=45)


class CodeForm(forms.Form):
    """The code on the slip."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=20,
        help_text=gettext_lazy("Seven letters and numbers. They stand on your slip."),
        error_messages={"required": gettext_lazy("Type the code from your slip.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the code; a square code on the slip has it typed already."""
    typed = request.GET.get("code", "")[:20]
    form = CodeForm(request.POST if request.method == "POST" else None, initial={"code": typed})
    if form.is_valid():
        pupil = _let_in(request, form)
        if pupil:
            request.session[INSIDE] = [str(pupil.pk), clock.now().isoformat()]
            return kept_nowhere(redirect("public:fairs:wishes"))
    page = {"here": "fairs", "form": form}
    return kept_nowhere(render(request, "public/fairs/code.html", page, status=422 if form.errors else 200))


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """Her wishes while one may wish; then that it has closed; then her places."""
    pupil = _inside(request)
    if pupil is None:
        return redirect("public:fairs:code")
    if pupil.fair.published_at:
        return kept_nowhere(render(request, "public/fairs/places.html", _places(pupil)))
    if not pupil.fair.takes_wishes(clock.now()):
        return kept_nowhere(render(request, "public/fairs/closed.html", _told(pupil)))
    offers = offers_a_pupil_may_choose(pupil)
    typed = request.POST if request.method == "POST" else None
    form = WishesForm(typed, pupil=pupil, offers=offers, wishes=wishes_of(pupil))
    if request.method == "POST" and form.hand_in(by=None):
        return redirect("public:fairs:done")
    page = _told(pupil) | {"form": form, "offers": offers}
    answer = render(request, "public/fairs/wishes.html", page, status=422 if form.errors else 200)
    return kept_nowhere(answer)


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """What is saved; a press lets the next pupil use the phone."""
    if request.method == "POST":
        request.session.pop(INSIDE, None)
        return redirect("public:fairs:code")
    pupil = _inside(request)
    if pupil is None:
        return redirect("public:fairs:code")
    return kept_nowhere(render(request, "public/fairs/done.html", _told(pupil)))


@require_safe
def lottery(request: HttpRequest, fair_id: uuid.UUID) -> HttpResponse:
    """How places are drawn: the fingerprint before, the seed when wishes have closed, so that anybody can check it."""
    fair = fair_of_the_square(fair_id)
    if fair is None:
        raise Http404
    page = {
        "here": "fairs",
        "fair": fair,
        "has_closed": fair.has_closed(clock.now()),
        "fingerprint": _in_parts(fair.commitment),
        "number": _in_parts(fair.seed) if fair.has_closed(clock.now()) else [],
        "proof": proof_words(fair.figures) if fair.published_at else "",
        "offers": [one for one in offers_of(fair) if not one.closed_at],
    }
    return render(request, "public/fairs/lottery.html", page)


def _in_parts(digits: str) -> list[str]:
    """Eight at a time, so that they can be broken on a narrow phone."""
    return [digits[n : n + 8] for n in range(0, len(digits), 8)]


def _let_in(request: HttpRequest, form: CodeForm) -> Pupil | None:
    """Whose code it is; None where it is nobody's or too many were tried, which the form then says."""
    at = clock.now()
    try:
        spend("fair code from", address_of(request), FROM_ONE_ADDRESS, at=at)
    except TooOften:
        form.add_error("code", _("Too many codes were tried from here. Wait a little, or ask your teacher."))
        return None
    pupil = pupil_with_code(read_code(form.cleaned_data["code"]), at=at)
    if pupil is None:
        form.add_error("code", _("We do not know this code. Look at your slip once more."))
    return pupil


def _inside(request: HttpRequest) -> Pupil | None:
    """Who typed her code here a little while ago."""
    key, since = request.session.get(INSIDE) or ("", "")
    at = clock.now()
    if not key or at - dt.datetime.fromisoformat(since) > LASTS:
        return None
    return pupil_still(key, at=at)


def _told(pupil: Pupil) -> dict[str, Any]:
    return {
        "here": "fairs",
        "pupil": pupil,
        "fair": pupil.fair,
        "code": written(pupil.code or ""),
        "wishes": wishes_of(pupil),
        "is_early": clock.now() < pupil.fair.wishes_open_at,
    }


def _places(pupil: Pupil) -> dict[str, Any]:
    there = {place.round: place for place in places_of(pupil)}
    told = _told(pupil)
    return told | {
        "rounds": [(one, there.get(one.number)) for one in rounds_of(pupil.fair)],
        "reasons": [(wish, reason_words(wish.reason, wish.facts)) for wish in told["wishes"]],
    }
