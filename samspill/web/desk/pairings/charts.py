"""How it has gone on one side of a pair, as a small picture: with a title, a description, and a table beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.volunteering.models import PairingFollowUp
from samspill.web.desk.pairings.words import day_words

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 24, 14, 14, 22
HIGHEST = 5


def chart(rows: Sequence[PairingFollowUp], *, title: str, key: str) -> SafeString:
    """The numbers over time, 1 at the bottom and 5 at the top; "" where there is none. `key` makes its ids its own."""
    told = [row for row in rows if row.score is not None]
    if not told:
        return SafeString("")
    points = _points(told)
    return format_html(
        '<svg class="curve" viewBox="0 0 {} {}" role="img" aria-labelledby="{k}-title {k}-desc">'
        '<title id="{k}-title">{}</title><desc id="{k}-desc">{}</desc>{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        _described(told),
        _lines(),
        _path(points),
        _dots(points),
        _ends(told, points),
        k=key,
    )


def _described(rows: list[PairingFollowUp]) -> str:
    return "; ".join(
        _("%(day)s: %(score)s of 5") % {"day": day_words(row.due_on), "score": row.score} for row in rows
    )


def _points(rows: list[PairingFollowUp]) -> list[tuple[float, float, int]]:
    """Where each number stands: days across, the number up."""
    first, last = rows[0].due_on, rows[-1].due_on
    days = max((last - first).days, 1)
    across = WIDTH - LEFT - RIGHT
    return [
        (
            round(LEFT + across * ((row.due_on - first).days / days if len(rows) > 1 else 0.5), 1),
            _height(row.score or 0),
            row.score or 0,
        )
        for row in rows
    ]


def _height(score: int) -> float:
    step = (HEIGHT - TOP - BOTTOM) / (HIGHEST - 1)
    return round(HEIGHT - BOTTOM - step * (score - 1), 1)


def _lines() -> SafeString:
    """A line for each number, with the number before it."""
    return format_html_join(
        "",
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="8" y="{}">{}</text>',
        (
            (LEFT, WIDTH - RIGHT, _height(score), _height(score), _height(score) + 4, score)
            for score in range(1, HIGHEST + 1)
        ),
    )


def _path(points: list[tuple[float, float, int]]) -> SafeString:
    if len(points) < 2:
        return SafeString("")
    return format_html('<polyline points="{}"/>', " ".join(f"{x},{y}" for x, y, _score in points))


def _dots(points: list[tuple[float, float, int]]) -> SafeString:
    """A low number is a square, so that colour is not all that tells it."""
    low = format_html_join(
        "",
        '<rect class="low" x="{}" y="{}" width="11" height="11"/>',
        ((x - 5.5, y - 5.5) for x, y, score in points if score <= 2),
    )
    well = format_html_join(
        "", '<circle cx="{}" cy="{}" r="5"/>', ((x, y) for x, y, score in points if score > 2)
    )
    return format_html("{}{}", well, low)


def _ends(rows: list[PairingFollowUp], points: list[tuple[float, float, int]]) -> SafeString:
    """The first and the last day under the picture."""
    first, last = rows[0].due_on, rows[-1].due_on
    if len(rows) < 2:
        return format_html(
            '<text class="middle" x="{}" y="{}">{}</text>', points[0][0], HEIGHT - 5, f"{first:%d.%m.%y}"
        )
    return format_html(
        '<text x="{}" y="{}">{}</text><text class="end" x="{}" y="{}">{}</text>',
        LEFT,
        HEIGHT - 5,
        f"{first:%d.%m.%y}",
        WIDTH - RIGHT,
        HEIGHT - 5,
        f"{last:%d.%m.%y}",
    )
