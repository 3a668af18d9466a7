"""Who signs what is written about a pair, and what tells one pair from another without a name."""

from __future__ import annotations

from django.utils.translation import override

from samspill.messaging.queries import language_of
from samspill.volunteering.models import Pairing, Shift
from samspill.volunteering.queries.tasks import phone_of
from samspill.volunteering.wording.messages import signed
from samspill.volunteering.wording.pairings import thank_you


def signature(pairing: Pairing) -> str:
    """The unit and its phone, in the language that is active."""
    return signed(pairing.unit.name, phone_of(pairing.need))


def code_of(pairing: Pairing) -> int:
    """The short number of the pair's need, which people write to say which pair they mean."""
    code = Shift.objects.filter(need=pairing.need_id).order_by("pk").values_list("code", flat=True).first()
    assert code is not None, "a need has a shift"
    return code


def proposed_thanks(pairing: Pairing) -> str:
    """A thank-you to begin with, in the volunteer's language."""
    person = pairing.volunteer.person
    with override(language_of(person)):
        return thank_you(person.name, pairing.need.kind, signature(pairing))
