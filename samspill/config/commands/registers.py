"""Reading what others give out: national registers and calendars."""
