"""Commitments: agreements with versions, parties and signatures; who owes what by when.

Nothing is built here yet.
"""
