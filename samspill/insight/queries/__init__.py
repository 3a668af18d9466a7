"""Questions about what was done, and what it led to. Never writes."""
