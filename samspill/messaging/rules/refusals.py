"""Whether an operator's reason for refusing a message is that nobody has the address. Nothing is guessed.

A refusal may as well be about our own account, the text or the hour; then the number is left alone.
"""

from __future__ import annotations

import re

#: What operators of SMS say of numbers nobody has, and mail servers of mailboxes (RFC 3463: 5.1.1, 5.1.10, 5.1.2).
_NOBODY_THERE = re.compile(
    r"(?i)\b(?:"
    r"(?:no such|unknown|invalid|non-?existent|unallocated|not a valid|unassigned) "
    r"(?:\w+ )?(?:number|msisdn|subscriber|recipient|destination|user|mailbox|address)"
    r"|(?:number|msisdn|subscriber|recipient|user|mailbox) (?:\w+ )?"
    r"(?:is )?(?:unknown|not in use|not found|does not exist|doesn't exist|invalid|unallocated)"
    r"|5\.1\.(?:1|2|10)"
    r")\b"
)


def nobody_has_the_address(reason: str) -> bool:
    """Whether the reason says that no phone or mailbox has this address, so that it is pointless to try again."""
    return bool(_NOBODY_THERE.search(reason))
