"""Letters about the week: asked for from the filter one stands in, changed and ended by a private link."""
