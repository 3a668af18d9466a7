"""Which phones are shown, and what is on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samspill.web.simulator.operator import Text

SHOWN_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Handset:
    """One phone or mailbox: its number in E.164 or its address, whose it is, and its messages, oldest first."""

    number: str
    owner: str
    texts: Sequence[Text]

    @property
    def is_mailbox(self) -> bool:
        """Whether it gets e-mail and no SMS."""
        return "@" in self.number


def handsets(texts: Sequence[Text], people: Mapping[str, str], wanted: Sequence[str]) -> list[Handset]:
    """The phones asked for, then those with the newest messages; only phones of this municipality's people."""
    newest_first = dict.fromkeys(text.phone for text in reversed(texts))
    numbers = dict.fromkeys(number for number in (*wanted, *newest_first, *people) if number in people)
    return [Handset(number, people[number], _of(number, texts)) for number in list(numbers)[:SHOWN_AT_MOST]]


def talk_of(number: str, texts: Sequence[Text]) -> Handset:
    """One phone's messages, for its own part of the page."""
    return Handset(number, "", texts)


def _of(number: str, texts: Iterable[Text]) -> list[Text]:
    return [text for text in texts if text.phone == number][-30:]
