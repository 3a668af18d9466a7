"""What volunteers are wanted for, open to the public."""
