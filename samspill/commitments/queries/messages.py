"""What somebody reads who is asked to sign; the preview at the desk and the message itself are made here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

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
    return what_each_reads([person], kinds, unit=unit, link=link)(person)


def what_each_reads(
    persons: Iterable[Person], kinds: Sequence[str], *, unit: Unit | None, link: str
) -> Callable[[Person], tuple[str, str]]:
    """What each of these reads, as `what_she_reads` tells it. As many queries for many as for one."""
    keys = [person.pk for person in persons]
    anew = {
        pk for kind in kinds for pk in must_sign_anew(kind).filter(pk__in=keys).values_list("pk", flat=True)
    }
    signature = signature_of(unit)

    def read_by(person: Person) -> tuple[str, str]:
        say = words.please_sign_new if person.pk in anew else words.please_sign
        with translation.override(language_of(person)):
            return words.subject(kinds)[:200], say(person.name, kinds, link, signature())

    return read_by


def signature_of(unit: Unit | None) -> Callable[[], str]:
    """`signed_by` in whichever language is active when it is called, fetched once for each."""
    in_language = cache(lambda _language: signed_by(unit))
    return lambda: in_language(translation.get_language())


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
