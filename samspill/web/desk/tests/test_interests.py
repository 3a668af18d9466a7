"""Whoever says "I want to help" is called, welcomed or thanked; nobody is left waiting unseen."""

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person
from samspill.people.queries import may_be_contacted
from samspill.volunteering.models import Interest, Volunteer


@pytest.fixture
def amina(ola):
    received = clock.now() - dt.timedelta(days=15)
    return Interest.objects.create(
        name="Amina Yusuf",
        phone="+4792345678",
        words="Jeg snakker somali",
        language="nn",
        received_at=received,
    )


def body(response):
    return response.content.decode()


def test_the_one_who_has_waited_too_long_is_marked(desk, amina):
    page = body(desk.get("/desk/interests/"))
    assert "Amina Yusuf" in page
    assert 'data-color="danger"' in page


def test_a_welcome_makes_her_a_volunteer_with_consent_and_wishes(desk, amina, centre):
    answer = desk.post(f"/desk/interests/{amina.pk}/welcome/", {"wishes": ["language"]})
    person = Person.objects.get()
    assert answer.url == f"/desk/people/{person.pk}/"
    assert may_be_contacted(person)
    assert (person.volunteer.wishes, person.volunteer.unit, person.language) == (("language",), centre, "nn")
    assert "Amina" not in body(desk.get("/desk/interests/"))
    assert "Amina" in body(desk.get("/desk/interests/?show=settled"))


def test_two_colleagues_welcome_her_once(desk, amina):
    for _ in range(2):
        desk.post(f"/desk/interests/{amina.pk}/welcome/")
    assert Volunteer.objects.count() == 1


def test_a_kind_no_is_sent_by_sms_and_can_be_taken_back(desk, amina):
    assert "Amina Yusuf" in body(desk.get(f"/desk/interests/{amina.pk}/"))
    desk.post(f"/desk/interests/{amina.pk}/refusal/", {"body": "Takk, Amina"})
    sent = OutboundMessage.objects.get()
    assert (sent.address, sent.body) == ("+4792345678", "Takk, Amina")
    desk.post(f"/desk/interests/{amina.pk}/reopening/")
    amina.refresh_from_db()
    assert amina.settled_at is None


def test_nothing_is_sent_to_one_who_was_told_on_the_phone(desk, amina):
    desk.post(f"/desk/interests/{amina.pk}/refusal/", {"body": ""})
    assert not OutboundMessage.objects.exists()
    amina.refresh_from_db()
    assert amina.outcome == "declined"


@pytest.mark.parametrize(("outcome", "kept"), [("not_reached", "not_reached"), ("nonsense", "")])
def test_one_who_cannot_be_reached_is_closed(desk, amina, outcome, kept):
    desk.post(f"/desk/interests/{amina.pk}/closing/", {"outcome": outcome})
    amina.refresh_from_db()
    assert amina.outcome == kept
