"""Words for what pairs tell in codes: their state, their history, reviews and rhythms."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspill.volunteering.models import Pairing, PairingFollowUp
from samspill.volunteering.queries.pair_waits import PairWait
from samspill.volunteering.queries.pairings import Happened
from samspill.volunteering.rules.pairings import read_back
from samspill.volunteering.wording.pairings import REASONS, rhythm_in_words
from samspill.web.design import dates

HAPPENED: dict[str, str | Promise] = {
    "agree_on_pair": gettext_lazy("The volunteer said yes"),
    "arrange_first_meeting": gettext_lazy("The first meeting was arranged"),
    "start_pairing": gettext_lazy("They started"),
    "change_rhythm": gettext_lazy("The rhythm was changed"),
    "pause_pairing": gettext_lazy("They have a break"),
    "resume_pairing": gettext_lazy("The break is over"),
    "hold_review": gettext_lazy("A review was held"),
    "ask_how_it_goes": gettext_lazy("Both were asked how it goes"),
    "read_follow_up": gettext_lazy("An answer was read"),
    "end_pairing": gettext_lazy("The pair ended"),
    "note_end_seen": gettext_lazy("The end was seen"),
}
ANSWERED: dict[str, str | Promise] = {
    "volunteer": gettext_lazy("The volunteer told how it goes"),
    "recipient": gettext_lazy("The one who gets help told how it goes"),
}
HELD_WITH: dict[str, str | Promise] = {
    "both": gettext_lazy("Both of them"),
    "volunteer": gettext_lazy("The volunteer"),
    "recipient": gettext_lazy("The one who gets help"),
    "contact": gettext_lazy("The one who speaks for them"),
}
COLOURS = {
    "start_pairing": "success",
    "resume_pairing": "success",
    "pause_pairing": "warning",
    "end_pairing": "danger",
    "hold_review": "info",
    "arrange_first_meeting": "info",
}
WAITS: dict[str, str | Promise] = {
    "help": gettext_lazy("Somebody asks for help. Call now"),
    "low": gettext_lazy("It does not go well. Call"),
    "review": gettext_lazy("The review is overdue"),
    "words": gettext_lazy("An answer to read"),
    "unplaced": gettext_lazy("Which pair is this about?"),
    "ended": gettext_lazy("It ended because somebody left"),
    "meeting": gettext_lazy("No first meeting yet"),
    "call": gettext_lazy("Call and ask how it goes"),
}
WAIT_COLOURS = {"help": "danger", "low": "danger", "review": "danger", "call": "sun", "unplaced": "warning"}
#: 1 and 2 are not well, 3 is so-so, 4 and 5 are well.
SCORE_COLOURS = {1: "danger", 2: "danger", 3: "warning", 4: "success", 5: "success"}


def history_lines(lines: list[Happened]) -> list[tuple[Happened, str, str]]:
    """Each line with its words and its colour."""
    return [(line, happened_words(line), COLOURS.get(line.verb, "neutral")) for line in lines]


def happened_words(line: Happened) -> str:
    """What happened, in a sentence without who did it."""
    if line.verb == "answer_follow_up":
        return str(ANSWERED.get(str(line.facts.get("side")), ""))
    words = str(HAPPENED.get(line.verb, line.verb.replace("_", " ")))
    reason = line.facts.get("reason")
    return f"{words}: {reason_words(reason)}" if reason else words


def reason_words(code: Any) -> str:
    """Why a pair ended, beginning small."""
    words = str(REASONS.get(str(code), code or ""))
    return words[:1].lower() + words[1:]


def rhythm_words(pairing: Pairing) -> str:
    """How often they meet: as a fixed rhythm where there is one, and in their own words."""
    pattern = read_back(pairing.pattern)
    fixed = rhythm_in_words(pattern) if pattern else ""
    return " · ".join(words for words in (fixed, pairing.rhythm_words) if words)


def wait_words(wait: PairWait) -> str:
    """What waits, shortly."""
    return str(WAITS[wait.what])


def day_words(on: dt.date) -> str:
    """A day as people say it, with its year."""
    return dates.day(on, get_language() or "nb", year=True)


def score_words(score: int | None) -> str:
    """A number from 1 to 5, or that there is none."""
    return _("no number") if score is None else str(score)


def last_answer(rows: list[PairingFollowUp]) -> PairingFollowUp | None:
    """The latest that was answered."""
    answered = [row for row in rows if row.answered_at]
    return max(answered, key=lambda row: row.answered_at) if answered else None  # type: ignore[arg-type,return-value]
