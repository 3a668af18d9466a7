"""Does the house stand as docs/house.md draws it? Checkers for what imports alone cannot show, and their proof."""
