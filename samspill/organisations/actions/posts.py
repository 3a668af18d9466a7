"""Posts are given and laid down; who may act for the association; the association chooses which are shown.

Whoever changes who may act locks the association's row first, so that the last one who acts cannot leave together
with the one before her.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.limits import Limit, spend
from samspill.organisations import wording
from samspill.organisations.actions.telling import link_to_pages, new_key, tell
from samspill.organisations.models import Organisation, Post
from samspill.organisations.queries.acting import acting_posts, acts_for
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person | str

#: An association invites its board, not the town.
FEW_INVITATIONS = Limit(burst=8, refill=dt.timedelta(minutes=30))


class LastWhoActs(ValueError):
    """Nobody else may act for the association: another must be named first."""


class HandedToHerself(ValueError):
    """The one who is to take over is the one who hands over."""


def locked(organisation_id: uuid.UUID) -> Organisation:
    """The association, so that nobody else changes who acts for it meanwhile. Raises `Organisation.DoesNotExist`."""
    return Organisation.objects.select_for_update().get(pk=organisation_id)


@transaction.atomic
def give_post(
    organisation: Organisation,
    person: Person,
    title: str,
    *,
    by: Who,
    at: dt.datetime,
    channel: str,
    is_published: bool = False,
) -> Post:
    """The person holds the post from today; held already, it stays as it is. `title`: leader, deputy, treasurer …"""
    post, is_new = Post.objects.get_or_create(
        organisation=organisation,
        person=person,
        title=title[:40],
        until_on=None,
        defaults={"from_on": clock.local_day(at), "is_published": is_published},
    )
    if is_new:
        note("give_post", organisation, by=by, channel=channel, at=at, title=title, person=str(person.pk))
    return post


@transaction.atomic
def let_act(post: Post, *, by: Who, at: dt.datetime, channel: str) -> Post:
    """It is shown that the holder may act for the association: she proved it, a colleague said so, or the desk did.

    Without this a post is only what a list says. Raises `Post.DoesNotExist` where it is laid down meanwhile.
    """
    organisation = locked(post.organisation_id)
    post = Post.objects.select_for_update().get(pk=post.pk, until_on__isnull=True)
    if post.may_act_since_at is None:
        post.may_act_since_at = at
        post.save(update_fields=["may_act_since_at"])
        note("let_act", organisation, by=by, channel=channel, at=at, person=str(post.person_id))
    return post


@transaction.atomic
def stop_acting(post: Post, *, by: StaffMember, at: dt.datetime, channel: str) -> Post:
    """The desk says that she may not act for the association; the post itself stays, unconfirmed. She is told."""
    organisation = locked(post.organisation_id)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.may_act_since_at is not None:
        post.may_act_since_at = None
        post.save(update_fields=["may_act_since_at"])
        note("stop_acting", organisation, by=by, channel=channel, at=at, person=str(post.person_id))
        _tell_that_she_is_out(organisation, post.person, at=at)
    return post


@transaction.atomic
def lay_down_post(post: Post, *, by: Who, at: dt.datetime, channel: str, is_leaving: bool = False) -> Post:
    """The person holds the post no longer, from today; it is not shown any more.

    Where another says so and she may act for the association no more, she is told; not if she `is_leaving` us.
    Raises `LastWhoActs` where one of the association's own lays down the last post that may act.
    """
    organisation = locked(post.organisation_id)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.until_on is not None:
        return post
    others = acting_posts().filter(organisation=organisation).exclude(pk=post.pk)
    if isinstance(by, Person) and post.may_act_since_at and not others.exists():
        raise LastWhoActs
    post.until_on, post.is_published = clock.local_day(at), False
    post.save(update_fields=["until_on", "is_published"])
    note("lay_down_post", organisation, by=by, channel=channel, at=at, title=post.title)
    if post.may_act_since_at and by != post.person and not is_leaving:
        _tell_that_she_is_out(organisation, post.person, at=at)
    return post


@transaction.atomic
def show_post(post: Post, is_shown: bool, *, by: Who, at: dt.datetime, channel: str) -> Post:
    """Show this contact on the association's public page, or stop showing it. Whom another shows is told of it."""
    if post.is_published != is_shown:
        post.is_published = is_shown
        post.save(update_fields=["is_published"])
        note("show_post", post.organisation, by=by, channel=channel, at=at, shown=is_shown)
        if is_shown and by != post.person:
            tell(
                post.person,
                lambda: wording.shown_to_everybody(post.organisation.name),
                key=new_key("post_shown"),
                at=at,
            )
    return post


@transaction.atomic
def invite_colleague(
    organisation: Organisation,
    name: str,
    where: str,
    title: str,
    *,
    by: StaffMember | Person,
    at: dt.datetime,
    channel: str,
) -> Post:
    """Somebody more may act from now on, and gets a link. `where` is her phone or e-mail, as written.

    Raises `NameMissing`, `NotAPhone`, `NotAnEmail`, `HoldsNationalId` and `limits.TooOften`.
    """
    return _let_in(organisation, name, where, title, wording.invited, by=by, at=at, channel=channel)


@transaction.atomic
def hand_over(
    organisation: Organisation, name: str, where: str, *, by: Person, at: dt.datetime, channel: str
) -> Post:
    """In one step: another takes the post, and she who hands over is out. Drafts and all else stay the association's.

    Gives back the new holder's post. Raises `HandedToHerself`, and what `invite_colleague` does.
    """
    organisation = locked(organisation.pk)
    mine = list(Post.objects.filter(organisation=organisation, person=by, until_on__isnull=True))
    title = ([post for post in mine if post.may_act_since_at] or mine)[0].title
    post = _let_in(organisation, name, where, title, wording.handed_over, by=by, at=at, channel=channel)
    if post.person_id == by.pk:
        raise HandedToHerself
    for one in mine:
        lay_down_post(one, by=by, at=at, channel=channel)
    return post


def _let_in(
    organisation: Organisation,
    name: str,
    where: str,
    title: str,
    words: Callable[[str, str, str], tuple[str, str]],
    *,
    by: StaffMember | Person,
    at: dt.datetime,
    channel: str,
) -> Post:
    """She holds the post, may act, and gets a link with these `words`: who lets her in, the association, the link."""
    organisation = locked(organisation.pk)
    spend("our_invitation", str(organisation.pk), FEW_INVITATIONS, at=at)
    phones, emails = ([], [where]) if "@" in where else ([where], [])
    person = find_or_add_person(name, phones, emails, by=by, at=at, channel=channel)
    post = give_post(organisation, person, title, by=by, at=at, channel=channel)
    post = let_act(post, by=by, at=at, channel=channel)
    inviter = by.name
    tell(
        person,
        lambda: words(inviter, organisation.name, link_to_pages(person, organisation, at=at)),
        key=new_key("our_invitation"),
        at=at,
    )
    return post


def _tell_that_she_is_out(organisation: Organisation, person: Person, *, at: dt.datetime) -> None:
    """A short message, so that nobody is taken out unseen; none where another post of hers still lets her in."""
    if not acts_for(person, organisation):
        tell(
            person,
            lambda: wording.no_longer_runs_it(organisation.name),
            key=new_key("our_ending"),
            at=at,
        )
