"""Forms of words: which the asker may use, and how one reads when it is filled in for a person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.db.models import Q, QuerySet

from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.tenancy import entered_number
from samspill.messaging.models import MessageTemplate
from samspill.messaging.rules.templates import Words, chosen_for, merged
from samspill.people.models import Person, Unit
from samspill.people.queries import Asker


def templates_for(asker: Asker) -> QuerySet[MessageTemplate]:
    """The templates of the asker's units and of the whole municipality, by name, with unit and texts."""
    mine = Q(unit__isnull=True) | Q(unit__in=asker.unit_ids)
    rows = MessageTemplate.objects.filter(mine, removed_at__isnull=True)
    return rows.select_related("unit").prefetch_related("texts").order_by("name", "pk")


def template_for(asker: Asker, template_id: uuid.UUID | str) -> MessageTemplate:
    """The gate: one template the asker may use. Raises `MessageTemplate.DoesNotExist`."""
    return templates_for(asker).get(pk=template_id)


def template_to_change_for(asker: Asker, template_id: uuid.UUID | str) -> MessageTemplate:
    """The gate for changes. Raises `MessageTemplate.DoesNotExist`."""
    found = template_for(asker, template_id)
    if not may_change(asker, found):
        raise MessageTemplate.DoesNotExist(template_id)
    return found


def may_change(asker: Asker, template: MessageTemplate) -> bool:
    """Whether she may: her own units', and the whole municipality's where she leads a unit."""
    return asker.may_change_in(template.unit_id) if template.unit_id else asker.is_leader


def texts_of(template: MessageTemplate) -> dict[str, Words]:
    """The words by language."""
    return {text.language: Words(text.body, text.subject) for text in template.texts.all()}


class Merger:
    """Fills in words for one person after another, in the name of a unit. Two queries, however many they are."""

    def __init__(self, unit: Unit) -> None:
        town = Municipality.objects.get(pk=entered_number())
        phone = unit.phone or town.contact_phone
        self._same_for_all = {
            "enhet": unit.name,
            "telefon": formatted(phone) if phone else "",
            "kommune": town.name_nb,
        }

    def filled(self, text: str, name: str) -> str:
        """The text for somebody of this name."""
        first = name.split()[0] if name.split() else name
        return merged(text, {**self._same_for_all, "navn": name, "fornavn": first})

    def words_for(self, person: Person, texts: Mapping[str, Words]) -> Words:
        """Subject and body in her language, or the nearest there is, filled in."""
        words = chosen_for(person.language, texts).words
        return Words(self.filled(words.body, person.name), self.filled(words.subject, person.name))
