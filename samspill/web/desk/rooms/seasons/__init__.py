"""Seasons at the desk: hours that are asked for, shared out, looked at and decided."""
