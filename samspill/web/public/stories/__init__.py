"""Stories that associations and volunteer centres tell."""
