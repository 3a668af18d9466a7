"""Whether this process can do its work, for those who watch over it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

HEALTH = "/api/health"


def answered_before_hosts(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer `/api/health` on any host name, also where no municipality has been opened yet."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return health() if request.path == HEALTH else get_response(request)

    return middleware


def health() -> JsonResponse:
    """200 where the database answers, 503 where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _answer({"database": "does not answer"}, 503)
    return _answer({"database": "answers"}, 200)


def _answer(facts: dict[str, str], status: int) -> JsonResponse:
    return JsonResponse(facts, status=status, headers={"Cache-Control": "no-store"})
