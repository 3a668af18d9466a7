"""Hours for a whole season: what an association asks for, changes and gets."""
