"""PostgreSQL as the tests use it: emptied quickly between two tests. Django finds `base` here (`ENGINE`)."""
