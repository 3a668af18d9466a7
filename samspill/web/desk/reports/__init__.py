"""What readers of the square say is wrong, and what a person makes of it."""
