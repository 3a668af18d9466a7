"""Which activity a story tells of."""

from __future__ import annotations

from django.db import models

from samspill.activities.models.activities import Activity
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Story


class StoryAbout(Owned):
    """A story tells of one activity of those who tell it. It stands here because stories, a room below, know of none.

    Whose each of the two is may change when associations are merged or parted; so who reads the row looks whether both
    still have one owner (`queries.stories`).
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="tells_of")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="told_of")
