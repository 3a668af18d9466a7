"""What a worker, or the web, does many of: the next waves, the waves of a call-out, and blessings of swaps."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from samspill.foundation.tenancy import entered
from samspill.people.models import StaffMember
from samspill.volunteering.actions.asking_next import send_due_waves
from samspill.volunteering.actions.callouts import NobodyLeft, send_callout_wave
from samspill.volunteering.actions.swaps import SwapIsOver, bless_swap
from samspill.volunteering.models import CallOut, Swap

TOWN = "9901"
#: So many are called out at a time.
WAVE = 15


def do(work: str, at: dt.datetime) -> None:
    """Do what is left of this work in Lillevik, one transaction after the other."""
    with entered(TOWN):
        {"waves": send_due_waves, "callouts": _call_out, "swaps": _bless}[work](at)


def _call_out(at: dt.datetime) -> None:
    callout, nora = CallOut.objects.get(), StaffMember.objects.order_by("pk")[0]
    with suppress(NobodyLeft):
        while True:
            send_callout_wave(callout.pk, by=nora, at=at, size=WAVE, despite_budget=True)


def _bless(at: dt.datetime) -> None:
    leader = StaffMember.objects.order_by("pk")[0]
    for key in Swap.objects.filter(blessed_at__isnull=True).order_by("pk").values_list("pk", flat=True):
        with suppress(SwapIsOver):  # Another has blessed it.
            bless_swap(key, by=leader, at=at)
