"""Foreningenes dag for pupils: a code from a slip, wishes on a phone, and afterwards where one goes and why."""
