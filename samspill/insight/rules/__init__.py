"""Decisions as pure functions: values in, answer out; no database, no clock, no Django."""
