"""What happens to people, cut by subject."""

from samspill.people.actions.persons import (
    HoldsNationalId,
    NameMissing,
    NotAnEmail,
    add_contact_point,
    change_person,
    find_or_add_person,
    note_look,
    prefer_contact_point,
    read_email,
    refuse_national_ids,
    remove_contact_point,
)

__all__ = [
    "HoldsNationalId",
    "NameMissing",
    "NotAnEmail",
    "add_contact_point",
    "change_person",
    "find_or_add_person",
    "note_look",
    "prefer_contact_point",
    "read_email",
    "refuse_national_ids",
    "remove_contact_point",
]
