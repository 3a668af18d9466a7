"""Doors for machines: open data, calendar feeds, provider webhooks. The page about them is its only page for people."""
