"""Venues: places in the municipality, how to get in (accessibility), later their rooms and bookings."""
