"""Questions about what was done, what it led to, and what is read. Never writes."""
