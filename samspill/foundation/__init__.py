"""The ground: municipality (tenant), clock, keys, numbers, recurrence, search, audit trail, signed links, jobs.

No word of volunteering in it. Everything else may stand on it.
"""
