"""Other people's calendars: which we read, when last, and what could not be read."""
