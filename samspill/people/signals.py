"""Bells this room rings, in the transaction of the change. They carry facts and never orders."""

from django.dispatch import Signal

#: Two persons turned out to be one. `keep`, `gone`: Person; `by`, `at`, `channel`. Rung before the rows move, so
#: that a room can settle what would collide; whatever it leaves is moved afterwards.
person_merged = Signal()

#: A colleague follows up for good what another did in a unit. `from_staff`, `to_staff`; `unit`, `by`, `at`.
responsibility_handed_over = Signal()

#: A unit closes and `heir` takes over. `unit`, `heir`: Unit; `by`, `at`. Rung before the rows move, so that a room can
#: settle what would collide; whatever it leaves is moved afterwards.
unit_closing = Signal()

#: A person is being forgotten. `person`: Person, not yet blanked; `addresses`: her phones and e-mail addresses that
#: nobody else has; `by`, `at`, `channel`.
person_leaving = Signal()
