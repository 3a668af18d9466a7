"""What we know, on the screen: numbers lead to lists, and a list is gone down with a press for each."""

import re

import pytest

from samspill.organisations.actions import register_group
from samspill.organisations.models import ContactTry


def body(response):
    return response.content.decode()


@pytest.fixture
def club(ola, at):
    return register_group("Turlaget", categories=("1200",), phone="41234567", by=ola, at=at)


def test_each_number_leads_to_a_list_of_as_many(desk, ola, at, club):
    register_group("Koret", by=ola, at=at)
    page = body(desk.get("/desk/mapping/"))
    links = re.findall(r'<a href="(/desk/mapping/lists/[^"]+)">(\d+)<', page)
    assert len(links) > 10
    for address, number in links:
        listed = body(desk.get(address.replace("&amp;", "&")))
        assert len(re.findall(r'<li><div><a href="/desk/mapping/associations/', listed)) == int(number), (
            address
        )


def test_a_list_that_is_no_list_is_not_found(desk):
    assert desk.get("/desk/mapping/lists/nonsense/").status_code == 404


def test_a_list_and_the_coverage_are_spreadsheets_too(desk, club):
    for address in ("/desk/mapping/", "/desk/mapping/lists/all/", "/desk/mapping/to-try/"):
        assert desk.get(f"{address}?as=spreadsheet").headers["Content-Type"].endswith("sheet")


def test_one_press_notes_a_try_and_one_takes_it_back(desk, club):
    page = body(desk.get("/desk/mapping/to-try/"))
    assert 'data-row="1"' in page and 'data-row-key="j"' in page and "Turlaget" in page
    tries = f"/desk/mapping/associations/{club.pk}/tries/"
    answer = desk.post(f"{tries}?whose=nobodys", {"way": "phone", "outcome": "talked"})
    assert "whose=nobodys" in answer["Location"]
    page = body(desk.get(answer["Location"]))
    made = ContactTry.objects.get()
    assert f"/desk/mapping/tries/{made.pk}/removal/" in page and "Snakket med dem" in page
    desk.post(f"/desk/mapping/tries/{made.pk}/removal/")
    assert ContactTry.objects.get().taken_back_at is not None
    assert desk.post(f"/desk/mapping/tries/{made.pk}/removal/").status_code == 404


def test_a_try_with_words_is_written_on_the_associations_page(desk, club):
    page = f"/desk/mapping/associations/{club.pk}/"
    answer = desk.post(page, {"way": "met", "outcome": "talked", "words": "På torget. Spør etter Kari."})
    assert answer.status_code == 302
    assert "Spør etter Kari" in body(desk.get(page))


def test_what_was_typed_stands_when_the_day_is_over(desk, club):
    page = f"/desk/mapping/associations/{club.pk}/"
    told = {"way": "met", "outcome": "try_later", "words": "På torget", "next_on": "2020-01-01"}
    answer = desk.post(page, told)
    assert answer.status_code == 422 and "På torget" in body(answer)
    assert not ContactTry.objects.exists()
