"""The phones, what they write, the operator's faults, and the sign-in codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.phones import NotAPhone, formatted, read_phone
from samspill.messaging.queries import policy
from samspill.messaging.queries.demonstration import strangers_written_to
from samspill.people.queries.demonstration import people_with_phones, sign_in_codes
from samspill.web.simulator import operator
from samspill.web.simulator.handsets import handsets, talk_of
from samspill.web.simulator.wording import fault_words

View = Callable[..., HttpResponse]
LONGEST_TEXT = 1000


def only_in_a_demo(view: View) -> View:
    """No page of the simulator exists anywhere else."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(wrapped)


@only_in_a_demo
@require_safe
def phones(request: HttpRequest) -> HttpResponse:
    """The phones that have something to tell, the one asked for first."""
    wanted = request.GET.getlist("phone")[:6]
    people = _owners()
    page: dict[str, Any] = {"people": people, "is_running": True}
    try:
        page["handsets"] = handsets(operator.texts(), people, wanted)
        page["faults"] = _faults_in_words()
    except operator.NotRunning:
        page["is_running"] = False
    page["codes"] = sign_in_codes(at=clock.now())
    return render(request, "simulator/phones.html", page)


@only_in_a_demo
@require_safe
def talk(request: HttpRequest, number: str) -> HttpResponse:
    """The messages of one phone, for the page that shows them live."""
    try:
        texts = operator.texts_of(_phone(number))
    except operator.NotRunning:
        return HttpResponse(status=204)
    return render(request, "simulator/talk.html", {"handset": talk_of(_phone(number), texts)})


@only_in_a_demo
@require_POST
def texts(request: HttpRequest) -> HttpResponse:
    """A phone writes."""
    phone, text = _phone(request.POST.get("phone", "")), request.POST.get("text", "").strip()[:LONGEST_TEXT]
    callback, to = _where_answers_go(request, phone)
    try:
        if text:
            operator.answer(phone, text, callback=callback, to=to)
    except operator.NotRunning:
        messages.error(request, _("The operator does not answer. Start it with: samspill simulator"))
    except operator.NobodyToAnswer:
        messages.error(request, _("This phone has nobody to answer yet."))
    return redirect(f"{reverse('simulator:phones')}?{_phones_shown(request)}")


@only_in_a_demo
@require_POST
def faults(request: HttpRequest) -> HttpResponse:
    """Let the operator do something wrong with the next message, or put it right."""
    times = 0 if request.POST.get("times") == "0" else 1
    try:
        if request.POST.get("kind") in operator.faults().kinds:
            operator.ask_for_fault(request.POST["kind"], times)
    except operator.NotRunning:
        messages.error(request, _("The operator does not answer. Start it with: samspill simulator"))
    return redirect(f"{reverse('simulator:phones')}?{_phones_shown(request)}#faults")


@only_in_a_demo
@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    """The sign-in codes of the moment, for the page that shows them live."""
    return render(request, "simulator/codes.html", {"codes": sign_in_codes(at=clock.now())})


def _where_answers_go(request: HttpRequest, phone: str) -> tuple[str, str]:
    """Where the operator brings an answer, and to which of our numbers or addresses it is."""
    under = policy()
    if "@" in phone and settings.MAIL_LISTEN:
        host, port = settings.MAIL_LISTEN
        return f"smtp://{host}:{port}", under.email_from or settings.DEFAULT_FROM_EMAIL
    return request.build_absolute_uri("/api/sms/simulator/"), under.sender


def _owners() -> dict[str, str]:
    """Whose each phone and mailbox is; those of nobody we know go by their number, and stand first."""
    strangers = {
        address: formatted(address) if "@" not in address else address for address in strangers_written_to()
    }
    return strangers | people_with_phones()


def _phone(text: str) -> str:
    """A phone number or, for a mailbox, an e-mail address. Raises `Http404` for anything else."""
    if "@" in text:
        return text.strip().lower()
    try:
        return read_phone(text).e164
    except NotAPhone as error:
        raise Http404 from error


def _phones_shown(request: HttpRequest) -> str:
    """The phones on the page that was acted on, so that they stay there."""
    shown = request.GET.copy()
    shown.setlist("phone", request.POST.getlist("shown")[:6])
    return shown.urlencode()


def _faults_in_words() -> list[dict[str, Any]]:
    told = operator.faults()
    return [{"kind": kind, "words": fault_words(kind), "due": told.due.get(kind, 0)} for kind in told.kinds]
