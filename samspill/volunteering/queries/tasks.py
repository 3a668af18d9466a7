"""What may be told of a shift, and to whom."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.remembering import remembered
from samspill.foundation.tenancy import entered_number
from samspill.people.models import Unit
from samspill.volunteering.models import Assignment, Need, Pairing, Shift
from samspill.volunteering.wording.messages import Meeting, Task
from samspill.volunteering.wording.pairings import pair_question
from samspill.volunteering.wording.times import about_when, day_words


def title_of(shift: Shift) -> str:
    """What it is called: the need, and at a rota with several roles, which of them. Both should be fetched."""
    role = shift.role.title if shift.role else ""
    return f"{shift.need.title} ({role})" if role else shift.need.title


def task(shift: Shift) -> Task:
    """What all may know, in the active language. The shift's need, role, unit and area should be fetched with it."""
    need = shift.need
    where = need.area.name if need.area else ""
    is_pair = need.form == Need.Form.PAIR
    return Task(
        title=title_of(shift),
        when=pair_when(shift) if is_pair else _when(shift),
        where=where,
        code=shift.code,
        unit=need.unit.name,
        phone=phone_of(need),
        pair_question=pair_question(need.kind, where) if is_pair else "",
    )


def _when(shift: Shift) -> str:
    return about_when(shift.starts_at, shift.ends_at, is_window=shift.need.form == Need.Form.WINDOW)


def pair_when(shift: Shift) -> str:
    """From which day a pair is wanted, and how often: «tirsdag 10. mars, annenhver uke»."""
    recipient = shift.need.request.recipient
    day = day_words(clock.local_day(shift.starts_at))
    return f"{day}, {recipient.rhythm_words}" if recipient and recipient.rhythm_words else day


def phone_of(need: Need) -> str:
    """The number to call about it: the unit's, else the municipality's; as it is read."""
    return phone_of_unit(need.unit)


def phone_of_unit(unit: Unit | None) -> str:
    """The unit's number, else the municipality's; as it is read."""
    number = (unit.phone if unit else "") or phone_of_the_town()
    return formatted(number) if number else ""


@remembered(seconds=60)
def phone_of_the_town() -> str:
    """The municipality's own number in E.164, "" where it has none; remembered for a minute."""
    return Municipality.objects.values_list("contact_phone", flat=True).get(pk=entered_number())


def opens_at(shift: Shift) -> dt.datetime:
    """When the private part opens for the one who is assigned."""
    return shift.starts_at - dt.timedelta(hours=shift.need.reveal_hours)


def private_part(assignment: Assignment, *, at: dt.datetime) -> Meeting | None:
    """What the assigned person may see now: nothing before the private part opens, nor after the shift is over.

    Of a pair: nothing before the first meeting is arranged, nor after the pair has ended.
    """
    shift = assignment.shift
    if shift.need.form == Need.Form.PAIR:
        return _private_part_of_pair(assignment)
    if assignment.released_at or assignment.seat > shift.places or shift.cancelled_at:
        return None
    if not opens_at(shift) <= at < shift.ends_at:
        return None
    return meeting(shift.need)


def _private_part_of_pair(assignment: Assignment) -> Meeting | None:
    opened = Pairing.objects.filter(
        need=assignment.shift.need_id,
        volunteer__person=assignment.person_id,
        ended_at__isnull=True,
        first_meeting_at__isnull=False,
    )
    return meeting(assignment.shift.need) if opened.exists() else None


def meeting(need: Need) -> Meeting:
    """The private part itself. Only for those who may see it."""
    phone = formatted(need.meet_phone) if need.meet_phone else ""
    return Meeting(need.meet_name, phone, need.private_address, need.private_text)


def details_day(shift: Shift, language: str) -> str:
    """The day on which the private part comes, or "" where there is none."""
    if meeting(shift.need) == Meeting():
        return ""
    with override(language):
        return day_words(clock.local_day(opens_at(shift)))
