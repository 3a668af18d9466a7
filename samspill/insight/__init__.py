"""Statistics: yearly figures and the lists they are counted from. Reads every room, writes in none, read only by `web`.

A figure is the length of a list, a sum of it or a share of it (`rules.figures`), so that it can always be looked up.
The rows it counts stay when people are forgotten.
"""
