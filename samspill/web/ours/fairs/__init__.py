"""Foreningenes dag for an association that takes part: what it offers, who comes on the day, how many joined after."""
