"""Questions, cut by subject; they never write."""

from samspill.volunteering.queries.matching import Suggestion, Suggestions, who_fits
from samspill.volunteering.queries.square import NextShift, OpenNeed, open_need_for, open_needs

__all__ = ["NextShift", "OpenNeed", "Suggestion", "Suggestions", "open_need_for", "open_needs", "who_fits"]
