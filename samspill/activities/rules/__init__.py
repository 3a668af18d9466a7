"""Decisions about activities: values in, answer out."""
