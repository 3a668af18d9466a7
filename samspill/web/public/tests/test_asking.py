"""I want to help, I need help, I can do this: name and phone are enough, and nothing is lost or doubled."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.volunteering.models import Interest, Need, Request

SOLVEIG = {"name": "Solveig Strand", "phone": "412 34 567"}


def test_whoever_wants_to_help_leaves_name_and_phone_and_is_told_what_happens_next(square, centre):
    answer = square.post("/interest/", SOLVEIG, follow=True)
    assert answer.redirect_chain == [("/interest/received/", 302)]
    assert "Vi ringer deg eller skriver til deg" in answer.content.decode()
    interest = Interest.objects.get()
    assert (interest.name, interest.phone, interest.language, interest.channel) == (
        "Solveig Strand", "+4741234567", "nb", "web"
    )  # fmt: skip


def test_whoever_needs_help_is_received_by_the_unit_that_receives_the_public(square, centre):
    answer = square.post("/request/", SOLVEIG | {"words": "Hjelp til å handle"}, follow=True)
    assert "Vi ringer deg på nummeret du ga oss." in answer.content.decode()
    request = Request.objects.get()
    assert (request.unit, request.words, request.channel) == (centre, "Hjelp til å handle", "web")


def test_where_nobody_receives_the_public_the_words_stay_and_a_phone_number_is_told(square):
    answer = square.post("/request/", SOLVEIG | {"words": "Hjelp til å handle"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ring oss i stedet." in page
    assert "Hjelp til å handle" in page


def test_the_confirmation_is_in_the_language_of_the_reader(square, centre):
    square.cookies["language"] = "en"
    answer = square.post("/interest/", SOLVEIG, follow=True)
    assert "Thank you! We have received it" in answer.content.decode()
    assert Interest.objects.get().language == "en"


@pytest.mark.parametrize("address", ["/interest/", "/request/"])
def test_sending_the_same_again_makes_one_row(square, centre, address):
    for _ in range(3):
        assert square.post(address, SOLVEIG).status_code == 302
    assert Interest.objects.count() + Request.objects.count() == 1


@pytest.mark.parametrize("address", ["/interest/", "/request/"])
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": "", "phone": "41234567"},
        {"name": "Solveig", "phone": ""},
        {"name": "Solveig", "phone": "1"},
        {"name": "Solveig", "phone": "41234567 / 22334455"},
        {"name": "Solveig", "phone": "412345G7"},
        {"name": "Solveig", "phone": "113"},
        {"name": "Solveig", "phone": "🦄"},
        {"name": "x" * 5000, "phone": "41234567"},
        {"name": "Solveig", "phone": "41234567", "words": "x" * 100_000},
        {"name": "Sol\x00veig", "phone": "41234567"},
        {"name": "Solveig", "phone": "41234567", "words": "Jeg er født 01019012480"},
    ],
)
def test_what_cannot_be_right_is_told_in_words_and_nothing_is_kept(square, centre, address, sent):
    answer = square.post(address, sent)
    assert answer.status_code == 422
    assert "Noe mangler eller stemmer ikke" in answer.content.decode()
    assert not Interest.objects.exists()
    assert not Request.objects.exists()


def test_what_was_written_right_stays_in_the_form(square, centre):
    page = square.post("/interest/", {"name": "Solveig Strand", "phone": "412 34 56"}).content.decode()
    assert 'value="Solveig Strand"' in page
    assert "Telefonnummeret er for kort" in page


def test_a_robot_is_thanked_and_nothing_is_kept(square, centre):
    assert square.post("/interest/", SOLVEIG | {"website": "http://spam.test"}).status_code == 302
    assert not Interest.objects.exists()


def test_the_ninth_from_the_same_network_has_to_wait_and_loses_nothing(square, centre, at, monkeypatch):
    for number in range(8):
        assert square.post("/interest/", SOLVEIG | {"words": str(number)}).status_code == 302
    answer = square.post("/interest/", SOLVEIG | {"words": "den niende"})
    assert answer.status_code == 422
    assert "Prøv igjen om 5 minutter" in answer.content.decode()
    assert "den niende" in answer.content.decode()
    assert Interest.objects.count() == 8
    monkeypatch.setattr(clock, "now", lambda: at + dt.timedelta(minutes=6))
    assert square.post("/interest/", SOLVEIG | {"words": "den niende"}).status_code == 302


def test_a_form_without_its_token_is_refused(town, centre):
    client = Client(enforce_csrf_checks=True, headers={"host": "lillevik.test"})
    assert client.post("/interest/", SOLVEIG).status_code == 403
    assert not Interest.objects.exists()


def test_pages_with_a_form_are_never_kept_for_others(square, centre, open_need):
    for address in ("/interest/", "/request/", f"/needs/{open_need.pk}/"):
        assert "no-store" in square.get(address).headers["Cache-Control"]


def test_open_needs_show_what_all_may_see_and_nothing_else(square, open_need):
    for address in ("/needs/", f"/needs/{open_need.pk}/", "/"):
        page = square.get(address).content.decode()
        assert "Rake løv i Hamna" in page
        assert not any(secret in page for secret in ("Kåre", "41234568", "412 34 568", "Bakkegata", "1234</"))
    assert (
        "Et par timer sammen" in page
        or "Et par timer" in square.get(f"/needs/{open_need.pk}/").content.decode()
    )


def test_i_can_do_this_reaches_those_who_asked(square, open_need, centre):
    answer = square.post(f"/needs/{open_need.pk}/", SOLVEIG, follow=True)
    assert answer.redirect_chain == [("/interest/received/", 302)]
    interest = Interest.objects.get()
    assert (interest.need, interest.unit) == (open_need, centre)


@pytest.mark.parametrize(
    "facts", [{"published_at": None}, {"cancelled_at": dt.datetime(2026, 3, 10, tzinfo=dt.UTC)}]
)
def test_a_need_that_is_not_open_has_no_page_and_takes_no_name(square, open_need, facts):
    Need.objects.filter(pk=open_need.pk).update(**facts)
    assert square.get(f"/needs/{open_need.pk}/").status_code == 404
    assert square.post(f"/needs/{open_need.pk}/", SOLVEIG).status_code == 404
    assert "Rake løv" not in square.get("/needs/").content.decode()


def test_the_neighbours_needs_are_not_here(square, open_need, neighbour):
    theirs = Client(headers={"host": "storfjordby.test"})
    assert theirs.get(f"/needs/{open_need.pk}/").status_code == 404
    with entered(neighbour):
        assert theirs.post(f"/needs/{open_need.pk}/", SOLVEIG).status_code == 404
    assert not Interest.everywhere.exists()
