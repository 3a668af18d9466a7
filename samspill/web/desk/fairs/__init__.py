"""Foreningenes dag at the desk: offers, classes, wishes typed in, the drawing, lists to print, late changes."""
