"""Letters are printed and posted, calls are noted in two keys and taken back in one, dead numbers are seen."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.messaging.actions import queue_message
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.actions.unusable import mark_unusable
from samspill.volunteering.actions import Asked, enrol_volunteer, register_request, send_wave
from samspill.volunteering.models import Assignment, CallTry, Offer


@pytest.fixture
def trygve(ola, at):
    person = find_or_add_person(
        "Trygve Lunde",
        ["41200001"],
        by=ola,
        at=at,
        channel="paper",
        address="Torggata 12",
        preferred_channel="phone",
    )
    give_consent(person, source="paper", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="paper")
    return person


@pytest.fixture
def letter(trygve, centre, at):
    return queue_message(
        channel="letter", address="Torggata 12", body="Hei", subject="Lunsj", person=trygve, key="k", unit=centre,
        at=at,
    )  # fmt: skip


@pytest.fixture
def words(trygve, centre, at):
    return queue_message(
        channel="phone",
        address="+4741200001",
        body="Avlyst: besøk.",
        person=trygve,
        key="w",
        unit=centre,
        at=at,
    )


@pytest.fixture
def offer(trygve, centre, ola):
    now = clock.now()
    starts = now + dt.timedelta(days=3)
    asked = Asked(
        caller_name="Moen",
        kind="visit",
        title="Besøk",
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
    )
    need = register_request(asked, unit=centre, by=ola, at=now)
    send_wave(need.shifts.get().pk, [trygve.pk], by=ola, at=now)
    return Offer.objects.get()


def body(response) -> str:
    return response.content.decode()


def undo(desk, page: str):
    """Press what takes back the thing that was done just now."""
    form = re.search(r'<form method="post" action="([^"]+)" class="note"', page)
    assert form and 'data-key="u"' in page
    return desk.post(form[1], follow=True)


def test_letters_are_printed_one_and_all_with_labels(desk, letter):
    assert "Trygve Lunde" in body(desk.get("/desk/letters/"))
    for place in (f"{letter.pk}/", "all/", "labels/"):
        made = desk.get(f"/desk/letters/{place}")
        assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF")


def test_without_letters_there_is_nothing_to_print(desk):
    assert "Ingen brev venter" in body(desk.get("/desk/letters/"))
    assert desk.get("/desk/letters/all/").url == desk.get("/desk/letters/labels/").url == "/desk/letters/"


def test_one_press_says_that_all_shown_are_posted_and_a_colleague_is_told(
    desk, letter, trygve, centre, ola, at
):
    late = queue_message(
        channel="letter", address="Torggata 12", body="Sent", person=trygve, key="late", unit=centre, at=at
    )
    answer = desk.post("/desk/letters/posting/", {"letter": [str(letter.pk)]}, follow=True)
    assert "Ett brev er postet." in body(answer)
    letter.refresh_from_db()
    late.refresh_from_db()
    assert letter.sent_by == ola and late.sent_at is None, "one written meanwhile is not said to be posted"
    mona = browser_of(make_staff("Mona Vik", centre, "coordinator", at=at), "lillevik.test")
    again = mona.post(f"/desk/letters/{letter.pk}/posting/", follow=True)
    assert "En kollega har gjort dette allerede." in body(again)
    desk.post(f"/desk/letters/{letter.pk}/posting/removal/")
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_a_letter_is_dropped_and_stays_dropped(desk, letter):
    desk.post(f"/desk/letters/{letter.pk}/calling-off/")
    assert "Trygve Lunde" not in body(desk.get("/desk/letters/"))
    assert "allerede" in body(desk.post(f"/desk/letters/{letter.pk}/posting/", follow=True))


@pytest.mark.parametrize("outcome", ["not_reached", "call_back", "wrong_number"])
def test_each_outcome_is_noted_by_a_press_and_taken_back_by_another(desk, offer, outcome):
    row = body(desk.get("/desk/needs/calls/"))
    assert 'data-row="1"' in row and f'value="{outcome}" data-row-key=' in row
    page = desk.post(f"/desk/needs/calls/offers/{offer.pk}/tries/", {"outcome": outcome}, follow=True)
    assert CallTry.objects.get().outcome == outcome
    assert "Ringt én gang" in body(page)
    back = undo(desk, body(page))
    assert "Ringt én gang" not in body(back)


def test_a_yes_and_a_no_are_taken_back_by_one_key_too(desk, offer):
    need = offer.shift.need_id
    for said in ("no", "yes"):
        answer = {"answer": said, "back": "calls"}
        page = desk.post(f"/desk/needs/{need}/offers/{offer.pk}/answer/", answer, follow=True)
        undo(desk, body(page))
        offer.refresh_from_db()
        assert offer.answer == ""
    assert not Assignment.objects.filter(released_at__isnull=True).exists()


def test_a_time_to_call_back_is_kept_and_one_that_has_been_is_refused(desk, offer):
    tries = f"/desk/needs/calls/offers/{offer.pk}/tries/"
    tomorrow = clock.local(clock.now() + dt.timedelta(days=1)).replace(
        hour=11, minute=30, second=0, microsecond=0
    )
    desk.post(tries, {"outcome": "call_back", "next_at": f"{tomorrow:%Y-%m-%dT%H:%M}"})
    assert CallTry.objects.get().next_at == tomorrow
    assert "ikke før" in body(desk.get("/desk/needs/calls/"))
    for wrong in ("2020-01-01T10:00", "i morgen"):
        page = desk.post(tries, {"outcome": "call_back", "next_at": wrong}, follow=True)
        assert "Velg et tidspunkt som ikke har vært." in body(page)
    assert CallTry.objects.count() == 1


def test_words_to_be_said_stand_on_the_same_list_and_are_said_once(desk, words, offer, ola):
    page = body(desk.get("/desk/needs/calls/"))
    assert "Avlyst: besøk." in page and 'data-row="2"' in page and 'data-row-key="s j"' in page
    assert "Trygve Lunde" in body(desk.get("/desk/needs/calls/paper/"))
    said = body(desk.post(f"/desk/needs/calls/words/{words.pk}/saying/", follow=True))
    words.refresh_from_db()
    assert words.sent_by == ola and "Avlyst: besøk." not in said
    undo(desk, said)
    words.refresh_from_db()
    assert words.sent_at is None
    desk.post(f"/desk/needs/calls/words/{words.pk}/tries/", {"outcome": "not_reached"})
    assert CallTry.objects.get().message == words


def test_an_address_that_tells_of_what_one_may_not_see_says_nothing(desk):
    key = "01a22169-0000-7000-8000-000000000000"
    for done in (f"yes-{key}", f"said-{key}", f"not_reached-{key}", "yes-x", "nonsense"):
        assert 'data-key="u"' not in body(desk.get(f"/desk/needs/calls/?done={done}"))


def test_a_number_nobody_has_is_seen_and_said_to_work_again(desk, trygve, at):
    mark_unusable("phone", "+4741200001", at=at)
    assert "Ett nummer eller én adresse virker ikke" in body(desk.get("/desk/needs/calls/"))
    assert "Trygve Lunde" in body(desk.get("/desk/needs/calls/failing/"))
    desk.post(f"/desk/needs/calls/failing/{trygve.contact_points.get().pk}/removal/")
    assert "Alle numre virker" in body(desk.get("/desk/needs/calls/failing/"))


def test_weekly_is_chosen_on_the_phone_and_seen_on_her_page(desk, trygve):
    desk.post(f"/desk/people/{trygve.pk}/weekly/", {"weekly": "yes"})
    assert "Én melding i uka, siden" in body(desk.get(f"/desk/people/{trygve.pk}/papers/"))
    desk.post(f"/desk/people/{trygve.pk}/weekly/", {"weekly": "no"})
    assert "Alt med en gang." in body(desk.get(f"/desk/people/{trygve.pk}/papers/"))
    assert OutboundMessage.objects.count() == 0
