"""The week, and each activity."""
