"""Operators' doors: an answer from a phone, and what became of a message. The host name says whose they are.

A call is believed only with a valid signature. Repeating a call changes nothing and is answered alike, for operators
repeat what they are unsure of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.actions import calls

#: An SMS is at most a few hundred bytes; what stands around it, some thousand.
LONGEST_CALL = 64 * 1024


@csrf_exempt
@require_POST
def inbound(request: HttpRequest, gateway: str) -> HttpResponse:
    """An answer from a phone: stored, then understood."""
    return _take(calls.take_inbound_call, request, gateway)


@csrf_exempt
@require_POST
def report(request: HttpRequest, gateway: str) -> HttpResponse:
    """What became of a message: stored, then applied."""
    return _take(calls.take_report_call, request, gateway)


def _take(take_call: Callable[..., Any], request: HttpRequest, gateway: str) -> HttpResponse:
    try:
        body = _body(request)
        take_call(gateway, dict(request.headers.items()), body, at=clock.now())
    except calls.gateways.NoSuchGateway:
        return _answer("no such gateway", 404)
    except calls.gateways.Forged as error:
        return _answer(str(error), 403)
    except calls.gateways.Garbled as error:
        return _answer(str(error), 400)
    except RequestDataTooBig:
        return _answer("too long", 413)
    return _answer("taken", 200)


def _body(request: HttpRequest) -> bytes:
    if int(request.headers.get("Content-Length") or 0) > LONGEST_CALL:
        raise RequestDataTooBig
    return request.body


def _answer(what: str, status: int) -> JsonResponse:
    return JsonResponse({"detail": what}, status=status, headers={"Cache-Control": "no-store"})
