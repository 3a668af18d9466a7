"""Text that others wrote, without its markup."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

LONGEST_TEXT = 20_000

#: A whole tag, or a declaration. No part of a text is looked through from more than a few beginnings.
_TAG = re.compile(
    r"""<(?:/?[a-z][a-z0-9]*(?![a-z0-9])(?:[^<>"']|"[^"]*"|'[^']*')*|[!?][^<>]*|/?[a-z][a-z0-9]*\b[^<>]*)>""",
    re.I,
)


def plain(text: str) -> str:
    """Text without markup: paragraphs become lines, links keep their address, at most one empty line in a row."""
    text = _without_comments(text)
    if _TAG.search(text):
        text = _without_markup(_with_whole_tags(text))
    elif "&" in text:
        text = unescape(text)
    text = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    text = re.sub(r"[^\S\n]+", " ", text)
    return re.sub(r" ?\n ?", "\n", re.sub(r"\n\s*\n\s*", "\n\n", text)).strip()[:LONGEST_TEXT]


def _without_comments(text: str) -> str:
    pieces, here = [], 0
    while (begins := text.find("<!--", here)) >= 0 and (ends := text.find("-->", begins + 4)) >= 0:
        pieces.append(text[here:begins])
        here = ends + 3
    return "".join([*pieces, text[here:]])


def _with_whole_tags(text: str) -> str:
    """With every `<` that begins no whole tag as a letter: the parser looks for the end of each again and again."""
    pieces, here = [], 0
    for tag in _TAG.finditer(text):
        pieces += [text[here : tag.start()].replace("<", "&lt;"), tag[0]]
        here = tag.end()
    return "".join([*pieces, text[here:].replace("<", "&lt;")])


def _without_markup(text: str) -> str:
    reader = _MarkupReader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # how the parser says that "<![" is not followed by anything it knows
        return re.sub(r"<[^<>]*>", "", text)
    return "".join(reader.pieces)


class _MarkupReader(HTMLParser):
    _LINES = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table")
    _SILENT = ("script", "style", "head", "title")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0
        self._link = ""
        self._link_begins = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._SILENT:
            self._silent += 1
        elif tag in self._LINES:
            self.pieces.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            self._link, self._link_begins = dict(attrs).get("href") or "", len(self.pieces)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("p", "h1", "h2", "h3", "h4"):
            self.pieces.append("\n")
        elif tag == "a" and self._link:
            self._end_link()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)

    def _end_link(self) -> None:
        shown = "".join(self.pieces[self._link_begins :])
        address = self._link.removeprefix("mailto:")
        if address.startswith(("http://", "https://")) and address not in shown:
            self.pieces.append(f" ({address})")
        self._link = ""
