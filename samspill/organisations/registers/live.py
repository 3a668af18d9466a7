"""The registers' live API: questions over HTTP with patience, a page at a time. Knows nothing of the database.

Enhetsregisteret answers HAL pages by page number, at most 10,000 rows deep, and a feed of changes by rising id.
Frivillighetsregisteret answers by cursor, at most 100 rows a page, and has no feed. Both say 429 when asked too fast.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from samspill.foundation import clock

if TYPE_CHECKING:
    import httpx

ENTITIES = "/enhetsregisteret/api/enheter"
CHANGES = "/enhetsregisteret/api/oppdateringer/enheter"
VOLUNTARY = "/frivillighetsregisteret/api/frivillige-organisasjoner"

DEEPEST = 10_000  # page × size; Enhetsregisteret refuses to go further.
PAGE = 500
VOLUNTARY_PAGE = 100  # One more is answered with 400.
NUMBERS_AT_ONCE = 50
ATTEMPTS = 6
LONGEST_PAUSE = 120.0
REGISTER_BEGAN = dt.date(1990, 1, 1)  # Before the first row of Enhetsregisteret (1995).

Json = dict[str, Any]


class RegisterUnreachable(Exception):
    """The register did not give an answer we can use, though asked several times."""


@dataclass(frozen=True, slots=True)
class Change:
    """That an entity was made, changed, deleted or removed. `id` rises through the feed."""

    id: int
    number: str


class LiveRegisters:
    """A client for one run. `pause` waits for a number of seconds; tests give one that does not."""

    def __init__(
        self, base_url: str, *, pause: Callable[[float], None] = time.sleep, timeout: float = 30.0
    ) -> None:
        import httpx  # late: heavy, and few processes need it

        self._http = httpx.Client(
            base_url=base_url.rstrip("/"),
            timeout=timeout,
            headers={"Accept": "application/json", "User-Agent": "Samspill (open municipal software)"},
            follow_redirects=False,
        )
        self._pause = pause

    def __enter__(self) -> LiveRegisters:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def associations_in(
        self, municipality: str, *, until: dt.date, cursor: str = ""
    ) -> Iterator[tuple[list[Json], str]]:
        """Pages of a municipality's associations, each with the cursor to go on from after it ("" after the last).

        Two questions are asked, by legal form and by Frivillighetsregisteret, so the same row may come twice. Where
        there are more than 10,000 the question is cut by the day of registration, up to `until`.
        """
        place: _Place | None = _Place.read(cursor) if cursor else _Place(0, REGISTER_BEGAN, until, 0)
        while place is not None:
            rows, place = self._page_at(place, municipality, until)
            yield rows, str(place or "")

    def changes_since(self, cursor: str) -> Iterator[tuple[list[Change], str]]:
        """Pages of the feed from a cursor (`id:<n>` or `from:<moment>`), each with the cursor to go on from."""
        while True:
            key, _, value = cursor.partition(":")
            asked = {"oppdateringsid" if key == "id" else "dato": value, "size": str(PAGE)}
            changes = _changes(self._ask(CHANGES, asked))
            if not changes:
                return
            cursor = f"id:{max(change.id for change in changes) + 1}"
            yield changes, cursor

    def entities_by_number(self, numbers: list[str], *, ours: Callable[[str], bool]) -> Iterator[Json]:
        """The entities with these numbers. One of `ours` that the search leaves out (it is deleted) is asked alone."""
        for start in range(0, len(numbers), NUMBERS_AT_ONCE):
            asked = numbers[start : start + NUMBERS_AT_ONCE]
            answer = self._ask(ENTITIES, {"organisasjonsnummer": ",".join(asked), "size": str(len(asked))})
            found = {row.get("organisasjonsnummer"): row for row in rows_of(answer)}
            yield from found.values()
            yield from (self._alone(number) for number in asked if number not in found and ours(number))

    def voluntary_after(self, cursor: str) -> Iterator[tuple[list[Json], str]]:
        """Pages of Frivillighetsregisteret after an organisation number ("" = from the first), with the next cursor."""
        while True:
            after = {"searchAfter": cursor} if cursor else {}
            answer = self._ask(VOLUNTARY, {"size": str(VOLUNTARY_PAGE), "spraak": "NOB"} | after)
            rows, following = rows_of(answer), _next_cursor(answer)
            yield rows, following
            if not rows or not following or following == cursor:
                return
            cursor = following

    def _page_at(self, place: _Place, municipality: str, until: dt.date) -> tuple[list[Json], _Place | None]:
        answer = self._ask(ENTITIES, place.question(municipality))
        if _number_in(answer, "totalElements") > DEEPEST and place.since < place.to:
            return [], place.with_half_the_days()
        rows = rows_of(answer)
        return rows, place.next_page() if rows and _has_next(answer) else place.following(until)

    def _alone(self, number: str) -> Json:
        answer = self._ask(f"{ENTITIES}/{number}", {}, gone_is_an_answer=True)
        return answer or {"organisasjonsnummer": number, "respons_klasse": "FjernetEnhet"}

    def _ask(self, path: str, params: dict[str, str], *, gone_is_an_answer: bool = False) -> Json:
        """One question, asked again after a pause while the register is busy or the line breaks."""
        trouble = _Trouble("")
        for attempt in range(1, ATTEMPTS + 1):
            found = self._ask_once(path, params, gone_is_an_answer=gone_is_an_answer)
            if not isinstance(found, _Trouble):
                return found
            trouble = found
            if not trouble.may_pass:
                break
            if attempt < ATTEMPTS:
                self._pause(_backoff(attempt) if trouble.pause is None else trouble.pause)
        raise RegisterUnreachable(f"{path}: {trouble.words}")

    def _ask_once(self, path: str, params: dict[str, str], *, gone_is_an_answer: bool) -> Json | _Trouble:
        import httpx

        try:
            answer = self._http.get(path, params=params)
        except httpx.TransportError as error:
            return _Trouble(f"{type(error).__name__}: {error}")
        if gone_is_an_answer and answer.status_code in {404, 410}:
            return {}
        if answer.status_code != 200:
            may_pass = answer.status_code == 429 or answer.status_code >= 500
            return _Trouble(f"HTTP {answer.status_code}", may_pass, _retry_after(answer))
        try:
            found = answer.json()
        except ValueError:
            found = None
        return found if isinstance(found, dict) else _Trouble("the answer is not a JSON object")


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why there was no answer, whether it may pass, and the pause the server asked for."""

    words: str
    may_pass: bool = True
    pause: float | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a walk through a municipality has come: which question, which days of registration, which page."""

    question_number: int
    since: dt.date
    to: dt.date
    page: int

    QUESTIONS = ({"organisasjonsform": "FLI"}, {"registrertIFrivillighetsregisteret": "true"})

    @classmethod
    def read(cls, cursor: str) -> _Place:
        question, since, to, page = cursor.split("|")
        return cls(int(question), dt.date.fromisoformat(since), dt.date.fromisoformat(to), int(page))

    def __str__(self) -> str:
        return f"{self.question_number}|{self.since}|{self.to}|{self.page}"

    def question(self, municipality: str) -> dict[str, str]:
        return self.QUESTIONS[self.question_number] | {
            "kommunenummer": municipality,
            "fraRegistreringsdatoEnhetsregisteret": str(self.since),
            "tilRegistreringsdatoEnhetsregisteret": str(self.to),
            "sort": "organisasjonsnummer,ASC",
            "size": str(PAGE),
            "page": str(self.page),
        }

    def next_page(self) -> _Place:
        return _Place(self.question_number, self.since, self.to, self.page + 1)

    def with_half_the_days(self) -> _Place:
        return _Place(self.question_number, self.since, self.since + (self.to - self.since) // 2, 0)

    def following(self, until: dt.date) -> _Place | None:
        """The days after these, or the next question from its first day; None when all is asked."""
        if self.to < until:
            return _Place(self.question_number, self.to + dt.timedelta(days=1), until, 0)
        if self.question_number + 1 < len(self.QUESTIONS):
            return _Place(self.question_number + 1, REGISTER_BEGAN, until, 0)
        return None


def rows_of(answer: Json) -> list[Json]:
    """The rows under `_embedded`, whatever their list is called; none on an empty page."""
    embedded = answer.get("_embedded")
    lists = (
        [value for value in embedded.values() if isinstance(value, list)]
        if isinstance(embedded, dict)
        else []
    )
    return [row for rows in lists[:1] for row in rows if isinstance(row, dict)]


def _changes(answer: Json) -> list[Change]:
    found = []
    for row in rows_of(answer):
        change_id, number = row.get("oppdateringsid"), row.get("organisasjonsnummer")
        if isinstance(change_id, int | str) and str(change_id).isdigit() and isinstance(number, str):
            found.append(Change(int(change_id), number))
    return found


def _next_cursor(answer: Json) -> str:
    """`searchAfter` of the next page's address. Only its query is used: we keep asking the server we were told to."""
    return parse_qs(urlsplit(_href_of_next(answer)).query).get("searchAfter", [""])[0]


def _has_next(answer: Json) -> bool:
    return bool(_href_of_next(answer))


def _href_of_next(answer: Json) -> str:
    links = answer.get("_links")
    following = links.get("next") if isinstance(links, dict) else None
    href = following.get("href") if isinstance(following, dict) else None
    return href if isinstance(href, str) else ""


def _number_in(answer: Json, key: str) -> int:
    page = answer.get("page")
    found = page.get(key) if isinstance(page, dict) else None
    return found if isinstance(found, int) else 0


def _retry_after(answer: httpx.Response) -> float | None:
    """The pause the server asks for, in seconds or as a date; None where it does not say."""
    text = answer.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_PAUSE)
    try:
        until = email.utils.parsedate_to_datetime(text)
        return max(0.0, min((until - clock.now()).total_seconds(), LONGEST_PAUSE))
    except (ValueError, TypeError):
        return None


def _backoff(attempt: int) -> float:
    """Half a second, one, two, four …, each up to half again as long so that many askers do not come at once."""
    return min(0.25 * 2**attempt, LONGEST_PAUSE) * random.uniform(1.0, 1.5)
