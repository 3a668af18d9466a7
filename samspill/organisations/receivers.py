"""Bells heard: two who are one hold a post once, and one who is forgotten holds none."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from samspill.organisations.actions.posts import lay_down_post
from samspill.organisations.models import Post, PostClaim
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
            since = [one for one in (double.may_act_since_at, post.may_act_since_at) if one]
            double.may_act_since_at = min(since, default=None)
            double.save(update_fields=["from_on", "is_published", "may_act_since_at"])
            post.delete()


@receiver(person_merged)
def ask_once_for_each_association(keep: Person, gone: Person, **_: Any) -> None:
    """Where both wait for an answer about the same association, the first to ask waits on."""
    waiting = PostClaim.objects.filter(approved_at__isnull=True, refused_at__isnull=True)
    for claim in waiting.filter(person=gone):
        double = waiting.filter(person=keep, organisation=claim.organisation_id).first()
        if double is not None:
            double.asked_at = min(double.asked_at, claim.asked_at)
            double.words = double.words or claim.words
            double.save(update_fields=["asked_at", "words"])
            claim.delete()


@receiver(person_leaving)
def lay_down_her_posts(person: Person, by: Any, at: dt.datetime, channel: str, **_: Any) -> None:
    """She is no longer shown as anybody's contact, and the association is seen to have lost one."""
    for post in Post.objects.filter(person=person, until_on__isnull=True).select_related("organisation"):
        lay_down_post(post, by="person" if by == person else by, at=at, channel=channel, is_leaving=True)
