"""The associations of the municipality."""
