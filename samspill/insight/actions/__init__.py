"""Verbs: counting."""

from samspill.insight.actions.visits import Seen, forget_counted, note_visit, note_visits, write_visits

__all__ = ["Seen", "forget_counted", "note_visit", "note_visits", "write_visits"]
