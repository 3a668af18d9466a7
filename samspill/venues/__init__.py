"""Venues: places in the municipality, how one gets in, their spaces and things, and who has borrowed which when.

Words: a *place* is a building with an address; a *space* is a room or hall in it that is lent out; a hall that divides
has *parts*, which are spaces too; a *booking* is one space for one time; a *thing* is lent alone, in
*pieces*; a *loan* is so many of them, fetched and brought back. Not here: activities, which may take place
anywhere.
"""
