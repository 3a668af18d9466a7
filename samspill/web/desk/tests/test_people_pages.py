"""People at the desk: found, added, reached, merged, forgotten; each page through the browser's own door."""

import datetime as dt
import json

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.models import Area, AuditEntry
from samspill.messaging.models import OptOut, OutboundMessage
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Person, Unit
from samspill.people.queries import may_be_contacted
from samspill.volunteering.actions.volunteers import enrol_volunteer, note_qualification
from samspill.volunteering.models import Recipient, Volunteer

HOST = "lillevik.test"


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person(
        "Kari Solvang",
        ["412 34 567"],
        ["kari@example.no"],
        by=ola,
        at=at,
        channel="phone",
        languages=("nb", "ar"),
    )
    give_consent(person, source="phone", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("visit", "walk"), availability=1)
    return person


def body(response):
    return response.content.decode()


def test_the_list_shows_volunteers_and_search_finds_a_piece_of_a_phone(desk, kari):
    assert "Kari Solvang" in body(desk.get("/desk/people/"))
    assert "Kari Solvang" in body(desk.get("/desk/people/?q=412+34"))
    assert "Kari Solvang" not in body(desk.get("/desk/people/?q=999"))


@pytest.mark.parametrize(
    ("wish", "is_found"),
    [("kind=visit", True), ("kind=garden", False), ("language=ar", True), ("language=so", False),
     ("holds=course", False), ("show=contacts", False), ("show=all", True), ("show=left", False),
     ("kind=%00&area=nonsense&page=x", True)],
)  # fmt: skip
def test_the_list_is_narrowed_by_what_one_looks_for(desk, kari, wish, is_found):
    assert ("Kari Solvang" in body(desk.get(f"/desk/people/?{wish}"))) is is_found


def test_a_volunteer_is_added_from_a_conversation(desk, town, at):
    area = Area.objects.create(name="Nordsida")
    answer = desk.post(
        "/desk/people/new/",
        {
            "name": "Yusuf Ali", "phone": "923 45 678", "consent": "on", "consent_source": "phone",
            "wishes": ["escort"], "languages": ["so", "nb"], "availability": ["tu-morning", "th-evening"],
            "areas": [str(area.pk)], "area": str(area.pk), "wish_words": "Vil gjerne bli med folk ut",
        },
    )  # fmt: skip
    yusuf = Person.objects.get()
    assert answer.url == f"/desk/people/{yusuf.pk}/"
    assert may_be_contacted(yusuf)
    assert yusuf.volunteer.wishes == ("escort",)
    assert yusuf.volunteer.areas == (str(area.pk),)
    page = body(desk.get(answer.url))
    assert all(word in page for word in ("923 45 678", "Nordsida", "Vil gjerne bli med folk ut"))


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": "Yusuf", "phone": "1234"}, "phone"), ({"name": "Yusuf"}, "phone"), ({"phone": "92345678"}, "name"),
     ({"name": "Yusuf", "email": "nei"}, "email"), ({"name": "Y", "phone": "92345678", "postcode": "79"}, "postcode"),
     ({"name": "Y", "phone": "92345678", "wishes": ["walk"], "unwanted": ["walk"]}, "unwanted")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(desk, town, given, field):
    page = desk.post("/desk/people/new/", given)
    assert page.status_code == 200
    assert f'id="id_{field}_error"' in body(page)
    assert not Person.objects.exists()


def test_an_identity_number_is_refused_and_the_rest_stands_in_the_form(desk, town):
    page = desk.post(
        "/desk/people/new/", {"name": "Kari", "phone": "41234567", "note": f"fnr {_identity_number()}"}
    )
    assert 'id="errors"' in body(page)
    assert not Person.objects.exists() and not Volunteer.objects.exists()


def test_taking_consent_back_at_the_desk_calls_off_what_waits(desk, kari, at):
    desk.post(f"/desk/people/{kari.pk}/conversation/", {"channel": "sms", "body": "Hei", "key": "a"})
    desk.post(f"/desk/people/{kari.pk}/consent/withdrawal/", {"source": "phone"})
    assert not may_be_contacted(kari)
    assert OutboundMessage.objects.get().cancelled_at
    desk.post(f"/desk/people/{kari.pk}/consent/", {"source": "paper", "words": "Skrev under"})
    assert may_be_contacted(kari)


def test_contact_points_are_added_preferred_and_taken_away(desk, kari):
    desk.post(
        f"/desk/people/{kari.pk}/contact-points/", {"kind": "phone", "text": "22 33 44 55", "label": "Jobb"}
    )
    new = kari.contact_points.get(label="Jobb")
    desk.post(f"/desk/people/{kari.pk}/contact-points/{new.pk}/preference/")
    assert kari.contact_points.get(kind="phone", is_preferred=True) == new
    desk.post(f"/desk/people/{kari.pk}/contact-points/{new.pk}/removal/")
    assert kari.contact_points.get(kind="phone", is_preferred=True).value == "+4741234567"
    page = body(desk.post(f"/desk/people/{kari.pk}/contact-points/", {"kind": "phone", "text": "112"}))
    assert kari.contact_points.filter(kind="phone").count() == 1
    assert 'id="point_text_error"' in page and 'value="112"' in page


def test_a_number_that_said_stopp_is_marked(desk, kari, at):
    OptOut.objects.create(channel="sms", address="+4741234567", stopped_at=at, source="sms")
    assert "STOPP" in body(desk.get(f"/desk/people/{kari.pk}/"))


def test_facts_and_wishes_are_changed(desk, kari):
    desk.post(
        f"/desk/people/{kari.pk}/facts/", {"name": "Kari Solvang Lie", "languages": ["nb"], "language": "nn"}
    )
    desk.post(f"/desk/people/{kari.pk}/volunteer/", {"wishes": ["garden"], "availability": ["mo-day"]})
    kari.refresh_from_db()
    assert (kari.name, kari.language, kari.languages) == ("Kari Solvang Lie", "nn", ("nb",))
    assert Volunteer.objects.get().wishes == ("garden",)
    assert 'value="mo-day" checked' in body(desk.get(f"/desk/people/{kari.pk}/volunteer/"))


def test_what_she_can_and_has_is_kept_and_shown(desk, kari):
    given = {
        "skills": ["boat_licence", "van"],
        "skill_words": "Har ledet lenser",
        "unwanted_words": "Ikke katter",
    }
    desk.post(f"/desk/people/{kari.pk}/volunteer/", given)
    page = body(desk.get(f"/desk/people/{kari.pk}/"))
    assert all(word in page for word in ("Båtførerbevis", "Har varebil", "Har ledet lenser", "Ikke katter"))


def test_of_a_police_certificate_only_the_days_and_who_saw_it_are_kept(desk, kari, ola):
    given = {"kind": "police_certificate", "held_from_on": "01.03.2026", "valid_until_on": "2029-03-01"}
    desk.post(f"/desk/people/{kari.pk}/qualifications/", given)
    held = Volunteer.objects.get().qualifications.get()
    assert (held.held_from_on, held.seen_by) == (dt.date(2026, 3, 1), ola)
    desk.post(f"/desk/people/{kari.pk}/qualifications/{held.pk}/withdrawal/")
    held.refresh_from_db()
    assert held.withdrawn_at
    assert 'type="file"' not in body(desk.get(f"/desk/people/{kari.pk}/papers/"))


def test_a_renewed_course_replaces_the_old_one(kari, ola, at):
    volunteer = kari.volunteer
    for year in (2020, 2024):
        note_qualification(volunteer, kind="course", held_from_on=dt.date(year, 1, 1), by=ola, at=at)
    assert volunteer.qualifications.get(withdrawn_at__isnull=True).held_from_on.year == 2024


def test_a_break_and_an_end_can_both_be_taken_back(desk, kari):
    path = f"/desk/people/{kari.pk}/volunteer"
    desk.post(f"{path}/break/")
    assert Volunteer.objects.get().is_paused_from
    desk.post(f"{path}/break/", {"back": "1"})
    desk.post(f"{path}/leaving/")
    assert Volunteer.objects.get().left_at
    desk.post(f"{path}/leaving/", {"back": "1"})
    assert (Volunteer.objects.get().left_at, Volunteer.objects.get().is_paused_from) == (None, None)
    desk.post(f"/desk/people/{kari.pk}/absences/", {"from_on": "2026-03-01", "until_on": "2026-02-01"})
    assert not Volunteer.objects.get().absences.exists()


def test_two_who_are_one_are_made_one(desk, kari, ola, at):
    double = find_or_add_person("K. Solvang", ["987 65 432"], by=ola, at=at, channel="web")
    page = desk.get(f"/desk/people/{kari.pk}/merging/?q=Solvang")
    assert "987" in body(page)
    desk.post(f"/desk/people/{kari.pk}/merging/", {"gone": str(double.pk)})
    assert kari.contact_points.filter(kind="phone").count() == 2
    assert desk.get(f"/desk/people/{double.pk}/").url == f"/desk/people/{kari.pk}/"


def test_only_a_leader_forgets_and_only_when_she_is_sure(desk, kari, centre, at):
    path = f"/desk/people/{kari.pk}/erasure/"
    assert desk.post(path, {"sure": "1"}).status_code == 403
    leader = browser_of(make_staff("Lise Lund", centre, "leader", at=at), HOST)
    assert leader.post(path).status_code == 200
    assert leader.post(path, {"sure": "1"}).status_code == 302
    kari.refresh_from_db()
    assert (kari.name, bool(kari.erased_at)) == ("", True)
    assert leader.get(f"/desk/people/{kari.pk}/").status_code == 404


def test_the_export_is_a_file_and_the_look_is_noted(desk, kari):
    answer = desk.get(f"/desk/people/{kari.pk}/export/")
    assert json.loads(answer.content)["rows"]["people.person"][0]["name"] == "Kari Solvang"
    assert AuditEntry.objects.filter(verb="looked", subject=f"people.person:{kari.pk}").exists()


class TestSomebodyWhoGetsHelpFromAnotherUnit:
    """She must not be found by list, search, address or guess; her own unit sees her, and each look is noted."""

    @pytest.fixture
    def home_care(self, town):
        return Unit.objects.create(name="Hjemmetjenesten")

    @pytest.fixture
    def nurse(self, home_care, at):
        return make_staff("Nina Nes", home_care, "coordinator", at=at)

    @pytest.fixture
    def gunvor(self, nurse, home_care, at):
        person = find_or_add_person("Gunvor Dahl", ["912 34 567"], by=nurse, at=at, channel="phone")
        Recipient.objects.create(person=person, unit=home_care, since_at=at)
        return person

    def test_the_other_unit_finds_nothing(self, desk, gunvor):
        for address in ("?show=all", "?q=Gunvor", "?q=912+34+567", "?show=contacts"):
            assert "Dahl" not in body(desk.get(f"/desk/people/{address}"))
        assert desk.get(f"/desk/people/{gunvor.pk}/").status_code == 404
        assert desk.get(f"/desk/people/{gunvor.pk}/export/").status_code == 404

    def test_adding_her_by_name_and_phone_gives_nothing_away(self, desk, gunvor):
        desk.post("/desk/people/new/", {"name": "Gunvor Dahl", "phone": "912 34 567"})
        assert Person.objects.filter(name="Gunvor Dahl").count() == 2
        assert desk.get(f"/desk/people/{gunvor.pk}/").status_code == 404

    def test_her_own_unit_sees_her_and_the_look_is_noted(self, nurse, gunvor):
        own = browser_of(nurse, HOST)
        assert "Hjemmetjenesten" in body(own.get(f"/desk/people/{gunvor.pk}/"))
        assert (
            AuditEntry.objects.filter(verb="looked", subject__startswith="volunteering.recipient").count()
            == 1
        )

    def test_grants_staff_of_her_own_unit_do_not(self, home_care, gunvor, at):
        officer = browser_of(make_staff("Odd Moe", home_care, "officer", at=at), HOST)
        assert officer.get(f"/desk/people/{gunvor.pk}/").status_code == 404

    def test_if_she_volunteers_too_she_is_known_for_that_alone(self, desk, gunvor, nurse, at):
        enrol_volunteer(gunvor, by=nurse, at=at, channel="phone")
        page = body(desk.get(f"/desk/people/{gunvor.pk}/"))
        assert "Gunvor Dahl" in page
        assert "Hjemmetjenesten" not in page


def test_one_with_two_units_chooses_where_to_act(desk, ola, centre, at):
    from samspill.people.actions import give_role

    other = Unit.objects.create(name="Arendalshuset")
    give_role(ola, other, "coordinator", by="system", at=clock.now())
    stranger = Unit.objects.create(name="Barnevernet")
    assert "<small>Arendalshuset</small>" in body(desk.get("/desk/people/"))
    desk.post("/desk/unit/", {"unit": str(centre.pk)})
    assert "<small>Frivilligsentralen</small>" in body(desk.get("/desk/people/"))
    desk.post("/desk/unit/", {"unit": str(stranger.pk)})
    assert "<small>Frivilligsentralen</small>" in body(desk.get("/desk/people/"))


def _identity_number():
    """A synthetic one: the month has 80 added, so that it is nobody's."""
    from samspill.foundation.national_ids import holds_national_id

    return next(
        number for number in (f"018170{tail:05}" for tail in range(100_000)) if holds_national_id(number)
    )
