"""The desk's morning: everything that waits, in one order, each with its next step."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.models import AuditEntry
from samspill.messaging.actions import receive_inbound
from samspill.people.actions import find_or_add_person, make_claim
from samspill.people.queries import asker_for
from samspill.volunteering.actions import (
    answer_offer,
    express_interest,
    receive_request,
    register_request,
    send_wave,
    withdraw,
)
from samspill.volunteering.actions.attendance import Came, note_attendance
from samspill.volunteering.actions.callouts import start_callout
from samspill.volunteering.models import Assignment, Offer, OrganisationCapability, Qualification
from samspill.volunteering.queries.board import what_waits
from samspill.volunteering.rules.callouts import Wanted
from samspill.volunteering.rules.urgency import ORDER
from samspill.web.desk.needs.tests.conftest import body
from tests.house.cast import enter_everything

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def task(asked, centre, ola, at):
    def make(title, hours):
        starts = at + hours * HOUR
        return register_request(
            asked(title=title, starts_at=starts, ends_at=starts + HOUR), unit=centre, by=ola, at=at
        )

    return make


@pytest.fixture
def everything(task, volunteer, ola, at):
    """One of each that may wait."""
    kari, per = volunteer("Kari Solvang", "41234567"), volunteer("Per Aune", "41234568")

    def ask(need, *people):
        send_wave(need.shifts.get().pk, [one.pk for one in people], by=ola, at=at, goes_on=False)

    soon = task("Snart", 2)
    ask(soon, kari)
    task("Ingen spurt", 60)
    ask(task("Noen tenker", 70), kari)
    said_no = task("Nei fra alle", 80)
    ask(said_no, per)
    answer_offer(Offer.objects.get(shift__need=said_no).pk, "no", channel="phone", by=ola, at=at)
    withdrew = task("Kunne ikke likevel", 90)
    ask(withdrew, per)
    answer_offer(Offer.objects.get(shift__need=withdrew).pk, "yes", channel="phone", by=ola, at=at)
    withdraw(Assignment.objects.get().pk, channel="phone", by=ola, at=at)
    Offer.objects.filter(shift__need=withdrew, person=kari).update(answer="no", answered_at=at)
    receive_inbound(
        gateway="simulator", provider_id="1", channel="sms", sender="+4790000001", body="Hva?", at=at
    )
    receive_request("Arne Moen", "922 33 445", words="Snø", language="nb", at=at)
    express_interest("Yusuf Ali", "933 44 556", words="", language="nb", at=at - dt.timedelta(days=15))
    gunvor = find_or_add_person("Gunvor Nes", ["944 44 556"], by=ola, at=at, channel="phone")
    make_claim(gunvor, "correction", "Feil", by=gunvor, at=at, channel="web")
    make_claim(kari, "erasure", "", by=kari, at=at - dt.timedelta(days=28), channel="web")


def test_the_order_is_one_and_fixed(everything, asker, at):
    waits = [one.what for one in what_waits(asker, at=at)]
    assert waits == sorted(waits, key=ORDER.index)
    assert waits == [
        "call", "reopened", "unclear", "interests_late", "claim_late", "request", "ask", "ask_more", "claim", "wait",
    ]  # fmt: skip


def test_each_stands_on_the_page_with_its_number_and_its_next_step(everything, desk):
    page = body(desk.get("/desk/"))
    rows = re.findall(r'<li id="waits-[^"]+" data-number="(\d)">(.*?)</li>', page, re.DOTALL)
    assert [number for number, _ in rows] == list("123456789")
    for _, row in rows:
        assert "ds-button" in row and row.count("<a ") >= 1, row


def test_every_kind_of_waiting_has_a_page_piece():
    from django.template.loader import get_template

    for what in ORDER:
        get_template(f"desk/needs/waiting/{what}.html")


def test_it_costs_at_most_twenty_queries_whatever_waits(everything, desk, django_assert_max_num_queries):
    desk.get("/desk/")
    with django_assert_max_num_queries(20):
        desk.get("/desk/")


def test_the_next_are_asked_in_one_press(desk, task, volunteer, ola, at):
    need = task("Handling", 60)
    first = volunteer("Kari Solvang", "41234567")
    send_wave(need.shifts.get().pk, [first.pk], by=ola, at=at, goes_on=False)
    answer_offer(Offer.objects.get().pk, "no", channel="phone", by=ola, at=at)
    volunteer("Per Aune", "41234568")
    assert "Spør de neste" in body(desk.get("/desk/"))
    assert desk.post(f"/desk/needs/{need.pk}/waves/next/").url == "/desk/"
    assert Offer.objects.filter(person__name="Per Aune").exists()
    assert AuditEntry.objects.filter(verb="send_wave").latest("at").actor.endswith(str(ola.pk))
    page = body(desk.post(f"/desk/needs/{need.pk}/waves/next/", follow=True))
    assert "Alle disse er spurt allerede" in page or "spurt" in page
    assert Offer.objects.count() == 2


def test_more_messages_than_fit_are_told_of(desk, town, at):
    for number in range(7):
        receive_inbound(
            gateway="simulator", provider_id=str(number), channel="sms", sender=f"+479000000{number}",
            body="Hva?", at=at,
        )  # fmt: skip
    assert "2 meldinger til trenger et menneske" in body(desk.get("/desk/"))


def test_all_keys_stand_on_a_page(desk):
    page = body(desk.get("/desk/keys/"))
    assert all(f"<kbd>{key}</kbd>" in page for key in ("n", "/", "j", "k", "x", "?", "1", "9"))


def test_a_call_out_that_goes_on_stands_above_all_for_those_who_may_lead_it(
    everything, desk, centre, ola, at
):
    callout = start_callout(Wanted(title="Leting ved Holmen"), unit=centre, by=ola, at=at)
    leader = browser_of(make_staff("Lise Lund", centre, "leader", at=at), "lillevik.test")
    first = body(leader.get("/desk/")).partition('data-number="1">')[2].partition("</li>")[0]
    assert "Leting ved Holmen" in first and f"/desk/crisis/{callout.pk}/" in first
    colleague = browser_of(make_staff("Odd Vik", centre, "coordinator", at=at), "lillevik.test")
    assert "Leting ved Holmen" not in body(colleague.get("/desk/"))


def test_what_is_over_waits_until_somebody_has_noted_who_came(desk, asked, volunteer, centre, ola, at):
    yesterday, kari = at - 30 * HOUR, volunteer("Kari Solvang", "41234567")
    told = asked(title="Handling", starts_at=yesterday, ends_at=yesterday + HOUR)
    shift = register_request(told, unit=centre, by=ola, at=at - 50 * HOUR).shifts.get()
    Assignment.objects.create(shift=shift, person=kari, seat=1, made_at=at - 40 * HOUR, channel="phone")
    page = body(desk.get("/desk/"))
    assert "Ett oppdrag er over, og ingen har notert hvem som kom" in page and "/desk/attendance/" in page
    note_attendance(shift.pk, [Came(kari.pk, True, 60)], by=ola, at=at)
    assert "ingen har notert hvem som kom" not in body(desk.get("/desk/"))


def test_talks_pairs_courses_and_papers_wait_with_the_rest(desk, centre, ola, at):
    """One of everything there is: what is today, what is overdue, what somebody said, what runs out."""
    for number in (1, 2):
        enter_everything(centre, ola, number)

    def waits(later):
        return {one.what for one in what_waits(asker_for(ola, on=at.date()), at=clock.now() + later)}

    assert {"pair_low", "review", "pairs", "talk"} <= waits(dt.timedelta(days=1))
    assert {"talk_after", "course"} <= waits(dt.timedelta(days=3))
    assert "Oppfølging på overtid" in body(desk.get("/desk/"))


def test_papers_that_run_out_stand_as_one_line(desk, volunteer, ola, at):
    kari = volunteer("Kari Solvang", "41234567").volunteer
    soon = clock.local_day(at) + dt.timedelta(days=10)
    Qualification.objects.create(
        volunteer=kari, kind="police", held_from_on=soon, valid_until_on=soon, seen_by=ola, recorded_at=at
    )
    page = body(desk.get("/desk/"))
    assert "Ett papir går snart ut eller er ikke signert" in page and "/desk/onboarding/" in page
    Qualification.objects.update(withdrawn_at=at)
    assert "Ett papir går snart ut" not in body(desk.get("/desk/"))


def test_what_an_organisation_no_longer_stands_for_waits_for_the_cell_alone(desk, centre, ola, at):
    enter_everything(centre, ola, 1)
    yesterday = clock.local_day(at) - dt.timedelta(days=1)
    OrganisationCapability.objects.update(assured_on=yesterday, valid_until_on=yesterday)
    waits = "Ingen vet om én forening fortsatt stiller opp i en krise"
    assert waits not in body(desk.get("/desk/"))
    leader = browser_of(make_staff("Lise Lund", centre, "leader", at=at), "lillevik.test")
    assert waits in body(leader.get("/desk/"))


def test_everything_at_once_costs_no_more(centre, ola, at, django_assert_max_num_queries):
    leader = browser_of(make_staff("Lise Lund", centre, "leader", at=at), "lillevik.test")
    for number in range(3):
        enter_everything(centre, ola, number)
    leader.get("/desk/")
    with django_assert_max_num_queries(20):
        leader.get("/desk/")


@pytest.mark.parametrize("minimum, told", [(3, True), (0, False)])
def test_what_cannot_take_place_with_so_few_says_how_many_it_needs(
    asked, centre, ola, at, desk, minimum, told
):
    """A minimum is a condition of its own: two of five may be enough, or far too few."""
    starts = at + 60 * HOUR
    asking = asked(title="Leksehjelp", starts_at=starts, ends_at=starts + HOUR, places=5)
    register_request(asking, unit=centre, by=ola, at=at).shifts.update(minimum=minimum)
    assert ("Trenger minst 3" in body(desk.get("/desk/"))) is told
