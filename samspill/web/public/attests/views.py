"""Type the code of a certificate, and see whether it is genuine and what it says; no more than it says itself."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.volunteering.queries.attests import find_attest, told_facts
from samspill.web.public.asking.limits import address_of

#: An employer asks about a few; a machine that guesses asks about thousands.
FROM_ONE_ADDRESS = Limit(burst=20, refill=dt.timedelta(minutes=1))


@never_cache
@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """The form, and with a code what there is to tell about it."""
    code = request.GET.get("code", "").strip()[:40]
    if not code:
        return render(request, "public/attests/verification.html", {})
    try:
        spend("attest", address_of(request), FROM_ONE_ADDRESS, at=clock.now())
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    found = find_attest(code)
    facts = []
    if found and not found.withdrawn_at:
        with override(found.language):
            facts = told_facts(found)
    page = {"code": code, "found": found, "facts": facts}
    return render(request, "public/attests/verification.html", page, status=200 if found else 404)
