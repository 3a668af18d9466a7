"""What organisations can offer in a crisis: told, said anew each year by SMS, found beside the people."""

import datetime as dt

import pytest

from conftest import make_staff
from samspill.foundation.models import Area
from samspill.foundation.tenancy import entered
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.people.actions import HoldsNationalId, forget_person
from samspill.people.models import Person
from samspill.people.queries import asker_for
from samspill.volunteering.actions.capabilities import (
    Told,
    ask_what_still_stands,
    assure_capability,
    offer_capability,
    withdraw_capability,
)
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Assignment, OrganisationCapability
from samspill.volunteering.queries.capabilities import (
    capabilities_of,
    offered_in_a_crisis,
    what_waits_in_capabilities,
)
from samspill.volunteering.queries.crisis import NotInTheCell
from samspill.volunteering.rules.crisis import Criteria

PHONE = "+4740000777"
SOON = dt.timedelta(days=340)


@pytest.fixture
def cell(centre, at):
    return asker_for(make_staff("Nora Dal", centre, "crisis", at=at), on=at.date())


@pytest.fixture
def harbour(town):
    return Area.objects.create(name="Havna", latitude=65.0, longitude=6.0)


@pytest.fixture
def club(harbour, at):
    return Organisation.objects.create(name="Holmen kystlag", came_from="desk", created_at=at, area=harbour)


@pytest.fixture
def boats(club, ola, at):
    told = Told("boat", words="To sjarker", number=2, contact_name="Anne Holm", contact_phone="400 00 777",
                paid_by="Kommunen betaler drivstoff", turn=1)  # fmt: skip
    return offer_capability(club, told, by=ola, at=at, channel="phone")


def answers(body, at, number="1"):
    return receive_inbound(
        gateway="simulator", provider_id=number, channel="sms", sender=PHONE, body=body, at=at
    )


def test_what_is_told_stands_for_a_year_with_whom_to_call_and_who_pays(boats, club, ola, at):
    [row] = capabilities_of(club)
    assert (row.number, row.paid_by, row.assured_channel) == (2, "Kommunen betaler drivstoff", "phone")
    assert row.contact.name == "Anne Holm" and row.valid_until_on == at.date() + dt.timedelta(days=365)


def test_told_anew_it_is_the_same_row(boats, club, ola, at):
    again = offer_capability(
        club, Told("boat", number=3), by=ola, at=at + SOON, channel="phone", replaces=boats
    )
    assert OrganisationCapability.objects.get() == again and again.contact.name == "Anne Holm"


def test_what_cannot_be_kept_is_refused(club, ola, at):
    with pytest.raises(UnknownCode):
        offer_capability(club, Told("submarine"), by=ola, at=at, channel="web")
    with pytest.raises(HoldsNationalId):
        offer_capability(club, Told("boat", words="17054026641"), by=ola, at=at, channel="web")
    assert not OrganisationCapability.objects.exists()


def test_it_is_found_beside_the_people_in_the_order_they_are_called(boats, club, cell, ola, harbour, at):
    offer_capability(club, Told("boat", words="Robåter", turn=2), by=ola, at=at, channel="web")
    offer_capability(club, Told("food", words="Fiskesuppe", turn=1), by=ola, at=at, channel="web")
    found = offered_in_a_crisis(
        cell, Criteria(skills=("boat_licence",), area=str(harbour.pk), within_km=10), at=at
    )
    assert [(one.capability.words, one.phone, one.km) for one in found] == [
        ("To sjarker", PHONE, 0.0),
        ("Robåter", "", 0.0),
    ]
    assert [one.capability.kind for one in offered_in_a_crisis(cell, Criteria(words="suppe"), at=at)] == [
        "food"
    ]
    assert len(offered_in_a_crisis(cell, Criteria(), at=at)) == 3
    assert len(offered_in_a_crisis(cell, Criteria(), at=at, kinds=["food"])) == 1


def test_only_the_cell_sees_it(boats, asker, at):
    with pytest.raises(NotInTheCell):
        offered_in_a_crisis(asker, Criteria(), at=at)
    assert list(what_waits_in_capabilities(asker, at=at + dt.timedelta(days=400))) == []


def test_before_it_runs_out_the_one_who_answers_for_it_is_asked_once(boats, at):
    assert ask_what_still_stands(at) == 0
    assert ask_what_still_stands(at + SOON) == 1
    assert ask_what_still_stands(at + SOON) == 0
    message = OutboundMessage.objects.get()
    boats.refresh_from_db()
    assert message.address == PHONE and str(boats.code) in message.body and "To sjarker" in message.body


@pytest.mark.parametrize("body", ["JA", "ja det gjør det", "JA {code}"])
def test_a_yes_by_sms_is_another_year(boats, at, body):
    ask_what_still_stands(at + SOON)
    boats.refresh_from_db()
    outcome = answers("JA" if "det" in body else body.format(code=boats.code), at + SOON)
    boats.refresh_from_db()
    assert outcome.outcome == "yes" and boats.assured_channel == "sms"
    assert boats.valid_until_on == (at + SOON).date() + dt.timedelta(days=365)
    assert "Holmen kystlag" in OutboundMessage.objects.order_by("queued_at", "pk").last().body


def test_a_no_by_sms_takes_it_away_and_somebody_hears_why(boats, club, at):
    ask_what_still_stands(at + SOON)
    assert answers("NEI", at + SOON).waits_since_at
    assert capabilities_of(club) == []


def test_a_bare_yes_is_the_shifts_where_one_waits_for_an_answer(boats, volunteer, phoned_in, ask, at):
    anne = Person.objects.get(name="Anne Holm")
    ask_what_still_stands(at + SOON)
    volunteer("Anne Holm", PHONE)
    ask(phoned_in(starts_at=at + SOON + dt.timedelta(days=9)), anne)
    answers("JA", at + SOON)
    boats.refresh_from_db()
    assert Assignment.objects.get().person == anne and boats.asked_at


def test_what_has_run_out_waits_for_somebody_to_call(boats, cell, ola, at):
    assert list(what_waits_in_capabilities(cell, at=at)) == []
    late = at + dt.timedelta(days=366)
    assert list(what_waits_in_capabilities(cell, at=late)) == [boats]
    assure_capability(boats, by=ola, at=late, channel="phone")
    assert list(what_waits_in_capabilities(cell, at=late)) == []


def test_taken_back_or_of_an_association_that_has_stopped_it_is_found_no_more(boats, club, cell, ola, at):
    club.closed_on = at.date()
    club.save()
    assert offered_in_a_crisis(cell, Criteria(), at=at) == []
    club.closed_on = None
    club.save()
    withdraw_capability(boats, by=ola, at=at, channel="phone")
    assert capabilities_of(club) == []


def test_when_the_contact_is_forgotten_the_offer_stands_without_her(boats, club, at):
    forget_person(Person.objects.get(name="Anne Holm"), by="system", at=at, channel="web")
    [row] = capabilities_of(club)
    assert row.contact is None and row.words == "To sjarker"


def test_the_neighbour_sees_nothing_of_it(boats, neighbour, at):
    with entered(neighbour):
        assert not OrganisationCapability.objects.exists()
