"""Mapping the sector: what is known of the associations, whom to try, and asking them all."""
