"""On paper in case the net goes: everybody who can be called out, and a call-out as it stands."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.volunteering.actions.crisis import note_paper
from samspill.volunteering.models import CallOutQuestion
from samspill.volunteering.queries.callouts import board, callout_for, phone_list
from samspill.volunteering.queries.capabilities import Offered
from samspill.volunteering.queries.crisis_paper import Entry, OnPaper, everybody_on_paper
from samspill.volunteering.wording.capabilities import capability_words
from samspill.web.access.staff import DeskRequest, in_the_cell
from samspill.web.design.language_names import language_name
from samspill.web.design.words import QUALIFICATION_WORDS, SKILL_WORDS, word_for
from samspill.web.desk.crisis.lists import Section, Sheet, on_paper

#: Papers one may need in a hurry; the others are about trust.
PAPERS = ("first_aid", "driving_licence")
#: What everybody speaks is no capability.
COMMON = ("nb", "nn", "no")


@in_the_cell
def everybody(request: DeskRequest) -> HttpResponse:
    """All who can be called out by what they can, then the organisations, then everybody by name. The look is noted."""
    at = clock.now()
    found = everybody_on_paper(request.asker, at=at)
    note_paper(request.asker, people=len(found.people), at=at)
    sheet = Sheet(
        title=_("Who can be called out"),
        made_at=at,
        made_by=request.user.name,
        facts=[(_("People"), str(len(found.people))), (_("Associations"), str(len(found.offered)))],
        sections=[*_by_what_they_can(found), _organisations(found.offered), _by_name(found.people)],
    )
    return on_paper(sheet, "utkalling")


@in_the_cell
def callout(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """Who comes, whom to call, who is silent: to go on with by hand."""
    at, found = clock.now(), callout_for(request.asker, callout_id)
    shown = board(found, at=at)
    facts = [
        (_("Where to meet"), found.meeting_place or "–"),
        (_("How many are needed"), str(found.wanted)),
        (_("Comes"), str(shown.counts.coming)),
    ]
    to_call = [[one.person.name, _number(number), _km(one.km), ""] for one, number in phone_list(found)]
    silent = [
        [one.person.name, _number(shown.phones.get(one.person_id, "")), _km(one.km), ""]
        for one in shown.silent
    ]
    people = (_("Name"), _("Phone"), _("Distance"), _("Note"))
    sections = [
        Section(
            _("Comes"),
            (_("Name"), _("Phone"), _("Said it would be"), _("Is there")),
            (4, 3, 2, 2),
            [_coming(one, shown.phones) for one in shown.coming],
        ),
        Section(_("To call"), people, (4, 3, 2, 4), to_call),
        Section(_("Have not answered"), people, (4, 3, 2, 4), silent),
    ]
    return on_paper(Sheet(found.title, at, request.user.name, facts, sections), "utkalling")


def _coming(one: CallOutQuestion, phones: dict[uuid.UUID, str]) -> list[str]:
    there = f"{clock.local(one.there_at):%H.%M}" if one.there_at else "–"
    arrived = f"{clock.local(one.arrived_at):%H.%M}" if one.arrived_at else ""
    return [one.person.name, _number(phones.get(one.person_id, "")), there, arrived]


def _by_what_they_can(found: OnPaper) -> Iterator[Section]:
    """A short list for each thing somebody can; what nobody can is left out."""
    for skill in SKILL_WORDS:
        yield from _list(word_for(skill, SKILL_WORDS), found.by_skill(skill))
    for kind in PAPERS:
        yield from _list(word_for(kind, QUALIFICATION_WORDS), found.by_paper(kind))
    for code in found.languages:
        if code not in COMMON:
            yield from _list(
                _("Speaks %(language)s") % {"language": language_name(code)}, found.by_language(code)
            )


def _list(heading: str, people: list[Entry]) -> Iterator[Section]:
    if people:
        rows = [[one.found.name, _number(one.phone), one.found.area] for one in people]
        yield Section(f"{heading} ({len(people)})", (_("Name"), _("Phone"), _("Lives in")), (4, 3, 3), rows)


def _organisations(offered: list[Offered]) -> Section:
    columns = (_("Turn"), _("Association"), _("Offers"), _("Call"), _("Who pays"))
    rows = [_offer(one) for one in offered]
    return Section(_("Associations, in the order they are called"), columns, (1, 3, 4, 4, 3), rows)


def _offer(one: Offered) -> Sequence[str]:
    capability = one.capability
    what = capability_words(capability.kind, capability.number, capability.words)
    where = capability.place or (capability.area.name if capability.area else "")
    contact = capability.contact.name if capability.contact else ""
    stands = "" if one.is_assured else " " + _("(has run out)")
    return [
        str(capability.turn),
        capability.organisation.name,
        f"{what}{', ' if where else ''}{where}{stands}",
        f"{contact} {_number(one.phone)}".strip(),
        capability.paid_by,
    ]


def _by_name(people: list[Entry]) -> Section:
    rows = [
        [
            one.found.name,
            _number(one.phone),
            one.found.area,
            ", ".join(language_name(code) for code in one.found.languages if code not in COMMON),
            ", ".join(
                [*(word_for(code, SKILL_WORDS) for code in one.found.skills), one.found.skill_words]
            ).strip(", "),
        ]
        for one in people
    ]
    columns = (_("Name"), _("Phone"), _("Lives in"), _("Speaks"), _("Can or has"))
    return Section(_("Everybody by name"), columns, (4, 3, 3, 3, 6), rows)


def _number(phone: str) -> str:
    return formatted(phone).replace(" ", "\u00a0") if phone else "–"


def _km(km: float | None) -> str:
    return "–" if km is None else _("%(km)s km") % {"km": f"{km:.1f}".replace(".", ",")}
