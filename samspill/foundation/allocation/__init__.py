"""Giving places to those who want them, when there are fewer of one than of the other, to a proven optimum.

Words: a *place* has room for some and, perhaps, a time; a *taker* may have one or several; an *option* says that a
taker may have a place, and what speaks against it in numbers; a *lot* decides between equals. Who is who does not
matter here: volunteers and shifts, pupils and clubs, clubs and hours in a hall are all the same question.

What is best is decided in a fixed order, each step only among what is best by those before it: as many needed places
as possible, as many others as possible, then each of the options' costs in turn and the load spread evenly, then the
lot. `docs/decisions/0018` tells how it is solved and when it is proven.
"""

from samspill.foundation.allocation.lottery import lot
from samspill.foundation.allocation.problem import Allocation, Option, Place, Problem, Score, Taker
from samspill.foundation.allocation.solving import allocate, refill

__all__ = ["Allocation", "Option", "Place", "Problem", "Score", "Taker", "allocate", "lot", "refill"]
