"""Forms of words are written, changed and put away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.messaging.models import MessageTemplate, TemplateText
from samspill.messaging.rules.templates import LANGUAGES, PURPOSES, Words, free_name, wrong_fields
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember, Unit


class NoWords(ValueError):
    """A template needs a name, and a text in one language at least."""


class UnknownField(ValueError):
    """A text has something in braces that is no merge field: `language` and `found`, as they were written."""

    def __init__(self, language: str, found: tuple[str, ...]) -> None:
        super().__init__(", ".join(found))
        self.language, self.found = language, found


class NameTaken(ValueError):
    """There is a template of this name already."""


@transaction.atomic
def save_template(
    name: str,
    texts: Mapping[str, Words],
    *,
    unit: Unit | None,
    purpose: str,
    by: StaffMember,
    at: dt.datetime,
    template: MessageTemplate | None = None,
) -> MessageTemplate:
    """Write a new template, or `template` anew; `texts` by language, empty ones are left out.

    Raises `NoWords`, `UnknownField`, `NameTaken` and `HoldsNationalId`.
    """
    given = {code: words for code, words in texts.items() if code in LANGUAGES and words.body.strip()}
    _check(name, given)
    facts = {"name": name.strip()[:80], "unit": unit, "purpose": purpose if purpose in PURPOSES else "news"}
    row = template or MessageTemplate(made_at=at, made_by=by)
    for field, value in facts.items():
        setattr(row, field, value)
    if template is not None:
        row.changed_at, row.changed_by = at, by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NameTaken(name) from None
    _write(row, given)
    note("save_template", row, by=by, channel="web", at=at)
    return row


@transaction.atomic
def remove_template(template: MessageTemplate, *, by: StaffMember, at: dt.datetime) -> None:
    """It is used no more; what was sent with it stays as it was."""
    if MessageTemplate.objects.filter(pk=template.pk, removed_at__isnull=True).update(removed_at=at):
        note("remove_template", template, by=by, channel="web", at=at)


@transaction.atomic
def bring_back_template(template: MessageTemplate, *, by: StaffMember, at: dt.datetime) -> None:
    """It was put away by mistake."""
    if MessageTemplate.objects.filter(pk=template.pk, removed_at__isnull=False).update(removed_at=None):
        note("bring_back_template", template, by=by, channel="web", at=at)


def settle_templates_of(unit: Unit, heir: Unit) -> None:
    """The unit closes: its templates come to the heir, under a name of their own where the name is taken there."""
    standing = MessageTemplate.objects.filter(removed_at__isnull=True)
    taken = set(standing.filter(unit=heir).values_list("name", flat=True))
    for row in standing.filter(unit=unit, name__in=taken):
        row.name = free_name(row.name, unit.name, taken)
        row.save(update_fields=["name"])
        taken.add(row.name)


def check_words(language: str, words: Words) -> None:
    """Whether these words may be sent to many. Raises `UnknownField` and `HoldsNationalId`."""
    found = (*wrong_fields(words.subject), *wrong_fields(words.body))
    if found:
        raise UnknownField(language, found)
    refuse_national_ids(**{f"body_{language}": words.body, f"subject_{language}": words.subject})


def _check(name: str, texts: Mapping[str, Words]) -> None:
    if not name.strip() or not texts:
        raise NoWords
    for language, words in texts.items():
        check_words(language, words)


def _write(template: MessageTemplate, texts: Mapping[str, Words]) -> None:
    template.texts.exclude(language__in=texts).delete()
    for language, words in texts.items():
        TemplateText.objects.update_or_create(
            template=template,
            language=language,
            defaults={"body": words.body.strip(), "subject": words.subject.strip()[:200]},
        )
