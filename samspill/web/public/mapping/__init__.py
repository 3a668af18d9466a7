"""Answering for an association, by a link or the code on a letter."""
