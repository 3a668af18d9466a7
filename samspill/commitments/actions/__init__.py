"""What happens to texts and signatures."""

from samspill.commitments.actions.asking import ask_to_sign, read_out, renew_requests, send_new_link
from samspill.commitments.actions.keeping import forget_old_signers
from samspill.commitments.actions.replies import take_signature
from samspill.commitments.actions.signatures import (
    NotSignedYet,
    NotThatDay,
    NotWrittenAsAName,
    TextReplaced,
    sign,
    sign_on_paper,
    withdraw_signature,
)
from samspill.commitments.actions.texts import (
    NothingToPublish,
    NotInForce,
    TextEmpty,
    TextStands,
    WrongYears,
    adopt_standard_text,
    change_draft,
    discard_draft,
    draft_version,
    publish_version,
)

__all__ = [
    "NotInForce",
    "NotSignedYet",
    "NotThatDay",
    "NotWrittenAsAName",
    "NothingToPublish",
    "TextEmpty",
    "TextReplaced",
    "TextStands",
    "WrongYears",
    "adopt_standard_text",
    "ask_to_sign",
    "change_draft",
    "discard_draft",
    "draft_version",
    "forget_old_signers",
    "publish_version",
    "read_out",
    "renew_requests",
    "send_new_link",
    "sign",
    "sign_on_paper",
    "take_signature",
    "withdraw_signature",
]
