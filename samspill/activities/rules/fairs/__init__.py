"""Foreningenes dag: who goes to which association in which round, to a proven optimum, with a reason for each wish."""

from samspill.activities.rules.fairs.drawing import draw, refill_openings
from samspill.activities.rules.fairs.problem import Drawn, FairPupil, Opening, Place, Question, Stand
from samspill.activities.rules.fairs.reasons import Reason, reasons_of

__all__ = [
    "Drawn",
    "FairPupil",
    "Opening",
    "Place",
    "Question",
    "Reason",
    "Stand",
    "draw",
    "reasons_of",
    "refill_openings",
]
