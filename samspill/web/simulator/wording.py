"""What the operator's faults are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FAULT_WORDS = {
    "busy": _("Busy: takes nothing, and asks us to come back"),
    "broken": _("Broken: answers with a fault of its own"),
    "refuse": _("Refuses: says that the number does not exist"),
    "silent": _("Silent: takes the message and never answers"),
    "hang_up": _("Hangs up: takes the message and drops the line"),
    "undelivered": _("Not delivered: takes the message, and it never arrives"),
    "no_report": _("No report: never tells what became of it"),
    "report_twice": _("Reports twice"),
}


def fault_words(kind: str) -> str:
    """A fault in words; the code itself if we do not know it."""
    return str(FAULT_WORDS.get(kind, kind))
