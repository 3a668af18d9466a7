"""What a reader may say is wrong, and what may come of it."""

from __future__ import annotations

#: It is wrong · it is over or called off · it is not for the square (offends, harms) · it is advertising · else.
REASONS = ("wrong", "over", "offends", "spam", "other")
#: Of a picture: it shows something else · somebody in it has not agreed · it is another's · and as above.
REASONS_OF_PICTURES = ("not_agreed", "not_theirs", "wrong", "offends", "spam", "other")
#: Of a story: somebody in it has not agreed · and as above.
REASONS_OF_STORIES = ("not_agreed", "wrong", "offends", "spam", "other")
#: It was taken off the square · it was put right · it stays as it is.
OUTCOMES = ("hidden", "put_right", "kept")
LONGEST_WORDS = 1000
