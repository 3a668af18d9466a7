"""Letters: what waits for somebody to print and post it, and how it looks on paper."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, override

from samspill.foundation import clock
from samspill.foundation.documents import pdf
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.tenancy import entered_number
from samspill.messaging import wording
from samspill.messaging.models import OutboundMessage
from samspill.messaging.rules.templates import LANGUAGES
from samspill.people.models import Channel, ContactPoint, Person
from samspill.people.queries import Asker, persons_for

#: So long after it was posted a letter stands on the page, so that it can be undone.
SHOWN_AFTER_POSTING = dt.timedelta(days=14)
LONGEST_ADDRESS = 254
DATA = Path(__file__).resolve().parents[1] / "data"


def letters_waiting(asker: Asker) -> QuerySet[OutboundMessage]:
    """Letters of the asker's units that nobody has posted, the oldest first, with person and unit."""
    return _letters(asker).filter(sent_at__isnull=True, cancelled_at__isnull=True).order_by("queued_at", "pk")


def letters_posted(asker: Asker, *, at: dt.datetime) -> QuerySet[OutboundMessage]:
    """Letters posted lately, the latest first, with who posted them."""
    return _letters(asker).filter(sent_at__gt=at - SHOWN_AFTER_POSTING).order_by("-sent_at", "-pk")


def letter_for(asker: Asker, letter_id: uuid.UUID | str) -> OutboundMessage:
    """The gate: one letter of a unit the asker cares for. Raises `OutboundMessage.DoesNotExist`."""
    return _letters(asker).get(pk=letter_id)


def postal_addresses(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The lines under the name in a window envelope, one in each line of text; who has no address is left out.

    A postal address among her contact points goes before where she lives. Two queries.
    """
    points = ContactPoint.objects.filter(person__in=person_ids, kind="post", unusable_at__isnull=True)
    found = {
        person: _lines(value)
        for person, value in points.order_by("is_preferred", "added_at", "pk").values_list("person", "value")
    }
    homes = Person.objects.filter(pk__in=person_ids).exclude(address="")
    for person, address, postcode in homes.values_list("pk", "address", "postcode"):
        found.setdefault(person, _lines(f"{address}, {postcode}" if postcode else address))
    return {person: lines for person, lines in found.items() if lines}


def letters_on_paper(letters: Sequence[OutboundMessage], *, at: dt.datetime) -> bytes:
    """These letters as one PDF for window envelopes, each beginning a page. Person, unit and writer fetched."""
    town = Municipality.objects.get(pk=entered_number())
    told = [_told(letter, town, clock.local_day(at)) for letter in letters]
    alone = told[0]["subject"] or told[0]["greeting"] if len(told) == 1 else ""
    title = alone or wording.letters_title()
    return pdf(
        DATA / "letters.typ",
        {"title": title, "language": told[0]["language"] if told else "nb", "letters": told},
    )


def labels_on_paper(addressed: Iterable[tuple[str, str]]) -> bytes:
    """Name and address lines of each as labels on A4, 24 on a sheet."""
    labels = [{"name": name, "lines": lines.split("\n")} for name, lines in addressed]
    title = wording.labels_title()
    return pdf(
        DATA / "labels.typ",
        {"title": title, "language": (get_language() or "nb")[:2], "labels": labels},
    )


def _told(letter: OutboundMessage, town: Municipality, day: dt.date) -> dict[str, Any]:
    """A letter in the reader's language, as the template takes it."""
    name, unit, person = letter.person.name if letter.person else "", letter.unit, letter.person
    phone = (unit.phone if unit else "") or town.contact_phone
    phone = formatted(phone) if phone else ""
    hours = (unit.hours if unit else "") or town.contact_hours
    language = person.language if person and person.language in LANGUAGES else "nb"
    with override(language):
        how_title, how = wording.how_to_answer_letter(phone, hours)
        who = [letter.written_by.name] if letter.written_by else []
        return {
            "language": language,
            "unit": str(unit or town.name_nb),
            "sender": [line for line in (town.name_nb, phone, unit.email if unit else "") if line],
            "address": [name, *letter.address.split("\n")],
            "day": wording.letter_day(day),
            "subject": letter.subject,
            "greeting": wording.letter_greeting(name),
            "body": letter.body.strip(),
            "how_title": how_title,
            "how": how,
            "regards": [wording.regards(), *who, str(unit or town.name_nb)],
        }


def _letters(asker: Asker) -> QuerySet[OutboundMessage]:
    mine = Q(unit__in=asker.caring_unit_ids, person__in=persons_for(asker).values("pk"))
    rows = OutboundMessage.objects.filter(mine, channel=Channel.LETTER)
    return rows.select_related("person", "unit", "written_by", "sent_by")


def _lines(text: str) -> str:
    """«Torggata 12, 9999 Lillevik» as two lines."""
    parts = (part.strip() for part in text.replace("\n", ",").split(","))
    return "\n".join(part for part in parts if part)[:LONGEST_ADDRESS]
