"""People at the desk: the list, a person's page, and what is done there."""
