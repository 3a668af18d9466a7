"""«Is this your association?»: found, proven by codes, and its own pages open; or the municipality is asked."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import change_organisation, register_group
from samspill.organisations.models import Organisation, PostClaim
from samspill.people.models import Person

WHO = {"name": "Marit Sand", "where": "413 00 001", "title": "leader"}


@pytest.fixture
def choir(town, ola, at):
    return register_group("Lillevik Blandakor", email="post@blandakor.test", by=ola, at=at)


@pytest.fixture
def square(town):
    return Client(headers={"host": "lillevik.test"})


def code_to(address):
    body = OutboundMessage.objects.filter(address=address, key__startswith="aboard_code").latest("pk").body
    return re.search(r"\b\d{6}\b", body)[0]


def sealed_in(page):
    return re.search(r'name="asked" value="([^"]+)"', page.content.decode())[1]


def test_it_is_found_claimed_and_proven_and_its_own_pages_open(square, choir):
    found = square.get(reverse("public:aboard:find"), {"q": "blandakor"}).content.decode()
    address = reverse("public:aboard:claim", args=[choir.pk])
    assert address in found
    assert "p•••@blandakor.test" in square.get(address).content.decode()
    page = square.post(address, WHO | {"way": "email"})
    assert "post@blandakor.test" not in page.content.decode()
    codes = {"code": code_to("+4741300001"), "their_code": code_to("post@blandakor.test"), "both": "True"}
    inside = square.post(reverse("public:aboard:codes"), codes | {"asked": sealed_in(page)}, follow=True)
    assert inside.status_code == 200 and "/our/" in inside.redirect_chain[0][0]
    assert "Marit Sand" in inside.content.decode()


@pytest.mark.parametrize(("theirs", "words"), [("2", "En av kodene stemmer ikke"), ("", "Skriv koden")])
def test_a_wrong_code_is_said_with_where_they_went_and_she_may_try_again(square, choir, theirs, words):
    page = square.post(reverse("public:aboard:claim", args=[choir.pk]), WHO | {"way": "email"})
    assert "valgfritt" not in page.content.decode()
    given = {"asked": sealed_in(page), "code": code_to("+4741300001"), "their_code": theirs, "both": "True"}
    wrong = square.post(reverse("public:aboard:codes"), given)
    said = wrong.content.decode()
    assert wrong.status_code == 422 and words in said and "valgfritt" not in said
    assert "413 00 001" in said and "p•••@blandakor.test" in said and "post@blandakor.test" not in said
    assert sealed_in(wrong) == sealed_in(page) and "their_code" in said


def test_one_wrong_code_is_said_at_the_field(square, town):
    page = square.post(reverse("public:aboard:group"), WHO | {"group": "Bakgata dugnadsgjeng"})
    given = {"asked": sealed_in(page), "code": "1", "both": "False"}
    said = square.post(reverse("public:aboard:codes"), given).content.decode()
    assert "Dette er ikke koden" in said and "413 00 001" in said


def test_who_can_read_no_registered_address_asks_the_municipality(square, choir, desk):
    given = WHO | {"way": "desk", "words": "Valgt på årsmøtet"}
    page = square.post(reverse("public:aboard:claim", args=[choir.pk]), given)
    done = square.post(
        reverse("public:aboard:codes"), {"asked": sealed_in(page), "code": code_to("+4741300001")}
    )
    assert "Vi ser på det" in done.content.decode()
    claim = PostClaim.objects.get()
    listed = desk.get(reverse("desk:organisations:claims")).content.decode()
    assert "Marit Sand" in listed and "Valgt på årsmøtet" in listed
    assert "venter på at du ser på" in desk.get(reverse("desk:organisations:list")).content.decode()
    desk.post(reverse("desk:organisations:claim_approval", args=[claim.pk]))
    assert (
        "Kan handle" in desk.get(reverse("desk:organisations:organisation", args=[choir.pk])).content.decode()
    )


def test_the_desk_refuses_with_a_reason_and_not_without(square, choir, desk, at):
    person = Person.objects.create(name="Marit Sand", came_through="web", created_at=at)
    claim = PostClaim.objects.create(organisation=choir, person=person, title="leader", asked_at=at)
    refusal = reverse("desk:organisations:claim_refusal", args=[claim.pk])
    assert desk.post(refusal, {"reason": ""}).status_code == 422
    desk.post(refusal, {"reason": "Styret kjenner deg ikke"})
    claim.refresh_from_db()
    assert claim.refused_at and claim.refusal == "Styret kjenner deg ikke"


def test_nobody_is_asked_to_say_why_who_does_not_ask_the_municipality(square, choir):
    page = square.post(reverse("public:aboard:claim", args=[choir.pk]), WHO | {"way": "desk"})
    assert page.status_code == 422 and "Skriv hvorfor" in page.content.decode()
    assert 'value="Marit Sand"' in page.content.decode()


def test_an_association_without_an_address_offers_no_choice_and_asks_why(square, choir, at, ola):
    change_organisation(choir, email="", phone="", by=ola, at=at)
    address = reverse("public:aboard:claim", args=[choir.pk])
    page = square.get(address).content.decode()
    assert 'type="radio"' not in page and 'type="hidden" name="way" value="desk"' in page
    assert square.post(address, WHO | {"way": "desk"}).status_code == 422
    assert square.post(address, WHO | {"way": "desk", "words": "Valgt på årsmøtet"}).status_code == 200


def test_a_group_is_asked_whether_it_is_one_that_is_here(square, choir):
    given = WHO | {"group": "Blandakor", "about": "Vi synger"}
    asked = square.post(reverse("public:aboard:group"), given)
    assert (
        asked.status_code == 422 and reverse("public:aboard:claim", args=[choir.pk]) in asked.content.decode()
    )
    page = square.post(reverse("public:aboard:group"), given | {"is_another": "1"})
    square.post(reverse("public:aboard:codes"), {"asked": sealed_in(page), "code": code_to("+4741300001")})
    assert Organisation.objects.get(name="Blandakor").came_from == "web"


def test_a_robot_gets_the_same_page_and_no_code(square, choir):
    given = WHO | {"way": "email", "website": "http://spam.test"}
    assert sealed_in(square.post(reverse("public:aboard:claim", args=[choir.pk]), given)) == "-"
    assert not OutboundMessage.objects.exists()


def test_an_association_that_is_hidden_cannot_be_claimed(square, choir, at):
    Organisation.objects.update(hidden_at=at)
    assert square.get(reverse("public:aboard:claim", args=[choir.pk])).status_code == 404
    assert (
        "Lillevik Blandakor"
        not in square.get(reverse("public:aboard:find"), {"q": "blandakor"}).content.decode()
    )


def test_it_is_found_by_number(square, town, ola, at):
    register_group("Nordsida IL", number="974760673", by=ola, at=at)
    assert "Nordsida IL" in square.get(reverse("public:aboard:find"), {"q": "974 760 673"}).content.decode()


def test_the_associations_public_page_leads_to_the_claim(square, choir):
    page = square.get(reverse("public:organisations:organisation", args=[choir.pk])).content.decode()
    assert reverse("public:aboard:claim", args=[choir.pk]) in page


@pytest.mark.parametrize("words", ["blandakoret", "Lillevik blandekor", "blandakoret i Lillevik"])
def test_it_is_found_with_another_ending_or_spelling(square, choir, words):
    found = square.get(reverse("public:aboard:find"), {"q": words}).content.decode()
    assert reverse("public:aboard:claim", args=[choir.pk]) in found


def test_what_says_nothing_finds_nothing(square, choir):
    found = square.get(reverse("public:aboard:find"), {"q": "bli med"}).content.decode()
    assert reverse("public:aboard:claim", args=[choir.pk]) not in found
