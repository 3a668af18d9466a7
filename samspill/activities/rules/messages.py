"""How often an organiser may write to those who have signed up."""

from __future__ import annotations

#: Messages about one activity in one day. More is a conversation, and belongs on the phone.
MOST_A_DAY = 3
#: Signs of a message: four text messages with what stands around it.
LONGEST = 480
#: Days after a time in which one may still write to those who were there.
WRITES_AFTER_DAYS = 14


#: Whom a message goes to: those who come, those who wait for a place, or both.
COME, WAIT, BOTH = "come", "wait", "both"
AUDIENCES = (COME, WAIT, BOTH)


def may_write_again(written_today: int) -> bool:
    """Whether there is room for one more today."""
    return written_today < MOST_A_DAY
