"""What somebody reads who is asked to sign; the preview at the desk and the message itself are made here."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from samspill.commitments.queries.signatures import must_sign_anew
from samspill.commitments.rules.texts import LANGUAGES
from samspill.commitments.wording import signatures as words
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.tenancy import entered_number
from samspill.people.models import Person, Unit


def what_she_reads(person: Person, kinds: Sequence[str], *, unit: Unit | None, link: str) -> tuple[str, str]:
    """Subject and text of the message that asks her to sign these, in her language."""
    is_anew = any(must_sign_anew(kind).filter(pk=person.pk).exists() for kind in kinds)
    say = words.please_sign_new if is_anew else words.please_sign
    with translation.override(language_of(person)):
        return words.subject(kinds)[:200], say(person.name, kinds, link, signed_by(unit))


def language_of(person: Person) -> str:
    """The language she reads texts in."""
    return person.language if person.language in LANGUAGES else LANGUAGES[0]


def signed_by(unit: Unit | None) -> str:
    """Who writes, in the active language: the unit, else the one that receives the public, else the municipality."""
    public = Unit.objects.filter(receives_the_public=True, closed_at__isnull=True).order_by("name")
    unit = unit or public.first()
    town = Municipality.objects.get(pk=entered_number())
    phone = (unit.phone if unit else "") or town.contact_phone
    return words.signed_by(unit.name if unit else town.name_nb, formatted(phone) if phone else "")
