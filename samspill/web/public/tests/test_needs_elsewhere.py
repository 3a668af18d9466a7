"""Tasks where people are: on the wall of the library, on the pages of others, in feeds, and told to search engines."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from samspill.foundation.models import Area
from samspill.foundation.tenancy import entered
from samspill.messaging.models import MessagingPolicy
from samspill.people.models import Person, Unit
from samspill.volunteering.actions import cancel_need, change_need, publish_need, unpublish_need
from samspill.volunteering.models import Assignment, Need, Shift
from tools.paper import Paper
from tools.validating import needs_validators, verdict

ATOM = "{http://www.w3.org/2005/Atom}"
SQUARE = "http://lillevik.test"
A_DAY = dt.timedelta(days=1)
PAPERS = ("a4", "a3", "slips")


@pytest.fixture
def number(town):
    """The number that people write to."""
    return MessagingPolicy.objects.create(sender="2229", daily_budget_ore=0)


@pytest.fixture
def another(open_need, at):
    """Put another need on the square, so many hours from now: `another("Handle", kind="shopping", code=124)`."""

    def put(title, *, code, hours=48, **facts):
        given = {
            "request": open_need.request, "unit": open_need.unit, "kind": "shopping", "form": "once", "made_at": at,
            "published_at": at,
        }  # fmt: skip
        need = Need.objects.create(title=title, **(given | facts))
        starts_at = at + dt.timedelta(hours=hours)
        Shift.objects.create(
            need=need, code=code, starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1), places=1
        )
        return need

    return put


def fill(need, at):
    kari = Person.objects.create(name="Kari Berg", created_at=at)
    Assignment.objects.create(shift=need.shifts.get(), person=kari, seat=1, made_at=at, channel="sms")


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def paper_of(answer):
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return Paper(answer.content)


def words_of(answer):
    return " ".join(paper_of(answer).words.split())


def entries(answer):
    assert answer.status_code == 200
    return list(ElementTree.fromstring(answer.content).iter(f"{ATOM}entry"))


def titles(answer):
    return [entry.findtext(f"{ATOM}title") for entry in entries(answer)]


# On the wall


@pytest.mark.parametrize("paper", PAPERS)
def test_a_poster_says_what_when_and_where_and_how_one_answers(square, open_need, centre, number, paper):
    Unit.objects.filter(pk=centre.pk).update(phone="+4773000010")
    words = words_of(square.get(f"/needs/{open_need.pk}/poster.pdf?paper={paper}"))
    for told in (
        "Rake løv i Hamna", "Torsdag 12. mars", "Hamna", "Et par timer", "Frivilligsentralen: 73 00 00 10",
        "FRIVILLIG 123 og navnet ditt på SMS til 2229", "lillevik.test/needs/123",
    ):  # fmt: skip
        assert told in words, told
    assert not any(secret in words for secret in ("Kåre", "412 34 568", "Bakkegata", "1234 "))


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_poster_is_tagged_and_its_letters_are_large(square, open_need, number, paper):
    answer = square.get(f"/needs/{open_need.pk}/poster.pdf?paper={paper}&in=nn")
    made = paper_of(answer)
    assert b"/StructTreeRoot" in made.made and b"/Lang(nn" in made.made
    assert min(size for text, size in made.sizes if text.strip()) >= 18


def test_slips_have_the_title_the_phone_and_a_short_address_that_leads_there(square, open_need, centre):
    Unit.objects.filter(pk=centre.pk).update(phone="+4773000010")
    words = words_of(square.get(f"/needs/{open_need.pk}/poster.pdf?paper=slips"))
    assert (
        words.count("73 00 00 10")
        == words.count("Rake løv i Hamna")
        == words.count("lillevik.test/needs/123")
        == 9
    )
    answer = square.get("/needs/123/")
    assert (answer.status_code, answer["Location"]) == (302, f"/needs/{open_need.pk}/")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_longest_task_stands_on_one_sheet(square, open_need, number, paper):
    Need.objects.filter(pk=open_need.pk).update(
        title="Uvanleglangtittel uten " * 5, public_text="Vi trenger noen som kan. " * 60, min_age=18,
        demands=["course", "agreement", "confidentiality", "police_certificate", "first_aid"],
    )  # fmt: skip
    Unit.objects.update(name="Lillevik frivilligsentral og møteplass for alle", phone="+4773000010")
    assert paper_of(square.get(f"/needs/{open_need.pk}/poster.pdf?paper={paper}")).pages == 1


@pytest.mark.parametrize("sender", ["", "Lillevik"])
def test_where_nobody_can_write_to_us_no_poster_says_that_one_can(square, open_need, number, sender):
    MessagingPolicy.objects.update(sender=sender)
    assert "FRIVILLIG" not in words_of(square.get(f"/needs/{open_need.pk}/poster.pdf"))


def test_where_the_unit_has_no_phone_the_municipality_answers(square, open_need):
    assert "Frivilligsentralen: 73 00 00 00" in words_of(square.get(f"/needs/{open_need.pk}/poster.pdf"))


@pytest.mark.parametrize("paper", ["", "?paper=slips"])
def test_what_is_called_off_filled_or_not_shown_has_no_poster_and_says_so(square, open_need, ola, at, paper):
    addresses = (f"/needs/{open_need.pk}/poster.pdf{paper}", f"/needs/{open_need.pk}/", "/needs/123/")
    unpublish_need(open_need, by=ola, at=at)
    _none_open(square, addresses)
    publish_need(open_need, by=ola, at=at)
    assert square.get(addresses[0]).status_code == 200
    fill(open_need, at)
    _none_open(square, addresses)
    Assignment.objects.update(released_at=at, released_reason="withdrew")
    assert square.get(addresses[1]).status_code == 200
    cancel_need(open_need.pk, reason="Snø", by=ola, at=at)
    _none_open(square, addresses)


def _none_open(square, addresses):
    for address in addresses:
        answer = square.get(address)
        assert answer.status_code == 404, address
        assert "Dette oppdraget er ikke ledig" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "124", "9" * 40])
def test_a_short_address_of_nothing_is_not_there(square, open_need, number):
    assert square.get(f"/needs/{number}/").status_code == 404


def test_who_comes_too_late_sees_what_else_a_hand_is_wanted_for(square, open_need, another, at):
    another("Handle mat", code=124)
    fill(open_need, at)
    assert "Handle mat" in square.get(f"/needs/{open_need.pk}/").content.decode()


def test_the_neighbours_task_has_no_poster_and_no_short_address_here(square, open_need, neighbour):
    theirs = Client(headers={"host": "storfjordby.test"})
    for address in (f"/needs/{open_need.pk}/poster.pdf", "/needs/123/"):
        assert theirs.get(address).status_code == 404


def test_the_page_of_a_task_leads_to_its_papers(square, open_need):
    page = shown(square.get(f"/needs/{open_need.pk}/"))
    for paper in ("", "?paper=slips"):
        assert f'href="/needs/{open_need.pk}/poster.pdf{paper}"' in page


# In feeds


def test_the_newest_stands_first_and_each_task_once(square, open_need, another, at):
    another("Handle mat", code=124, published_at=at + dt.timedelta(hours=1))
    for code in (130, 131):
        begins = at + A_DAY * code
        Shift.objects.create(need=open_need, code=code, starts_at=begins, ends_at=begins + A_DAY, places=1)
    assert titles(square.get("/api/needs.atom")) == ["Handle mat", "Rake løv i Hamna"]


def test_an_entry_says_what_all_may_see_and_whom_to_ask(square, open_need):
    [entry] = entries(square.get("/api/needs.atom"))
    told = entry.findtext(f"{ATOM}content")
    for words in ("Torsdag 12. mars", "Hamna", "Et par timer", "Frivilligsentralen", "73 00 00 00"):
        assert words in told
    assert entry.find(f"{ATOM}link").get("href") == f"{SQUARE}/needs/{open_need.pk}/"
    assert not any(secret in told for secret in ("Kåre", "412 34 568", "Bakkegata", "Nøkkelboks"))


def test_a_task_keeps_its_id_is_told_anew_when_it_changes_and_is_gone_when_it_is_filled(
    square, open_need, ola, at
):
    [before] = entries(square.get("/api/needs.atom"))
    later = at + dt.timedelta(hours=2)
    change_need(open_need.pk, seen_version=1, title="Rake to hager", by=ola, at=later)
    [after] = entries(square.get("/api/needs.atom"))
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id") == open_need.pk.urn
    assert after.findtext(f"{ATOM}title") == "Rake to hager"
    assert dt.datetime.fromisoformat(after.findtext(f"{ATOM}updated")) == later
    fill(open_need, at)
    assert entries(square.get("/api/needs.atom")) == []


def test_the_same_is_told_as_rss(square, open_need):
    Need.objects.update(title="Rake\x0b løv & kvist")
    answer = square.get("/api/needs.rss")
    assert answer["Content-Type"].startswith("application/rss+xml")
    [item] = ElementTree.fromstring(answer.content).iter("item")
    assert item.findtext("title") == "Rake løv & kvist" and "Hamna" in item.findtext("description")
    assert (item.find("guid").text, item.find("guid").get("isPermaLink")) == (open_need.pk.urn, "false")
    assert square.get("/api/needs.xml").status_code == 404


def test_who_has_it_already_gets_nothing_sent(square, open_need, another):
    first = square.get("/api/needs.rss")
    again = {"if-none-match": first["ETag"]}
    assert square.get("/api/needs.rss", headers=again).status_code == 304
    another("Handle mat", code=124)
    assert square.get("/api/needs.rss", headers=again).status_code == 200


def test_the_list_the_feed_and_the_frame_are_narrowed_alike(square, open_need, another, harbour):
    hill, church = Area.objects.create(name="Lia"), Unit.objects.create(name="Kirka")
    another("Handle mat", code=124, area=hill, unit=church)
    for chosen, told in (
        ("what=shopping", ["Handle mat"]), ("what=garden", ["Rake løv i Hamna"]),
        (f"where={harbour.pk}", ["Rake løv i Hamna"]), (f"by={church.pk}", ["Handle mat"]),
        (f"what=garden&by={church.pk}", []),
        ("what=nothing&where=x&by=%00", ["Rake løv i Hamna", "Handle mat"]),
    ):  # fmt: skip
        assert sorted(titles(square.get(f"/api/needs.atom?{chosen}"))) == sorted(told)
        for address in ("/needs/", "/embed/needs/"):
            page = shown(square.get(f"{address}?{chosen}"))
            there = [title for title in ("Rake løv i Hamna", "Handle mat") if f">{title}</a>" in page]
            assert sorted(there) == sorted(told), (address, chosen)


def test_a_long_list_is_narrowed_by_what_finds_something(square, open_need, another):
    assert "<select" not in shown(square.get("/needs/")).partition("<main")[2]
    for code in range(200, 206):
        another(f"Handle {code}", code=code)
    page = shown(square.get("/needs/?again=1")).partition("<main")[2]
    assert re.findall(r'<option value="(\w*)"', page)[:3] == ["", "shopping", "garden"]
    assert ">Hamna (1)</option>" in page and ">Handle (6)</option>" in page and 'id="by"' not in page


def test_the_list_leads_to_the_feeds_and_the_frame_of_the_choice_one_stands_in(square, open_need):
    page = shown(square.get("/needs/?what=garden"))
    assert 'type="application/rss+xml"' in page and 'type="application/atom+xml"' in page
    assert page.count('href="/api/needs.rss?what=garden"') == 2
    assert 'href="/embed/?show=needs&amp;what=garden"' in page
    assert "/api/needs.rss" in shown(square.get("/open-data/"))


def test_more_tasks_ask_no_more_questions(square, open_need, another, django_assert_max_num_queries):
    for code in range(200, 206):
        another(f"Handle {code}", code=code)
    square.get("/api/needs.atom")
    with django_assert_max_num_queries(4):
        assert len(titles(square.get("/api/needs.atom"))) == 7


# On the pages of others


def policy_of(answer):
    return dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))


def test_anybody_may_frame_the_tasks_and_no_cookie_comes_along(square, open_need):
    square.cookies["language"], square.cookies["theme"] = "nn", "dark"
    answer = square.get("/embed/needs/")
    assert policy_of(answer)["frame-ancestors"] == "*" and "X-Frame-Options" not in answer
    assert not answer.cookies and answer["Cache-Control"] == "public, max-age=60"
    page = shown(answer)
    assert 'lang="nb" data-color-scheme="auto"' in page and "Rake løv i Hamna" in page
    assert not re.search(r"<(script|form|button|nav|header|footer)\b", page)
    links = re.findall(r"<a\b[^>]*>", page)
    assert f'<a href="{SQUARE}/needs/{open_need.pk}/" target="_blank" rel="noopener">' in links
    assert all(f'href="{SQUARE}/' in link and 'target="_blank" rel="noopener"' in link for link in links)
    assert square.post("/embed/needs/").status_code == 405


@pytest.mark.parametrize("address", ["/needs/", "/embed/?show=needs"])
def test_nobody_may_frame_the_list_itself(square, open_need, address):
    answer = square.get(address)
    assert policy_of(answer)["frame-ancestors"] == "'none'" and answer["X-Frame-Options"] == "DENY"


def test_the_lines_hold_the_choice_and_what_they_frame_is_there(square, open_need, another):
    another("Handle mat", code=124)
    page = shown(square.get("/embed/?show=needs&what=garden&in=en&theme=dark"))
    snippet = unescape(re.search(r'<textarea[^>]*id="snippet"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])
    address = unescape(re.search(r'<iframe src="([^"]*)"', snippet)[1])
    assert address == f"{SQUARE}/embed/needs/?what=garden&in=en&theme=dark"
    assert 'title="A hand is wanted in Lillevik"' in snippet and page.count(snippet) == 1
    framed = shown(square.get(address.removeprefix(SQUARE)))
    assert "Rake løv i Hamna" in framed and "Handle mat" not in framed and 'lang="en"' in framed
    assert 'href="/embed/?show=needs"' in shown(square.get("/embed/"))


def test_the_frame_shows_twenty_and_leads_to_the_rest(square, open_need, another):
    for code in range(200, 220):
        another(f"Handle {code}", code=code)
    page = shown(square.get("/embed/needs/"))
    assert page.count("<li>") == 20 and "Se alle 21" in page
    Need.objects.update(published_at=None)
    assert "Ingen oppdrag er ledige" in shown(square.get("/embed/needs/?in=nb"))


def test_the_neighbours_frame_and_feed_hold_none_of_ours(square, open_need, neighbour):
    theirs = Client(headers={"host": "storfjordby.test"})
    with entered(neighbour):
        assert "Rake løv" not in shown(theirs.get("/embed/needs/"))
        assert titles(theirs.get("/api/needs.atom")) == []


# Told to machines


def _told(square, address):
    page = shown(square.get(address))
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [thing for block in blocks for thing in json.loads(block)]


def test_a_task_is_told_to_search_engines_as_a_posting_for_a_volunteer(square, open_need):
    Need.objects.update(public_text="Et par timer </script>.")
    address = f"{SQUARE}/needs/{open_need.pk}/"
    assert _told(square, f"/needs/{open_need.pk}/") == [
        {
            "@context": "https://schema.org", "@type": "JobPosting", "@id": address, "url": address,
            "identifier": str(open_need.pk), "title": "Rake løv i Hamna", "description": "Et par timer </script>.",
            "employmentType": "VOLUNTEER", "datePosted": "2026-03-10", "validThrough": "2026-03-12T12:00+01:00",
            "jobStartDate": "2026-03-12", "totalJobOpenings": 1,
            "hiringOrganization": {"@type": "Organization", "name": "Frivilligsentralen"},
            "jobLocation": {
                "@type": "Place", "name": "Hamna",
                "address": {"@type": "PostalAddress", "addressLocality": "Lillevik", "addressCountry": "NO"},
            },
        }
    ]  # fmt: skip


def test_the_list_is_told_too_and_an_empty_one_tells_nothing(square, open_need, at):
    [told] = _told(square, "/needs/")
    assert (told["@type"], told["numberOfItems"]) == ("ItemList", 1)
    assert told["itemListElement"][0]["url"] == f"{SQUARE}/needs/{open_need.pk}/"
    fill(open_need, at)
    assert _told(square, "/needs/?again=1") == []


@needs_validators
def test_all_that_is_told_of_tasks_is_as_schema_org_has_it(square, open_need):
    told = [*_told(square, "/needs/"), *_told(square, f"/needs/{open_need.pk}/")]
    assert {thing["@type"] for thing in told} == {"ItemList", "JobPosting"}
    assert [words for words in verdict("vocabulary.cjs", told) if words] == []
