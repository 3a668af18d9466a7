"""By which way each of many is written to, or why she is left out."""

from __future__ import annotations

#: Why somebody a mailing is to gets nothing of it now.
LEFT_OUT = ("opted_out", "no_consent", "unreachable", "shares_phone", "digest", "gone")
WRITTEN = ("sms", "email", "letter", "phone")


def way_or_reason(
    *, may_be_contacted: bool, has_stopped: bool, channel: str, has_address: bool, waits_for_digest: bool
) -> str:
    """The channel she is written to by, or a code of `LEFT_OUT`.

    `has_stopped` where an address of hers has said STOPP; `channel` is her best way, "" where there is none. What she
    has said counts before what is possible.
    """
    if not may_be_contacted:
        return "opted_out" if has_stopped else "no_consent"
    if not channel or not has_address:
        return "opted_out" if has_stopped else "unreachable"
    return "digest" if waits_for_digest else channel
