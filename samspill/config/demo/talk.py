"""The conversations of the demo town: templates, a selection, a mailing that was sent, a letter and calls to make."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.templates import save_template
from samspill.messaging.actions.threads import save_draft
from samspill.messaging.models import MessageTemplate, OutboundMessage
from samspill.messaging.queries.letters import postal_addresses
from samspill.messaging.rules.templates import Words
from samspill.people.actions.unusable import mark_point_unusable
from samspill.people.models import Person, StaffMember, Unit
from samspill.people.queries import Asker, asker_for
from samspill.volunteering.actions.calls import note_call_try
from samspill.volunteering.actions.digests import choose_digest
from samspill.volunteering.actions.mailings import confirm_mailing, prepare_mailing, queue_mailings
from samspill.volunteering.actions.selections import save_selection
from samspill.volunteering.rules.selections import Criteria

LUNCH = {
    "nb": Words(
        "Hei {fornavn}! Velkommen til lunsj for alle frivillige torsdag klokka 12. Hilsen {enhet}, {telefon}",
        "Lunsj for frivillige",
    ),
    "nn": Words(
        "Hei {fornavn}! Velkomen til lunsj for alle frivillige torsdag klokka 12. Helsing {enhet}, {telefon}",
        "Lunsj for frivillige",
    ),
    "en": Words(
        "Hi {fornavn}! You are invited to lunch for all volunteers, Thursday at 12. Regards {enhet}, {telefon}",
        "Lunch for volunteers",
    ),
}
THANKS = {
    "nb": Words("Tusen takk for hjelpen, {fornavn}! Den betydde mye. Hilsen {enhet}", "Takk for hjelpen"),
    "nn": Words("Tusen takk for hjelpa, {fornavn}! Ho betydde mykje. Helsing {enhet}", "Takk for hjelpa"),
}
LETTER = (
    "Hei Trygve!\n\nTakk for praten sist. Vi leser høyt på sykehjemmet hver onsdag klokka 11, og vil gjerne ha deg med."
    "\n\nRing oss, så avtaler vi når du begynner."
)


def talk(
    people: dict[str, Person], units: dict[str, Unit], staff: dict[str, StaffMember], *, at: dt.datetime
) -> None:
    """What has been written, what waits to be printed, said and finished."""
    centre, by = units["centre"], staff["Ola Brekke"]
    earlier = at - dt.timedelta(days=3)
    _keep_words(centre, by, staff["Ingrid Solvang"], earlier)
    _write_to_many(centre, by, earlier, asker_for(by, on=clock.local_day(at)))
    _leave_letters_and_calls(people, centre, by, at)
    choose_digest(people["Hanna Lien"], channel="sms", by=people["Hanna Lien"], at=earlier)
    old = people["Odd Kristiansen"].contact_points.get()
    mark_point_unusable(old, by=by, at=earlier, channel="phone")
    save_draft(
        people["Grete Vik"], "Hei Grete! Kunne du tenke deg å bli fast besøksvenn for",
        channel="sms", by=staff["Ingrid Solvang"], at=at - dt.timedelta(hours=2),
    )  # fmt: skip


def _keep_words(unit: Unit, by: StaffMember, leader: StaffMember, at: dt.datetime) -> None:
    if not MessageTemplate.objects.exists():
        save_template("Lunsj for frivillige", LUNCH, unit=unit, purpose="invitation", by=by, at=at)
        save_template("Takk for hjelpen", THANKS, unit=None, purpose="thanks", by=leader, at=at)


def _write_to_many(unit: Unit, by: StaffMember, at: dt.datetime, asker: Asker) -> None:
    walkers = save_selection("Turfølge og besøk", Criteria(wishes=("walk", "visit")), unit=unit, by=by, at=at)
    save_selection("Mangler kurs", Criteria(lacks=("course",)), unit=unit, by=by, at=at)
    facts = {"unit": unit, "by": by, "at": at, "selection": walkers}
    criteria = Criteria(wishes=("walk", "visit"))
    sent = prepare_mailing("Lunsj for frivillige", LUNCH, criteria, **facts)  # type: ignore[arg-type]
    confirm_mailing(sent, asker, at=at)
    queue_mailings(at)
    gone = OutboundMessage.objects.filter(key__startswith=f"mailing:{sent.pk}", channel__in=("sms", "email"))
    gone.update(claimed_at=at, sent_at=at, delivered_at=at + dt.timedelta(seconds=8), attempts=1)
    prepare_mailing("Takk for i høst", THANKS, criteria, **facts)  # type: ignore[arg-type]


def _leave_letters_and_calls(people: dict[str, Person], unit: Unit, by: StaffMember, at: dt.datetime) -> None:
    trygve = people["Trygve Lunde"]
    queue_message(
        channel="letter", address=postal_addresses([trygve.pk])[trygve.pk], subject="Høytlesing på onsdager",
        body=LETTER, key="demo-letter", person=trygve, by=by, unit=unit, at=at - dt.timedelta(hours=4),
    )  # fmt: skip
    waiting = (
        OutboundMessage.objects.filter(key__startswith="mailing:", channel="phone").order_by("pk").first()
    )
    if waiting is not None:
        note_call_try(waiting, "not_reached", by=by, at=at - dt.timedelta(hours=20))
