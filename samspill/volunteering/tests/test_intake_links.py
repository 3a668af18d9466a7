"""A nursing home's or a school's link: a door to one unit, without sign-in, that can be shut."""

from __future__ import annotations

import pytest

from samspill.people.actions import HoldsNationalId, NameMissing
from samspill.volunteering.actions.links import (
    LinkClosed,
    ask_by_link,
    close_intake_link,
    make_intake_link,
    renew_intake_link,
    sign_up_by_link,
)
from samspill.volunteering.models import IntakeLink, Interest, Request
from samspill.volunteering.queries.links import intake_links, link_behind


@pytest.fixture
def nordsida(centre, ola, at):
    return make_intake_link(centre, " Nordsida  omsorgssenter ", "help", by=ola, at=at)


def test_only_the_digest_of_the_address_is_kept(nordsida):
    link, token = nordsida
    assert link.label == "Nordsida omsorgssenter"
    assert token not in str(IntakeLink.objects.values().get())
    assert link_behind(token) == link


def test_what_is_asked_by_it_lands_at_its_unit_on_behalf_of_the_workplace(nordsida, centre, at):
    link, _ = nordsida
    ask_by_link(link, "Marit Lie", "73 00 00 55", for_whom="Astrid", words="Følge til legen tirsdag", at=at)
    request = Request.objects.get()
    assert (request.unit, request.on_behalf_of, request.caller_name, request.for_whom, request.channel) == (
        centre, "Nordsida omsorgssenter", "Marit Lie", "Astrid", "web"
    )  # fmt: skip
    link.refresh_from_db()
    assert (link.used, link.last_used_at) == (1, at)


def test_the_same_request_for_another_is_another(nordsida, at):
    link, _ = nordsida
    for name in ("Astrid", "Borghild", "Astrid"):
        ask_by_link(link, "Marit", "73000055", for_whom=name, words="Tur", at=at)
    assert Request.objects.count() == 2


def test_a_class_signs_up_to_help(centre, ola, at):
    link, _ = make_intake_link(centre, "Lillevik skole", "volunteers", by=ola, at=at)
    sign_up_by_link(link, "Lærer Tor", email="tor@skole.no", how_many=24, words="Klasse 7B", at=at)
    interest = Interest.objects.get()
    assert (interest.how_many, interest.link, interest.unit) == (24, link, centre)


def test_a_link_that_is_closed_or_renewed_opens_nothing(nordsida, ola, at):
    link, token = nordsida
    other, new_token = renew_intake_link(link, by=ola, at=at)
    assert (other.label, other.unit) == (link.label, link.unit)
    with pytest.raises(IntakeLink.DoesNotExist):
        link_behind(token)
    with pytest.raises(LinkClosed):
        ask_by_link(link, "Marit", "73000055", for_whom="Astrid", words="Tur", at=at)
    assert link_behind(new_token) == other
    close_intake_link(other, by=ola, at=at)
    with pytest.raises(LinkClosed):
        renew_intake_link(other, by=ola, at=at)
    assert not Request.objects.exists()


@pytest.mark.parametrize("for_whom", ["01019012480", "Astrid 010190 12480"])
def test_an_identity_number_is_refused_and_nothing_is_kept_or_counted(nordsida, at, for_whom):
    link, _ = nordsida
    with pytest.raises(HoldsNationalId):
        ask_by_link(link, "Marit", "73000055", for_whom=for_whom, words="Tur", at=at)
    link.refresh_from_db()
    assert (link.used, Request.objects.count()) == (0, 0)


def test_a_link_needs_a_name(centre, ola, at):
    with pytest.raises(NameMissing):
        make_intake_link(centre, "  ", "help", by=ola, at=at)


def test_another_units_links_are_not_seen(nordsida, asker, ola, at):
    from samspill.people.models import Unit

    make_intake_link(Unit.objects.create(name="Hjemmetjenesten"), "Bjørkelia", "help", by=ola, at=at)
    assert [link.label for link in intake_links(asker)] == ["Nordsida omsorgssenter"]
