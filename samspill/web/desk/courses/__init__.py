"""Courses for volunteers: dates, who has a place, who came."""
