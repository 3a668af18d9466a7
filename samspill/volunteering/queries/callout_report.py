"""What a call-out led to: how many, how fast, who came, and what to do better."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspill.volunteering.models import CallOut, CallOutQuestion, CallOutWave
from samspill.volunteering.queries.callouts import Counts, counts_of, log_of
from samspill.volunteering.queries.standing import Happening

Answer = CallOutQuestion.Answer


@dataclass(frozen=True)
class Report:
    """The figures reconcile to `questions`, which has everybody who was asked; times are counted from the first wave.

    `first_reply`, `first_yes`, `median_reply` and `enough_after` (until as many had said yes as were wanted) are None
    where it did not happen.
    """

    callout: CallOut
    counts: Counts
    waves: list[CallOutWave]
    questions: list[CallOutQuestion]
    log: list[Happening]
    first_reply: dt.timedelta | None
    first_yes: dt.timedelta | None
    median_reply: dt.timedelta | None
    enough_after: dt.timedelta | None

    @property
    def came(self) -> list[CallOutQuestion]:
        """Those who arrived, in order."""
        there = [one for one in self.questions if one.arrived_at]
        return sorted(there, key=lambda one: one.arrived_at or one.asked_at)

    @property
    def did_not_come(self) -> list[CallOutQuestion]:
        """Those who said yes and were not written down as there."""
        return [one for one in self.questions if one.answer == Answer.YES and not one.arrived_at]

    @property
    def went_wrong(self) -> list[Happening]:
        """What to do better next time."""
        return [line for line in self.log if line.verb == "went_wrong"]

    @property
    def cost_ore(self) -> int:
        """What the questions cost, in øre."""
        return sum(wave.cost_ore for wave in self.waves)


def report_of(callout: CallOut) -> Report:
    """The report of a call-out that came through its gate; it may still go on."""
    rows = CallOutQuestion.objects.filter(callout=callout)
    questions = list(rows.select_related("person", "answer_entered_by", "wave").order_by("answered_at", "pk"))
    waves = list(callout.waves.select_related("sent_by").order_by("number"))
    began = waves[0].sent_at if waves else callout.started_at
    replied = sorted(one.answered_at - began for one in questions if one.answered_at)
    yes = sorted(one.answered_at - began for one in questions if one.answered_at and one.answer == Answer.YES)
    return Report(
        callout=callout,
        counts=counts_of(callout),
        waves=waves,
        questions=questions,
        log=log_of(callout),
        first_reply=replied[0] if replied else None,
        first_yes=yes[0] if yes else None,
        median_reply=replied[len(replied) // 2] if replied else None,
        enough_after=yes[callout.wanted - 1] if len(yes) >= callout.wanted else None,
    )
