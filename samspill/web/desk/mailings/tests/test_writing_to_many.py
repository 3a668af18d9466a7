"""Selections, templates and mailings at the desk: looked at before, sent by a press, stopped by another."""

from __future__ import annotations

import re

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.messaging.models import MessageTemplate, MessagingPolicy, OutboundMessage
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Unit
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.actions.mailings import queue_mailings
from samspill.volunteering.models import Mailing, Selection


@pytest.fixture(autouse=True)
def tuesday(monkeypatch, at):
    """The desk's clock stands still at the moment of the test."""
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def volunteer(ola, at):
    def make(name, phone, **more):
        person = find_or_add_person(name, [phone], by=ola, at=at, channel="phone", **more)
        give_consent(person, source="phone", by=ola, at=at)
        enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("walk",))
        return person

    return make


@pytest.fixture
def kari(volunteer):
    return volunteer("Kari Solvang", "41200001")


def body(response) -> str:
    return response.content.decode()


def prepare(desk, **given) -> Mailing:
    told = {"selection": "all", "name": "Lunsj", "body_nb": "Hei {fornavn}! Velkommen."} | given
    answer = desk.post("/desk/mailings/new/", told)
    assert answer.status_code == 302, re.findall(r"validation-message[^>]*>([^<]+)", body(answer))
    return Mailing.objects.order_by("-pk")[0]


def test_people_are_found_and_the_selection_is_kept_under_a_name(desk, kari):
    ticked = {"wishes": ["walk"], "availability": ["tu-morning"]}
    page = body(desk.post("/desk/mailings/selections/new/", {**ticked, "show": "1"}))
    assert "Kari Solvang" in page and not Selection.objects.exists()
    answer = desk.post(
        "/desk/mailings/selections/new/", {**ticked, "name": "Turfolk", "save": "1"}, follow=True
    )
    assert "Kari Solvang" in body(answer) and "Turfolk" in body(answer)
    assert Selection.objects.get().criteria == {"wishes": ["walk"], "can": ["tu-morning"]}
    kept = Selection.objects.get()
    page = body(desk.get(f"/desk/mailings/selections/{kept.pk}/changing/"))
    assert re.search(r'value="walk"[^>]*checked', page) and re.search(r'value="tu-morning"[^>]*checked', page)
    desk.post(f"/desk/mailings/selections/{kept.pk}/changing/", {"name": "Alle", "save": "1"})
    kept.refresh_from_db()
    assert (kept.name, kept.criteria) == ("Alle", {})
    desk.post(f"/desk/mailings/selections/{kept.pk}/removal/")
    assert "Alle" not in body(desk.get("/desk/mailings/selections/")).split("<main")[1]


def test_a_selection_without_a_name_says_so_and_keeps_what_was_ticked(desk, kari):
    page = body(desk.post("/desk/mailings/selections/new/", {"wishes": ["walk"], "save": "1"}))
    assert "Skriv et navn." in page and re.search(r'value="walk"[^>]*checked', page)


def test_a_template_with_a_field_nobody_can_fill_in_says_so_at_its_field(desk):
    given = {
        "name": "Takk",
        "purpose": "thanks",
        "whose": str(Unit.objects.get().pk),
        "body_nb": "Hei {navnet}!",
    }
    page = body(desk.post("/desk/mailings/templates/new/", given))
    wrong = re.search(r'id="id_body_nb_error">([^<]+)', page)
    assert wrong and "{navnet} kan vi ikke fylle ut. Bruk {fornavn}, {navn}" in wrong[1]
    assert not MessageTemplate.objects.exists()
    given["body_nb"] = "Hei {fornavn}! «Takk» for hjelpen – hilsen {enhet}"
    answer = desk.post("/desk/mailings/templates/new/", given, follow=True)
    assert "Hei Kari! «Takk» for hjelpen" in body(answer), "how it reads"
    plain = body(desk.post("/desk/mailings/templates/new/", {**given, "plain": "1"}))
    assert "&quot;Takk&quot; for hjelpen - hilsen" in plain


def test_a_template_for_all_is_shown_to_everybody_and_changed_by_leaders_alone(desk, centre, at):
    leader = browser_of(make_staff("Lise Lund", centre, "leader", at=at), "lillevik.test")
    given = {"name": "Til alle", "purpose": "news", "whose": "all", "body_nb": "Hei"}
    leader.post("/desk/mailings/templates/new/", given)
    made = MessageTemplate.objects.get()
    assert made.unit is None
    assert "En enhetsleder kan endre den" in body(desk.get(f"/desk/mailings/templates/{made.pk}/"))
    assert desk.post(f"/desk/mailings/templates/{made.pk}/", {**given, "body_nb": "Nei"}).status_code == 404
    assert leader.post(f"/desk/mailings/templates/{made.pk}/", {**given, "body_nb": "Ja"}).status_code == 302


def test_the_preview_shows_who_how_cost_and_signs_that_make_it_dearer(desk, volunteer, kari):
    MessagingPolicy.objects.create(price_ore=40, daily_budget_ore=1000)
    volunteer("Per Aune", "41200002").consents.update(withdrawn_at=clock.now(), withdrawn_source="phone")
    volunteer("Máret Čáhput", "41200003")
    mailing = prepare(desk, body_nb="Hei {fornavn}! «Lunsj» fredag")
    page = body(desk.get(f"/desk/mailings/{mailing.pk}/"))
    assert "0,80 kr" in page and "10,00 kr igjen i dag" in page
    assert "Hei Kari! «Lunsj» fredag" in page
    assert re.search(r"Har ikke sagt at vi kan skrive: <strong>1</strong>.*Per Aune", page, re.DOTALL)
    assert "« → &quot;" in page
    desk.post(
        f"/desk/mailings/{mailing.pk}/changing/",
        {"selection": "all", "name": "Lunsj", "body_nb": 'Hei {fornavn}! "Lunsj" fredag'},
    )
    page = body(desk.get(f"/desk/mailings/{mailing.pk}/"))
    assert "« →" not in page and "Én persons melding er dyrere" in page


def test_one_press_sends_it_and_the_page_shows_how_it_goes(desk, kari, at):
    mailing = prepare(desk)
    assert not OutboundMessage.objects.exists()
    page = body(desk.post(f"/desk/mailings/{mailing.pk}/confirmation/", follow=True))
    assert "Den er på vei til én person." in page and "0 av 1 er tatt hånd om." in page
    version = re.search(r"version=(\w+)", page)[1]
    assert desk.get(f"/desk/mailings/{mailing.pk}/progress/?version={version}").status_code == 204
    queue_mailings(at)
    living = body(desk.get(f"/desk/mailings/{mailing.pk}/progress/?version={version}"))
    assert "Alle er tatt hånd om" in living and "Stopp det som ikke er sendt" in living
    assert "Kari Solvang" in body(desk.get(f"/desk/mailings/{mailing.pk}/recipients/?state=waiting"))
    assert "Kari Solvang" not in body(desk.get(f"/desk/mailings/{mailing.pk}/recipients/?state=failed"))
    OutboundMessage.objects.update(claimed_at=at, sent_at=at, delivered_at=at)
    done = body(desk.get(f"/desk/mailings/{mailing.pk}/"))
    assert "Den er ferdig." in done and "Stopp det" not in done


def test_another_press_stops_it(desk, kari, at):
    mailing = prepare(desk)
    desk.post(f"/desk/mailings/{mailing.pk}/confirmation/")
    queue_mailings(at)
    page = body(desk.post(f"/desk/mailings/{mailing.pk}/stop/", follow=True))
    assert "Stoppet. Én melding ble ikke sendt." in page and "Ola Strand" in page
    assert OutboundMessage.objects.get().cancelled_at == at


def test_what_is_prepared_is_thrown_away_and_the_same_is_sent_again(desk, kari):
    mailing = prepare(desk, is_urgent="on")
    page = body(desk.get(f"/desk/mailings/new/?copy={mailing.pk}"))
    assert "Hei {fornavn}! Velkommen." in page and re.search(r'name="is_urgent"[^>]*checked', page)
    desk.post(f"/desk/mailings/{mailing.pk}/removal/")
    assert desk.get(f"/desk/mailings/{mailing.pk}/").status_code == 404
    answer = desk.post(f"/desk/mailings/{mailing.pk}/confirmation/")
    assert answer.status_code == 404 and not OutboundMessage.objects.exists()


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"body_nb": ""}, "body_nb", "Skriv en tekst på minst ett språk."),
        ({"body_nn": "Hei {x}"}, "body_nn", "{x} kan vi ikke fylle ut"),
        ({"body_nb": "01010012356"}, "body_nb", "fødselsnummer"),
        ({"selection": "01a22169-0000-7000-8000-000000000000"}, "selection", ""),
        ({"name": ""}, "name", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(desk, kari, given, field, words):
    told = {"selection": "all", "name": "Lunsj", "body_nb": "Hei"} | given
    page = body(desk.post("/desk/mailings/new/", told))
    wrong = re.search(rf'id="id_{field}_error">([^<]+)', page)
    assert wrong and words in wrong[1]
    assert not Mailing.objects.exists()


def test_a_template_begins_it(desk, kari, centre, ola, at):
    from samspill.messaging.actions.templates import save_template
    from samspill.messaging.rules.templates import Words

    made = save_template(
        "Takk",
        {"nb": Words("Takk, {fornavn}!"), "en": Words("Thanks!")},
        unit=centre,
        purpose="thanks",
        by=ola,
        at=at,
    )
    page = body(desk.get(f"/desk/mailings/new/?template={made.pk}"))
    assert "Takk, {fornavn}!" in page and "Thanks!" in page


def test_another_unit_and_one_who_may_only_look_cannot_send(desk, kari, at):
    mailing = prepare(desk)
    nina = browser_of(
        make_staff("Nina Nes", Unit.objects.create(name="Hjemmetjenesten"), "coordinator", at=at),
        "lillevik.test",
    )
    assert nina.post(f"/desk/mailings/{mailing.pk}/confirmation/").status_code == 404
    reader = browser_of(make_staff("Rolf Reder", mailing.unit, "reader", at=at), "lillevik.test")
    assert reader.post(f"/desk/mailings/{mailing.pk}/confirmation/").status_code == 403
    mailing.refresh_from_db()
    assert mailing.confirmed_at is None


def test_the_addresses_of_a_selection_are_printed_as_labels(desk, kari, volunteer, centre, ola, at):
    desk.post("/desk/mailings/selections/new/", {"name": "Alle", "save": "1"})
    kept = Selection.objects.get()
    assert desk.get(f"/desk/mailings/selections/{kept.pk}/labels/").status_code == 302
    volunteer("Trygve Lunde", "41200009", address="Torggata 12")
    made = desk.get(f"/desk/mailings/selections/{kept.pk}/labels/")
    assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF")
