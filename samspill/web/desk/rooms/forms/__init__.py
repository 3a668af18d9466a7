"""Forms of places, rooms, things, hours and bookings: they check the shape; actions check the meaning."""
