"""Keys that stand in what was written: whoever reads along at the desk is not to open another's page with them."""

from __future__ import annotations

import re

#: `foundation.actions.make_link` gives 22 signs; an identity of a row has 36 and a dash where this has none.
_KEY = re.compile(r"(https?://\S+?/)[A-Za-z0-9_-]{22}(?=/|\s|$)")


def hide_keys(text: str) -> str:
    """The text with «•••» for the key of every one-time link in it; the rest as it is."""
    return _KEY.sub(r"\1•••", text)
