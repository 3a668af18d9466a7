"""The week and each activity for the wall: accessible PDF, in three languages, whatever the week holds."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions import Announcement, cancel_activity, publish_activity
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from tools.paper import Paper


def paper_of(answer):
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return Paper(answer.content)


def words_of(answer):
    return " ".join(paper_of(answer).words.split())


def test_the_week_leads_to_its_paper_with_the_filter_kept(square, language_cafe):
    page = square.get("/week/?free=1&what=language").content.decode()
    assert "/week/print/?free=1&amp;what=language" in page
    choose = square.get("/week/print/?free=1&what=language").content.decode()
    assert 'name="free" value="1"' in choose and "Språk" in choose


@pytest.mark.parametrize("paper", ["list", "large", "poster"])
def test_the_paper_holds_what_the_filter_finds_and_nothing_else(square, language_cafe, put_on, paper):
    put_on("Sjakk", hours=5)
    words = words_of(square.get(f"/week/week.pdf?paper={paper}&free=1"))
    assert "Språkkafé" in words and "Sjakk" not in words and "Biblioteket, Hamna" in words
    assert "tirsdag 10. mars" in words.lower() and "73 00 00 00" in words


def test_it_is_tagged_for_screen_readers_and_says_its_language(square, language_cafe):
    made = square.get("/week/week.pdf?in=nn").content
    assert b"/StructTreeRoot" in made and b"/Lang(nn" in made


def test_large_print_has_at_least_eighteen_points(square, language_cafe):
    sizes = paper_of(square.get("/week/week.pdf?paper=large")).sizes
    assert min(size for text, size in sizes if text.strip()) >= 18


@pytest.mark.parametrize(("paper", "millimetres"), [("list", 297), ("large", 297), ("poster", 420)])
def test_the_paper_has_the_size_it_says(square, paper, millimetres):
    assert abs(paper_of(square.get(f"/week/week.pdf?paper={paper}")).height - millimetres) < 1


def test_an_empty_week_says_so(square):
    assert "Ingenting er planlagt" in words_of(square.get("/week/week.pdf?paper=poster"))


def test_a_week_of_many_long_titles_keeps_all_of_them(square, put_on):
    for number in range(150):
        put_on(f"{number:03} " + "Uvanleglangtitteluten mellomrom " * 4, hours=1 + number % 140)
    paper = paper_of(square.get("/week/week.pdf?paper=large"))
    assert all(f"{number:03} " in paper.words for number in range(150)) and paper.pages > 5


def test_an_activity_has_a_poster_in_the_language_asked_for(square, language_cafe):
    words = words_of(square.get(f"/activities/{language_cafe.pk}/poster.pdf?in=en&paper=a3"))
    assert "Language café" in words and "Tuesday 10 March" in words and "Solveig" in words
    cancel_activity(language_cafe, by="system", at=language_cafe.changed_at)
    off = words_of(square.get(f"/activities/{language_cafe.pk}/poster.pdf?paper=a4&again=1"))
    assert "avlyst" in off.lower()


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_poster_is_one_sheet_however_much_there_is_to_say(square, town, at, library, choir, paper):
    told = Announcement(
        {"nb": "Åpen kafé på Frivilligsentralen for alle som bor her"}, {"nb": "Kaffe og vafler. " * 40},
        organisation=choir, place=library, price="Vaffel 20 kr", audiences=("everyone", "seniors"),
    )  # fmt: skip
    every_day = Pattern("daily", starts_on=clock.local_day(at), starts_time=dt.time(18), minutes=90)
    long = publish_activity(told, [every_day], by="system", at=at)
    made = paper_of(square.get(f"/activities/{long.pk}/poster.pdf?paper={paper}"))
    assert made.pages == 1 and "Les mer og se det nyeste" in made.words
    assert min(size for text, size in made.sizes if text.strip()) >= 7.5


def test_the_neighbours_activity_has_no_poster_here(square, language_cafe, neighbour):
    answer = square.get(f"/activities/{language_cafe.pk}/poster.pdf", headers={"host": "storfjordby.test"})
    assert answer.status_code == 404


def test_one_who_prints_without_end_is_asked_to_wait(square):
    answers = [square.get(f"/week/week.pdf?q=a{number}").status_code for number in range(31)]
    assert answers[0] == 200 and answers[-1] == 429
