"""Letters to print and post: for those with neither phone nor e-mail."""
