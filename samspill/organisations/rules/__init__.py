"""Decisions of this room as pure functions: no database, no clock, no Django."""
