"""Which of the open needs somebody looks for on the square: a value, read from an address and written back into one."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from samspill.activities.rules.filters import read_filter
from samspill.activities.rules.nearness import Near
from samspill.activities.rules.spans import SPANS
from samspill.activities.rules.vocabulary import PARTS_OF_DAY
from samspill.volunteering.rules.codes import KINDS, PAIR_KINDS

#: When in the day and in the week; "weekends" are Saturdays and Sundays, whichever week.
TIMES = (*PARTS_OF_DAY, "weekends")
#: How long one may be away for, in minutes.
MINUTES = (60, 120, 240)
#: How many come together.
TOGETHER = (2, 5, 10, 20)
HOW_OFTEN = ("once", "regular")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class LookedFor(NamedTuple):
    """What somebody looks for; what is empty means "any".

    A kind of help, a part of town, the unit that asks; words; which days (`SPANS`) and when in them (`TIMES`); how many
    minutes it may take; whether it is one time or comes back; a language that is good to speak there; for how many
    there must be room. `within_km` widens `area` to what is so near its middle; `near` is a spot, rounded.
    """

    kind: str = ""
    area: uuid.UUID | None = None
    unit: uuid.UUID | None = None
    words: str = ""
    when: str = ""
    time: str = ""
    takes: int = 0
    how: str = ""
    language: str = ""
    places: int = 0
    within_km: int = 0
    near: Near | None = None

    @property
    def is_narrowed(self) -> bool:
        return any(self)

    @property
    def spot(self) -> str:
        """«63.42,10.4» where somebody asked for what is near, else ""."""
        return f"{self.near.latitude},{self.near.longitude}" if self.near else ""

    @property
    def is_told_by_others(self) -> bool:
        """Whether nothing is asked for but words and days: of what other sites tell of, no more is known."""
        return not any(self._replace(words="", when="", time=""))

    @property
    def lasting(self) -> LookedFor:
        """The same without where somebody was when it was chosen: for addresses that others read."""
        return self._replace(near=None, within_km=self.within_km if self.area else 0)

    def asked(self) -> dict[str, str]:
        """What is asked for, as an address names it: the names are those that the week has for the same."""
        told = {
            "q": self.words,
            "what": self.kind,
            "where": str(self.area or ""),
            "within": str(self.within_km or ""),
            "near": self.spot,
            "by": str(self.unit or ""),
            "when": self.when,
            "time": self.time,
            "takes": str(self.takes or ""),
            "how": self.how,
            "language": self.language,
            "places": str(self.places or ""),
        }
        return {name: value for name, value in told.items() if value}

    def to_query(self) -> str:
        """As an address carries it: "what=garden"; "" for all."""
        return urlencode(self.asked())

    def without(self, name: str) -> LookedFor:
        """The same without what an address has under this name; how far away goes with where."""
        kept = self.asked()
        kept.pop(name, None)
        return read_looked_for(kept)


EVERYTHING = LookedFor()


def read_looked_for(given: Mapping[str, str]) -> LookedFor:
    """What an address asks for. What makes no sense is passed over, so that a mangled link still works."""
    shared = read_filter(given)
    language = given.get("language", "")
    return LookedFor(
        kind=_one_of((*KINDS, *PAIR_KINDS), given.get("what", "")),
        area=shared.area,
        unit=_key(given.get("by", "")),
        words=shared.words,
        when=_one_of(SPANS, given.get("when", "")),
        time=_one_of(TIMES, given.get("time", "")),
        takes=_number(MINUTES, given.get("takes", "")),
        how=_one_of(HOW_OFTEN, given.get("how", "")),
        language=language if _LANGUAGE.fullmatch(language) else "",
        places=_number(TOGETHER, given.get("places", "")),
        within_km=shared.within_km,
        near=shared.near,
    )


def _one_of(known: Iterable[str], text: str) -> str:
    return text if text in known else ""


def _number(known: Iterable[int], text: str) -> int:
    return int(text) if text in map(str, known) else 0


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
