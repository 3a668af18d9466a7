"""On the list of tasks somebody searches, chooses, takes a choice away again, and is helped on where nothing fits."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.core.cache import cache

from samspill.foundation.models import Area, Municipality
from samspill.volunteering.models import Need, OutsideTask, Shift, TaskSource
from tools.paper import Paper

LINKS = re.compile(r'<li><a href="([^"]*)"><span class="unseen">Ta bort: </span>(.*?) <svg')


@pytest.fixture
def put(open_need, at):
    """Put a task on the square: `put("Måke snø", code=124, hours=30)`, so many hours from now."""

    def put(title, *, code, hours=48, lasts=1, places=1, **facts):
        given = {"request": open_need.request, "unit": open_need.unit, "kind": "shopping", "form": "once",
                 "made_at": at, "published_at": at}  # fmt: skip
        need = Need.objects.create(title=title, **(given | facts))
        starts_at = at + dt.timedelta(hours=hours)
        ends_at = starts_at + dt.timedelta(hours=lasts)
        Shift.objects.create(need=need, code=code, starts_at=starts_at, ends_at=ends_at, places=places)
        return need

    return put


@pytest.fixture
def many(put):
    """More than one looks through, all of a kind."""
    return [put(f"Handle {number}", code=200 + number) for number in range(7)]


@pytest.fixture
def elsewhere(town, at):
    source = TaskSource.objects.create(name="Nabohjelpen", url="https://hjelp.example/feed", added_at=at)
    return OutsideTask.objects.create(
        source=source,
        key="1",
        title="Strikkekafé",
        url="https://hjelp.example/1",
        first_seen_at=at,
        last_seen_at=at,
    )


def page_of(square, address=""):
    cache.clear()
    answer = square.get(f"/needs/{address}")
    assert answer.status_code == 200
    return unescape(answer.content.decode().partition("<main")[2].partition("</main>")[0])


def titles(page):
    return re.findall(r'<h3><a href="[^"]*"[^>]*>([^<]*)</a>', page)


def options(page, name):
    [field] = re.findall(rf'<select class="ds-input" id="{name}".*?</select>', page)
    return re.findall(r"<option[^>]*>([^<]*)</option>", field)


def test_one_writes_what_one_would_like_to_do(square, many, put):
    put("Vert på strikkekafeen", code=124, kind="other")
    page = page_of(square, "?q=strikkekafé")
    assert titles(page) == ["Vert på strikkekafeen"]
    assert "1 oppdrag" in page and 'value="strikkekafé"' in page


def test_what_was_spelled_wrong_is_said_to_be_a_guess(square, put):
    put("Vert på strikkekafeen", code=124)
    page = page_of(square, "?q=strikekafe")
    assert titles(page) == ["Vert på strikkekafeen"] and "ingen har ordene «strikekafe»" in page
    assert "ingen har ordene" not in page_of(square, "?q=strikk")


def test_each_choice_says_how_many_it_finds_and_none_that_finds_nothing_is_offered(square, many, put):
    put("Rigge scenen", code=124, kind="event", hours=34, lasts=2, places=6, languages=("ar",))
    page = page_of(square)
    assert options(page, "what") == ["Alt", "Handle (7)", "Hage og snø (1)", "Hjelpe på et arrangement (1)"]
    assert options(page, "time")[1:] == ["Før klokka 12 (8)", "Etter klokka 17 (1)"]
    assert options(page, "takes")[1:] == ["Høyst én time (7)", "Høyst to timer (9)", "Høyst en halv dag (9)"]
    assert options(page, "places")[1:] == ["Plass til 2 (1)", "Plass til 5 (1)"]
    assert options(page, "language")[1:] == ["arabisk (2)", "norsk bokmål (1)"] and options(page, "how")[
        1:
    ] == ["Én gang (9)"]
    narrowed = page_of(square, "?time=evening")
    assert options(narrowed, "what") == ["Alt", "Hjelpe på et arrangement (1)"]
    assert 'id="by"' not in page and 'id="within"' not in page


def test_what_is_chosen_stands_above_the_list_and_is_taken_away_with_one_press(square, many, harbour):
    page = page_of(
        square, f"?q=handle&what=shopping&where={harbour.pk}&takes=60&places=2&language=ar&when=today"
    )
    taken = {words: address for address, words in LINKS.findall(page)}
    assert list(taken) == ["«handle»", "Handle", "Hamna", "I dag", "Høyst én time", "arabisk", "Plass til 2"]
    assert taken["Hamna"] == "/needs/?q=handle&what=shopping&when=today&takes=60&language=ar&places=2"
    assert LINKS.findall(page_of(square, "?what=shopping")) == [("/needs/", "Handle")]


def test_where_nothing_fits_one_is_told_what_to_leave_out_where_to_follow_and_whom_to_call(
    square, many, town
):
    Municipality.objects.filter(pk=town.pk).update(contact_phone="+4773000000", contact_hours="9–15")
    page = page_of(square, "?what=shopping&time=evening")
    assert titles(page) == [] and "Ingen slike oppdrag er ledige akkurat nå" in page
    assert '<a href="/needs/?what=shopping">Etter klokka 17 (7 oppdrag)' in page
    assert "Handle (0" not in page.partition("</form>")[2]
    assert page.count('href="/api/needs.rss?what=shopping&time=evening"') == 2
    assert "73 00 00 00" in page and "9–15" in page and "Jeg vil hjelpe med noe" in page


def test_a_choice_that_finds_nothing_any_more_still_stands_in_the_form_and_by_its_name(square, many, town):
    hill = Area.objects.create(name="Lia")
    page = page_of(square, f"?what=garden&where={hill.pk}&time=evening")
    assert options(page, "what")[1:] == ["Hage og snø (0)"] and options(page, "where")[1:] == ["Lia (0)"]
    assert [words for _address, words in LINKS.findall(page)] == ["Hage og snø", "Lia", "Etter klokka 17"]


def test_a_long_list_comes_in_pages_that_keep_the_choice(square, put):
    for number in range(61):
        put(f"Handle {number}", code=200 + number)
    first = page_of(square, "?what=shopping")
    assert len(titles(first)) == 60 and "61 oppdrag" in first
    assert 'href="?page=2&what=shopping"' in first
    assert titles(page_of(square, "?what=shopping&page=2")) == ["Handle 60"]


def test_tasks_of_others_are_searched_too_and_left_out_where_more_is_asked_for(square, put, elsewhere):
    put("Strikke votter", code=124)
    assert titles(page_of(square, "?q=strikk")) == ["Strikke votter", "Strikkekafé"]
    assert titles(page_of(square, "?q=strikk&what=shopping")) == ["Strikke votter"]
    assert titles(page_of(square, "?q=votter")) == ["Strikke votter"]


def test_near_me_is_kept_in_links_of_ones_own_and_out_of_those_others_read(square, many, open_need):
    Area.objects.filter(pk=open_need.area_id).update(latitude=63.42, longitude=10.4)
    assert "data-near" in page_of(square)
    page = page_of(square, "?near=63.424242,10.404040&what=garden")
    assert titles(page) == [open_need.title] and 'name="near" value="63.42,10.4"' in page
    assert ("/needs/?near=63.42%2C10.4", "Hage og snø") in LINKS.findall(page)
    for address in ("/api/needs.rss?what=garden", "/embed/?show=needs&what=garden"):
        assert f'href="{address}"' in page
    assert "63.42" not in square.get("/embed/needs/?near=63.42,10.4").content.decode()
    assert "63.42" not in square.get("/api/needs.atom?near=63.42,10.4").content.decode()


def test_the_feed_and_the_frame_find_by_words_and_days_as_the_list_does(square, many, put):
    put("Vert på strikkekafeen", code=124, hours=34)
    for address in ("/api/needs.atom", "/embed/needs/", "/needs/"):
        for chosen in ("q=strikkekafe", "time=evening", "q=strikekafe&takes=60"):
            told = square.get(f"{address}?{chosen}").content.decode()
            assert "Vert på strikkekafeen" in told and "Handle 3" not in told, (address, chosen)


def test_the_frame_and_the_offer_of_it_say_in_words_what_was_chosen(square, many):
    for address in ("/embed/needs/?", "/embed/?show=needs&"):
        told = unescape(square.get(f"{address}q=handle&when=weekend&how=once").content.decode())
        assert "«handle» · Helga · Én gang" in told, address


def test_a_search_asks_few_questions_however_many_there_are(
    square, many, put, elsewhere, django_assert_max_num_queries
):
    address = "/needs/?q=handle&time=morning"
    square.get(address)
    cache.clear()
    with django_assert_max_num_queries(12):
        square.get(address)


@pytest.mark.parametrize(
    "nonsense", ["?q=%00%27%22", "?q=" + "a" * 500, "?takes=x&how=%00&page=-1", "?near=1,2&within=99"]
)
def test_nothing_written_in_the_address_breaks_the_page(square, many, nonsense):
    page_of(square, nonsense)


# On paper


def paper_of(square, address=""):
    answer = square.get(f"/needs/needs.pdf{address}")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return Paper(answer.content)


def words_of(square, address=""):
    return " ".join(paper_of(square, address).words.split())


def test_the_list_leads_to_its_paper_with_the_choice_kept(square, many):
    page = page_of(square, "?what=shopping&time=morning")
    assert 'href="/needs/needs.pdf?what=shopping&time=morning"' in page
    assert 'href="/needs/needs.pdf?paper=large&what=shopping&time=morning"' in page


@pytest.mark.parametrize("paper", ["list", "large", "poster"])
def test_the_paper_holds_what_the_choice_finds_kind_by_kind_and_nothing_private(square, many, put, paper):
    put("Vert på strikkekafeen", code=124, kind="event", hours=34)
    words = words_of(square, f"?paper={paper}&q=strikk")
    for told in ("Her trengs det hjelp i Lillevik", "«strikk»", "Hjelpe på et arrangement", "Vert på strikkekafeen",
                 "Onsdag 11. mars", "Frivilligsentralen", "73 00 00 00", "lillevik.test/needs/"):  # fmt: skip
        assert told in words, told
    assert "Handle 1" not in words
    everything = words_of(square, f"?paper={paper}")
    assert "Rake løv i Hamna" in everything
    assert not any(secret in everything for secret in ("Kåre", "412 34 568", "Bakkegata", "1234 "))


def test_the_paper_is_tagged_and_large_print_is_large(square, many):
    made = paper_of(square, "?paper=large&in=nn")
    assert b"/StructTreeRoot" in made.made and b"/Lang(nn" in made.made
    assert min(size for text, size in made.sizes if text.strip()) >= 18


def test_a_paper_of_nothing_says_so(square, many):
    assert "Ingen oppdrag er ledige akkurat nå" in words_of(square, "?q=xyzzy")
