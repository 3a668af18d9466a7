"""Dialogue: council, gatherings with agenda and minutes, policy documents, hearings, joint initiatives.

Nothing is built here yet. It will not know volunteering or exchange; duties it creates are `commitments`.
"""
