"""What went wrong, for a machine and for whoever wrote it (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _

PROBLEM_JSON = "application/problem+json"


@dataclass
class Problem(Exception):
    """An answer that is no success. `code` names it for good; `errors` are (where, what) of each part that is wrong."""

    status: int
    code: str
    title: str
    detail: str = ""
    errors: Sequence[tuple[str, str]] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self) -> JsonResponse:
        """The problem as it goes out. Never kept by anybody on the way."""
        told: dict[str, Any] = {
            "type": f"/open-data/#{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
        }
        if self.detail:
            told["detail"] = self.detail
        if self.errors:
            told["errors"] = [{"where": where, "what": what} for where, what in self.errors]
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Language", **self.headers}
        return JsonResponse(told, status=self.status, headers=headers, content_type=PROBLEM_JSON)


def bad_parameters(errors: Sequence[tuple[str, str]]) -> Problem:
    """400: the address asks for something that makes no sense."""
    return Problem(
        400, "bad-parameters", _("The address asks for something we do not understand."), "", errors
    )


def not_found() -> Problem:
    """404: no such thing here, or it is not public."""
    return Problem(404, "not-found", _("There is nothing here with this address."))


def wrong_method(allowed: Sequence[str]) -> Problem:
    """405: this cannot be done at this address."""
    return Problem(
        405, "wrong-method", _("This cannot be done at this address."), headers={"Allow": ", ".join(allowed)}
    )
