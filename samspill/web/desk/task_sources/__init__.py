"""Other sites' lists of tasks: which we read, when last, and what could not be read."""
