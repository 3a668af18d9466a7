"""The search index: one row per thing that can be found, its words already folded, split and stemmed."""

from __future__ import annotations

from django.db import models

from samspill.foundation.tenancy import Owned


class SearchDocument(Owned):
    """What can be found of one thing. `words` is all its index words, space-separated; `title_words` the title's.

    Its key is a whole number, because SQLite's word index points at rows by number. Nothing else points at these rows.
    """

    erasure = {"title_words": "delete row", "words": "delete row"}

    id = models.BigAutoField(primary_key=True)  # type: ignore[assignment]
    kind = models.CharField(max_length=40, help_text="'activities.activity', 'organisations.organisation' …")
    subject_id = models.UUIDField()
    is_public = models.BooleanField(default=False)
    title_words = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "kind", "subject_id", name="search_subject_once")
        ]


class SearchWord(Owned):
    """An index word of something public, to spell by. May stand twice.

    Words of what was never public do not stand here, and those of what no longer is leave within a day.
    """

    id = models.BigAutoField(primary_key=True)  # type: ignore[assignment]
    kind = models.CharField(max_length=40)
    word = models.CharField(max_length=80)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["municipality", "kind", "word"], name="search_word")]


class SameMeaning(Owned):
    """Words of which this municipality says that they mean the same: who searches with one finds the others."""

    erasure = {"words": "keep: words of the language"}

    words = models.CharField(max_length=200, help_text="Folded, in order, a space between them.")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "words", name="same_meaning_once")]
