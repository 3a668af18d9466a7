"""Questions, cut by subject; they never write."""

from samspill.commitments.queries.signatures import (
    asked_lately,
    must_sign_anew,
    open_requests,
    signature_for,
    signatures_of,
    waiting_since,
)
from samspill.commitments.queries.texts import (
    current_text,
    current_texts,
    draft_texts,
    text_for,
    text_in_force_on,
    versions_of,
)

__all__ = [
    "asked_lately",
    "current_text",
    "current_texts",
    "draft_texts",
    "must_sign_anew",
    "open_requests",
    "signature_for",
    "signatures_of",
    "text_for",
    "text_in_force_on",
    "versions_of",
    "waiting_since",
]
