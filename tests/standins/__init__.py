"""Small local servers that speak the protocols of others: for tests, the demo and the bench. Nothing of ours."""
