"""Posts are given and laid down; the association chooses which are shown."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.organisations.models import Organisation, Post
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person | str


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
    post = (
        Post.objects.select_for_update().select_related("organisation").get(pk=post.pk, until_on__isnull=True)
    )
    if post.may_act_since_at is None:
        post.may_act_since_at = at
        post.save(update_fields=["may_act_since_at"])
        note("let_act", post.organisation, by=by, channel=channel, at=at, person=str(post.person_id))
    return post


@transaction.atomic
def lay_down_post(post: Post, *, by: Who, at: dt.datetime, channel: str) -> Post:
    """The person holds the post no longer, from today; it is not shown any more."""
    if post.until_on is None:
        post.until_on, post.is_published = clock.local_day(at), False
        post.save(update_fields=["until_on", "is_published"])
        note("lay_down_post", post.organisation, by=by, channel=channel, at=at, title=post.title)
    return post


@transaction.atomic
def show_post(post: Post, is_shown: bool, *, by: Who, at: dt.datetime, channel: str) -> Post:
    """Show this contact on the association's public page, or stop showing it."""
    if post.is_published != is_shown:
        post.is_published = is_shown
        post.save(update_fields=["is_published"])
        note("show_post", post.organisation, by=by, channel=channel, at=at, shown=is_shown)
    return post
