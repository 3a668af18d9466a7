"""What happens in volunteering, cut by subject."""
