"""Who fits a shift, and why: hard walls with the missing thing named, and reasons in a ranked order.

A wall means that she is not to be asked: she is busy or away, lacks what the need demands, cannot be reached, or has
answered already. Among the rest those come first who stand in a pool for it or came to it last term, unless they do
not want it. Then a wish for this kind of help counts most, then nearness, then language, then (of a pair) what the two
both like, then who was asked least lately, then whether she helped this recipient before. Ties are drawn by lot, anew
for each shift: an old id is no merit. Reasons and walls are codes with values; their words are in the interface's
catalogues.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from samspill.volunteering.rules import availability

#: How well a wish fits, best first.
WISHED, UNTOLD, OTHER_WISH, UNWANTED = range(4)
#: How well the place fits, best first.
HER_AREA, NEAR, ANYWHERE, ELSEWHERE = range(4)
NEAR_KM = 3.0
FAR_KM = 1000.0
FAR_AGO_DAYS = 365

Point = tuple[float, float]


class Mark(NamedTuple):
    """A reason or a wall: a code and the value that goes into its words."""

    code: str
    value: Any = None


class Fit(NamedTuple):
    """What is to be said of one volunteer and one shift. She fits where `walls` is empty; the lowest score is first."""

    walls: tuple[Mark, ...]
    reasons: tuple[Mark, ...]
    score: tuple[float, ...]


class Terms(NamedTuple):
    """How well somebody who fits would do: whether she stands before the others, her wish and the place (0 is best),
    whether she speaks none of the languages asked for, how often she has helped this recipient, and how often she was
    asked lately.
    """

    is_first: bool
    wish: int
    place: int
    is_foreign: bool
    helped: int
    asked: int


@dataclass(frozen=True)
class Wanted:
    """The shift, as matching needs it. `starts` and `ends` are local; areas are ids as text."""

    kind: str
    starts: dt.datetime
    ends: dt.datetime
    is_window: bool = False
    minutes: int | None = None
    area: str = ""
    languages: frozenset[str] = frozenset()
    gender: str = ""
    min_age: int | None = None
    demands: tuple[str, ...] = ()
    points: Mapping[str, Point] = field(default_factory=dict)
    area_names: Mapping[str, str] = field(default_factory=dict)
    #: Of a pair: kinds so near that a wish for one counts, the parts of the week that suit, what the recipient likes.
    near_kinds: tuple[str, ...] = ()
    times: int = 0
    interests: frozenset[str] = frozenset()


class Candidate(NamedTuple):
    """A volunteer, as matching needs her. Absent facts are empty. `home` is the id of the area where she lives."""

    person: Any
    wishes: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    availability: int = 0
    languages: tuple[str, ...] = ()
    gender: str = ""
    birth_year: int | None = None
    home: str = ""
    interests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is known of the volunteers beside their profiles, by person.

    `busy` holds local (start, end) of what they are booked to; `absent` the day they are back; `held` the
    qualifications a need may demand, with the last day they are valid or None; `paused` the day a pause begins;
    `opted_out` those who said STOPP, `unreachable` those we have no address of, `unasked` those who never said that
    we may contact them;
    `asked` how this shift's question went ("asked", "declined", "booked"); `lately` how often they were asked in the
    last three months, and when last; `helped` how often they helped this recipient; `first` who stands before the
    others, with the code and the value of the reason; `recipients` who gets the help.
    """

    busy: Mapping[Any, list[tuple[dt.datetime, dt.datetime]]] = field(default_factory=dict)
    absent: Mapping[Any, dt.date] = field(default_factory=dict)
    held: Mapping[Any, Mapping[str, dt.date | None]] = field(default_factory=dict)
    paused: Mapping[Any, dt.date] = field(default_factory=dict)
    opted_out: frozenset[Any] = frozenset()
    unreachable: frozenset[Any] = frozenset()
    unasked: frozenset[Any] = frozenset()
    asked: Mapping[Any, str] = field(default_factory=dict)
    lately: Mapping[Any, tuple[int, dt.date]] = field(default_factory=dict)
    helped: Mapping[Any, int] = field(default_factory=dict)
    first: Mapping[Any, tuple[str, str]] = field(default_factory=dict)
    recipients: frozenset[Any] = frozenset()

    def noted(self) -> frozenset[Any]:
        """Everybody of whom anything is known that may stand in the way, beside what a need demands."""
        by_person = (self.busy, self.absent, self.paused, self.asked)
        return frozenset(chain(*by_person, self.opted_out, self.unreachable, self.unasked, self.recipients))


NOTHING: Mapping[str, dt.date | None] = {}


class Judge:
    """Tells of one candidate after the other how she fits one shift; what they have in common is worked out once.

    `lot` draws a number for each person. `walls` and `score` are cheap enough for thousands; `reasons` is for those
    who are shown.
    """

    def __init__(self, wanted: Wanted, known: Known, *, today: dt.date, lot: Callable[[Any], float]) -> None:
        self.wanted = wanted
        self.known = known
        self.today = today
        self.lot = lot
        self.day = wanted.starts.date()
        take = availability.touched if wanted.is_window else availability.taken
        self.parts = wanted.times or take(wanted.starts, wanted.ends)
        here = wanted.points.get(wanted.area)
        self.km = {area: distance_km(here, point) for area, point in wanted.points.items()} if here else {}
        self._noted = known.noted()
        self._wishes: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}

    def fit(self, candidate: Candidate) -> Fit:
        """All there is to say of one candidate."""
        walls = self.walls(candidate)
        if walls:
            return Fit(walls, (), (len(walls),))
        return Fit((), self.reasons(candidate), self.score(candidate))

    def may(self, candidate: Candidate) -> bool:
        """Whether nothing stands in the way: the same as no walls, told a good deal faster."""
        if not self.suits(candidate) or not self._holds_all(candidate.person):
            return False
        return candidate.person not in self._noted or not self.walls(candidate)

    def suits(self, candidate: Candidate) -> bool:
        """Whether what she told of herself leaves room for it: her hours, and what the need asks of gender and age."""
        wanted, said = self.wanted, candidate.availability
        if said and not availability.allows(said, self.parts, any_will_do=wanted.is_window):
            return False
        if wanted.gender and candidate.gender != wanted.gender:
            return False
        return not (wanted.min_age and self._age(candidate.birth_year, wanted.min_age))

    def walls(self, candidate: Candidate) -> tuple[Mark, ...]:
        """What stands in the way, with the missing thing named; empty for one who may be asked."""
        marks: list[Mark] = []
        self._status(candidate.person, marks)
        self._time(candidate, marks)
        if self.wanted.demands:
            self._demands(candidate, marks)
        self._person(candidate, marks)
        return tuple(marks)

    def score(self, candidate: Candidate) -> tuple[float, ...]:
        """Where one who fits stands among the others: lowest first, and by lot where all else is the same."""
        person = candidate.person
        times, days = self._asked(person)
        helped = min(self.known.helped.get(person, 0), 9)
        foreign = bool(self.wanted.languages) and self.wanted.languages.isdisjoint(candidate.languages)
        place, shared = self._place(candidate), len(self._shared(candidate))
        return (*self.rank(candidate), place, foreign, -shared, times, -helped, -days, self.lot(person))

    def reasons(self, candidate: Candidate) -> tuple[Mark, ...]:
        """Why she is proposed, and what to be careful about, in the order a coordinator would say it."""
        marks = [Mark(*self.known.first[candidate.person])] if candidate.person in self.known.first else []
        marks += [*self._wish_marks(candidate), *self._place_marks(candidate)]
        shared = [code for code in candidate.languages if code in self.wanted.languages]
        if shared:
            marks.append(Mark("language", shared))
        if liked := self._shared(candidate):
            marks.append(Mark("shares", liked))
        if candidate.person in self.known.helped:
            marks.append(Mark("helped_before", self.known.helped[candidate.person]))
        if candidate.availability:
            marks.append(Mark("available", candidate.availability & self.parts))
        asked = candidate.person in self.known.lately
        marks.append(
            Mark("asked_days_ago", self._asked(candidate.person)[1]) if asked else Mark("not_asked_lately")
        )
        return tuple(marks)

    def rank(self, candidate: Candidate) -> tuple[int, ...]:
        """What counts most among those who fit, and is told quickly; the score begins with it."""
        wish = self._wish(candidate)
        return (candidate.person not in self.known.first or wish == UNWANTED, wish)

    def best(self, candidates: Iterable[Candidate], number: int | None = None) -> list[Candidate]:
        """The best `number` of these, who all may be asked, the very best first; all of them without a number.

        Those of a lower rank are only put in order when they are needed.
        """
        by_rank: dict[tuple[int, ...], list[Candidate]] = {}
        for candidate in candidates:
            by_rank.setdefault(self.rank(candidate), []).append(candidate)
        best: list[Candidate] = []
        for rank in sorted(by_rank):
            if number is None or len(best) < number:
                best += sorted(by_rank[rank], key=self.score)
        return best[:number]

    def terms(self, candidate: Candidate) -> Terms:
        """What speaks for and against her, as numbers to plan with."""
        person, wanted = candidate.person, self.wanted
        return Terms(
            is_first=person in self.known.first,
            wish=self._wish(candidate),
            place=self._place(candidate),
            is_foreign=bool(wanted.languages) and wanted.languages.isdisjoint(candidate.languages),
            helped=self.known.helped.get(person, 0),
            asked=self._asked(person)[0],
        )

    def _holds_all(self, person: Any) -> bool:
        if not self.wanted.demands:
            return True
        held, until = self.known.held.get(person, NOTHING), self.wanted.ends.date()
        return all(demand in held and (held[demand] or until) >= until for demand in self.wanted.demands)

    def _status(self, person: Any, marks: list[Mark]) -> None:
        known = self.known
        if person in known.asked:
            marks.append(Mark(known.asked[person]))
        if person in known.recipients:
            marks.append(Mark("is_recipient"))
        if person in known.opted_out:
            marks.append(Mark("opted_out"))
        elif person in known.unreachable:
            marks.append(Mark("unreachable"))
        if person in known.unasked:
            marks.append(Mark("no_consent"))

    def _time(self, candidate: Candidate, marks: list[Mark]) -> None:
        person, said = candidate.person, candidate.availability
        if person in self.known.paused and self.known.paused[person] <= self.day:
            marks.append(Mark("paused", self.known.paused[person]))
        if person in self.known.absent:
            marks.append(Mark("absent", self.known.absent[person]))
        if person in self.known.busy and (clash := self._clash(person)):
            marks.append(Mark("busy", clash))
        if said and not availability.allows(said, self.parts, any_will_do=self.wanted.is_window):
            marks.append(Mark("not_available", said))

    def _clash(self, person: Any) -> tuple[dt.datetime, dt.datetime] | None:
        """What she is booked to at the same time. Within a window, only what leaves no room for the task."""
        hours = self.known.busy[person]
        wanted = self.wanted
        if wanted.is_window:
            needed = dt.timedelta(minutes=wanted.minutes or 60)
            return hours[0] if longest_gap(wanted.starts, wanted.ends, hours) < needed else None
        return next(((a, b) for a, b in hours if a < wanted.ends and wanted.starts < b), None)

    def _demands(self, candidate: Candidate, marks: list[Mark]) -> None:
        held = self.known.held.get(candidate.person, NOTHING)
        for demand in self.wanted.demands:
            until = held.get(demand)
            if demand not in held:
                marks.append(Mark("missing", demand))
            elif until is not None and until < self.wanted.ends.date():
                marks.append(Mark("expired", (demand, until)))

    def _person(self, candidate: Candidate, marks: list[Mark]) -> None:
        gender, least = self.wanted.gender, self.wanted.min_age
        if gender and candidate.gender != gender:
            marks.append(Mark("gender" if candidate.gender else "gender_untold", gender))
        if least and (wall := self._age(candidate.birth_year, least)):
            marks.append(wall)

    def _age(self, birth_year: int | None, least: int) -> Mark | None:
        """Only the birth year is kept, so one who turns so old this year may or may not have done it."""
        if birth_year is None:
            return Mark("age_untold", least)
        turns = self.day.year - birth_year
        if turns < least:
            return Mark("too_young", least)
        return Mark("turns_this_year", least) if turns == least else None

    def _wish(self, candidate: Candidate) -> int:
        """How well it is what she wishes. Many have said the same, so each answer is worked out once."""
        said = (candidate.wishes, candidate.unwanted)
        wish = self._wishes.get(said)
        if wish is None:
            wish = self._wishes[said] = self._wish_worked_out(candidate)
        return wish

    def _wish_worked_out(self, candidate: Candidate) -> int:
        kind = self.wanted.kind
        if kind in candidate.unwanted:
            return UNWANTED
        if self._wished(candidate):
            return WISHED
        return OTHER_WISH if candidate.wishes else UNTOLD

    def _wish_marks(self, candidate: Candidate) -> list[Mark]:
        wish, kind = self._wish(candidate), self.wanted.kind
        if wish == OTHER_WISH:
            return [Mark("other_wishes", list(candidate.wishes))]
        if wish == WISHED:
            return [Mark("wish", self._wished(candidate))]
        return [Mark("unwanted", kind)] if wish == UNWANTED else []

    def _wished(self, candidate: Candidate) -> str:
        """The kind she wishes for that this is, or is near to; "" where it is none of them."""
        wanted = self.wanted
        if not candidate.wishes:
            return ""
        return next((kind for kind in (wanted.kind, *wanted.near_kinds) if kind in candidate.wishes), "")

    def _shared(self, candidate: Candidate) -> list[str]:
        """What she and the recipient both like."""
        liked = self.wanted.interests
        return [code for code in candidate.interests if code in liked] if liked else []

    def _place(self, candidate: Candidate) -> int:
        here = self.wanted.area
        if not here:
            return ANYWHERE
        if here == candidate.home or here in candidate.areas:
            return HER_AREA
        if candidate.areas:
            return ELSEWHERE
        return NEAR if self.km.get(candidate.home, FAR_KM) <= NEAR_KM else ANYWHERE

    def _place_marks(self, candidate: Candidate) -> list[Mark]:
        names, place = self.wanted.area_names, self._place(candidate)
        if place == HER_AREA:
            return [Mark("area", names.get(self.wanted.area, ""))]
        marks = [Mark("distance", round(self.km[candidate.home], 1))] if candidate.home in self.km else []
        if place == ELSEWHERE:
            marks.append(Mark("elsewhere", [names[area] for area in candidate.areas if area in names]))
        return marks

    def _asked(self, person: Any) -> tuple[int, int]:
        """How often she was asked lately, and how many days ago the last time."""
        lately = self.known.lately.get(person)
        return (lately[0], (self.today - lately[1]).days) if lately else (0, FAR_AGO_DAYS)


def longest_gap(
    starts: dt.datetime, ends: dt.datetime, hours: list[tuple[dt.datetime, dt.datetime]]
) -> dt.timedelta:
    """The longest free stretch of a window beside these hours, which may overlap."""
    longest, at = dt.timedelta(0), starts
    for begins, is_over in sorted(hours):
        longest = max(longest, min(begins, ends) - at)
        at = max(at, is_over)
    return max(longest, ends - at)


def distance_km(here: Point, there: Point) -> float:
    """Kilometres as the crow flies between two (latitude, longitude) in degrees; good enough within a municipality."""
    latitude = math.radians((here[0] + there[0]) / 2)
    north = math.radians(there[0] - here[0])
    east = math.radians(there[1] - here[1]) * math.cos(latitude)
    return 6371.0 * math.hypot(north, east)
