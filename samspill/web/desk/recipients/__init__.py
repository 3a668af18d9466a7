"""Those who get help, at the desk of the units that care for them: what they would like, and who has looked."""
