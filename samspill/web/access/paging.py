"""A long list in pages: which one is asked for, and the addresses of its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

ROWS_ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Page:
    """The rows to show; `total` is of the whole list, `before` and `after` are addresses or "" at the ends."""

    rows: list[Any]
    total: int
    number: int
    last: int
    before: str
    after: str


def page_of(
    request: HttpRequest, rows: Any, *, size: int = ROWS_ON_A_PAGE, called: str = "page", first: int = 1
) -> Page:
    """The page `?page=` asks for, of a queryset or a list; the nearest one where it asks for nonsense, and
    `first` where it asks for none. Two queries.

    Where two lists stand on one page each is `called` something of its own.
    """
    found = Paginator(rows, size).get_page(request.GET.get(called, first))
    return Page(
        rows=list(found.object_list),
        total=found.paginator.count,
        number=found.number,
        last=found.paginator.num_pages,
        before=_address(request, called, found.number - 1) if found.has_previous() else "",
        after=_address(request, called, found.number + 1) if found.has_next() else "",
    )


def _address(request: HttpRequest, called: str, number: int) -> str:
    wishes = request.GET.copy()
    wishes[called] = str(number)
    return f"?{wishes.urlencode()}"
