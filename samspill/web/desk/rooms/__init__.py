"""Rooms at the desk: requests to answer, what is booked, places with their spaces, hours and closed days."""
