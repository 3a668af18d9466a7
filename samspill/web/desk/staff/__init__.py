"""Colleagues: who works in the unit, with which role, and in which unit one acts."""
