"""What a reader may say is wrong, and what may come of it."""

from __future__ import annotations

#: It is wrong · it is over or called off · it is not for the square (offends, harms) · it is advertising · else.
REASONS = ("wrong", "over", "offends", "spam", "other")
#: It was taken off the square · it was put right · it stays as it is.
OUTCOMES = ("hidden", "put_right", "kept")
LONGEST_WORDS = 1000
