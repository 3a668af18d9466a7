"""The crisis cell of Lillevik: what people and associations can, and an autumn drill with its report."""

from __future__ import annotations

import datetime as dt

from django.db.models import F

from samspill.config.demo.tables import rows
from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.foundation.models import Area
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions import change_volunteer
from samspill.volunteering.actions.callout_answers import answer_callout, arrive, set_out
from samspill.volunteering.actions.callouts import (
    end_callout,
    say_enough,
    send_callout_wave,
    start_callout,
    write_in_log,
)
from samspill.volunteering.actions.capabilities import Told, offer_capability
from samspill.volunteering.models import CallOut, CallOutQuestion
from samspill.volunteering.rules.callouts import Wanted
from samspill.volunteering.rules.crisis import Criteria

#: How those called out at the drill answered, in the order they were asked: the word, and the minutes they needed.
ANSWERS = (("yes", 12), ("yes", 20), ("no", None), ("yes", 35), ("later", None))


def prepare_for_the_worst(
    people: dict[str, Person], clubs: dict[str, Organisation], unit: Unit, by: StaffMember, *, at: dt.datetime
) -> None:
    """Write down who can what, let the associations say what they can help with, and hold a drill."""
    for row in rows("skills"):
        volunteer = people[row["name"]].volunteer
        told = {"skills": row.codes("skills"), "skill_words": row["words"]}
        change_volunteer(volunteer, by=by, at=at, channel="phone", **told)
    for row in rows("capabilities"):
        told_us = Told(
            row["kind"], words=row["words"], number=row.number("number"), place=row["place"],
            contact_name=row["contact"], contact_phone=row["phone"], paid_by=row["paid_by"],
            turn=row.number("turn") or 5,
        )  # fmt: skip
        offer_capability(clubs[row["club"]], told_us, by=by, at=at - dt.timedelta(days=60), channel="phone")
    _hold_a_drill(unit, by, at=_last_autumn(at))


def _last_autumn(at: dt.datetime) -> dt.datetime:
    """A weekday morning some weeks ago."""
    day = clock.local_day(at) - dt.timedelta(days=45)
    return clock.at_local(day - dt.timedelta(days=day.weekday()), dt.time(10))


def _hold_a_drill(unit: Unit, by: StaffMember, *, at: dt.datetime) -> CallOut:
    harbour = Area.objects.get(name="Holmen")
    criteria = Criteria(skills=("boat_licence",), area=str(harbour.pk), within_km=10.0)
    wanted = Wanted(
        "Savnet båt i skjærgården",
        words="Vi øver på å lete langs land",
        meeting_place="Båthuset på Holmen",
        private_text="Kanal 16. Spør etter Ingrid.",
        wanted=3,
        is_drill=True,
        criteria=criteria,
    )
    callout = start_callout(wanted, unit=unit, by=by, at=at)
    send_callout_wave(callout.pk, by=by, at=at + dt.timedelta(minutes=2))
    asked = list(CallOutQuestion.objects.filter(callout=callout).order_by("km", "pk"))
    for place, (question, (answer, minutes)) in enumerate(zip(asked, ANSWERS, strict=False)):
        _answer(question, answer, minutes, at + dt.timedelta(minutes=4 + 2 * place))
    say_enough(callout.pk, by=by, at=at + dt.timedelta(minutes=15))
    for minutes, words, went_wrong in LOG:
        write_in_log(callout, words, by=by, at=at + dt.timedelta(minutes=minutes), went_wrong=went_wrong)
    end_callout(callout.pk, by=by, at=at + dt.timedelta(minutes=80))
    # It was sent in its day, and is not to be sent to the phones now.
    gone = OutboundMessage.objects.filter(about=subject_of(callout), cancelled_at__isnull=True)
    gone.update(claimed_at=F("queued_at"), sent_at=F("queued_at"), delivered_at=F("queued_at"))
    return callout


def _answer(question: CallOutQuestion, answer: str, minutes: int | None, at: dt.datetime) -> None:
    who = question.person
    answer_callout(question.pk, answer, minutes=minutes, channel="sms", by=who, at=at)
    if answer == "yes" and minutes is not None:
        set_out(question.pk, channel="sms", by=who, at=at + dt.timedelta(minutes=3))
        arrive(question.pk, channel="sms", by=who, at=at + dt.timedelta(minutes=minutes + 1))


LOG = (
    (25, "Båtene er delt i to søkelag.", False),
    (50, "Dukken ble funnet ved Strandvika.", False),
    (70, "Lykter manglet i båthuset. Må ligge klare.", True),
)
