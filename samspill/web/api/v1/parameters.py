"""What stands in the address, read strictly: a machine that asks wrongly is told so, and not given everything."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from samspill.activities.rules.filters import Filter
from samspill.activities.rules.nearness import Near, roughly
from samspill.activities.rules.vocabulary import AUDIENCES, CATEGORIES, LANGUAGES
from samspill.web.api.v1.problems import bad_parameters

STANDARD_LIMIT = 100
MOST = 500
FARTHEST = 50_000
NEARBY = 2_000
LONGEST_WORDS = 100
#: How an address asks for what is near: the spot, how far around it in kilometres or in metres, and the nearest first.
NEARNESS = ("near", "km", "radius", "order")
FILTER = (
    "q",
    "area",
    "audience",
    "category",
    "language",
    "free",
    "accessible",
    "organisation",
    *NEARNESS,
)
PAGE = ("cursor", "limit")


class Parameters:
    """The parameters of one request. Each is asked for by name; `check` then tells of all that were wrong at once."""

    def __init__(self, request: HttpRequest, known: Collection[str]) -> None:
        self._given = request.GET
        self._errors: list[tuple[str, str]] = [
            (name[:60], _("There is no such parameter here.")) for name in self._given if name not in known
        ]
        self._errors += [
            (name, _("This is given more than once.")) for name in known if len(self._given.getlist(name)) > 1
        ]

    def check(self) -> None:
        """Raises the `Problem` that tells what was wrong, if anything was."""
        if self._errors:
            raise bad_parameters(self._errors)

    def words(self, name: str) -> str:
        """A text; "" where it is not given."""
        text = self._given.get(name, "")
        if len(text) > LONGEST_WORDS or "\0" in text:
            return self._wrong(name, _("At most %(most)d letters.") % {"most": LONGEST_WORDS}) or ""
        return " ".join(text.split())

    def code(self, name: str, known: Collection[str]) -> str:
        """One of the codes."""
        text = self._given.get(name)
        if text is None or text in known:
            return text or ""
        return self._wrong(name, _("One of: %(codes)s.") % {"codes": ", ".join(known)}) or ""

    def flag(self, name: str) -> bool:
        """true, or false, which is as not given."""
        text = self._given.get(name)
        if text in (None, "true", "false"):
            return text == "true"
        return bool(self._wrong(name, _("true or false.")))

    def key(self, name: str) -> uuid.UUID | None:
        """The id of something."""
        text = self._given.get(name)
        if text is None:
            return None
        try:
            return uuid.UUID(text) if len(text) == 36 else self._wrong(name, _("An id, as we give it out."))
        except ValueError:
            return self._wrong(name, _("An id, as we give it out."))

    def day(self, name: str) -> dt.date | None:
        """A calendar day in Norway, such as 2026-03-12."""
        text = self._given.get(name)
        if text is None:
            return None
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            return self._wrong(name, _("A day, such as 2026-03-12."))
        if len(text) != 10 or not 2000 <= day.year <= 2200:
            return self._wrong(name, _("A day, such as 2026-03-12."))
        return day

    def number(self, name: str, standard: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        text = self._given.get(name)
        if text is None:
            return standard
        if text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most:
            return int(text)
        return self._wrong(name, _("A whole number from 1 to %(most)d.") % {"most": most}) or standard

    def limit(self) -> int:
        """How many rows on a page."""
        return self.number("limit", STANDARD_LIMIT, MOST)

    def near(self) -> Near | None:
        """`near=59.91,10.75&km=2`, or `&radius=2000` in metres. The spot is made coarse, as on the square."""
        metres = self._metres()
        text = self._given.get("near")
        if text is None:
            return None
        try:
            latitude, longitude = (float(part) for part in text.split(","))
        except ValueError:
            return self._wrong("near", _("Latitude and longitude, such as 59.91,10.75."))
        near = roughly(latitude, longitude, metres)
        return near or self._wrong("near", _("Latitude and longitude, such as 59.91,10.75."))

    def is_nearest_first(self) -> bool:
        """`order=near`, which needs a spot."""
        is_asked = self.code("order", ("near",)) == "near"
        if is_asked and "near" not in self._given:
            return bool(self._wrong("order", _("Only together with “near”.")))
        return is_asked

    def filter(self) -> Filter:
        """What somebody looks for on the square."""
        return Filter(
            words=self.words("q"),
            area=self.key("area"),
            audience=self.code("audience", AUDIENCES),
            category=self.code("category", CATEGORIES),
            language=self.code("language", LANGUAGES),
            free=self.flag("free"),
            accessible=self.flag("accessible"),
            organisation=self.key("organisation"),
        )

    def after_key(self) -> uuid.UUID | None:
        """Where the page before ended, by id."""
        return None if (parts := self._cursor(1)) is None else self._key_of(parts[0])

    def after_moment(self) -> tuple[dt.datetime, uuid.UUID] | None:
        """Where the page before ended, by moment and id."""
        if (parts := self._cursor(2)) is None:
            return None
        moment, key = self._moment_of(parts[0]), self._key_of(parts[1])
        return None if key is None or moment is None else (moment, key)

    def after_nearer(self) -> tuple[int, uuid.UUID] | None:
        """Where the page before ended, by kilometres and id."""
        if (parts := self._cursor(2)) is None:
            return None
        km, key = self._kilometres_of(parts[0]), self._key_of(parts[1])
        return None if km is None or key is None else (km, key)

    def after_nearer_moment(self) -> tuple[int, dt.datetime, uuid.UUID] | None:
        """Where the page before ended, by kilometres, moment and id."""
        if (parts := self._cursor(3)) is None:
            return None
        km, moment, key = self._kilometres_of(parts[0]), self._moment_of(parts[1]), self._key_of(parts[2])
        return None if km is None or moment is None or key is None else (km, moment, key)

    def after_number(self, name: str = "after") -> int:
        """Where the page before ended, by number; 0 where nothing is given."""
        text = self._given.get(name)
        if text is None:
            return 0
        if text.isascii() and text.isdigit() and len(text) <= 18:
            return int(text)
        self._wrong(name, _("The cursor of a page we have given out."))
        return 0

    def _metres(self) -> int:
        """How far around the spot."""
        if "km" in self._given and "radius" in self._given:
            self._wrong("km", _("Either “km” or “radius”."))
        km = self.number("km", 0, FARTHEST // 1000)
        return km * 1000 or self.number("radius", NEARBY, FARTHEST)

    def _cursor(self, size: int) -> list[str] | None:
        text = self._given.get("cursor")
        if text is None:
            return None
        try:
            parts = base64.urlsafe_b64decode(text.encode("ascii")).decode("ascii").split("|")
        except (ValueError, binascii.Error):
            return self._wrong_cursor()
        return parts if len(parts) == size else self._wrong_cursor()

    def _kilometres_of(self, text: str) -> int | None:
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else self._wrong_cursor()

    def _moment_of(self, text: str) -> dt.datetime | None:
        try:
            moment = dt.datetime.fromisoformat(text)
            return moment.astimezone(dt.UTC) if moment.tzinfo is not None else self._wrong_cursor()
        except (ValueError, OverflowError):  # the first hours of the year 1 are in no year elsewhere
            return self._wrong_cursor()

    def _key_of(self, text: str) -> uuid.UUID | None:
        try:
            return uuid.UUID(text)
        except ValueError:
            return self._wrong_cursor()

    def _wrong_cursor(self) -> Any:
        return self._wrong("cursor", _("The cursor of a page we have given out."))

    def _wrong(self, name: str, what: str) -> Any:
        """Remember what is wrong; None, so that the caller can give that back."""
        self._errors.append((name, what))
        return None


def cursor_of(*parts: object) -> str:
    """What leads to the page after a row with these parts; whoever gets it need not understand it."""
    return base64.urlsafe_b64encode("|".join(map(str, parts)).encode("ascii")).decode("ascii")
