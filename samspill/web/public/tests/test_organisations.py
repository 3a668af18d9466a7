"""The list of associations, and each one's own page."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation, Post
from samspill.people.models import Person


def _add(at, name, **facts):
    return Organisation.objects.create(name=name, came_from="desk", created_at=at, **facts)


def _names(answer):
    return [line.name for line in answer.context["lines"]]


def test_associations_stand_in_norwegian_order(square, at):
    for name in ("Ørretens venner", "Ås sanglag", "Ærfuglen", "zumbagruppa", "Blåkors", "Élan", "fotballen"):
        _add(at, name)
    assert _names(square.get("/organisations/")) == [
        "Blåkors", "Élan", "fotballen", "zumbagruppa", "Ærfuglen", "Ørretens venner", "Ås sanglag"
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["q=KOR", "q=kor+blanda", "what=1", "where={area}", "q=lillevik&what=1"])
def test_search_category_and_area_find_what_fits(square, at, harbour, query):
    _add(at, "Lillevik blanda kor", categories=("1100",), area=harbour)
    _add(at, "Storgata velforening", categories=("6100",))
    assert _names(square.get("/organisations/?" + query.format(area=harbour.pk))) == ["Lillevik blanda kor"]


def test_a_main_category_is_not_mistaken_for_another_that_begins_alike(square, at):
    _add(at, "Moskeen", categories=("10100",))
    assert _names(square.get("/organisations/?what=1")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("for=children", ["Alles lag", "Turngruppa"]),
        ("for=seniors", ["Alles lag"]),
        ("for=everyone", ["Alles lag", "Ikke sagt", "Turngruppa"]),
        ("q=barn", ["Turngruppa"]),
        ("q=samfunnshuset", ["Turngruppa"]),
        ("for=seniors&q=barn", []),
    ],
)
def test_one_looks_for_whom_and_where_and_what_is_for_everyone_is_found_too(square, at, query, found):
    _add(at, "Turngruppa", audiences=("children", "families"), place_text="Samfunnshuset")
    _add(at, "Alles lag", audiences=("everyone",))
    _add(at, "Ikke sagt")
    assert _names(square.get("/organisations/?" + query)) == found


def test_the_next_page_is_of_the_same_search(square, at):
    for number in range(61):
        _add(at, f"Lag {number}", audiences=("youth",))
    assert "where=&amp;for=youth" in square.get("/organisations/?for=youth").content.decode()


def test_a_page_that_says_nothing_of_whom_and_where_shows_no_empty_lines(square, at):
    row = _add(at, "Koret")
    bare = square.get(f"/organisations/{row.pk}/").content.decode()
    assert not any(words in bare for words in ("For hvem", "Hvor de møtes"))


@pytest.mark.parametrize(
    "query", ["what=%00", "for=x", "where=x", "page=-4", "page=abc", "page=99999", "q=" + "%25" * 300]
)
def test_garbage_in_the_address_does_no_harm(square, choir, query):
    assert square.get("/organisations/?" + query).status_code == 200


def test_closed_hidden_and_the_neighbours_associations_are_not_listed_and_have_no_page(square, at, neighbour):
    gone = [_add(at, "Lagt ned", closed_on=at.date()), _add(at, "Skjult", hidden_at=at)]
    with entered(neighbour):
        gone.append(_add(at, "Naboen"))
    assert _names(square.get("/organisations/")) == []
    assert [square.get(f"/organisations/{row.pk}/").status_code for row in gone] == [404, 404, 404]


def test_the_list_costs_the_same_with_one_and_with_many(square, at, django_assert_max_num_queries):
    _add(at, "Kor")
    square.get("/organisations/")
    for number in range(130):
        _add(at, f"Lag nummer {number}")
    with django_assert_max_num_queries(4):
        answer = square.get("/organisations/?page=2&q=lag")
    assert len(_names(answer)) == 60
    assert "Side 2 av 3" in answer.content.decode()


def test_the_page_tells_whom_to_ask_and_what_comes_next(square, choir, language_cafe, at):
    leader = Person.objects.create(name="Solveig Strand", came_through="desk", created_at=at)
    treasurer = Person.objects.create(name="Kåre Kasserer", came_through="desk", created_at=at)
    Post.objects.create(
        organisation=choir, person=leader, title="leader", from_on=dt.date(2025, 1, 1), is_published=True
    )
    Post.objects.create(organisation=choir, person=treasurer, title="treasurer", from_on=dt.date(2025, 1, 1))
    page = square.get(f"/organisations/{choir.pk}/").content.decode()
    assert "Solveig Strand" in page
    assert "Kåre Kasserer" not in page
    assert 'href="tel:+4741234567"' in page
    assert "Kunst og kultur" in page
    assert f'href="/activities/{language_cafe.pk}/"' in page


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "data:text/html,x", "not an address", "http://[::1"]
)
def test_a_website_that_is_no_web_address_is_not_linked(square, at, website):
    association = _add(at, "Kor", website=website)
    assert "Nettsted" not in square.get(f"/organisations/{association.pk}/").content.decode()
