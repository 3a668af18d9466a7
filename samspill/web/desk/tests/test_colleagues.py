"""The leader invites colleagues, ends roles, and helps one who lost her phone; others look."""

import pytest
from allauth.mfa.models import Authenticator

from conftest import browser_of, make_staff
from samspill.messaging.models import OutboundMessage
from samspill.people.models import StaffMember, Unit, UnitRole

HERE = "/desk/colleagues/"


@pytest.fixture
def lise(centre, at):
    return make_staff("Lise Lund", centre, "leader", at=at)


@pytest.fixture
def leader(lise):
    return browser_of(lise, "lillevik.test")


def test_the_leader_invites_and_the_link_comes_by_email_and_on_the_page(leader, centre):
    page = leader.post(HERE, {"name": "Mona Vik", "email": "mona@lillevik.test", "role": "substitute"})
    mona = StaffMember.objects.get(email="mona@lillevik.test")
    assert mona.roles.get().role == "substitute"
    letter = OutboundMessage.objects.get()
    assert letter.address == mona.email
    link = next(word for word in letter.body.split() if "/staff/invitation/" in word)
    assert link in page.content.decode()


def test_a_coordinator_does_not(desk, lise):
    page = desk.post(HERE, {"name": "Mona Vik", "email": "mona@lillevik.test", "role": "leader"})
    assert page.status_code == 403
    assert not StaffMember.objects.filter(name="Mona Vik").exists()
    for path in (f"roles/{UnitRole.objects.get(staff=lise).pk}/ending/", f"{lise.pk}/leaving/",
                 f"{lise.pk}/second-step/"):  # fmt: skip
        assert desk.post(HERE + path).status_code == 403


def test_a_lost_phone_means_a_new_second_step(leader, ola):
    leader.post(f"{HERE}{ola.pk}/second-step/")
    assert not Authenticator.objects.filter(user=ola).exists()


def test_roles_end_but_the_last_leader_stays(leader, lise, ola):
    for staff in (ola, lise):
        leader.post(f"{HERE}roles/{staff.roles.get().pk}/ending/")
    assert ola.roles.get().until_on
    assert lise.roles.get().until_on is None


def test_one_who_leaves_is_out_and_one_cannot_send_oneself_away(leader, lise, ola):
    for staff in (ola, lise):
        leader.post(f"{HERE}{staff.pk}/leaving/")
    assert set(StaffMember.objects.filter(left_at__isnull=False)) == {ola}


def test_a_leader_has_no_power_over_another_unit(leader, town, at):
    elsewhere = make_staff("Nina Nes", Unit.objects.create(name="Hjemmetjenesten"), "coordinator", at=at)
    assert leader.post(f"{HERE}{elsewhere.pk}/leaving/").status_code == 404
    assert leader.post(f"{HERE}roles/{elsewhere.roles.get().pk}/ending/").status_code == 404
