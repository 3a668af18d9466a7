"""The square: what everyone may see and do without signing in. Cacheable, few queries, works without JavaScript."""
