"""Words that mean the same in this municipality, for the search of the square and the desk."""
