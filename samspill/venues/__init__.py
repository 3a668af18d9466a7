"""Venues: places in the municipality, how one gets in, their spaces, and who has borrowed which when.

Words: a *place* is a building with an address; a *space* is a room or hall in it that is lent out; a hall that divides
has *parts*, which are spaces too; a *booking* is one space for one time. Not here: activities, which may take place
anywhere.
"""
