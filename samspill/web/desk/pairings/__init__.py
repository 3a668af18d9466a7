"""Pairs at the desk: the list, a pair with both sides, what happens to it, and answers that need a person."""
