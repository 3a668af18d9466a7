"""Questions, cut by subject; they never write."""
