"""Statistics: visits, yearly figures, reports. Reads every room, writes in none, and only `web` reads it.

Nothing is built here yet; the first figures come with the yearly report.
"""
