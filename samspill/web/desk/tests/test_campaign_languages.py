"""A campaign in several languages, on the screen and on paper, and what is known of whoever is called."""

import datetime as dt
import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.organisations.actions.mapping_answers import save_answers
from samspill.organisations.actions.mapping_campaigns import (
    choose_recipients,
    prepare_campaign,
    send_campaign,
)
from samspill.organisations.models import Campaign, CampaignRecipient
from samspill.organisations.rules.mapping_questions import in_language
from tools.paper import Paper


def body(response):
    return response.content.decode()


@pytest.fixture
def prepared(ola):
    today = clock.today()
    return prepare_campaign(
        "Kartlegging", languages=["nb", "en", "ckb"], why={"nb": "Vi vil bli kjent."}, opens_on=today,
        closes_on=today + dt.timedelta(days=9), by=ola, at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def begun(prepared, ola):
    """Asked: a group nobody can write to, and one with an e-mail address."""
    for name, email in (("Strikkeringen", ""), ("Koret", "kor@example.no")):
        group = register_group(name, email=email, by=ola, at=clock.now())
        choose_recipients(prepared, [group], by=ola, at=clock.now())
    send_campaign(prepared, base="https://lillevik.test/mapping/", by=ola, at=clock.now())
    return prepared


def asked(name):
    return CampaignRecipient.objects.get(organisation__name=name)


def sheet(desk, campaign, address):
    return Paper(desk.get(f"/desk/mapping/campaigns/{campaign.pk}/paper/{address}").content).words


def test_why_we_ask_stands_ready_in_three_languages(desk):
    page = body(desk.get("/desk/mapping/campaigns/new/"))
    for words in ("Vi vil kjenne alle foreninger", "Vi vil kjenne alle foreiningar", "We want to know all"):
        assert words in page


def test_a_copy_keeps_the_languages_and_why_we_ask(desk, prepared):
    page = body(desk.get(f"/desk/mapping/campaigns/new/?like={prepared.pk}"))
    assert "Vi vil bli kjent." in page and 'name="why_ckb"' in page
    assert 'value="ckb"' in page.partition("why_ckb")[0].partition("checked")[2]


def test_a_language_taken_out_takes_its_words_along(desk, prepared):
    today = clock.today()
    told = {"name": "Kartlegging", "languages": ["nb"], "why_nb": "Derfor", "why_en": "Therefore"}
    told |= {"opens_on": today, "closes_on": today + dt.timedelta(days=9)}
    desk.post(f"/desk/mapping/campaigns/{prepared.pk}/facts/", told)
    assert Campaign.objects.get().why == {"nb": "Derfor"}


def test_what_is_not_written_in_a_language_is_told_before_anybody_is_asked(desk, prepared, ola):
    at = f"/desk/mapping/campaigns/{prepared.pk}/"
    for address in (at, f"{at}questions/"):
        page = body(desk.get(address))
        assert "Engelsk: " in page and "Sorani (kurdisk): " in page and "13 spørsmål</a></li>" in page
        assert "Norsk bokmål: " not in page
    group = register_group("Koret", email="kor@example.no", by=ola, at=clock.now())
    choose_recipients(prepared, [group], by=ola, at=clock.now())
    send_campaign(prepared, base="https://lillevik.test/mapping/", by=ola, at=clock.now())
    assert "Engelsk: " not in body(desk.get(at)), "the questions stand, so there is nothing to do about it"


def test_the_language_one_reads_is_the_one_that_is_marked(town, begun):
    phone = Client(headers={"host": "lillevik.test"})
    page = body(phone.get(f"/mapping/{asked('Koret').code}/?in=ckb"))
    assert page.count('aria-current="page"') == 1
    assert 'lang="ckb" aria-current="page"' in page


def test_a_language_of_three_letters_is_read_in_its_own_words():
    texts = {"nb": "Hvor møtes dere?", "ckb": "لە کوێ کۆدەبنەوە؟"}
    assert in_language(texts, "ckb", ["nb", "ckb"]) == texts["ckb"]
    assert in_language(texts, "kmr", ["nb", "ckb"]) == texts["nb"]
    assert in_language({"en": "Where?"}, "en-gb", ["nb", "en"]) == "Where?"


def test_the_empty_form_asks_whose_it_is_and_says_where_it_goes(desk, prepared):
    words = sheet(desk, prepared, "?form=1")
    assert "Navnet på foreningen" in words and "Gi eller send arket til Lillevik innen" in words
    assert "Eller fyll ut her" not in words, "there is nothing else to do before it"


def test_the_empty_form_comes_in_the_languages_of_the_campaign_that_we_speak(desk, prepared):
    assert "How many members do you have?" in sheet(desk, prepared, "?form=1&in=en")
    assert "Name of the association" in sheet(desk, prepared, "?form=1&in=en")
    for other in ("nn", "ckb", "xx"):
        assert "Hvor mange medlemmer har dere?" in sheet(desk, prepared, f"?form=1&in={other}")
    page = body(desk.get(f"/desk/mapping/campaigns/{prepared.pk}/"))
    assert "?form=1&amp;in=en" in page and "in=ckb" not in page


def test_the_code_is_read_out_to_one_whom_nobody_could_write_to(desk, begun):
    row = asked("Strikkeringen")
    page = body(desk.get(f"/desk/mapping/campaigns/{begun.pk}/recipients/{row.pk}/"))
    assert f"{row.code[:5]}-{row.code[5:]}" in page


def test_whoever_calls_sees_where_the_question_was_sent(desk, begun):
    page = body(desk.get(f"/desk/mapping/campaigns/{begun.pk}/recipients/{asked('Koret').pk}/"))
    assert "E-post, kor@example.no" in page


def test_the_spreadsheet_of_answers_tells_how_each_came(desk, begun, ola):
    members = str(begun.questions.get(number=1).pk)
    for name, channel in (("Koret", "web"), ("Strikkeringen", "paper")):
        by = {"by": ola} if channel == "paper" else {}
        save_answers(asked(name), {members: 12}, hands_in=True, channel=channel, at=clock.now(), **by)
    answer = desk.get(f"/desk/mapping/campaigns/{begun.pk}/answers/?as=spreadsheet")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    told = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert told["Koret"]["Hvordan det kom"] == "Med lenken"
    assert told["Strikkeringen"]["Hvordan det kom"] == "På papir"
    assert told["Strikkeringen"]["Hvor mange medlemmer har dere?"] == 12
