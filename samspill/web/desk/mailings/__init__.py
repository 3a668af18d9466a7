"""Writing to many: selections, templates, mailings with preview and stop."""
