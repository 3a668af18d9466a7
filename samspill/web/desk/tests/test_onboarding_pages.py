"""Courses and papers at the desk: the matrix, texts, asking many with the price beforehand, a person's signatures."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from conftest import browser_of, make_staff
from samspill.commitments.actions import adopt_standard_text, sign
from samspill.commitments.models import AgreementText, Signature, SigningRequest
from samspill.commitments.queries import current_text, current_texts
from samspill.foundation import clock
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import find_or_add_person, forget_person, give_consent
from samspill.people.models import Person, Unit
from samspill.volunteering.actions import enrol_volunteer, note_qualification
from samspill.volunteering.models import Attendance, Attest, Need, Qualification, Request, Shift, Volunteer

DAY = dt.timedelta(days=1)


@pytest.fixture
def volunteer(ola):
    def enrol(name, phone, **facts):
        at = clock.now()
        person = find_or_add_person(name, [phone], by=ola, at=at, channel="phone", **facts)
        give_consent(person, source="phone", by=ola, at=at)
        enrol_volunteer(person, by=ola, at=at, channel="phone")
        return person

    return enrol


@pytest.fixture
def kari(volunteer):
    return volunteer("Kari Solvang", "412 34 567")


@pytest.fixture
def leader(centre, at):
    return browser_of(make_staff("Ingrid Lund", centre, "leader", at=at), "lillevik.test")


@pytest.fixture
def texts_in_force(ola):
    for kind in ("agreement", "confidentiality"):
        adopt_standard_text(kind, by=ola, at=clock.now() - 30 * DAY)


def body(response):
    return response.content.decode()


def hold(person, ola, kind, until=None):
    day = clock.today()
    profile = Volunteer.objects.get(person=person)
    return note_qualification(
        profile, kind=kind, held_from_on=day, valid_until_on=until, by=ola, at=clock.now()
    )


def test_the_matrix_says_it_in_words_with_dates_and_not_by_colour_alone(desk, kari, ola):
    hold(kari, ola, "course")
    hold(kari, ola, "first_aid", clock.today() + 30 * DAY)
    row = re.search(
        r"<tr><th scope=\"row\">.*?Kari Solvang.*?</tr>", body(desk.get("/desk/onboarding/")), re.DOTALL
    )[0]
    words = re.findall(r"</svg> ([^<]+)</span>", row)
    assert words == ["Har", "Mangler", "Mangler", "Mangler", "Går ut", "Mangler"]
    assert f"{clock.today() + 30 * DAY:%d.%m.%y}" in row and f"{clock.today():%d.%m.%y}" in row


def test_the_matrix_is_narrowed_and_printed(desk, kari, volunteer, ola):
    volunteer("Ali Hassan", "92345678")
    hold(kari, ola, "course")
    narrowed = "kind=course&state=missing"
    for address in ("/desk/onboarding/", "/desk/onboarding/paper/"):
        page = body(desk.get(f"{address}?{narrowed}"))
        assert "Ali Hassan" in page and "Kari Solvang" not in page
    assert "Kari Solvang" in body(desk.get("/desk/onboarding/?q=412+34"))
    assert "Ingen passer" in body(desk.get("/desk/onboarding/?q=zzz&kind=%00&state=x&unit=nonsense&page=x"))


def test_the_matrix_as_a_spreadsheet_runs_no_formula(desk, kari, ola):
    hold(kari, ola, "first_aid", clock.today() + 30 * DAY)
    Person.objects.filter(pk=kari.pk).update(name="=HYPERLINK(1)")
    answer = desk.get("/desk/onboarding/?as=spreadsheet")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0][:3] == ["Navn", "Enhet", "Grunnkurs"] and sheet[1][0] == "=HYPERLINK(1)"
    assert f"{clock.today() + 30 * DAY:%d.%m.%Y}" in sheet[1][6]


def test_those_who_lack_it_are_asked_after_a_look_at_the_price(desk, kari, volunteer, ola, texts_in_force):
    ali, olga = (
        volunteer("Ali Hassan", "92345678"),
        volunteer("Olga Lie", "73001122", preferred_channel="phone"),
    )
    sign(current_text("confidentiality", "nb"), ali, name="Ali Hassan", channel="web", by=ali, at=clock.now())
    page = body(desk.get("/desk/onboarding/sending/confidentiality/"))
    assert "Kari Solvang" in page and "Ali Hassan" not in page and "Hei Kari!" in page and " kr" in page
    assert "Én kan vi ikke sende melding til" in page and not SigningRequest.objects.exists()
    done = desk.post(
        "/desk/onboarding/sending/confidentiality/", {"person": [kari.pk, olga.pk, "nonsense"]}, follow=True
    )
    assert "En melding er på vei" in body(done) and "Olga Lie" in body(done)
    assert OutboundMessage.objects.filter(key__startswith="sign:").count() == 1
    again = body(desk.get("/desk/onboarding/sending/confidentiality/"))
    assert "spurt denne uken" in again


def test_nobody_ticked_and_no_money_are_said_in_words(desk, kari, texts_in_force):
    address = "/desk/onboarding/sending/agreement/"
    assert "Kryss av for minst én" in body(desk.post(address, {}, follow=True))
    MessagingPolicy.objects.create(daily_budget_ore=1)
    assert "ikke nok penger" in body(desk.get(address))
    assert "brukt opp" in body(desk.post(address, {"person": kari.pk}, follow=True))
    assert not SigningRequest.objects.exists()


def test_without_a_text_one_is_led_to_it(desk, kari):
    page = body(desk.get("/desk/onboarding/sending/agreement/"))
    assert "/desk/onboarding/texts/agreement/" in page and 'name="person"' not in page
    assert desk.get("/desk/onboarding/sending/driving_licence/").status_code == 404


def test_the_course_is_offered_to_those_who_lack_it(desk, kari):
    assert "Hei Kari!" in body(desk.get("/desk/onboarding/sending/course/"))
    desk.post("/desk/onboarding/sending/course/", {"person": kari.pk})
    assert "/course/" in OutboundMessage.objects.get().body


def test_one_who_is_not_the_askers_to_ask_is_not_asked(desk, kari, texts_in_force, at):
    officer = make_staff("Per Tilskudd", Unit.objects.create(name="Tilskudd"), "officer", at=at)
    browser = browser_of(officer, "lillevik.test")
    assert "Kari Solvang" not in body(browser.get("/desk/onboarding/"))
    browser.post("/desk/onboarding/sending/agreement/", {"person": kari.pk})
    assert not SigningRequest.objects.exists()


def test_a_leader_takes_the_standard_text_over_in_one_press(leader, desk):
    assert "Ta den over som den er" in body(leader.get("/desk/onboarding/texts/agreement/"))
    assert "Ta den over som den er" not in body(desk.get("/desk/onboarding/texts/agreement/"))
    assert desk.post("/desk/onboarding/texts/agreement/standard/").status_code == 403 and not current_texts()
    leader.post("/desk/onboarding/texts/agreement/standard/")
    assert len(current_texts()["agreement"]) == 3
    assert "Gjelder" in body(desk.get("/desk/onboarding/texts/"))


def test_a_leader_writes_a_new_version_and_those_who_signed_are_asked_anew(leader, kari, texts_in_force):
    sign(current_text("agreement", "nb"), kari, name="Kari Solvang", channel="web", by=kari, at=clock.now())
    leader.post("/desk/onboarding/texts/agreement/draft/")
    told = {f"{code}-title": "Vår avtale" for code in ("nb", "nn", "en")}
    told |= {f"{code}-body": f"Ny tekst {code}" for code in ("nb", "nn", "en")}
    leader.post("/desk/onboarding/texts/agreement/draft/", told)
    assert current_text("agreement", "nb").version == 1
    leader.post("/desk/onboarding/texts/agreement/publication/", {"valid_years": "3", "asks_anew": "on"})
    assert (current_text("agreement", "nn").body, current_text("agreement", "nn").valid_years) == (
        "Ny tekst nn",
        3,
    )
    page = body(leader.get("/desk/onboarding/"))
    assert "Én må signere på nytt" in page
    assert "Kari Solvang" in body(leader.get("/desk/onboarding/sending/agreement/?state=anew"))
    leader.post("/desk/onboarding/sending/agreement/?state=anew", {"person": kari.pk})
    assert "ny versjon" in OutboundMessage.objects.get().body
    assert "Tidligere versjoner" in body(leader.get("/desk/onboarding/texts/agreement/"))


@pytest.mark.parametrize(("wrong", "words"), [
    ({"nb-title": ""}, "må fylles ut"), ({"nn-body": ""}, "må fylles ut"),
    ({"en-body": "15076500565"}, "fødselsnummer"),
])  # fmt: skip
def test_a_draft_with_something_wrong_is_saved_in_no_language(leader, wrong, words):
    leader.post("/desk/onboarding/texts/agreement/draft/")
    told = {f"{code}-{field}": "Ny" for code in ("nb", "nn", "en") for field in ("title", "body")} | wrong
    answer = leader.post("/desk/onboarding/texts/agreement/draft/", told)
    assert answer.status_code == 200 and words in body(answer).replace(
        "Dette feltet er påkrevet", "må fylles ut"
    )
    assert not AgreementText.objects.filter(title="Ny").exists()


def test_a_draft_is_thrown_away_and_publishing_nothing_is_said_in_words(leader):
    leader.post("/desk/onboarding/texts/agreement/draft/")
    leader.post("/desk/onboarding/texts/agreement/draft/removal/")
    assert not AgreementText.objects.exists()
    answer = leader.post("/desk/onboarding/texts/agreement/publication/", {})
    assert "ikke noe utkast" in body(answer)
    assert leader.get("/desk/onboarding/texts/nonsense/").status_code == 404


def test_a_kept_declaration_is_seen_by_leaders_alone(leader, desk, kari, ola, texts_in_force):
    sign(
        current_text("confidentiality", "nb"),
        kari,
        name="Kari Solvang",
        channel="web",
        by=kari,
        at=clock.now(),
    )
    forget_person(kari, by=ola, at=clock.now(), channel="web")
    address = "/desk/onboarding/texts/confidentiality/"
    assert "Kari Solvang" in body(leader.get(address)) and "Kari Solvang" not in body(desk.get(address))


def test_she_is_asked_read_to_and_signs_by_code_from_her_own_page_at_the_desk(desk, kari, texts_in_force):
    page = f"/desk/people/{kari.pk}/"
    desk.post(f"{page}signing/", {"kind": ["agreement", "confidentiality"]})
    requests = list(SigningRequest.objects.order_by("kind"))
    assert len(requests) == 2 and "Bedt om å signere" in body(desk.get(f"{page}papers/"))
    text = desk.get(f"{page}signing/{requests[0].pk}/paper/")
    assert text["Content-Type"] == "application/pdf" and text.content.startswith(b"%PDF-")
    desk.post(f"{page}signing/{requests[0].pk}/reading/")
    assert f"SIGNER {requests[0].code}" in OutboundMessage.objects.order_by("-queued_at", "-pk")[0].body
    assert "lest opp på telefon" in body(desk.get(f"{page}papers/"))
    assert "Kryss av" in body(desk.post(f"{page}signing/", {}, follow=True))


def test_paper_is_typed_in_and_a_mistake_is_taken_back(desk, kari, ola, texts_in_force):
    page = f"/desk/people/{kari.pk}/"
    desk.post(f"{page}signatures/", {"kind": "agreement", "signed_on": f"{clock.today() - 2 * DAY:%d.%m.%Y}"})
    signature = Signature.objects.get()
    assert (signature.channel, signature.entered_by) == ("paper", ola) and "Papir" in body(
        desk.get(f"{page}papers/")
    )
    assert desk.get(f"{page}signatures/{signature.pk}/document/").content.startswith(b"%PDF-")
    assert "Skriv hvorfor" in body(desk.post(f"{page}signatures/{signature.pk}/withdrawal/", {}))
    desk.post(f"{page}signatures/{signature.pk}/withdrawal/", {"reason": "Feil person"})
    assert not Qualification.objects.filter(withdrawn_at=None).exists()
    again = desk.post(f"{page}signatures/{signature.pk}/withdrawal/", {"reason": "Igjen"}, follow=True)
    assert "En kollega" in body(again)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"kind": "agreement", "signed_on": "2099-01-01"}, "ikke vært ennå"),
        ({"kind": "agreement"}, "signed_on_error"),
        ({"kind": "agreement", "signed_on": "1999-01-01"}, "gjaldt den dagen"),
        ({"kind": "x", "signed_on": "x"}, "Velg"),
    ],
)
def test_a_paper_that_cannot_be_is_said_in_words(desk, kari, texts_in_force, told, words):
    assert words in body(desk.post(f"/desk/people/{kari.pk}/signatures/", told, follow=True))
    assert not Signature.objects.exists()


def test_a_certificate_is_made_in_one_press_and_can_be_taken_back(desk, kari, centre, at):
    page = f"/desk/people/{kari.pk}/"
    assert "Lag attest" not in body(desk.get(f"{page}papers/"))
    assert "Noter oppmøte først" in body(desk.post(f"{page}attests/", follow=True))
    request = Request.objects.create(unit=centre, caller_name="Moen", channel="phone", received_at=at)
    need = Need.objects.create(request=request, unit=centre, kind="visit", form="once", made_at=at)
    shift = Shift.objects.create(
        need=need, code=1, starts_at=at, ends_at=at + dt.timedelta(hours=1), places=1
    )
    Attendance.objects.create(
        shift=shift, person=kari, happened_on=at.date(), came=True, minutes=90, noted_at=at
    )
    made = desk.post(f"{page}attests/", follow=True)
    assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF-")
    attest = Attest.objects.get()
    shown = body(desk.get(f"{page}papers/"))
    assert attest.code in shown and "Notert: én gang, 1,5 timer" in shown
    desk.post(f"{page}attests/{attest.pk}/withdrawal/")
    assert "Trukket tilbake" in body(desk.get(f"{page}papers/"))


def test_who_may_only_look_changes_nothing(kari, texts_in_force, centre, at):
    reader = browser_of(make_staff("Rolf Leser", centre, "reader", at=at), "lillevik.test")
    for address in ("onboarding/sending/agreement/", f"people/{kari.pk}/signing/", f"people/{kari.pk}/attests/",
                    "attendance/thanks/habit/"):  # fmt: skip
        assert reader.post(f"/desk/{address}", {"kind": "agreement", "person": kari.pk}).status_code == 403
    assert not SigningRequest.objects.exists()
