"""Which municipality the host name leads to, and which language the reader wants."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from samspill.foundation.models import Municipality
from samspill.foundation.queries import municipality_at, open_municipalities
from samspill.foundation.tenancy import entered

View = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "language"


def municipality_from_host(get_response: View) -> View:
    """Enter the municipality of the host for the whole request; a host without one gets the list of municipalities."""

    def middleware(request: HttpRequest) -> HttpResponse:
        municipality = municipality_at(request.get_host())
        if municipality is None:
            return _offer_the_list(request)
        request.municipality = municipality  # type: ignore[attr-defined]
        with entered(municipality):
            return get_response(request)

    return middleware


def language_of_reader(get_response: View) -> View:
    """Answer in the language the reader chose (a cookie), else one her browser asks for, else the municipality's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def chosen_language(request: HttpRequest) -> str:
    """`nb`, `nn` or `en`: the cookie's, else the municipality's own. A Norwegian page is never guessed away."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    municipality: Municipality = request.municipality  # type: ignore[attr-defined]
    return municipality.standard_language


def _offer_the_list(request: HttpRequest) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        page = {"municipalities": open_municipalities(), "host": request.get_host()}
        return render(request, "access/no_municipality.html", page, status=404)
