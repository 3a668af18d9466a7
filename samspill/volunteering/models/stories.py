"""Which need a story tells of."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Story
from samspill.volunteering.models.needs import Need


class StoryAboutNeed(Owned):
    """A story tells of one need on the square. It stands here because stories, a room below, know of none.

    A need is the municipality's whoever tells of it; so nothing in this row changes when associations are merged or
    parted. Who may choose it, and when it is shown, `queries.stories` says. When whoever got the help is forgotten,
    nothing says any more that a story is of it.
    """

    erasure = {"need": "delete row"}

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="tells_of_need")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="told_of")
