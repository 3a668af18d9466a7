"""A reader of the square says that something is wrong."""
