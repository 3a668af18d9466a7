"""I want to help, and I need help: name and phone are enough."""
