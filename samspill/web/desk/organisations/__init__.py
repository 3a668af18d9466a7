"""Associations as staff see them: found, read about, entered, and who speaks for them."""
