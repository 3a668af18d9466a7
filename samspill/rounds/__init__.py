"""Rounds: an open call with a deadline, its submissions and assessments; grants and awards end differently on purpose.

Nothing is built here yet.
"""
