"""Tasks told as XML: RSS 2.0 (and the older ones that look like it) and Atom (RFC 4287).

Feeds are written by all sorts of programs. What would stop a strict reader and says nothing (control characters, a
bare `&`, the names HTML has for letters) is put right first; one that breaks off gives the tasks before the break.
Declarations of one's own (DOCTYPE) are refused, and with them every trick of entities.
"""

from __future__ import annotations

import re
from html import escape
from html.entities import html5
from xml.parsers import expat

from samspill.volunteering.outside.results import ToldTask, UnreadableTasks

_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_ONE_BYTE = re.compile(r"(?:iso-8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|macintosh)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,31});|#(\d{1,7});|#[xX]([0-9A-Fa-f]{1,6});)?")
_RAW, _RAW_ENDS = "<![CDATA[", "]]>"
_NAME = re.compile(r"<name>([^<]{0,400})</name>")
_OWN_TO_XML = {"amp", "lt", "gt", "quot", "apos"}
_DEEPEST = 60

_ATOM = "http://www.w3.org/2005/Atom"
#: What we keep of an item or entry, by the element's name without its namespace.
_FIELDS = {
    "id": "key", "guid": "key", "title": "title", "encoded": "content", "content": "content",
    "description": "summary", "summary": "summary", "author": "author", "creator": "organiser",
    "organizer": "organiser", "location": "place", "startdate": "starts", "dtstart": "starts", "enddate": "ends",
    "dtend": "ends", "link": "link",
}  # fmt: skip
#: An element counts where its namespace has one of these in it: elsewhere (media:title) the names say other things.
_KNOWN_SPACES = ("", _ATOM, "purl.org/rss/1.0/", "purl.org/dc/", "xcal", "backend.userland.com")


class _TooDeep(Exception):
    """Elements in elements without end."""


class _OwnDeclarations(Exception):
    """The file wants to say what words in it mean."""


def told_as_xml(source: bytes) -> tuple[str, tuple[ToldTask, ...], str, bool]:
    """The kind, the tasks, where the next page is, and whether it was read to its end. Raises UnreadableTasks."""
    reader = _Reader()
    is_whole = reader.read(_put_right(_decoded(source)))
    if not reader.kind:
        raise UnreadableTasks("not_tasks")
    if not is_whole and not reader.tasks:
        raise UnreadableTasks("broken")
    return reader.kind, tuple(reader.tasks), reader.following, is_whole


def _decoded(source: bytes) -> str:
    """The letters: by the mark at the beginning, else as the file says, else UTF-8. What cannot be read is «�»."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if source.startswith(mark):
            return source.decode(encoding, errors="replace")
    if source[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        return source.decode("utf-16-le" if source[0] else "utf-16-be", errors="replace")
    said = _ENCODING.search(source[:400])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    # Browsers read what calls itself Latin-1 as what Windows wrote, and so do we: nobody means the control characters.
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
    try:
        return source.decode(name if _ONE_BYTE.fullmatch(name) else "utf-8", errors="replace")
    except LookupError:
        return source.decode("utf-8", errors="replace")


def _put_right(text: str) -> str:
    """Letters that XML can write, and every `&` a word that it knows; what stands as it is (CDATA) is left so."""
    text = _UNWRITABLE.sub("", _DECLARATION.sub("", text, count=1).lstrip())
    pieces, here = [], 0
    while (raw := text.find(_RAW, here)) >= 0:
        ends = text.find(_RAW_ENDS, raw)
        ends = len(text) if ends < 0 else ends
        pieces += [_AMPERSAND.sub(_known, text[here:raw]), text[raw:ends]]
        here = ends
    return "".join([*pieces, _AMPERSAND.sub(_known, text[here:])])


def _known(found: re.Match[str]) -> str:
    name, number, hexadecimal = found.groups()
    if number or hexadecimal:
        code = int(number) if number else int(hexadecimal, 16)
        letter = chr(code) if code <= 0x10FFFF else ""
        return escape(_UNWRITABLE.sub("", letter))
    if not name:
        return "&amp;"
    if name in _OWN_TO_XML:
        return found[0]
    return escape(html5[name + ";"]) if name + ";" in html5 else "&amp;" + found[0][1:]


class _Reader:
    """Goes through the file once and keeps what stands in items and entries."""

    def __init__(self) -> None:
        self.kind = ""
        self.following = ""
        self.tasks: list[ToldTask] = []
        self._depth = 0
        self._item_depth = 0
        self._told: dict[str, str] = {}
        self._field = ""
        self._field_depth = 0
        self._pieces: list[str] = []

    def read(self, text: str) -> bool:
        """Whether the end was reached."""
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._say
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        try:
            parser.Parse(text.encode("utf-8"), True)
        except expat.ExpatError:
            return False
        except _TooDeep as error:
            raise UnreadableTasks("broken") from error
        except _OwnDeclarations as error:  # A web page has one as well.
            raise UnreadableTasks("not_tasks") from error
        return True

    def _refuse(self, *declared: object) -> None:
        raise _OwnDeclarations

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeep
        space, _, local = name.rpartition(" ")
        local = local.lower()
        if self._depth == 1:
            self.kind = {"rss": "rss", "rdf": "rss", "feed": "atom"}.get(local, "")
        elif self._field:
            self._mark(local, attributes)
        elif self._item_depth:
            self._begin_field(space, local, attributes)
        elif local in ("item", "entry") and self._depth <= 3:
            self._item_depth, self._told = self._depth, {}
        elif local == "link" and attributes.get("rel") == "next":
            self.following = attributes.get("href", "")

    def _begin_field(self, space: str, local: str, attributes: dict[str, str]) -> None:
        if self._depth != self._item_depth + 1 or not _is_known(space):
            return
        field = _FIELDS.get(local, "")
        if field == "link" and "href" in attributes:
            if attributes.get("rel", "alternate") == "alternate":
                self._told.setdefault("url", attributes["href"])
            return
        if local == "guid" and attributes.get("isPermaLink", "true").lower() != "false":
            field = "permalink"
        self._field, self._field_depth, self._pieces = field, self._depth, []

    def _mark(self, local: str, attributes: dict[str, str]) -> None:
        """Markup written as elements (Atom's xhtml) becomes markup written as letters, as others have it."""
        link = f' href="{escape(attributes["href"])}"' if "href" in attributes else ""
        self._pieces.append(f"<{local}{link}>")

    def _say(self, text: str) -> None:
        if self._field:
            self._pieces.append(text)

    def _end(self, name: str) -> None:
        if self._field and self._depth == self._field_depth:
            self._told.setdefault(self._field, "".join(self._pieces))
            self._field = ""
        elif self._field:
            self._pieces.append(f"</{name.rpartition(' ')[2].lower()}>")
        elif self._item_depth and self._depth == self._item_depth:
            self.tasks.append(_task(self._told))
            self._item_depth = 0
        self._depth -= 1


def _is_known(space: str) -> bool:
    return space == "" or any(known in space for known in _KNOWN_SPACES if known)


def _task(told: dict[str, str]) -> ToldTask:
    permalink = told.get("permalink", "").strip()
    url = told.get("link", "").strip() or told.get("url", "").strip() or permalink
    return ToldTask(
        key=permalink or told.get("key", "").strip() or url,
        title=told.get("title", ""),
        text=told.get("content", "").strip() or told.get("summary", ""),
        organiser=told.get("organiser", "").strip() or _name_of(told.get("author", "")),
        place=told.get("place", ""),
        starts=told.get("starts", ""),
        ends=told.get("ends", ""),
        url=url,
    )


def _name_of(author: str) -> str:
    """Atom has the name as an element; RSS writes "post@kor.example (Koret)". Never an address of e-mail."""
    named = _NAME.search(author) or (re.search(r"\(([^()@]{1,200})\)", author) if "@" in author else None)
    if named:
        return named[1]
    return "" if "@" in author or "<" in author else author
