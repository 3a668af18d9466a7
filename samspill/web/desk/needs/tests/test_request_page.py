"""The request's page: facts, who fits, asking, answers by phone, changes."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.foundation.models import AuditEntry
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Unit
from samspill.volunteering.actions import (
    answer_offer,
    change_need,
    send_wave,
)
from samspill.volunteering.models import Assignment, Offer
from samspill.web.desk.needs.tests.conftest import body


@pytest.fixture
def address(need):
    return f"/desk/needs/{need.pk}/"


@pytest.fixture
def kari(volunteer):
    return volunteer("Kari Solvang", "412 34 567")


@pytest.fixture
def per(volunteer):
    return volunteer("Per Haug", "922 33 445")


@pytest.fixture
def asked_both(shift, kari, per, ola, at):
    send_wave(shift.pk, [kari.pk, per.pk], by=ola, at=at)
    return {offer.person.name: offer for offer in Offer.objects.select_related("person")}


def test_the_page_tells_the_facts_and_the_look_is_noted(desk, need, address):
    page = body(desk.get(address))
    for word in (
        "Følge til legen",
        "Gunvor Dahl",
        "Nina Nes",
        "Bjørkelia sykehjem",
        "Storgata 7",
        "Kode 4711",
    ):
        assert word in page
    looks = AuditEntry.objects.filter(
        verb="looked", subject=f"volunteering.recipient:{need.request.recipient_id}"
    )
    assert looks.count() == 1
    desk.get(f"{address}standing/")
    assert looks.count() == 1


def test_who_fits_stands_with_reasons_and_who_does_not_with_what_is_missing(desk, address, kari, volunteer):
    volunteer("Odd Moe", "933 44 556", unwanted=("escort",), wishes=("garden",))
    volunteer("Siv Lien", "944 55 667", availability=1)
    page = body(desk.get(f"{address}asking/", headers={"HX-Request": "true"}))
    fits, _details, walled = page.partition("<details")
    assert "Kari Solvang" in fits and "vil: " in fits
    assert "Siv Lien" in walled and "Siv Lien" not in fits
    assert "kan bare: mandag: morgen" in walled
    assert fits.count("checked") >= 1
    assert "Hei Kari" in fits and "kr" in fits


def test_those_ticked_are_asked_and_nobody_else(desk, address, kari, per):
    desk.post(f"{address}waves/", {"person": [str(kari.pk)], "size": "1"})
    assert Offer.objects.get().person == kari
    assert OutboundMessage.objects.get().address == "+4741234567"
    page = body(desk.get(address))
    assert "Kari Solvang" in page and "Venter" in page


def test_asking_nobody_or_somebody_twice_is_said_in_words(desk, address, kari, asked_both):
    for people in ([], ["nonsense"], [str(kari.pk)]):
        page = body(desk.post(f"{address}waves/", {"person": people}, follow=True))
        assert 'data-color="danger"' in page
    assert Offer.objects.count() == 2


def test_somebody_to_be_called_gets_no_message_and_stands_on_the_call_list(desk, address, kari):
    answer = desk.post(f"{address}waves/", {"person": [str(kari.pk)], "by_phone": "1"})
    assert answer.url == f"{address}calls/"
    assert not OutboundMessage.objects.exists()
    assert "412 34 567" in body(desk.get("/desk/needs/calls/"))
    assert "412 34 567" in body(desk.get("/desk/needs/calls/paper/"))


def test_an_answer_by_phone_is_typed_in_and_says_who_typed_it(desk, address, asked_both):
    offer = asked_both["Kari Solvang"]
    page = body(desk.post(f"{address}offers/{offer.pk}/answer/", {"answer": "yes"}, follow=True))
    booked = Assignment.objects.get()
    assert (booked.person.name, booked.channel, booked.entered_by.name) == (
        "Kari Solvang",
        "phone",
        "Ola Strand",
    )
    assert "Ola Strand" in page
    assert Offer.objects.get(person__name="Per Haug").lapsed_at
    second = body(
        desk.post(f"{address}offers/{asked_both['Per Haug'].pk}/answer/", {"answer": "yes"}, follow=True)
    )
    assert Assignment.objects.count() == 1 and "dekket" in second


def test_a_no_can_be_taken_back(desk, address, asked_both):
    offer = asked_both["Kari Solvang"]
    desk.post(f"{address}offers/{offer.pk}/answer/", {"answer": "no"})
    assert Offer.objects.get(pk=offer.pk).answer == "no"
    desk.post(f"{address}offers/{offer.pk}/answer/removal/")
    assert Offer.objects.get(pk=offer.pk).answer == ""
    assert 'data-color="danger"' in body(
        desk.post(f"{address}offers/{offer.pk}/answer/removal/", follow=True)
    )


def test_somebody_booked_is_taken_off_and_the_place_is_open_again(desk, address, asked_both, ola, at):
    answer_offer(asked_both["Kari Solvang"].pk, "yes", channel="sms", by=ola, at=at)
    booked = Assignment.objects.get()
    for _ in range(2):
        page = body(desk.post(f"{address}assignments/{booked.pk}/withdrawal/", follow=True))
    assert "En plass er ledig" in page
    assert Assignment.objects.filter(released_reason="withdrew").count() == 1


def test_the_living_piece_says_nothing_until_something_happens(desk, address, asked_both, ola, at):
    piece = desk.get(f"{address}standing/")
    version = body(piece).split("version=")[1].split('"')[0]
    assert desk.get(f"{address}standing/?version={version}").status_code == 204
    message = OutboundMessage.objects.first()
    OutboundMessage.objects.filter(pk=message.pk).update(sent_at=at)
    sent = body(desk.get(f"{address}standing/?version={version}"))
    assert "Sendt" in sent
    version = sent.split("version=")[1].split('"')[0]
    answer_offer(asked_both["Per Haug"].pk, "yes", channel="sms", by=asked_both["Per Haug"].person, at=at)
    assert "Har oppdraget" in body(desk.get(f"{address}standing/?version={version}"))


def test_what_became_of_each_message_is_shown(desk, address, asked_both, at):
    kari, per = (OutboundMessage.objects.get(person=offer.person) for offer in asked_both.values())
    OutboundMessage.objects.filter(pk=kari.pk).update(sent_at=at, delivered_at=at)
    OutboundMessage.objects.filter(pk=per.pk).update(failed_at=at, failure="no_such_number")
    page = body(desk.get(f"{address}standing/"))
    assert "Kommet fram" in page and "ring" in page


def test_the_history_tells_what_happened_and_who_did_it(desk, address, asked_both, at):
    answer_offer(asked_both["Per Haug"].pk, "no", channel="sms", by=asked_both["Per Haug"].person, at=at)
    history = body(desk.get(address)).partition('class="history"')[2]
    assert "Per Haug sa nei" in history
    assert "Ola Strand" in history


class TestChanging:
    """A need is changed with an eye to the colleague beside one."""

    def given(self, **facts):
        told = {
            "kind": "escort", "title": "Følge til legen", "day": "12.3.2026", "hours": "10.00-12.00",
            "private_address": "Storgata 7", "private_text": "Kode 4711", "places": "1", "version": "1",
        }  # fmt: skip
        return told | facts

    def test_a_change_is_saved_and_those_asked_are_told(self, desk, address, need, asked_both):
        assert "10.00-12.00" in body(desk.get(f"{address}facts/"))
        answer = desk.post(f"{address}facts/", self.given(hours="11-12", title="Til legen"))
        assert answer.status_code == 302
        need.refresh_from_db()
        assert (need.title, need.version) == ("Til legen", 2)
        assert need.shifts.get().starts_at == dt.datetime(2026, 3, 12, 10, tzinfo=dt.UTC)
        assert OutboundMessage.objects.filter(key__startswith="changed:").count() == 2

    def test_a_colleague_who_was_first_is_shown_and_nothing_is_lost(self, desk, address, need, ola, at):
        change_need(need.pk, seen_version=1, by=ola, at=at, title="Følge til tannlegen")
        page = body(desk.post(f"{address}facts/", self.given(title="Følge til sykehuset")))
        assert "Følge til tannlegen" in page and 'value="Følge til sykehuset"' in page
        assert 'name="version" value="2"' in page
        need.refresh_from_db()
        assert need.title == "Følge til tannlegen"
        desk.post(f"{address}facts/", self.given(title="Følge til sykehuset", version="2"))
        need.refresh_from_db()
        assert need.title == "Følge til sykehuset"

    def test_what_is_wrong_stands_at_its_field(self, desk, address, need):
        for wrong, field in ({"day": "30.2"}, "day"), ({"day": "1.3.2026"}, "day"), ({"kind": "x"}, "kind"):
            assert f'id="id_{field}_error"' in body(desk.post(f"{address}facts/", self.given(**wrong)))
        need.refresh_from_db()
        assert need.version == 1

    def test_it_is_called_off_once_and_everybody_is_told(self, desk, address, need, asked_both):
        assert desk.get(f"{address}cancellation/").status_code == 200
        assert desk.post(f"{address}cancellation/", {"reason": "Legen er syk"}).status_code == 302
        need.refresh_from_db()
        assert need.cancelled_at and "Legen er syk" in body(desk.get(address))
        again = desk.post(f"{address}cancellation/", {"reason": "en gang til"})
        assert 'id="id_reason_error"' in body(again)

    def test_it_is_shown_on_the_square_and_taken_off_again(self, desk, address, need):
        desk.post(f"{address}publication/")
        need.refresh_from_db()
        assert need.published_at
        desk.post(f"{address}publication/", {"down": "1"})
        need.refresh_from_db()
        assert need.published_at is None

    def test_what_is_on_the_square_has_a_poster_while_somebody_is_wanted(
        self, desk, address, need, shift, kari, at
    ):
        poster = f'href="/needs/{need.pk}/poster.pdf'
        assert poster not in body(desk.get(address))
        desk.post(f"{address}publication/")
        page = body(desk.get(address))
        assert f'{poster}"' in page and f'{poster}?paper=slips"' in page
        Assignment.objects.create(shift=shift, person=kari, seat=1, made_at=at, channel="phone")
        assert poster not in body(desk.get(address))


class TestWhoMaySee:
    """Another unit, another town, one who may only look, one who only handles grants."""

    def every_address(self, address, offer, booked):
        yield from (
            address,
            f"{address}standing/",
            f"{address}asking/",
            f"{address}facts/",
            f"{address}cancellation/",
        )
        yield from (f"{address}calls/", f"{address}calls/paper/")

    def posts(self, address, offer):
        return [f"{address}{end}" for end in (
            "waves/", f"offers/{offer.pk}/answer/", f"offers/{offer.pk}/answer/removal/", "publication/", "facts/",
            "cancellation/",
        )]  # fmt: skip

    @pytest.fixture
    def offer(self, asked_both):
        return asked_both["Kari Solvang"]

    def test_another_unit_finds_nothing_and_changes_nothing(self, address, need, offer, at):
        nurse = make_staff("Nora Vik", Unit.objects.create(name="Hjemmetjenesten"), "coordinator", at=at)
        browser = browser_of(nurse, "lillevik.test")
        for place in self.every_address(address, offer, None):
            assert browser.get(place).status_code == 404, place
        for place in self.posts(address, offer):
            assert browser.post(place, {"answer": "yes"}).status_code == 404, place
        need.refresh_from_db()
        assert need.version == 1 and not need.published_at
        assert "legen" not in body(browser.get("/desk/needs/?state=all")) + body(browser.get("/desk/"))

    def test_the_neighbour_finds_nothing(self, address, offer, neighbour, at):
        from samspill.foundation.tenancy import entered

        with entered(neighbour):
            unit = Unit.objects.create(name="Storfjordby frivilligsentral")
            browser = browser_of(make_staff("Stian Foss", unit, "leader", at=at), "storfjordby.test")
        for place in self.every_address(address, offer, None):
            assert browser.get(place).status_code == 404, place

    def test_one_who_may_only_look_sees_no_recipient_and_no_address(self, address, centre, need, offer, at):
        browser = browser_of(make_staff("Rita Berg", centre, "reader", at=at), "lillevik.test")
        page = body(browser.get(address))
        assert "Følge til legen" in page
        assert not any(word in page for word in ("Gunvor", "Storgata", "4711", "Nina Nes"))
        for place in self.posts(address, offer):
            assert browser.post(place, {"answer": "yes"}).status_code in (403, 404)

    def test_grants_staff_of_the_same_unit_do_not_see_it(self, address, centre, offer, at):
        browser = browser_of(make_staff("Odd Moe", centre, "officer", at=at), "lillevik.test")
        assert browser.get(address).status_code == 404
        assert browser.post(f"{address}waves/", {"person": []}).status_code == 404


@pytest.mark.parametrize("place", ["", "standing/", "asking/", "calls/", "calls/paper/"])
def test_as_many_queries_for_three_as_for_one(
    desk, address, shift, volunteer, ola, at, place, django_assert_max_num_queries
):
    counts = []
    desk.get(address)  # That somebody is here is written down now.
    for name, phone in ("Kari A", "41234567"), ("Per B", "92233445"), ("Siv C", "93344556"):
        person = volunteer(name, phone)
        send_wave(shift.pk, [person.pk], by=ola, at=at, channels={person.pk: "phone"})
        volunteer(f"{name} fits", phone[:-1] + "9")
        if name != "Per B":
            with django_assert_max_num_queries(40) as counted:
                assert desk.get(address + place).status_code == 200
            counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] <= (30 if place == "asking/" else 20), counts
