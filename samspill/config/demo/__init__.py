"""Lillevik and its neighbour: two fictional towns to look around in. Every person, club and event here is made up.

The towns are built through the same actions that people use, so that nothing in them could not have happened.
"""
