"""Reading and signing by a link: a GET signs nothing, and whatever goes wrong is said at the field."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from samspill.commitments.actions import adopt_standard_text, ask_to_sign, draft_version, publish_version
from samspill.commitments.actions.asking import LINK, PATH, Reach
from samspill.commitments.models import AgreementText, Signature
from samspill.commitments.queries import current_text, open_requests
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import find_or_add_person, forget_person, give_consent
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.models import Qualification

HOST = "lillevik.test"
AGO = dt.timedelta(days=30)


@pytest.fixture
def kari(ola):
    at = clock.now()
    person = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone", language="nn")
    give_consent(person, source="phone", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="phone")
    for kind in ("agreement", "confidentiality"):
        adopt_standard_text(kind, by=ola, at=at - AGO)
    ask_to_sign(
        person, ["agreement", "confidentiality"], reach=Reach("sms", "+4741234567"), unit=None, by=ola, at=at
    )
    return person


@pytest.fixture
def browser():
    return Client(HTTP_HOST=HOST)


def link_to(person, *, made_at=None):
    token = make_link(LINK, str(person.pk), at=made_at or clock.now(), valid_for=dt.timedelta(days=60))
    return PATH.format(token=token)


def body(response):
    return response.content.decode()


def press(browser, link, text, **more):
    told = {"text": text.pk, "has_read": "on", "name": "Kari Berg", **more}
    return browser.post(f"{link}signature/", {name: value for name, value in told.items() if value})


def test_the_page_speaks_her_language_and_shows_the_whole_text_and_the_code(browser, kari):
    MessagingPolicy.objects.create(sender="2012")
    page = browser.get(link_to(kari))
    code = open_requests(kari)[0].code
    assert "Du gjer dette frivillig og utan løn" in body(page) and f"SIGNER {code}" in body(page)
    assert "<li>Du får vite kva oppdraget er" in body(page) and "2012" in body(page)
    assert '<html lang="nn"' in body(page) and "Etter denne er det éin til" in body(page)
    assert page["Cache-Control"] == "private, no-store" and not Signature.objects.exists()


def test_she_may_read_it_in_another_language_and_signs_that_one(browser, kari):
    link = link_to(kari)
    assert "You do this of your own free will" in body(browser.get(f"{link}?language=en"))
    press(browser, link, current_text("agreement", "en"))
    assert Signature.objects.get().text.language == "en"


def test_looking_signs_nothing_and_pressing_signs_and_leads_to_the_next_text(browser, kari):
    link = link_to(kari)
    browser.get(link)
    browser.get(f"{link}signature/")
    assert not Signature.objects.exists()
    answer = press(browser, link, current_text("agreement", "nn"))
    assert answer.status_code == 302 and Signature.objects.get().channel == "web"
    page = body(browser.get(link))
    assert "Teieerklæring" in page and "Avtale om frivillig innsats" in page
    press(browser, link, current_text("confidentiality", "nn"))
    assert "ikkje meir å gjere" in body(browser.get(link))
    assert Qualification.objects.filter(withdrawn_at__isnull=True).count() == 2


@pytest.mark.parametrize(("wrong", "words"), [
    ({"has_read": ""}, "Kryss av her"), ({"name": ""}, "Skriv namnet ditt."),
    ({"name": "123"}, "med bokstavar"), ({"name": "15076500565 Kari"}, "fødselsnummer"), ({"name": "x" * 121}, "120"),
])  # fmt: skip
def test_what_is_missing_is_said_at_the_field_and_nothing_is_signed(browser, kari, wrong, words):
    answer = press(browser, link_to(kari), current_text("agreement", "nn"), **wrong)
    assert answer.status_code == 422 and words in body(answer) and not Signature.objects.exists()


@pytest.mark.parametrize("text", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_text_that_does_not_exist_cannot_be_signed(browser, kari, text):
    answer = browser.post(f"{link_to(kari)}signature/", {"text": text, "has_read": "on", "name": "Kari Berg"})
    assert answer.status_code == 404 and not Signature.objects.exists()


def test_a_draft_cannot_be_signed(browser, kari, ola):
    [draft, *_] = draft_version("agreement", by=ola, at=clock.now())
    assert press(browser, link_to(kari), draft).status_code == 404


def test_a_text_replaced_while_she_reads_is_shown_anew(browser, kari, ola):
    link, old = link_to(kari), current_text("agreement", "nn")
    [draft, *_] = draft_version("agreement", by=ola, at=clock.now())
    AgreementText.objects.filter(kind="agreement", published_at=None).update(body="Den nye teksten.")
    publish_version("agreement", by=ola, at=clock.now())
    answer = press(browser, link, old)
    assert (
        answer.status_code == 409
        and "Den nye teksten." in body(answer)
        and "ingenting er signert" in body(answer)
    )
    assert not Signature.objects.exists() and draft.version == 2
    press(browser, link, current_text("agreement", "nn"))
    assert Signature.objects.get().version == 2


def test_pressing_twice_and_the_link_afterwards_end_in_the_right_place(browser, kari):
    link, text = link_to(kari), current_text("agreement", "nn")
    assert [press(browser, link, text).status_code for _ in range(2)] == [302, 302]
    assert Signature.objects.count() == 1


def test_her_copy_is_a_pdf_and_nobody_elses(browser, kari, ola):
    link = link_to(kari)
    press(browser, link, current_text("agreement", "nn"))
    signature = Signature.objects.get()
    copy = browser.get(f"{link}{signature.pk}/document/")
    assert copy["Content-Type"] == "application/pdf" and copy.content.startswith(b"%PDF-")
    arne = find_or_add_person("Arne Berg", ["41234567"], by=ola, at=clock.now(), channel="phone")
    assert browser.get(f"{link_to(arne)}{signature.pk}/document/").status_code == 404
    assert "ingenting å signere" in body(browser.get(link_to(arne)))


def test_an_old_link_offers_a_new_one_to_the_same_phone(browser, kari):
    link = link_to(kari, made_at=clock.now() - dt.timedelta(days=61))
    page = browser.get(link)
    assert page.status_code == 410 and "new-link" in body(page)
    before = OutboundMessage.objects.count()
    browser.post(f"{link}new-link/")
    assert OutboundMessage.objects.count() == before + 1
    assert "/sign/" in OutboundMessage.objects.order_by("-queued_at", "-pk").first().body


def test_a_wrong_link_and_one_whose_holder_is_forgotten_open_nothing(browser, kari, ola):
    link = link_to(kari)
    forget_person(kari, by=ola, at=clock.now(), channel="web")
    assert browser.get(link).status_code == browser.get("/sign/nonsense/").status_code == 410
    assert browser.post("/sign/nonsense/new-link/").status_code == 200
