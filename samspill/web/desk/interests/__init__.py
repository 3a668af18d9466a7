"""Those who said "I want to help" on the square, and wait for a call."""
