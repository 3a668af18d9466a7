"""Bells this room rings. Heard in higher rooms' `receivers`, in the same transaction; facts, never orders."""

from __future__ import annotations

from django.dispatch import Signal

#: An organisation is deleted from the national register, or a group without a number says it has stopped.
#: Carries `organisation` (the row), `closed_on` (day) and `at` (moment).
organisation_closed = Signal()

#: Two organisations turned out to be one. `keep`, `gone`: Organisation, both locked; `by`, `at`, `channel`; `takes`:
#: `actions.merging.Takes`, by which a room settles what would collide so that it can be undone.
#: Rung before the rows move.
organisation_merged = Signal()

#: They were moved, or moved back at an undo: `organisations`, the two rows as they stand now; `by`, `at`, `channel`.
#: For what a room keeps of its own in step with the name or the place, such as its search.
organisation_rows_moved = Signal()

#: Something of a higher room that an association wants to show was approved, sent back or taken up again.
#: Carries `review` (Review, settled or waiting again), `is_public` (whether it may stand on the square), `by`, `at`
#: and `channel`.
review_settled = Signal()
