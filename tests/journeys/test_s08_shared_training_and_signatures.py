"""S8: an agreement and a declaration signed without an account, a shared basic course, and a paper to show for it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspill.activities.actions import send_due_sign_up_reminders
from samspill.activities.models import Occurrence, SignUp
from samspill.commitments.models import Signature, SigningRequest
from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.volunteering.models import Attendance, Qualification
from tests.conftest import PHONE
from tests.journeys.conftest import AMINA, GRETE, KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JULIE = "+4740000951"


@pytest.fixture
def newcomers(enrol: Any) -> dict[str, Any]:
    """Kari, Per and Amina want to help; none of them has done or signed anything."""
    return {
        "Kari": enrol("Kari Nordvik", KARI, wishes=("escort",)),
        "Per": enrol("Per Aune", PER, wishes=("escort",)),
        "Amina": enrol("Amina Warsame", AMINA, wishes=("escort",), language="en"),
    }


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def take_over_the_texts(desk: Page) -> None:
    for kind in ("agreement", "confidentiality"):
        desk.goto(f"/desk/onboarding/texts/{kind}/")
        press(desk, "Ta den over som den er")
        expect(desk.locator("main")).to_contain_text("Versjon 1")


def send_to_those_who_lack_it(desk: Page, what: str) -> None:
    desk.goto("/desk/onboarding/")
    desk.locator(f"a[href$='/sending/{what}/']").click()
    expect(desk.locator("main")).to_contain_text("kr")
    with desk.expect_navigation():
        desk.keyboard.press("s")


def link_in(texts: list[str], path: str) -> str:
    found = re.search(rf"https?://\S+/{path}/\S+", texts[-1])
    assert found, texts
    return found[0]


def held(person: Any) -> set[str]:
    with entered("9901"):
        rows = Qualification.objects.filter(volunteer__person=person, withdrawn_at__isnull=True)
        return set(rows.values_list("kind", flat=True))


@pytest.mark.both_databases
def test_one_signs_by_link_one_by_sms_and_one_hears_it_on_the_phone(
    at_desk, open_page, newcomers, texts, say
):
    desk = at_desk()
    take_over_the_texts(desk)
    send_to_those_who_lack_it(desk, "confidentiality")
    assert "SIGNER" not in texts(KARI)[-1]

    phone = open_page(PHONE, scripts=False)
    phone.goto(link_in(texts(KARI), "sign"))
    expect(phone.locator("main")).to_contain_text("Løftet gjelder så lenge du lever")
    press(phone, "Signer")
    expect(phone.locator("main")).to_contain_text("Kryss av her når du har lest")
    phone.locator("[name=has_read]").check()
    phone.locator("[name=name]").fill("Kari Nordvik")
    press(phone, "Signer")
    expect(phone.locator("h1")).to_have_text("Takk!")
    assert held(newcomers["Kari"]) == {"confidentiality"}

    english = open_page(PHONE)
    english.goto(link_in(texts(AMINA), "sign"))
    code = re.search(r"SIGN (\d+)", english.locator("main").inner_text())
    assert code, "the code stands at the foot of the text, in her language"
    say(AMINA, f"Sign {code[1]}")
    assert "Your copy" in texts(AMINA)[-1] and held(newcomers["Amina"]) == {"confidentiality"}

    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Per Aune").click()
    desk.get_by_role("link", name="Papirer og fravær").click()
    press(desk, "Jeg har lest den opp på telefon")
    heard = re.search(r"SIGNER (\d+)", texts(PER)[-1])
    assert heard
    say(PER, f"signer {heard[1]}")
    assert held(newcomers["Per"]) == {"confidentiality"}
    with entered("9901"):
        assert sorted(Signature.objects.values_list("channel", flat=True)) == ["sms", "sms", "web"]
        assert not SigningRequest.objects.filter(answered_at__isnull=True, lapsed_at__isnull=True).exists()


def test_a_wall_names_what_is_missing_and_falls_when_she_signs(at_desk, open_page, volunteers, texts):
    desk = at_desk()
    take_over_the_texts(desk)
    desk.goto("/desk/needs/new/")
    desk.locator("summary[data-key=m]").click()
    desk.locator("[name=demands][value=confidentiality]").check()
    desk.locator("[name=caller_name]").fill("Sykepleier Marit")
    desk.locator("[name=kind]").select_option("escort")
    desk.locator("[name=day]").fill("i morgen")
    desk.locator("[name=hours]").fill("10")
    desk.locator("[name=hours]").press("Enter")
    desk.locator("#asking details summary").click()
    expect(desk.locator("#asking details")).to_contain_text("Grete Vik")
    need = desk.url
    send_to_those_who_lack_it(desk, "confidentiality")
    phone = open_page(PHONE)
    phone.goto(link_in(texts(GRETE), "sign"))
    phone.locator("[name=has_read]").check()
    phone.locator("[name=name]").fill("Grete Vik")
    press(phone, "Signer")
    expect(phone.locator("h1")).to_have_text("Takk!")
    desk.goto(need)
    expect(desk.locator("#asking form")).to_contain_text("Grete Vik")


def test_the_basic_course_from_the_date_to_the_certificate(at_desk, open_page, newcomers, texts, say):
    desk = at_desk()
    put_a_course_on_the_square(desk)
    send_to_those_who_lack_it(desk, "course")

    kari = open_page(PHONE, scripts=False)
    kari.goto(link_in(texts(KARI), "course"))
    press(kari, "Jeg kommer")
    expect(kari.locator("h1")).to_have_text("Du har plass på kurset")
    confirmed = texts(KARI)[-1]
    assert "Grunnkurs" in confirmed and "AVBUD" in confirmed

    a_citizen_signs_up_on_the_square(open_page(PHONE, scripts=False), texts)
    by_phone_and_full(desk, texts)

    say(JULIE, f"AVBUD {code_of(JULIE)}")
    assert "Plassen din er ledig" in texts(JULIE)[-1]
    it_is_the_day_before()
    assert any("minner om Grunnkurs" in text for text in texts(KARI))

    the_course_is_over()
    desk.goto("/desk/courses/")
    with desk.expect_navigation():
        desk.get_by_text("Oppmøte er ikke notert").locator("xpath=ancestor::li").get_by_role("link").click()
    with desk.expect_navigation():
        desk.keyboard.press("s")
    assert held(newcomers["Kari"]) == {"course"} and held(newcomers["Per"]) == {"course"}
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Kari Nordvik").click()
    desk.get_by_role("link", name="Papirer og fravær").click()
    with desk.expect_response(re.compile("/attests/.*/document/")) as made:
        press(desk, "Lag attest")
    assert made.value.headers["content-type"] == "application/pdf"
    desk.goto("/desk/people/")
    desk.get_by_role("link", name="Kari Nordvik").click()
    desk.get_by_role("link", name="Papirer og fravær").click()
    desk.wait_for_url("**/papers/")
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", desk.locator("main").inner_text())
    assert code
    employer = open_page()
    employer.goto("/attest/")
    employer.locator("[name=code]").fill(code[0].lower())
    press(employer, "Spør")
    expect(employer.locator("main")).to_contain_text("Ja. Vi har gitt denne attesten.")
    expect(employer.locator("main")).to_contain_text("Grunnkurs for frivillige")


def test_who_came_is_noted_for_a_group_and_all_are_thanked(at_desk, volunteers, texts, say):
    desk = at_desk()
    with entered("9901"):
        shift_id = a_shift_that_is_over(volunteers)
    desk.goto("/desk/attendance/")
    desk.get_by_role("link", name="Følge til legen").click()
    desk.locator(".rows .ds-field", has_text="Per Aune").locator("[name=came]").uncheck()
    desk.locator("[name=hours]").fill("1,5")
    with desk.expect_navigation():
        desk.keyboard.press("Escape")
        desk.locator("button[data-key=s]").click()
    with entered("9901"):
        noted = dict(Attendance.objects.values_list("person__name", "minutes"))
    assert noted == {"Kari Nordvik": 90, "Per Aune": 0} and str(shift_id) in desk.url
    desk.get_by_role("link", name="Takk alle sammen").click()
    press(desk, "Send takken")
    assert texts(KARI)[-1].startswith("Hei Kari! Tusen takk") and texts(PER) == []


def put_a_course_on_the_square(desk: Page) -> None:
    desk.goto("/desk/courses/")
    desk.keyboard.press("a")
    desk.wait_for_url("**/desk/courses/new/")
    desk.locator("[name=on]").fill(f"{clock.today() + dt.timedelta(days=6)}")
    desk.locator("[name=begins]").fill("18:00")
    desk.locator("[name=place_text]").fill("Torggata 7")
    desk.locator("[name=places]").fill("3")
    press(desk, "Lag datoen")
    expect(desk.locator("main")).to_contain_text("3 plasser er ledige")


def a_citizen_signs_up_on_the_square(page: Page, texts: Any) -> None:
    page.goto("/week/")
    page.get_by_role("link", name="Grunnkurs for frivillige").first.click()
    page.get_by_role("link", name="Meld deg på").click()
    page.locator("[name=time]").first.check()
    page.locator("[name=name]").fill("Julie Nygård")
    page.locator("[name=phone]").fill("400 00 951")
    press(page, "Send meg en kode")
    code = re.search(r"\b\d{6}\b", texts(JULIE)[-1])
    assert code
    page.locator("[name=code]").fill(code[0])
    press(page, "Ta plassen")
    expect(page.locator("h1")).to_have_text("Du har fått plass")


def by_phone_and_full(desk: Page, texts: Any) -> None:
    """Per phones and gets the last place; the next one hears that it is full."""
    desk.goto("/desk/courses/")
    desk.locator("main .rows a").first.click()
    desk.locator("aside [name=name]").fill("Per Aune")
    desk.locator("aside [name=phone]").fill("400 00 105")
    press(desk, "Skriv inn")
    expect(desk.locator("main")).to_contain_text("Det er fullt.")
    assert "Du har fått plass" in texts(PER)[-1]
    desk.locator("aside [name=name]").fill("Amina Warsame")
    desk.locator("aside [name=phone]").fill("400 00 103")
    press(desk, "Skriv inn")
    expect(desk.locator("aside")).to_contain_text("Velg en annen dag")


def code_of(phone: str) -> int:
    with entered("9901"):
        return SignUp.objects.get(person__contact_points__value=phone, cancelled_at__isnull=True).code


def it_is_the_day_before() -> None:
    """Everybody signed up days ago, and the course is in twenty hours. The worker's job has its turn."""
    with entered("9901"):
        at = clock.now()
        SignUp.objects.update(signed_up_at=at - dt.timedelta(days=5))
        Occurrence.objects.update(starts_at=at + dt.timedelta(hours=20), ends_at=at + dt.timedelta(hours=22))
        send_due_sign_up_reminders(at)


def the_course_is_over() -> None:
    with entered("9901"):
        starts = clock.now() - dt.timedelta(hours=3)
        Occurrence.objects.update(starts_at=starts, ends_at=starts + dt.timedelta(hours=2))


def a_shift_that_is_over(volunteers: dict[str, Any]) -> Any:
    from samspill.people.models import StaffMember, Unit
    from samspill.volunteering.actions import Asked, answer_offer, register_request, send_wave
    from samspill.volunteering.models import Offer

    at, ingrid = clock.now() - dt.timedelta(days=3), StaffMember.objects.get()
    starts = clock.now() - dt.timedelta(days=1)
    asked = Asked(
        caller_name="Marit", kind="escort", title="Følge til legen", starts_at=starts,
        ends_at=starts + dt.timedelta(hours=2), places=2,
    )  # fmt: skip
    shift = register_request(asked, unit=Unit.objects.get(), by=ingrid, at=at).shifts.get()
    people = [volunteers["Kari"], volunteers["Per"]]
    for one in people:
        one.preferred_channel = "phone"
        one.save()
    send_wave(shift.pk, [one.pk for one in people], by=ingrid, at=at, goes_on=False)
    for offer in Offer.objects.all():
        answer_offer(offer.pk, "yes", channel="phone", by=ingrid, at=at)
    for one in people:
        one.preferred_channel = "sms"
        one.save()
    return shift.pk
