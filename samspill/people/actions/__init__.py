"""What happens to people and staff, cut by subject."""

from samspill.people.actions.confirming import add_confirmed_point, begin_confirming
from samspill.people.actions.consents import give_consent, withdraw_consent
from samspill.people.actions.doubles import say_they_are_two
from samspill.people.actions.exporting import note_export
from samspill.people.actions.forgetting import forget_person
from samspill.people.actions.merging import SamePerson, merge_persons
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
from samspill.people.actions.staff import (
    HasLeft,
    LastLeader,
    RoleHeld,
    accept_invitation,
    ask_for_new_password,
    asked_for_new_password,
    choose_new_password,
    end_role,
    give_role,
    invite_staff,
    invited_by,
    let_staff_leave,
    reset_second_step,
)

__all__ = [
    "HasLeft",
    "HoldsNationalId",
    "LastLeader",
    "NameMissing",
    "NotAnEmail",
    "RoleHeld",
    "SamePerson",
    "accept_invitation",
    "add_confirmed_point",
    "add_contact_point",
    "ask_for_new_password",
    "asked_for_new_password",
    "begin_confirming",
    "change_person",
    "choose_new_password",
    "end_role",
    "find_or_add_person",
    "forget_person",
    "give_consent",
    "give_role",
    "invite_staff",
    "invited_by",
    "let_staff_leave",
    "merge_persons",
    "note_export",
    "note_look",
    "prefer_contact_point",
    "read_email",
    "refuse_national_ids",
    "remove_contact_point",
    "reset_second_step",
    "say_they_are_two",
    "withdraw_consent",
]
