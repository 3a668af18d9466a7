"""What is deleted when: the rules, what is coming, and who is kept longer for a reason."""
