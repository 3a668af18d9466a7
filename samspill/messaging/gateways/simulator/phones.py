"""What the stand-in operator knows: phones, their messages, and the faults it was asked to make."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

#: Faults on demand: what the operator does wrong with the next message.
FAULTS = (
    "busy",  # says 429 and takes nothing
    "broken",  # says 500 and takes nothing
    "refuse",  # says that the number does not exist
    "silent",  # takes the message and never answers
    "hang_up",  # takes the message and drops the connection
    "undelivered",  # takes the message and reports that it failed
    "no_report",  # takes the message and never reports
    "report_twice",  # reports the same thing two times
)


@dataclass(frozen=True)
class Text:
    """One message, to or from a phone. `direction` is in (to the phone) or out (from it)."""

    id: str
    phone: str
    direction: str
    other: str
    text: str
    at: float
    reference: str = ""
    callback: str = ""


class Phones:
    """All messages, in order; kept in a file, so that a restart loses none. Safe to use from many threads."""

    def __init__(self, file: Path | None = None) -> None:
        self._lock = Lock()
        self._texts: list[Text] = []
        self._by_reference: dict[str, str] = {}
        self._faults: Counter[str] = Counter()
        self._file = file
        for line in file.read_text(encoding="utf-8").splitlines() if file and file.exists() else ():
            self._remember(Text(**json.loads(line)))

    def take(self, text: Text) -> None:
        """Remember a message, and write it down."""
        with self._lock:
            self._remember(text)
            if self._file:
                with self._file.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(text), ensure_ascii=False) + "\n")

    def texts(self, phone: str = "", last: int = 500) -> list[Text]:
        """The last messages, of one phone or of all, oldest first."""
        with self._lock:
            return [text for text in self._texts if not phone or text.phone == phone][-last:]

    def id_of(self, reference: str) -> str:
        """The message with this reference of the sender's, or ""."""
        with self._lock:
            return self._by_reference.get(reference, "")

    def callback_of(self, phone: str) -> tuple[str, str]:
        """Where the answer of this phone goes: (callback, number it answers), from its newest message."""
        newest = next((text for text in reversed(self.texts(phone)) if text.callback), None)
        return (newest.callback, newest.other) if newest else ("", "")

    def ask_for_fault(self, kind: str, times: int) -> None:
        """Do this wrong with the next `times` messages; 0 puts it right again."""
        with self._lock:
            self._faults[kind] = times

    def faults(self) -> dict[str, int]:
        """Faults still to come, by kind."""
        with self._lock:
            return {kind: times for kind, times in self._faults.items() if times > 0}

    def fault_due(self) -> str:
        """The fault to make with this message, used up by asking; "" for none."""
        with self._lock:
            kind = next((kind for kind in FAULTS if self._faults[kind] > 0), "")
            if kind:
                self._faults[kind] -= 1
            return kind

    def _remember(self, text: Text) -> None:
        self._texts.append(text)
        if text.reference:
            self._by_reference[text.reference] = text.id
