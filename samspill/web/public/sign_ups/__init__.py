"""Signing up for a time of an activity: by name, phone and a code, or by a link of one's own."""
