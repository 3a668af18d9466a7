"""Activities: what happens, where and when: an activity, its schedule, and each time it takes place (*occurrence*).

Reads other people's calendars and writes its own. It knows organisations and venues; it does not know volunteering.
"""
