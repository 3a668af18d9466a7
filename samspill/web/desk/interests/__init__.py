"""Those who said "I want to help", by whatever door they came: called, talked with, welcomed or thanked."""
