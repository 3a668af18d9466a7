"""Where a shift has its page: under its need, and at a rota, which has many, under the time itself."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from samspill.volunteering.models import Need


def address_of(shift: Any, thing: str = "need", *keys: Any) -> str:
    """The address of something about a shift: its page (`need`), `standing`, `asking`, `calls_of` and the like.

    `thing` is the name in `urls.one_shift`; `keys` are the ids that follow.
    """
    if shift.need.form == Need.Form.ROTA:
        return reverse(f"desk:needs:shift:{thing}", args=[shift.need_id, shift.pk, *keys])
    return reverse(f"desk:needs:{thing}", args=[shift.need_id, *keys])
