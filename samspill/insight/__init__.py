"""Statistics: yearly figures and the lists they are counted from, and how often the pages of the square are read.

Reads every room, read only by `web`. A figure is the length of a list, a sum of it or a share of it (`rules.figures`),
so that it can always be looked up; the rows it counts stay when people are forgotten. Visits are counts and nothing
else: whoever read a page is never written down (0039). It does **not** write in any other room.
"""
