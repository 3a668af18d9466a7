"""Those who get help, for the units that care for them and nobody else: the gate, the list, who has looked."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.foundation.places import folded
from samspill.people.models import ContactPoint, Person, StaffMember, Unit
from samspill.people.queries import Asker
from samspill.volunteering.models import Need, Pairing, Recipient, RecipientContact, Shift

SHOWN = ("now", "without", "ended")


@dataclass(frozen=True)
class Look:
    """That somebody looked at what is stored: when, who, and for which unit."""

    at: dt.datetime
    who: str
    unit: str


@dataclass(frozen=True)
class RecipientPage:
    """All about one recipient. Everything is fetched."""

    recipient: Recipient
    contact: RecipientContact | None
    contact_phone: str
    pairs: list[Pairing]
    wanted: list[Shift]
    phones: list[str]

    @property
    def live_pairs(self) -> list[Pairing]:
        """The pairs that have not ended."""
        return [pair for pair in self.pairs if pair.ended_at is None]


def recipients_for(asker: Asker) -> QuerySet[Recipient]:
    """Those who get help from the units the asker cares for; for anybody else there are none. In no order."""
    rows = Recipient.objects.filter(
        unit__in=asker.caring_unit_ids, person__erased_at__isnull=True, person__merged_into__isnull=True
    )
    return rows.select_related("person__area", "unit", "changed_by")


def one_recipient_for(asker: Asker, recipient_id: uuid.UUID) -> Recipient:
    """The gate. Raises `Recipient.DoesNotExist`."""
    return recipients_for(asker).get(pk=recipient_id)


def recipients_list(asker: Asker, *, words: str = "", show: str = "now") -> QuerySet[Recipient]:
    """The list by name, with phones fetched as `person.phones` and `has_pair` told. Three queries with a page of it.

    `show` is one of `SHOWN`: those who get help now, those of them who wait for somebody, those who did before.
    """
    live = Pairing.objects.filter(recipient=OuterRef("pk"), ended_at__isnull=True)
    rows = recipients_for(asker).annotate(has_pair=Exists(live)).filter(ended_at__isnull=show != "ended")
    if show == "without":
        rows = rows.filter(has_pair=False)
    for word in words.split():
        rows = rows.filter(person__search_name__contains=folded(word))
    phones = ContactPoint.objects.filter(kind="phone").order_by("-is_preferred", "added_at")
    return rows.prefetch_related(
        Prefetch("person__contact_points", queryset=phones, to_attr="phones")
    ).order_by("person__search_name", "pk")


def recipient_page(recipient: Recipient) -> RecipientPage:
    """All about a recipient who came through the gate. Five queries."""
    contact = (
        RecipientContact.objects.filter(recipient=recipient, ended_at__isnull=True)
        .select_related("person")
        .first()
    )
    points = ContactPoint.objects.filter(
        person__in=[recipient.person_id, *([contact.person_id] if contact else [])], kind="phone"
    ).order_by("-is_preferred", "added_at")
    phones = [(point.person_id, point.value) for point in points]
    pairs = Pairing.objects.filter(recipient=recipient).select_related("volunteer__person", "need")
    return RecipientPage(
        recipient=recipient,
        contact=contact,
        contact_phone=next((value for key, value in phones if contact and key == contact.person_id), ""),
        pairs=list(pairs.order_by("-agreed_at")),
        wanted=list(_wanted(recipient)),
        phones=[value for key, value in phones if key == recipient.person_id],
    )


def looks_at(recipient: Recipient) -> list[Look]:
    """Who has looked at what is stored about her, the latest first. Three queries."""
    subjects = [subject_of(recipient), f"{Person._meta.label_lower}:{recipient.person_id}"]
    entries = list(AuditEntry.objects.filter(subject__in=subjects, verb="looked").order_by("-at", "-pk"))
    prefix = StaffMember._meta.label_lower + ":"
    names = dict(StaffMember.objects.values_list("pk", "name"))
    units = {str(pk): name for pk, name in Unit.objects.values_list("pk", "name")}
    return [
        Look(
            entry.at,
            names.get(uuid.UUID(entry.actor.removeprefix(prefix)), "")
            if entry.actor.startswith(prefix)
            else "",
            units.get(entry.facts.get("unit", ""), ""),
        )
        for entry in entries
    ]


def pair_need_for(asker: Asker, recipient: Recipient, need_id: uuid.UUID) -> Shift:
    """The gate: what is wanted for this recipient, as its shift. Raises `Shift.DoesNotExist`."""
    rows = Shift.objects.filter(need__unit__in=asker.caring_unit_ids, need__request__recipient=recipient)
    return rows.select_related("need__unit", "need__area", "need__changed_by").get(need=need_id)


def _wanted(recipient: Recipient) -> QuerySet[Shift]:
    """The pair needs nobody has said yes to yet."""
    rows = Shift.objects.filter(
        need__request__recipient=recipient,
        need__form=Need.Form.PAIR,
        need__pairings__isnull=True,
        need__cancelled_at__isnull=True,
        cancelled_at__isnull=True,
    )
    return rows.select_related("need").order_by("starts_at")
