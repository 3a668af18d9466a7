"""Addresses of an association's activities, each page through its own door, in the name of who holds the link."""

from __future__ import annotations

from samspill.web.access.activity_urls import addresses
from samspill.web.ours.organiser_door import by_link

urlpatterns = addresses(by_link("activities"))
