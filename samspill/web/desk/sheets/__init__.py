"""Sheets of contacts: received, columns confirmed, looked at, brought in."""
