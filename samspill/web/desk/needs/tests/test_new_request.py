"""A request is taken down on one screen while the call lasts."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import make_staff
from samspill.foundation.models import Area
from samspill.people.models import Unit
from samspill.volunteering.actions import register_request
from samspill.volunteering.models import Need, Recipient, Request, Shift
from samspill.web.desk.needs.tests.conftest import body

NEW = "/desk/needs/new/"


def test_who_what_and_when_are_enough(desk, centre):
    answer = desk.post(NEW, {"caller_name": "Nina Nes", "kind": "shopping", "day": "torsdag", "hours": "10"})
    need = Need.objects.get()
    assert answer.url == f"/desk/needs/{need.pk}/"
    shift = need.shifts.get()
    assert shift.starts_at == dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)
    assert shift.ends_at - shift.starts_at == dt.timedelta(hours=1)
    assert (need.unit, need.places, need.request.channel) == (centre, 1, "phone")
    assert "torsdag 12. mars kl. 10.00-11.00" in body(desk.get(answer.url))


def test_everything_that_was_said_is_kept(desk, centre):
    area = Area.objects.create(name="Nordsida")
    desk.post(
        NEW,
        {
            "caller_name": "Nina Nes", "caller_phone": "73 00 01 11", "on_behalf_of": "Bjørkelia sykehjem",
            "recipient_name": "Gunvor Dahl", "recipient_phone": "912 34 567", "kind": "visit", "title": "Besøk",
            "day": "innen fredag", "length": "90 min", "area": str(area.pk), "private_address": "Storgata 7",
            "private_text": "Kode 4711", "places": "2", "languages": ["so", "nb"], "gender": "f", "min_age": "18",
            "demands": ["confidentiality"], "public_text": "En prat", "words": "Liker kaffe",
        },
    )  # fmt: skip
    need = Need.objects.get()
    assert (need.form, need.places, need.gender, need.min_age) == ("window", 2, "f", 18)
    assert (need.languages, need.demands, need.area) == (("so", "nb"), ("confidentiality",), area)
    assert (need.private_address, need.private_text) == ("Storgata 7", "Kode 4711")
    assert need.shifts.get().minutes == 90
    assert (need.request.caller_phone, need.request.on_behalf_of) == ("+4773000111", "Bjørkelia sykehjem")
    assert need.request.recipient.person.name == "Gunvor Dahl"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"caller_name": ""}, "caller_name"), ({"kind": ""}, "kind"), ({"day": ""}, "day"), ({"day": "snart"}, "day"),
        ({"day": "30.2"}, "day"), ({"day": "fredag 12. mars"}, "day"), ({"hours": "25"}, "hours"),
        ({"length": "lenge"}, "length"), ({"caller_phone": "1234"}, "caller_phone"), ({"min_age": "3"}, "min_age"),
        ({"recipient_phone": "nei"}, "recipient_phone"), ({"places": "0"}, "places"),
        ({"day": "denne uken", "hours": "10"}, "hours"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost_or_kept(desk, wrong, field):
    told = {"caller_name": "Nina Nes", "kind": "visit", "day": "torsdag", "words": "Liker kaffe"}
    page = body(desk.post(NEW, told | wrong))
    assert f'id="id_{field}_error"' in page
    assert "Liker kaffe" in page
    assert not Request.objects.exists()


def test_a_day_in_the_past_is_asked_about(desk):
    page = body(desk.post(NEW, {"caller_name": "Nina", "kind": "visit", "day": "9.3", "hours": "10"}))
    assert 'id="id_day_error"' in page
    assert "Mandag 9. mars kl. 10.00-11.00" in page
    assert not Request.objects.exists()


@pytest.mark.parametrize("field", ["title", "words", "private_text", "public_text", "recipient_name"])
def test_a_national_identity_number_is_refused_at_its_field(desk, field):
    told = {"caller_name": "Nina", "kind": "visit", "day": "torsdag", field: f"født {identity_number()}"}
    assert f'id="id_{field}_error"' in body(desk.post(NEW, told))
    assert not Request.objects.exists()


def test_the_time_is_said_back_while_it_is_written(desk):
    page = body(desk.get(f"{NEW}when/", {"day": "i morgen", "hours": "halv elleve", "length": "en halvtime"}))
    assert "onsdag 11. mars kl. 10.30-11.00" in page
    assert "<strong>" not in body(desk.get(f"{NEW}when/", {"day": "sna"}))
    assert "onsdag 11. mars" in body(desk.post(NEW, {"caller_name": "N", "day": "i morgen", "look": "1"}))


def test_a_known_number_brings_up_who_it_is_for_and_what_was_asked_before(desk, need):
    page = body(desk.get(f"{NEW}known/", {"caller_phone": "73 00 01 11"}))
    assert "Gunvor Dahl" in page and f"?copy={need.pk}" in page
    recipient = Recipient.objects.get()
    typed = {"caller_name": "Nina Nes", "kind": "visit", "day": "fredag"}
    picked = body(desk.post(NEW, typed | {"caller_phone": "73000111", "pick": str(recipient.pk)}))
    assert (
        f'value="{recipient.pk}"' in picked and 'value="Gunvor Dahl"' in picked and 'value="fredag"' in picked
    )
    desk.post(NEW, typed | {"recipient": str(recipient.pk), "recipient_name": "Gunvor Dahl"})
    assert Request.objects.filter(recipient=recipient).count() == 2
    assert Recipient.objects.count() == 1


def test_the_same_next_week_is_filled_in(desk, need):
    page = body(desk.get(f"{NEW}?copy={need.pk}"))
    assert all(
        word in page for word in ("19.3.2026", "10.00-12.00", "Gunvor Dahl", "Storgata 7", "Følge til legen")
    )
    assert Need.objects.count() == 1


def test_a_copy_across_the_clock_change_keeps_its_hour(desk, asked, centre, ola, at):
    starts = dt.datetime(2026, 3, 26, 9, tzinfo=dt.UTC)
    late = asked(starts_at=starts, ends_at=starts + dt.timedelta(hours=1))
    need = register_request(late, unit=centre, by=ola, at=at)
    assert "10.00-11.00" in body(desk.get(f"{NEW}?copy={need.pk}"))


class TestAnotherUnit:
    """What belongs to home care is not there for the volunteer centre."""

    @pytest.fixture
    def theirs(self, asked, at, town):
        unit = Unit.objects.create(name="Hjemmetjenesten")
        return register_request(
            asked(), unit=unit, by=make_staff("Nora Vik", unit, "coordinator", at=at), at=at
        )

    def test_nothing_is_copied_or_known_of_it(self, desk, theirs):
        assert desk.get(f"{NEW}?copy={theirs.pk}").status_code == 404
        assert "Gunvor" not in body(desk.get(f"{NEW}known/", {"caller_phone": "73000111"}))
        assert "Gunvor" not in body(desk.get(f"{NEW}known/", {"caller_phone": "91234567"}))

    def test_its_recipient_cannot_be_taken(self, desk, theirs):
        recipient = theirs.request.recipient
        told = {"caller_name": "N", "kind": "visit", "day": "fredag", "recipient": str(recipient.pk)}
        assert desk.post(NEW, told).status_code == 404
        assert desk.post(NEW, told | {"pick": str(recipient.pk)}).status_code == 404
        assert Shift.objects.count() == 1

    @pytest.mark.parametrize("nonsense", ["x", "123", "%00"])
    def test_nonsense_in_the_address_leads_nowhere(self, desk, nonsense):
        assert desk.get(f"{NEW}?copy={nonsense}").status_code == 404
        assert desk.get(f"{NEW}?request={nonsense}").status_code == 404


def identity_number():
    """A synthetic one: the month has 80 added, so that it is nobody's."""
    from samspill.foundation.national_ids import holds_national_id

    return next(
        number for number in (f"018170{tail:05}" for tail in range(100_000)) if holds_national_id(number)
    )
