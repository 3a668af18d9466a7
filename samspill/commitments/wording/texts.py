"""What each kind of text is called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND_WORDS: dict[str, str | Promise] = {
    "agreement": _("Volunteer agreement"),
    "confidentiality": _("Declaration of confidentiality"),
}


def kind_word(kind: str) -> str:
    """What a text of this kind (`rules.texts.KINDS`) is called; the code itself where it has no word."""
    return str(KIND_WORDS.get(kind, kind))
