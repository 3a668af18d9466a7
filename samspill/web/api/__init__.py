"""Doors for machines: calendar feeds, structured data, provider webhooks. No page for people lives here."""
