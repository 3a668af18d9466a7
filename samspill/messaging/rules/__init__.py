"""Decisions of messaging: what a text costs, what a reply means, when we may write. Values in, answers out."""
