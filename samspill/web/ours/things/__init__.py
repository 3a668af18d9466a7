"""Things an association borrows: what it has, and more, without a code: the link shows who she is."""
