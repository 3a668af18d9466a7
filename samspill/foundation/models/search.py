"""The search index: one row per thing that can be found, its words already folded, split and stemmed."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class SearchDocument(Owned):
    """What can be found of one thing. `words` is all its index words, space-separated; `title_words` the title's alone."""

    erasure = {"title_words": "delete row", "words": "delete row"}

    kind = models.CharField(max_length=40, help_text="'activities.activity', 'organisations.organisation' …")
    subject_id = models.UUIDField()
    is_public = models.BooleanField(default=False)
    title_words = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "kind", "subject_id", name="search_subject_once")
        ]
