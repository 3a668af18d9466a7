"""Activities: what happens, where and when: an activity, its schedule, and each time it takes place (*occurrence*).

Reads other people's calendars and writes its own. It knows organisations and venues; it does not know volunteering.

A *slot* is the moment a rule gave. It names the occurrence for good, also after it was moved; nothing that somebody may
have put in a diary is deleted, it is cancelled. A calendar we read is a *subscription*; reading it once is a *run*.
"""
