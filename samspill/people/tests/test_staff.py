"""Staff are invited, choose a password, have roles in units for a time, and leave."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from samspill.foundation.actions import LinkNotValid
from samspill.foundation.tenancy import entered
from samspill.people.actions import (
    HasLeft,
    LastLeader,
    RoleHeld,
    accept_invitation,
    ask_for_new_password,
    choose_new_password,
    end_role,
    give_role,
    invite_staff,
    let_staff_leave,
)
from samspill.people.models import StaffMember, Unit, UnitRole
from samspill.people.queries import NoUnit, asker_for

PASSWORD = "en lang og god setning"


def invite(unit, at, role="coordinator", email="Mona@lillevik.test"):
    return invite_staff(email, name="Mona Vik", unit=unit, role=role, by="system", at=at)


def test_an_invitation_opens_once(centre, at):
    _, token = invite(centre, at)
    mona = accept_invitation(token, PASSWORD, at=at)
    assert mona.check_password(PASSWORD)
    with pytest.raises(LinkNotValid):
        accept_invitation(token, PASSWORD, at=at)


def test_a_weak_password_uses_up_nothing(centre, at):
    _, token = invite(centre, at)
    with pytest.raises(ValidationError):
        accept_invitation(token, "kort", at=at)
    assert accept_invitation(token, PASSWORD, at=at)


def test_an_invitation_is_too_old_after_a_week(centre, at):
    _, token = invite(centre, at)
    with pytest.raises(LinkNotValid):
        accept_invitation(token, PASSWORD, at=at + dt.timedelta(days=7))


def test_an_invitation_to_lillevik_opens_nothing_in_storfjordby(centre, neighbour, at):
    _, token = invite(centre, at)
    with entered(neighbour), pytest.raises(LinkNotValid):
        accept_invitation(token, PASSWORD, at=at)


def test_the_same_address_may_work_in_two_municipalities(centre, neighbour, at):
    invite(centre, at)
    with entered(neighbour):
        other, _ = invite(Unit.objects.create(name="Sentralen"), at)
    assert StaffMember.everywhere.filter(email=other.email).count() == 2


def test_being_invited_again_is_the_same_person_with_one_role_more(centre, at):
    home_care = Unit.objects.create(name="Hjemmetjenesten")
    first, _ = invite(centre, at)
    again, _ = invite(home_care, at, role="reader")
    assert first == again
    asker = asker_for(first, on=at.date())
    assert asker.unit_ids == {centre.pk, home_care.pk}
    assert asker.caring_unit_ids == {centre.pk}


def test_a_role_counts_from_its_first_day_to_its_last(centre, ola, at):
    give_role(ola, centre, "substitute", by="system", at=at, until_on=at.date() + dt.timedelta(days=2))
    roles = [asker_for(ola, on=at.date() + dt.timedelta(days=days)).roles for days in (2, 3)]
    assert roles == [{"coordinator", "substitute"}, {"coordinator"}]
    with pytest.raises(RoleHeld):
        give_role(ola, centre, "coordinator", by="system", at=at)


def test_a_unit_keeps_its_last_leader(centre, at):
    invite(centre, at, role="leader")
    with pytest.raises(LastLeader):
        end_role(UnitRole.objects.get(role="leader"), by="system", at=at)


def test_one_who_left_has_no_role_and_cannot_choose_a_password(centre, at):
    mona, token = invite(centre, at)
    _, forgotten = ask_for_new_password(mona.email, at=at)
    let_staff_leave(mona, by="system", at=at)
    with pytest.raises(NoUnit):
        asker_for(mona, on=at.date())
    for use in (lambda: accept_invitation(token, PASSWORD, at=at),
                lambda: choose_new_password(forgotten, PASSWORD, at=at)):  # fmt: skip
        with pytest.raises(HasLeft):
            use()


def test_a_new_password_is_chosen_by_link_within_the_hour(centre, at):
    mona, _ = invite(centre, at)
    _, token = ask_for_new_password(" MONA@lillevik.test", at=at)
    with pytest.raises(LinkNotValid):
        choose_new_password(token, PASSWORD, at=at + dt.timedelta(hours=1))
    assert choose_new_password(token, PASSWORD, at=at) == mona
    assert ask_for_new_password("nobody@lillevik.test", at=at) is None


def test_a_reader_looks_at_what_is_not_about_those_who_get_help(centre, at):
    mona, _ = invite(centre, at, role="reader")
    asker = asker_for(mona, on=at.date())
    assert not asker.may_change
    assert not asker.caring_unit_ids
