"""The association's stories, written by those who act for it."""

from __future__ import annotations

from samspill.web.access.story_pages import addresses
from samspill.web.ours.organiser_door import by_link

urlpatterns = addresses(by_link("stories"))
