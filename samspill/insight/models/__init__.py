"""Tables: counts, and nothing about people."""

from samspill.insight.models.visits import Visits

__all__ = ["Visits"]
