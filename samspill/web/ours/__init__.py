"""Where an association runs what is its own, by those who may act for it: without an account, by a one-time link."""
