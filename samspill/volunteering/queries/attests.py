"""What a certificate says: facts that staff have noted, and nothing else; and whether one is genuine."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from babel.dates import format_date
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from samspill.activities.queries.sign_ups import completed_by
from samspill.activities.queries.times import in_language
from samspill.foundation import clock
from samspill.foundation.documents import pdf
from samspill.foundation.models import Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number
from samspill.people.models import Person
from samspill.people.queries import Asker
from samspill.volunteering.models import Attendance, Attest
from samspill.volunteering.queries.attendance import hours_of
from samspill.volunteering.queries.profiles import find_volunteer
from samspill.volunteering.rules.attendance import told_hours
from samspill.volunteering.rules.attests import tidy_code
from samspill.volunteering.wording.kinds import kind_title

_TEMPLATE = Path(__file__).resolve().parents[1] / "data" / "attest.typ"
_LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}
#: Where anybody may ask whether a certificate is genuine (`web/public/attests`).
PATH = "/attest/"


def verified_facts(person: Person) -> dict[str, Any]:
    """What may stand on her certificate: times and hours that staff noted, courses she attended, since when she helps.

    Kinds and titles are codes or texts per language, days ISO 8601.
    """
    volunteer, times = find_volunteer(person), hours_of(person)
    return {
        "name": person.name,
        "since": clock.local_day(volunteer.joined_at).isoformat() if volunteer else "",
        "first": times[-1].happened_on.isoformat() if times else "",
        "last": times[0].happened_on.isoformat() if times else "",
        "times": len(times),
        "minutes": sum(one.minutes for one in times),
        "kinds": list(dict.fromkeys(kind for one in reversed(times) if (kind := _kind(one)))),
        "activities": _activities(times),
        "courses": [
            [one.occurrence.activity.title, clock.local_day(one.occurrence.starts_at).isoformat()]
            for one in completed_by(person)
        ],
    }


def may_stand_on_it(person: Person) -> tuple[int, int, bool]:
    """How many times and minutes are noted, and whether she has attended a course: what an attest would be made of.

    Two queries, however much she has done.
    """
    noted = Attendance.objects.filter(person=person, came=True)
    told = noted.aggregate(times=Count("pk"), minutes=Sum("minutes"))
    return told["times"], told["minutes"] or 0, bool(completed_by(person))


def attests_of(person: Person) -> list[Attest]:
    """The certificates she was given, the latest first."""
    return list(Attest.objects.filter(person=person).select_related("unit", "made_by").order_by("-made_at"))


def attest_for(asker: Asker | None, person: Person, attest_id: uuid.UUID) -> Attest:
    """The gate: a certificate of a person who came through one, or who holds a link (`asker` None)."""
    return Attest.objects.select_related("unit", "made_by", "person").get(pk=attest_id, person=person)


def find_attest(code: str) -> Attest | None:
    """The certificate with this code, in whatever way it was typed; None where there is none, or its holder is gone."""
    tidied = tidy_code(code)
    found = Attest.objects.select_related("unit", "made_by").filter(code=tidied).first() if tidied else None
    return found if found and found.facts else None


def told_facts(attest: Attest) -> list[list[str]]:
    """What stands on the certificate, as names and values in the active language. Who verifies it is told no more."""
    facts, language = attest.facts, attest.language
    lines = [[_("Name"), facts["name"]]]
    if facts["since"]:
        lines.append([_("Volunteer since"), _day(facts["since"], language)])
    if facts["times"]:
        lines += _what_she_did(facts, language)
    if facts["courses"]:
        told = [f"{in_language(title, language)} ({_day(day, language)})" for title, day in facts["courses"]]
        lines.append([_("Courses"), "; ".join(told)])
    return lines


def attest_as_pdf(attest: Attest) -> bytes:
    """The certificate as tagged PDF, in its own language."""
    with override(attest.language):
        town = Municipality.objects.get(pk=entered_number())
        confirmed = _("%(who)s, %(unit)s") % {
            "who": attest.made_by.name if attest.made_by else town.name_nb,
            "unit": attest.unit.name,
        }
        return pdf(
            _TEMPLATE,
            {
                "language": attest.language,
                "title": _("Certificate of volunteering"),
                "from": f"{town.name_nb} · {attest.unit.name}",
                "lead": _("%(name)s has helped others as a volunteer with us.")
                % {"name": attest.facts["name"]},
                "facts": told_facts(attest),
                "thanks": _("Thank you for the time you have given."),
                "confirmed": [
                    [_("Confirmed by"), confirmed],
                    [_("Day"), _day(clock.local_day(attest.made_at).isoformat(), attest.language)],
                ],
                "only": _("Only what was noted by staff stands here."),
                "check": _("Is it genuine? Type the code %(code)s at %(address)s")
                % {"code": attest.code, "address": web_address(town, PATH)},
            },
        )


def _what_she_did(facts: dict[str, Any], language: str) -> list[list[str]]:
    period = _("%(first)s to %(last)s") % {
        "first": _day(facts["first"], language),
        "last": _day(facts["last"], language),
    }
    what = [kind_title(kind) for kind in facts["kinds"]]
    what += [in_language(title, language) for title in facts["activities"]]
    return [
        [_("Period"), period],
        [_("Tasks"), "; ".join(what)],
        [_("Number of times"), str(facts["times"])],
        [_("Hours"), told_hours(facts["minutes"])],
    ]


def _kind(one: Attendance) -> str:
    return one.shift.need.kind if one.shift else ""


def _activities(times: list[Attendance]) -> list[dict[str, str]]:
    """The titles of the activities she helped at, each once, in the order she began with them."""
    found: list[dict[str, str]] = []
    for one in reversed(times):
        if one.occurrence and one.occurrence.activity.title not in found:
            found.append(one.occurrence.activity.title)
    return found


def _day(iso: str, language: str) -> str:
    pattern = "d MMMM y" if language == "en" else "d. MMMM y"
    return format_date(dt.date.fromisoformat(iso), pattern, locale=_LOCALES.get(language, "nb"))
