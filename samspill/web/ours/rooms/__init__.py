"""Rooms an association borrows: what it has, and one more, without a code: the link shows who she is."""
