"""Once a year an association is asked whether its page is right; it answers with a code, or with one press."""

from __future__ import annotations

import datetime as dt
import secrets
from itertools import islice

from django.db import transaction
from django.utils import translation

from samspill.foundation.actions import make_link, note, subject_of
from samspill.foundation.queries import address_here
from samspill.messaging.actions import BudgetSpent, queue_message
from samspill.messaging.actions.outgoing import way_to_write
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import is_opted_out, language_of
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.organisations import wording
from samspill.organisations.actions.groups import confirm_page
from samspill.organisations.actions.telling import LINK, LINK_LASTS, PATH
from samspill.organisations.models import Organisation, PageQuestion
from samspill.organisations.queries.acting import acts_for, those_who_act_for
from samspill.organisations.queries.freshness import (
    due_to_be_asked,
    due_to_be_reminded,
    is_alone,
    open_questions,
)
from samspill.organisations.rules.freshness import MOST_A_DAY
from samspill.people.models import Channel, Person


def ask_whether_pages_are_right(at: dt.datetime) -> int:
    """Ask those whose page was not confirmed for a year, and remind once; how many messages went in the outbox."""
    reminded = sum(_remind(row, at) for row in due_to_be_reminded(at=at)[:MOST_A_DAY])
    asked = (row for row in due_to_be_asked(at=at) if _ask(row, at))
    return reminded + sum(1 for _ in islice(asked, MOST_A_DAY))


@transaction.atomic
def take_page_answer(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """A yes with the code confirms the page; a no is for a person to hear. None where it answers something else.

    A bare yes counts only where one association was asked about, and nothing else was written to the address lately.
    """
    if reply.answer not in (Answer.YES, Answer.NO):
        return None
    rows = open_questions(inbound.sender, code=reply.code, at=at)
    if len(rows) != 1 or not _may_count(rows[0], reply, inbound, at):
        return None
    row = PageQuestion.objects.select_for_update(of=("self",)).get(pk=rows[0].pk)
    row.answered_at = at
    row.save(update_fields=["answered_at"])
    if reply.answer == Answer.YES:
        confirm_page(row.organisation, by=row.person, at=at, channel=inbound.channel)
        _thank(row, inbound, at)
    is_no = reply.answer == Answer.NO  # Something has changed, and somebody asks what.
    return Outcome(str(reply.answer), about=subject_of(row), person=row.person, waits=is_no)


def _may_count(row: PageQuestion, reply: Reply, inbound: InboundMessage, at: dt.datetime) -> bool:
    """By e-mail only as a reply to that letter, for anybody can write in her name."""
    about = subject_of(row)
    if inbound.channel == Channel.EMAIL and (inbound.answers is None or inbound.answers.about != about):
        return False
    if not acts_for(row.person, row.organisation):
        return False
    return reply.code is not None or is_alone(inbound.sender, about, at=at)


@transaction.atomic
def _ask(organisation: Organisation, at: dt.datetime) -> bool:
    """Put the question to the first who acts for it and can be written to. A line of the year is kept by its row."""
    ours = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not due_to_be_asked(at=at).filter(pk=ours.pk).exists():
        return False  # Somebody else has just asked.
    found = _who_can_be_asked(ours)
    if found is None:
        return False
    person, (channel, address) = found
    code = 100_000 + secrets.randbelow(900_000)
    row = PageQuestion.objects.create(
        organisation=ours, person=person, channel=channel, address=address, code=code, asked_at=at
    )
    if not _put(row, at):
        row.delete()  # The day's money did not reach: it is asked tomorrow.
        return False
    note("ask_about_page", ours, by="system", channel=channel, at=at)
    return True


@transaction.atomic
def _remind(row: PageQuestion, at: dt.datetime) -> bool:
    """Once, at the same address, unless she said STOPP or acts for it no more; then it is for a person to call."""
    if not PageQuestion.objects.filter(pk=row.pk, reminded_at__isnull=True).update(reminded_at=at):
        return False
    may = acts_for(row.person, row.organisation) and not row.person.restricted_at
    return bool(may) and not is_opted_out(row.channel, row.address) and _put(row, at, is_reminder=True)


def _who_can_be_asked(organisation: Organisation) -> tuple[Person, tuple[str, str]] | None:
    for post in those_who_act_for(organisation):
        way = None if post.person.restricted_at else way_to_write(post.person)
        if way is not None and not is_opted_out(*way):
            return post.person, way
    return None


def _put(row: PageQuestion, at: dt.datetime, *, is_reminder: bool = False) -> bool:
    token = make_link(LINK, str(row.person_id), at=at, valid_for=LINK_LASTS)
    link = address_here(f"{PATH.format(token=token, organisation=row.organisation_id)}page/")
    with translation.override(language_of(row.person)):
        subject, body = wording.is_the_page_right(
            row.organisation.name, row.code, link, is_reminder=is_reminder
        )
    try:
        queue_message(
            channel=row.channel,
            address=row.address,
            subject=subject[:200] if row.channel == Channel.EMAIL else "",
            body=body,
            key=f"page_right:{row.pk}:{int(is_reminder)}",
            person=row.person,
            about=subject_of(row),
            at=at,
        )
    except BudgetSpent:
        return False
    return True


def _thank(row: PageQuestion, inbound: InboundMessage, at: dt.datetime) -> None:
    with translation.override(language_of(row.person)):
        subject, body = wording.page_is_right(row.organisation.name)
    queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        subject=subject[:200] if inbound.channel == Channel.EMAIL else "",
        body=body,
        key=f"page_right_thanks:{inbound.pk}",
        person=row.person,
        about=subject_of(row),
        at=at,
        answers_now=True,
    )
