"""Tasks of others."""
