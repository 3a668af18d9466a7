"""Letters about the week: asking for them, the code or the link, and the private page that changes and ends them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from samspill.activities.actions.subscriptions import (
    LINK,
    RUNS_FOR,
    HasStopped,
    TooManyChoices,
    ask_for_letters,
    asked_for_by_link,
    change_letters,
    confirm_by_code,
    confirm_by_link,
    end_letters,
)
from samspill.activities.models import WeekSubscription
from samspill.activities.queries import filter_in_words
from samspill.activities.queries.subscriptions import filter_of, plain_address, subscription_of_link
from samspill.activities.rules.filters import Filter, without_spot
from samspill.foundation import clock
from samspill.foundation.actions import LinkNotValid, look_at_link
from samspill.foundation.limits import TooOften
from samspill.foundation.one_time_codes import WrongCode
from samspill.messaging.actions.confirming import NotAMobile
from samspill.people.models import Channel
from samspill.web.access.links import in_her_language, kept_nowhere, link_too_old
from samspill.web.public.activities.choices import filter_choices
from samspill.web.public.activities.wishes import Wish, read_wish
from samspill.web.public.asking.limits import may_send
from samspill.web.public.sign_ups.forms import CodeForm
from samspill.web.public.subscriptions.forms import RHYTHMS, ChangeForm, SubscribeForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Where to and how often, for the filter in the address; then a code or a link is sent."""
    looked_for = without_spot(read_wish(request.GET, clock.today()).looked_for)
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and may_send(request, form):
        sent = _ask(form, looked_for)
        if sent:
            return _sent_page(request, *sent, form.cleaned_data["address"])
    page = {
        "here": "week",
        "form": form,
        "chosen": filter_in_words(looked_for),
        "filter_address": plain_address(looked_for),
    }
    return render(request, "public/subscriptions/new.html", page, status=422 if form.errors else 200)


@never_cache
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """The code came back: she gets letters, or is told why not."""
    form = CodeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            row = confirm_by_code(given["asked"], given["code"], at=clock.now())
            return render(request, "public/subscriptions/begun.html", _told(row))
        except (WrongCode, TooOften, HasStopped, TooManyChoices) as error:
            form.add_error("code", complaint(error))
    return _code_page(request, form, "", status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, sealed: str) -> HttpResponse:
    """The link in the e-mail: it shows what she asked for, and a press begins it. Machines that look begin nothing."""
    at = clock.now()
    try:
        looked_for, rhythm = asked_for_by_link(sealed, at=at)
        if request.method == "POST":
            row = confirm_by_link(sealed, at=at)
            return kept_nowhere(render(request, "public/subscriptions/begun.html", _told(row)))
    except (WrongCode, HasStopped, TooManyChoices) as error:
        page = {"here": "week", "complaint": complaint(error)}
        return kept_nowhere(render(request, "public/subscriptions/not_begun.html", page, status=410))
    told = filter_of(WeekSubscription(looked_for=looked_for))
    page = {"here": "week", "chosen": filter_in_words(told), "rhythm": str(dict(RHYTHMS)[rhythm])}
    return kept_nowhere(render(request, "public/subscriptions/by_link.html", page))


def with_link_to_letters(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever holds the private link of a subscription; the view gets the subscription."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        try:
            row = subscription_of_link(look_at_link(LINK, token, at=clock.now()).subject)
        except (LinkNotValid, WeekSubscription.DoesNotExist):
            return link_too_old(request, LINK, token, "")
        with in_her_language(request, row.language):
            return kept_nowhere(view(request, token, row))

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_letters
def own(request: HttpRequest, token: str, row: WeekSubscription) -> HttpResponse:
    """What she gets; change it or go on for two more years."""
    changed = request.POST if request.method == "POST" else None
    form = ChangeForm(changed, initial={"rhythm": row.rhythm})
    wish = read_wish(changed, clock.today()) if changed is not None else None
    if form.is_valid() and wish is not None and row.ended_at is None:
        try:
            change_letters(row, wish.looked_for, form.cleaned_data["rhythm"], at=clock.now())
            return redirect(f"{reverse('public:subscriptions:own', args=[token])}?saved=1")
        except TooManyChoices:
            form.add_error(None, _("You have this choice already, in another subscription."))
    shown = wish or _wish_of(row)
    page = _told(row) | {
        "token": token,
        "form": form,
        "wish": shown,
        "choices": filter_choices(shown, get_language() or "nb", with_days=False),
        "saved": "saved" in request.GET,
    }
    return render(request, "public/subscriptions/own.html", page, status=422 if form.errors else 200)


@require_POST
@with_link_to_letters
def ending(request: HttpRequest, token: str, row: WeekSubscription) -> HttpResponse:
    """No more letters; pressing twice does the same."""
    end_letters(row, channel="web", at=clock.now())
    return redirect("public:subscriptions:own", token)


@csrf_exempt  # The reader's mail program presses, without a page of ours (RFC 8058). The address is the key.
@require_POST
@with_link_to_letters
def one_click(request: HttpRequest, token: str, row: WeekSubscription) -> HttpResponse:
    """«Unsubscribe» in her mail program."""
    end_letters(row, channel=Channel.EMAIL, at=clock.now())
    return HttpResponse(status=204)


def complaint(error: Exception) -> str:
    """Why letters did not begin, in words."""
    if isinstance(error, WrongCode):
        return _("This is not the code or the link we sent, or it is too old. Begin again.")
    if isinstance(error, HasStopped):
        return _(
            "You have said STOPP to messages from us. Answer START to the last one, and then begin again."
        )
    if isinstance(error, TooManyChoices):
        return _("You follow ten choices already. End one of them first.")
    return _("You have tried many times. Wait a little, or call us.")


def _ask(form: SubscribeForm, looked_for: Filter) -> tuple[str, str] | None:
    """Send the code or the link. A robot gets the same page and nothing is sent."""
    given = form.cleaned_data
    if form.is_from_a_robot:
        return Channel.EMAIL, ""
    language = get_language() or "nb"
    try:
        return ask_for_letters(
            given["address"], looked_for, given["rhythm"], language=language, at=clock.now()
        )
    except NotAMobile:
        form.add_error("address", _("We cannot send an SMS to this number. Write an e-mail address instead."))
    except TooOften as error:
        form.add_error(None, complaint(error))
    return None


def _sent_page(request: HttpRequest, channel: str, asked: str, address: str) -> HttpResponse:
    if channel == Channel.SMS:
        return _code_page(request, CodeForm(initial={"asked": asked}), address)
    return render(request, "public/subscriptions/look_in_mail.html", {"here": "week", "address": address})


def _code_page(request: HttpRequest, form: CodeForm, phone: str, status: int = 200) -> HttpResponse:
    page = {"here": "week", "form": form, "phone": phone}
    return render(request, "public/subscriptions/code.html", page, status=status)


def _told(row: WeekSubscription) -> dict[str, object]:
    return {
        "here": "week",
        "row": row,
        "chosen": filter_in_words(filter_of(row)),
        "rhythm": dict(RHYTHMS)[row.rhythm],
        "runs_until": clock.local_day(row.renewed_at + RUNS_FOR),
        "address": row.address,
    }


def _wish_of(row: WeekSubscription) -> Wish:
    return read_wish(QueryDict(row.looked_for), clock.today())
