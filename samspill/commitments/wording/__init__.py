"""What this room's codes are called, and what it writes to people; in the language that is active."""

from samspill.commitments.wording.texts import kind_word

__all__ = ["kind_word"]
