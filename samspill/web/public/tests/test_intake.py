"""I want to help with more than a phone; and the doors that nursing homes, schools and workplaces hold the key to."""

from __future__ import annotations

import pytest
from django.test import Client

from samspill.volunteering.actions.links import close_intake_link, make_intake_link
from samspill.volunteering.models import Interest, Request

NURSE = {
    "name": "Sykepleier Marit", "phone": "73 00 00 55", "for_whom": "Astrid, avdeling B", "words": "Følge til legen",
    "when_words": "Torsdag kl. 10",
}  # fmt: skip


@pytest.fixture
def nordsida(centre, ola, at):
    _, token = make_intake_link(centre, "Nordsida omsorgssenter", "help", by=ola, at=at)
    return f"/by/{token}/"


@pytest.fixture
def school(centre, ola, at):
    _, token = make_intake_link(centre, "Lillevik skole", "volunteers", by=ola, at=at)
    return f"/by/{token}/"


def body(response):
    return response.content.decode()


def test_an_email_address_will_do(square, centre):
    assert square.post("/interest/", {"name": "Kari", "email": "Kari@Example.no"}).status_code == 302
    assert (Interest.objects.get().phone, Interest.objects.get().email) == ("", "kari@example.no")


@pytest.mark.parametrize(
    "told", [{}, {"email": "kari@"}, {"email": "ring meg"}, {"brings_words": "01019012480"}]
)
def test_without_a_way_to_reach_her_nothing_is_kept(square, centre, told):
    answer = square.post("/interest/", {"name": "Kari", **told})
    assert answer.status_code == 422
    assert not Interest.objects.exists()


def test_wishes_a_friend_and_the_language_are_kept_and_the_thanks_come_in_it(square, centre):
    answer = square.post(
        "/interest/",
        {
            "name": "Amina", "phone": "41234567", "wishes": ["walk", "language"], "brings_words": "Søsteren min",
            "language": "en",
        },
        follow=True,
    )  # fmt: skip
    interest = Interest.objects.get()
    assert (interest.wishes, interest.brings_words, interest.language) == (
        ("walk", "language"),
        "Søsteren min",
        "en",
    )
    assert "Thank you! We have received it" in body(answer)


def test_it_says_what_is_expected_in_plain_words(square, centre):
    page = body(square.get("/interest/"))
    for words in ("Du får ikke lønn.", "retten din til å bo i Norge", "Send", "FRIVILLIG"):
        assert words in page
    assert "Du får ikke lønn" in body(square.get("/interest/received/"))


def test_the_nursing_home_asks_without_signing_in(square, nordsida, centre):
    page = square.get(nordsida)
    assert "Nordsida omsorgssenter" in body(page)
    assert page["Cache-Control"] == "private, no-store" and page["Referrer-Policy"] == "same-origin"
    answer = square.post(nordsida, NURSE, follow=True)
    assert "Frivilligsentralen leser det og ringer deg" in body(answer)
    request = Request.objects.get()
    assert (request.unit, request.on_behalf_of, request.caller_name, request.for_whom) == (
        centre, "Nordsida omsorgssenter", "Sykepleier Marit", "Astrid, avdeling B"
    )  # fmt: skip
    assert request.words == "Følge til legen\nNår? Torsdag kl. 10"


def test_a_class_signs_up(square, school, centre):
    told = {"name": "Lærer Tor", "email": "tor@skole.no", "how_many": "24", "words": "Klasse 7B"}
    square.post(school, told)
    interest = Interest.objects.get()
    assert (interest.how_many, interest.unit, interest.link.label) == (24, centre, "Lillevik skole")


@pytest.mark.parametrize(
    "wrong",
    [{"for_whom": "01019012480"}, {"words": "Astrid 010190 12480"}, {"when_words": ""}, {"words": ""},
     {"phone": "113"}, {"name": ""}, {"when_words": "01019012480"}],
)  # fmt: skip
def test_what_cannot_be_right_is_told_and_stays_in_the_form(square, nordsida, wrong):
    answer = square.post(nordsida, NURSE | wrong)
    assert answer.status_code == 422
    assert not Request.objects.exists()
    if "name" not in wrong:
        assert "Sykepleier Marit" in body(answer)


def test_a_robot_is_thanked_and_nothing_is_kept(square, nordsida):
    assert square.post(nordsida, NURSE | {"website": "http://spam.test"}).status_code == 302
    assert not Request.objects.exists()


def test_too_many_by_one_network_have_to_wait(square, nordsida):
    answers = [square.post(nordsida, NURSE | {"words": f"Tur {n}"}).status_code for n in range(9)]
    assert answers == [302] * 8 + [422]


def test_a_closed_link_a_made_up_one_and_the_neighbours_open_nothing(square, nordsida, ola, at, neighbour):
    from samspill.volunteering.models import IntakeLink

    assert Client(HTTP_HOST="storfjordby.test").get(nordsida).status_code == 410
    assert square.get("/by/made-up/").status_code == 410
    close_intake_link(IntakeLink.objects.get(), by=ola, at=at)
    for answer in (square.get(nordsida), square.post(nordsida, NURSE), square.get(f"{nordsida}received/")):
        assert answer.status_code == 410
        assert "73 00 00 00" in body(answer)
    assert not Request.objects.exists()
