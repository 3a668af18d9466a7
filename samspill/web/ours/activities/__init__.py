"""An association's activities, run by those who act for it."""
