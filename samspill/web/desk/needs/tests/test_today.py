"""The board of the day, the lists, and what comes from the square."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import give_role
from samspill.people.models import Unit
from samspill.volunteering.actions import (
    answer_offer,
    express_interest,
    receive_request,
    register_request,
    send_wave,
)
from samspill.volunteering.models import Need, Offer, Request
from samspill.volunteering.queries.needs import STATES
from samspill.web.desk.needs.tests.conftest import body

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def task(asked, centre, ola, at):
    """Register a request that starts so many hours from now."""

    def make(title, hours, unit=None, **facts):
        starts = at + hours * HOUR
        told = asked(title=title, starts_at=starts, ends_at=starts + HOUR, **facts)
        return register_request(told, unit=unit or centre, by=ola, at=at)

    return make


def test_what_is_not_covered_stands_on_top_the_soonest_first(desk, task):
    task("Lørdagstur", 100)
    task("Handling i dag", 4)
    page = body(desk.get("/desk/"))
    waits = page.partition("Det som venter")[2]
    assert waits.index("Handling i dag") < waits.index("Lørdagstur")
    assert "Spør frivillige" in waits


def test_the_next_step_follows_what_has_happened(desk, task, volunteer, ola, at):
    shift = task("Handling", 30).shifts.get()
    kari = volunteer("Kari Solvang", "412 34 567")
    send_wave(shift.pk, [kari.pk], by=ola, at=at)
    assert "En tenker på det" in body(desk.get("/desk/"))
    Offer.objects.update(undelivered_at=at)
    assert "En melding kom ikke fram" in body(desk.get("/desk/"))
    answer_offer(Offer.objects.get().pk, "yes", channel="phone", by=ola, at=at)
    page = body(desk.get("/desk/"))
    assert "Alt er dekket" in page
    assert "Kari Solvang" in page


def test_a_quiet_day_is_told_kindly(desk):
    assert "Ingenting venter" in body(desk.get("/desk/"))


def test_requests_and_interest_from_the_square_wait_on_the_board(desk, centre, at):
    receive_request("Arne Moen", "922 33 445", words="Snømåking", language="nb", at=at)
    express_interest("Yusuf Ali", "933 44 556", words="", language="nb", at=at - dt.timedelta(days=15))
    page = body(desk.get("/desk/"))
    assert "Arne Moen ber om hjelp" in page and "Snømåking" in page
    assert "En har ventet for lenge" in page


def test_a_request_from_the_square_becomes_a_task(desk, centre, at):
    asked = receive_request("Arne Moen", "922 33 445", words="Snømåking", language="nb", at=at)
    assert "Snømåking" in body(desk.get(f"/desk/needs/requests/{asked.pk}/"))
    address = f"/desk/needs/new/?request={asked.pk}"
    assert 'value="Arne Moen"' in body(desk.get(address))
    desk.post(address, {"caller_name": "Arne Moen", "kind": "garden", "day": "i morgen"})
    assert Need.objects.get().request == asked
    assert Request.objects.count() == 1
    assert "ber om hjelp" not in body(desk.get("/desk/"))


def test_a_request_we_cannot_help_with_is_declined_with_words_to_the_caller(desk, centre, at):
    asked = receive_request("Arne Moen", "922 33 445", words="Snømåking", language="nb", at=at)
    address = f"/desk/needs/requests/{asked.pk}/"
    assert 'id="id_reason_error"' in body(desk.post(address, {"reason": ""}))
    desk.post(address, {"reason": "Ingen har tid"})
    asked.refresh_from_db()
    assert asked.declined_at
    message = OutboundMessage.objects.get()
    assert message.address == "+4792233445" and "Ingen har tid" not in message.body
    assert "Ingen har tid" in body(desk.get(address))


def test_the_board_answers_nothing_until_something_happens(desk, task, volunteer, ola, at):
    need = task("Handling", 30)
    version = body(desk.get("/desk/")).split("version=")[1].split('"')[0].split("&")[0]
    assert desk.get(f"/desk/needs/board/?version={version}").status_code == 204
    desk.get(f"/desk/needs/{need.pk}/")
    assert desk.get(f"/desk/needs/board/?version={version}").status_code == 204, "a look changes nothing"
    send_wave(need.shifts.get().pk, [volunteer("Kari Solvang", "41234567").pk], by=ola, at=at)
    assert "En tenker på det" in body(desk.get(f"/desk/needs/board/?version={version}"))


def test_the_version_is_one_query(town, at, django_assert_num_queries):
    from samspill.volunteering.queries.board import board_version

    with django_assert_num_queries(1):
        board_version(at=at)


def test_one_with_two_units_sees_both_or_one(desk, task, ola, at):
    other = Unit.objects.create(name="Arendalshuset")
    give_role(ola, other, "coordinator", by="system", at=at)
    task("Her", 4)
    task("Der", 5, unit=other)
    assert all(word in body(desk.get("/desk/")) for word in (">Her<", ">Der<"))
    one = body(desk.get(f"/desk/?unit={other.pk}"))
    assert ">Der<" in one and ">Her<" not in one


@pytest.mark.parametrize(
    "place", ["/desk/", "/desk/needs/board/", "/desk/needs/", "/desk/needs/day/2026-03-11/"]
)
def test_as_many_queries_for_three_as_for_one(
    desk, task, volunteer, ola, at, place, django_assert_max_num_queries
):
    counts = []
    desk.get("/desk/needs/day/")
    for number in range(3):
        shift = task(f"Handling {number}", 20 + number).shifts.get()
        person = volunteer(f"Kari {number}", f"4123456{number}")
        send_wave(shift.pk, [person.pk], by=ola, at=at)
        if number != 1:
            with django_assert_max_num_queries(20) as counted:
                assert desk.get(place).status_code == 200
            counts.append(len(counted))
    assert counts[0] == counts[1]


class TestTheList:
    """All requests, by state and words."""

    def test_each_state_shows_its_own(self, desk, task, volunteer, ola, at):
        task("Trenger noen", 30)
        covered = task("Har noen", 31)
        person = volunteer("Kari Solvang", "41234567")
        send_wave(covered.shifts.get().pk, [person.pk], by=ola, at=at)
        answer_offer(Offer.objects.get().pk, "yes", channel="phone", by=ola, at=at)
        desk.post(f"/desk/needs/{task('Trengs ikke', 32).pk}/cancellation/", {})
        pages = {state: body(desk.get(f"/desk/needs/?state={state}")) for state in STATES}
        for title, state in ("Trenger noen", "open"), ("Har noen", "covered"), ("Trengs ikke", "cancelled"):
            assert [one for one, page in pages.items() if f">{title}</a>" in page] == [state, "all"]

    @pytest.mark.parametrize("words", ["handling", "Gunvor", "nina", "bjørkelia", "HANDLING", "10"])
    def test_words_are_found_in_title_caller_recipient_and_code(self, desk, task, words):
        task("Handling", 30)
        assert ">Handling</a>" in body(desk.get("/desk/needs/", {"q": words}))
        assert ">Handling</a>" not in body(desk.get("/desk/needs/", {"q": f"{words} ukjent"}))

    def test_kind_and_mine_narrow_the_list(self, desk, task, centre, at):
        task("Handling", 30, kind="shopping")
        assert ">Handling</a>" in body(desk.get("/desk/needs/?kind=shopping&mine=on"))
        assert ">Handling</a>" not in body(desk.get("/desk/needs/?kind=garden"))
        colleague = browser_of(make_staff("Lise Lund", centre, "coordinator", at=at), "lillevik.test")
        assert ">Handling</a>" not in body(colleague.get("/desk/needs/?mine=on"))
        assert ">Handling</a>" in body(
            colleague.get("/desk/needs/?state=nonsense&kind=nonsense&unit=x&page=x")
        )


def test_the_days_list_holds_who_comes_and_no_address(desk, task, volunteer, ola, at):
    shift = task("Handling", 3).shifts.get()
    send_wave(shift.pk, [volunteer("Kari Solvang", "41234567").pk], by=ola, at=at)
    answer_offer(Offer.objects.get().pk, "yes", channel="phone", by=ola, at=at)
    page = body(desk.get("/desk/needs/day/"))
    assert "Kari Solvang" in page and "Handling" in page
    assert "Storgata" not in page and "Gunvor" not in page
    assert "Handling" not in body(desk.get("/desk/needs/day/2026-03-11/"))
    assert desk.get("/desk/needs/day/nonsense/").status_code == 200


def test_typing_an_answer_on_the_call_list_leads_back_to_it(desk, task, volunteer, ola, at):
    need = task("Handling", 30)
    kari = volunteer("Kari Solvang", "41234567")
    send_wave(need.shifts.get().pk, [kari.pk], by=ola, at=at, channels={kari.pk: "phone"})
    offer = Offer.objects.get()
    answer = desk.post(f"/desk/needs/{need.pk}/offers/{offer.pk}/answer/", {"answer": "no", "back": "calls"})
    assert answer.url.startswith("/desk/needs/calls/?done=no-")
    assert "Ingen å ringe" in body(desk.get(answer.url))
