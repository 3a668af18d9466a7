"""How often one address, and a whole municipality, may send us their names."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.web.access.visitors import address_of

#: A library or a school shares one address; a robot sends hundreds.
FROM_ONE_ADDRESS = Limit(burst=8, refill=dt.timedelta(minutes=5))
FROM_EVERYBODY = Limit(burst=200, refill=dt.timedelta(seconds=30))
#: When a course opens, the parents of a whole class sign up in one hall, by one network, and others at home.
FROM_ONE_HALL = Limit(burst=40, refill=dt.timedelta(seconds=30))
FROM_ALL_HALLS = Limit(burst=600, refill=dt.timedelta(seconds=6))


def may_sign_up(request: HttpRequest, form: forms.Form) -> bool:
    """As `may_send`, of places: these are counted by themselves, and many ask for one in the same minute."""
    return _may_go_on(
        form,
        ("signing up from", address_of(request), FROM_ONE_HALL),
        ("signing up", "everybody", FROM_ALL_HALLS),
    )


def may_send(request: HttpRequest, form: forms.Form) -> bool:
    """Whether one more may come from this address now; where not, the form says when and whom to call instead."""
    return _may_go_on(
        form, ("asking from", address_of(request), FROM_ONE_ADDRESS), ("asking", "everybody", FROM_EVERYBODY)
    )


def _may_go_on(form: forms.Form, *allowances: tuple[str, str, Limit]) -> bool:
    at = clock.now()
    try:
        for what, whose, limit in allowances:
            spend(what, whose, limit, at=at)
    except TooOften as error:
        form.add_error(None, words_for_waiting(error.wait))
        return False
    return True


def words_for_waiting(wait: dt.timedelta) -> str:
    """When to try again, and that one may call instead."""
    minutes = max(1, -(-wait // dt.timedelta(minutes=1)))
    return " ".join(
        (
            _("We have received many messages from your network just now."),
            ngettext(
                "Try again in %(minutes)s minute, or call us.",
                "Try again in %(minutes)s minutes, or call us.",
                minutes,
            )
            % {"minutes": minutes},
        )
    )
