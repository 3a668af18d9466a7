"""Answering a question that came by e-mail: with a press, and without an account."""
