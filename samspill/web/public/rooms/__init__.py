"""Rooms to borrow: find one, look at its week, borrow it with a code by SMS; see, move and give back by a link."""
