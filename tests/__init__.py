"""Tests that look at the whole house; each room's own tests stand beside the room."""
