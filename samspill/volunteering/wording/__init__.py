"""What this room's codes are called, and what it writes to people; in the language that is active."""

from samspill.volunteering.wording.kinds import kind_title
from samspill.volunteering.wording.times import about_when, when_words

__all__ = ["about_when", "kind_title", "when_words"]
