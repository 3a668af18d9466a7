"""A campaign from end to end through the pages: prepared, sent, answered by link and by phone, looked at."""

import datetime as dt

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.organisations.actions.mapping_campaigns import (
    choose_recipients,
    prepare_campaign,
    send_campaign,
    stop_campaign,
)
from samspill.organisations.models import Campaign, CampaignRecipient, Organisation


def body(response):
    return response.content.decode()


@pytest.fixture
def choir(ola, at):
    return register_group(
        "Koret", email="kor@example.no", address="Gata 1", postcode="9999", town="Lillevik", by=ola, at=at
    )


@pytest.fixture
def campaign(ola, choir):
    at, today = clock.now(), clock.today()
    made = prepare_campaign(
        "Kartlegging", languages=["nb", "en", "ar"], why={"nb": "Vi vil bli kjent."}, opens_on=today,
        closes_on=today + dt.timedelta(days=9), by=ola, at=at,
    )  # fmt: skip
    choose_recipients(made, [choir], by=ola, at=at)
    send_campaign(made, base="https://lillevik.test/mapping/", by=ola, at=at)
    return made


@pytest.fixture
def row(campaign):
    return CampaignRecipient.objects.get()


@pytest.fixture
def phone(town):
    return Client(headers={"host": "lillevik.test"})


def key(campaign, fact):
    return str(campaign.questions.get(fact=fact).pk)


def test_one_is_prepared_with_questions_and_sent_to_those_chosen(desk, choir):
    today = clock.today()
    told = {"name": "Kartlegging 2027", "languages": ["nb", "en"], "why_nb": "Vi vil bli kjent."}
    told |= {"opens_on": today, "closes_on": today + dt.timedelta(days=9)}
    assert desk.post("/desk/mapping/campaigns/new/", told).status_code == 302
    made = Campaign.objects.get()
    at = f"/desk/mapping/campaigns/{made.pk}/"
    assert "Hvor mange medlemmer har dere?" in body(desk.get(f"{at}questions/"))
    assert "Koret" in body(desk.get(f"{at}recipients/?measure=reachable"))
    desk.post(f"{at}recipients/?measure=reachable", {"all": "1"})
    desk.post(f"{at}sending/", {"deed": "send"})
    row = CampaignRecipient.objects.get()
    assert row.organisation == choir and row.sent_at
    assert "0 av 1 har svart" in body(desk.get(at))


def test_the_code_can_be_read_out_to_whoever_phones_and_opens_the_questions(desk, phone, campaign, row, ola):
    address = f"/desk/mapping/campaigns/{campaign.pk}/recipients/{row.pk}/"
    page = body(desk.get(address))
    written = f"{row.code[:5]}-{row.code[5:]}"
    assert f"<strong>{written}</strong>" in page and "http://lillevik.test/mapping/" in page
    opened = phone.post("/mapping/", {"code": written.lower()}, follow=True)
    assert "Noen spørsmål til Koret" in body(opened)
    stop_campaign(campaign, by=ola, at=clock.now())
    assert written not in body(desk.get(address)), "nobody can answer by it any more"


def test_what_was_typed_stands_when_the_last_day_is_over(desk):
    told = {"name": "For sent", "opens_on": "2020-01-01", "closes_on": "2020-02-01", "why_nb": "Derfor"}
    answer = desk.post("/desk/mapping/campaigns/new/", told)
    assert answer.status_code == 422 and "For sent" in body(answer) and "Derfor" in body(answer)


def test_a_question_of_ones_own_is_added_changed_and_taken_out(desk, ola, choir):
    today = clock.today()
    made = prepare_campaign(
        "K", languages=["nb"], why={}, opens_on=today, closes_on=today, by=ola, at=clock.now()
    )
    page = f"/desk/mapping/campaigns/{made.pk}/questions/"
    desk.post(page, {"kind": "one", "asked_nb": "Kaffe?", "choices_nb": "Svart\nMed melk"})
    row = made.questions.get(kind="one")
    assert row.choices == {"nb": ["Svart", "Med melk"]}
    desk.post(f"{page}{row.pk}/", {"kind": "one", "asked_nb": "Te?", "choices_nb": "Ja\nNei\nVet ikke"})
    row.refresh_from_db()
    assert row.asked == {"nb": "Te?"}
    desk.post(f"{page}{row.pk}/removal/")
    assert not made.questions.filter(kind="one").exists()


def test_it_is_answered_by_link_saved_on_the_way_and_changed_until_it_closes(phone, campaign, row):
    page, email, phone_key = f"/mapping/{row.code}/", key(campaign, "email"), key(campaign, "phone")
    assert "Vi vil bli kjent." in body(phone.get(page))
    assert phone.post(page, {email: "ny@example.no", "later": "1", "quietly": "1"}).status_code == 204
    assert "ny@example.no" in body(phone.get(page))
    row.refresh_from_db()
    assert row.opened_at and not row.answered_at
    answer = phone.post(page, {email: "ny@example.no", phone_key: "92345678"})
    assert answer["Location"] == f"{page}received/"
    assert "ny@example.no" in body(phone.get(f"{page}received/"))
    phone.post(page, {email: "nyere@example.no"})
    row.refresh_from_db()
    assert row.answers[email] == "nyere@example.no" and row.answers[phone_key] == "92345678"


def test_an_answer_that_cannot_be_read_says_so_and_what_was_written_stands(phone, campaign, row):
    email, meets = key(campaign, "email"), key(campaign, "website")
    answer = phone.post(f"/mapping/{row.code}/", {email: "ikke en adresse", meets: "kor.example.no"})
    assert answer.status_code == 422 and "ikke en adresse" in body(answer)
    row.refresh_from_db()
    assert row.answers == {meets: "kor.example.no"} and not row.answered_at


def test_the_questions_are_read_in_english(phone, row):
    page = body(phone.get(f"/mapping/{row.code}/?in=en"))
    assert "How many members do you have?" in page
    assert '<html lang="en"' in page and "Hand in" in page and "Lever" not in page and "Ungdom" not in page


def test_each_language_is_called_what_those_who_speak_it_call_it(phone, campaign, row):
    campaign.languages = ["nb", "ar", "en"]
    campaign.save(update_fields=["languages"])
    for address in (f"/mapping/{row.code}/", f"/mapping/{row.code}/?in=en"):
        page = body(phone.get(address))
        assert "العربية</a>" in page and "Norsk bokmål</a>" in page and "English</a>" in page


def test_what_was_read_in_english_is_received_in_english(phone, campaign, row):
    answer = phone.post(f"/mapping/{row.code}/?in=en", {key(campaign, "email"): "kor@example.no"})
    page = body(phone.get(answer["Location"]))
    assert "We have got your answers" in page and f'href="/mapping/{row.code}/?in=en"' in page


def test_who_chooses_another_language_for_all_pages_leaves_the_one_of_this_page(phone, row):
    there = f"/mapping/{row.code}/?in=en"
    assert (
        phone.get("/design/preferences/", {"next": there, "language": "nn"})["Location"]
        == f"/mapping/{row.code}/"
    )
    assert phone.get("/design/preferences/", {"next": there, "theme": "dark"})["Location"] == there


def test_the_code_is_typed_in_from_paper_and_a_wrong_one_says_so(phone, row):
    answer = phone.post("/mapping/", {"code": f"{row.code[:5].lower()}-{row.code[5:]}"})
    assert answer["Location"] == f"/mapping/{row.code}/"
    assert phone.post("/mapping/", {"code": "AAAAA-AAAAA"}).status_code == 422
    assert phone.get("/mapping/AAAAAAAAAA/").status_code == 404


def test_no_thanks_by_link(phone, row):
    phone.post(f"/mapping/{row.code}/refusal/")
    row.refresh_from_db()
    assert row.declined_at


def test_the_neighbour_knows_no_such_code(phone, neighbour, row):
    there = Client(headers={"host": "storfjordby.test"})
    assert there.get(f"/mapping/{row.code}/").status_code == 404


def test_a_stopped_campaign_says_so_to_whoever_opens_the_link(desk, phone, campaign, row):
    desk.post(f"/desk/mapping/campaigns/{campaign.pk}/sending/", {"deed": "stop"})
    assert phone.get(f"/mapping/{row.code}/").status_code == 410
    assert phone.post(f"/mapping/{row.code}/", {}).status_code == 410


def test_staff_type_in_a_call_and_take_one_fact_of_it(desk, ola, campaign, row):
    at, email = f"/desk/mapping/campaigns/{campaign.pk}/", key(campaign, "email")
    told = {email: "ny@example.no", "channel": "phone"}
    assert desk.post(f"{at}recipients/{row.pk}/", told).status_code == 302
    row.refresh_from_db()
    assert (row.answered_channel, row.entered_by) == ("phone", ola)
    assert "1 av 1 har svart" in body(desk.get(at))
    assert "ny@example.no" in body(desk.get(f"{at}answers/")) and "ny@example.no" in body(
        desk.get(f"{at}changes/")
    )
    desk.post(f"{at}changes/", {"recipient": row.pk, "fact": "email", "deed": "take"})
    assert Organisation.objects.get().email == "ny@example.no"
    assert "Koret" in body(desk.get(f"{at}piles/answered/"))
    assert desk.get(f"{at}answers/?as=spreadsheet").headers["Content-Type"].endswith("sheet")


def test_the_letter_and_the_form_are_pdfs(desk, ola, campaign):
    house = register_group(
        "Huset", address="Gata 2", postcode="9999", town="Lillevik", by=ola, at=clock.now()
    )
    choose_recipients(campaign, [house], by=ola, at=clock.now())
    page = f"/desk/mapping/campaigns/{campaign.pk}/paper/"
    for address in (page, f"{page}?form=1"):
        answer = desk.get(address)
        assert answer.content.startswith(b"%PDF"), address
    assert len(desk.get(page).content) > len(desk.get(f"{page}?form=1").content)


def test_both_answers_are_shown_where_two_that_were_asked_became_one(desk, ola, campaign, row, choir):
    double = register_group("Sangerne", email="sang@example.no", by=ola, at=clock.now())
    choose_recipients(campaign, [double], by=ola, at=clock.now())
    other = CampaignRecipient.objects.get(organisation=double)
    at = f"/desk/mapping/campaigns/{campaign.pk}/"
    for one, website in ((row, "kor.example.no"), (other, "sang.example.no")):
        desk.post(f"{at}recipients/{one.pk}/", {key(campaign, "website"): website, "channel": "phone"})
    assert "2 av 2 har svart" in body(desk.get("/desk/mapping/campaigns/"))
    desk.post(f"/desk/associations/{choir.pk}/merging/", {"gone": double.pk, "reason": "Samme kor"})
    for address in (at, "/desk/mapping/campaigns/"):
        assert "1 av 1 har svart" in body(desk.get(address)), address
    for one in (row, other):
        page = body(desk.get(f"{at}recipients/{one.pk}/"))
        names = page.partition('id="names"')[2].partition("</section>")[0]
        assert names.index("sang.example.no") < names.index("kor.example.no")
        assert names.count("det siste") == 1 and "Sangerne" in names and "Koret" in names
    listed = body(desk.get(f"{at}piles/answered/"))
    assert "Koret" in listed and "Sangerne" not in listed


def test_for_whom_and_where_they_meet_are_answered_and_taken(desk, phone, campaign, row, choir):
    whom, where = key(campaign, "audiences"), key(campaign, "place_text")
    page = f"/mapping/{row.code}/"
    assert "Ny i Norge" in body(phone.get(page))
    refused = phone.post(page, {whom: ["cats"], where: "x" * 201})
    assert refused.status_code == 422 and "cats" in body(refused)
    assert phone.post(page, {whom: ["adults", "seniors"], where: "Kirka"}).status_code == 302
    at = f"/desk/mapping/campaigns/{campaign.pk}/"
    assert "Voksne, Eldre" in body(desk.get(f"{at}changes/"))
    for fact in ("audiences", "place_text"):
        desk.post(f"{at}changes/", {"recipient": row.pk, "fact": fact, "deed": "take"})
    choir.refresh_from_db()
    assert (choir.audiences, choir.place_text) == (("adults", "seniors"), "Kirka")
    assert "Voksne" in body(desk.get(f"{at}answers/"))
