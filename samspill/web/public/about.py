"""What everyone should know: what being a volunteer means, how personal data are kept, how the site can be used."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspill.foundation.retention import all_rules, days_kept
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import counted
from samspill.web.design.periods import period_words

AN_HOUR = 3600


@for_everybody(AN_HOUR)
@counted("page", "about")
def volunteering(request: HttpRequest) -> HttpResponse:
    """In plain language: unpaid, how often, what the other expects, and what it does not change."""
    return render(request, "public/about/volunteering.html", {"here": "give"})


@for_everybody(AN_HOUR)
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about people, why, for how long, and how to stop it."""
    return render(request, "public/about/privacy.html")


@for_everybody(AN_HOUR)
def keeping(request: HttpRequest) -> HttpResponse:
    """How long each kind of thing is kept here: the very rules the worker runs."""
    days = days_kept()
    rules = [(rule, period_words(days[rule.name])) for rule in all_rules()]
    return render(request, "public/about/keeping.html", {"rules": rules})


@for_everybody(AN_HOUR)
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site meets the requirements, what does not, and where to say so."""
    return render(request, "public/about/accessibility.html")
