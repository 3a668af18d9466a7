"""Bells heard: two who are one hold a post once, and one who is forgotten holds none."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from samspill.organisations.actions.posts import lay_down_post
from samspill.organisations.models import Post
from samspill.people.models import Person
from samspill.people.signals import person_leaving, person_merged


@receiver(person_merged)
def hold_each_post_once(keep: Person, gone: Person, **_: Any) -> None:
    """Where both hold the same post, the one that began first stands and the other goes."""
    for post in Post.objects.filter(person=gone, until_on__isnull=True):
        double = Post.objects.filter(
            person=keep, organisation=post.organisation_id, title=post.title, until_on__isnull=True
        ).first()
        if double is not None:
            double.from_on = min(double.from_on, post.from_on)
            double.is_published = double.is_published or post.is_published
            double.save(update_fields=["from_on", "is_published"])
            post.delete()


@receiver(person_leaving)
def lay_down_her_posts(person: Person, by: Any, at: dt.datetime, channel: str, **_: Any) -> None:
    """She is no longer shown as anybody's contact, and the association is seen to have lost one."""
    for post in Post.objects.filter(person=person, until_on__isnull=True).select_related("organisation"):
        lay_down_post(post, by="person" if by == person else by, at=at, channel=channel)
