"""What associations want to show, read at the desk: approved, sent back, undone; who is trusted, and by which rule."""
