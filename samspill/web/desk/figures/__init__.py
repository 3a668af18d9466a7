"""The year in figures, each with the list it was counted from."""
