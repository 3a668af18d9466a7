"""The two sides of a pair: who is asked on each, and how she is reached."""

from __future__ import annotations

from typing import NamedTuple

from samspill.people.models import Channel, Consent, Person
from samspill.volunteering.models import Pairing, PairingFollowUp, Recipient, RecipientContact
from samspill.volunteering.queries.reach import CARRIED, Way, way_to_reach

Side = PairingFollowUp.Side


class Asked(NamedTuple):
    """Who is asked on one side: `person` is whose side it is, `asked` who answers for it, and by which way."""

    side: str
    person: Person
    asked: Person
    way: Way

    @property
    def is_on_behalf(self) -> bool:
        """Whether somebody speaks for her."""
        return self.asked.pk != self.person.pk

    @property
    def is_carried(self) -> bool:
        """Whether a message reaches her; else somebody calls."""
        return self.way.channel in CARRIED


def both_sides(pairing: Pairing) -> tuple[Asked, Asked]:
    """The volunteer's side, then the recipient's."""
    return volunteers_side(pairing), recipients_side(pairing)


def volunteers_side(pairing: Pairing) -> Asked:
    """The volunteer answers for herself."""
    person = pairing.volunteer.person
    return Asked(Side.VOLUNTEER, person, person, _way_to(person))


def recipients_side(pairing: Pairing) -> Asked:
    """The recipient, or the one who speaks for her where she has it so."""
    recipient = pairing.recipient
    asked = (contact_of(recipient) if recipient.asks == Recipient.Asks.CONTACT else None) or recipient.person
    return Asked(Side.RECIPIENT, recipient.person, asked, _way_to(asked))


def contact_of(recipient: Recipient) -> Person | None:
    """The one who speaks for a recipient now."""
    rows = RecipientContact.objects.filter(recipient=recipient, ended_at__isnull=True)
    row = rows.select_related("person").first()
    return row.person if row else None


def _way_to(person: Person) -> Way:
    """How she is reached; whoever has taken her consent back is called, and so is whoever no message reaches."""
    way = way_to_reach(person.pk)
    took_it_back = (
        Consent.objects.filter(person=person, purpose="contact", withdrawn_at__isnull=False).exists()
        and not Consent.objects.filter(person=person, purpose="contact", withdrawn_at__isnull=True).exists()
    )
    if way is None or way.channel not in CARRIED or took_it_back:
        return Way(Channel.PHONE, "")
    return way
