"""What somebody wrote as a web address, as one may link to it."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """A web address one may safely link to, with https where only a name was written; "" for anything else."""
    text = text.strip()
    if text and "://" not in text and ":" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and "." in parts.netloc else ""
