"""Things to borrow: look at one, borrow some of it with a code by SMS; see, change and bring it back by a link."""
