"""The front page: four ways in, what happens soon, where a hand is wanted, and somebody to call."""

from __future__ import annotations

import pytest

from samspill.foundation.models import Municipality

LANGUAGES = {"nb": "Sammen i Lillevik", "nn": "Saman i Lillevik", "en": "Together in Lillevik"}


@pytest.mark.parametrize(("language", "heading"), LANGUAGES.items())
def test_it_greets_in_the_readers_language(square, language, heading):
    square.cookies["language"] = language
    answer = square.get("/")
    assert heading in answer.content.decode()
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_nynorsk_municipality_answers_in_nynorsk_unless_asked_otherwise(square, town):
    from samspill.foundation.queries import forget_hosts

    Municipality.objects.filter(pk=town.pk).update(standard_language="nn")
    forget_hosts()
    assert "Saman i Lillevik" in square.get("/").content.decode()


def test_the_four_ways_in_lead_somewhere(square, centre):
    page = square.get("/").content.decode()
    for address in ("/week/", "/interest/", "/request/", "/organisations/"):
        assert f'href="{address}"' in page
        assert square.get(address).status_code == 200


def test_it_shows_what_comes_next_each_activity_once_and_nothing_that_is_over(square, put_on, language_cafe):
    put_on("Morgenbad", hours=-3)
    page = square.get("/").content.decode()
    assert page.count(f'href="/activities/{language_cafe.pk}/"') == 1
    assert "Morgenbad" not in page


def test_phone_and_hours_stand_on_the_page(square):
    page = square.get("/").content.decode()
    assert 'href="tel:+4773000000"' in page
    assert "9–15" in page


def test_an_empty_town_has_a_way_on(square):
    page = square.get("/").content.decode()
    assert "Ingenting er planlagt" in page
    assert "Ingen oppdrag er ledige akkurat nå." in page


def test_it_costs_few_queries_however_much_happens(square, put_on, django_assert_max_num_queries):
    for number in range(30):
        put_on(f"Treff {number}", hours=number + 1)
    square.get("/")
    with django_assert_max_num_queries(6):
        square.get("/")
