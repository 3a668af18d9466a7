"""What a person may ask for by right, at the desk: typed in, seen to, and told of."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.models import AuditEntry
from samspill.people.actions import choose_period, find_or_add_person, make_claim, restrict_person
from samspill.people.models import Claim, Hold, Person, Unit
from samspill.volunteering.models import Recipient


@pytest.fixture
def kari(ola, at):
    return find_or_add_person("Kari Berg", ["412 34 567"], by=ola, at=at, channel="phone")


@pytest.fixture
def leader(centre, at):
    return browser_of(make_staff("Lise Lund", centre, "leader", at=at), "lillevik.test")


def body(response):
    return response.content.decode()


def test_a_correction_asked_for_by_phone_waits_until_it_is_made(desk, kari):
    answer = desk.post(
        f"/desk/people/{kari.pk}/claims/", {"kind": "correction", "words": "Heter Karin", "channel": "phone"}
    )
    assert "Heter Karin" in body(desk.get(answer.url))
    assert "Kari Berg sier at noe er feil" in body(desk.get("/desk/"))
    desk.post(
        f"/desk/people/{kari.pk}/facts/",
        {"name": "Karin Berg", "language": "nb", "preferred_channel": "sms"},
    )
    desk.post(f"{answer.url}settlement/", {"outcome": "done"})
    assert Claim.objects.get().outcome == "done"
    assert "sier at noe er feil" not in body(desk.get("/desk/"))
    page = body(desk.get(f"/desk/people/{kari.pk}/history/"))
    assert "<del>Kari Berg</del>" in page and "Ola Strand" in page


def test_a_refusal_needs_a_reason(desk, kari, at):
    claim = make_claim(kari, "correction", "Feil", by=kari, at=at, channel="web")
    page = desk.post(f"/desk/people/claims/{claim.pk}/settlement/", {"outcome": "refused"})
    assert 'id="id_answer_error"' in body(page) and not Claim.objects.get().settled_at
    desk.post(
        f"/desk/people/claims/{claim.pk}/settlement/", {"outcome": "refused", "answer": "Det er riktig"}
    )
    assert "Det er riktig" in body(desk.get(f"/desk/people/claims/{claim.pk}/"))
    assert "Kari Berg" in body(desk.get("/desk/people/claims/?show=settled"))


def test_a_claim_grows_urgent_before_the_month_is_over(desk, kari, at):
    make_claim(kari, "erasure", "", by=kari, at=clock.now() - dt.timedelta(days=24), channel="web")
    assert "Måneden er snart over" in body(desk.get("/desk/"))


def test_only_a_leader_forgets_who_asked_for_it(desk, leader, kari, at):
    claim = make_claim(kari, "erasure", "", by=kari, at=at, channel="web")
    assert desk.post(f"/desk/people/claims/{claim.pk}/forgetting/").status_code == 403
    desk.post(f"/desk/people/claims/{claim.pk}/settlement/", {"outcome": "done"})
    assert not Claim.objects.get().settled_at, "it is not done until she is forgotten"
    leader.post(f"/desk/people/claims/{claim.pk}/forgetting/")
    assert Person.objects.get().erased_at and Claim.objects.get().outcome == "done"


def test_of_whom_nothing_may_be_done_the_desk_sees_only_that_and_why(desk, leader, kari):
    address = f"/desk/people/{kari.pk}/"
    desk.post(f"{address}restriction/", {"reason": "disputed", "channel": "phone"})
    page = body(desk.get(address))
    assert "Mener at det vi har, er feil" in page and "412 34 567" not in page
    for closed in ("export/", "stored/", "stored/pdf/", "looks/", "facts/", "volunteer/", "merging/"):
        assert desk.get(address + closed).status_code == 404, closed
    assert "Kari Berg" not in body(desk.get("/desk/people/?q=Kari"))
    assert "Kari Berg" in body(desk.get("/desk/people/restricted/"))
    assert desk.post(f"{address}restriction/lifting/").status_code == 403
    leader.post(f"{address}restriction/lifting/")
    assert "412 34 567" in body(desk.get(address))


def test_typing_her_in_as_one_who_needs_help_says_why_it_cannot_be(desk, kari, at):
    restrict_person(kari, reason="objection", by=kari, at=at, channel="web")
    page = desk.post(
        "/desk/needs/new/",
        {"caller_name": "Nina", "recipient_name": "Kari Berg", "recipient_phone": "412 34 567", "kind": "walk",
         "day": "i morgen"},
    )  # fmt: skip
    assert 'id="id_recipient_name_error"' in body(page)


def test_what_is_stored_is_read_on_a_page_and_as_pdf_and_each_look_is_noted(desk, kari):
    page = body(desk.get(f"/desk/people/{kari.pk}/stored/"))
    assert "Dette er lagret om Kari Berg" in page and "412 34 567" in page
    made = desk.get(f"/desk/people/{kari.pk}/stored/pdf/")
    assert made.content.startswith(b"%PDF-") and made["Content-Type"] == "application/pdf"
    looks = AuditEntry.objects.filter(verb="looked", subject=f"people.person:{kari.pk}")
    assert [line.facts["why"] for line in looks] == ["export", "export"]
    assert "Ola Strand, Frivilligsentralen, for å gi deg det som er lagret" in body(
        desk.get(f"/desk/people/{kari.pk}/looks/")
    )


def test_another_units_recipient_has_no_claim_no_looks_and_no_stored_page(desk, at):
    elsewhere = Unit.objects.create(name="Hjemmetjenesten")
    gunvor = find_or_add_person("Gunvor Dahl", ["923 45 678"], by="system", at=at, channel="phone")
    Recipient.objects.create(person=gunvor, unit=elsewhere, since_at=at)
    claim = make_claim(gunvor, "correction", "Feil", by=gunvor, at=at, channel="web")
    for address in ("stored/", "stored/pdf/", "looks/"):
        assert desk.get(f"/desk/people/{gunvor.pk}/{address}").status_code == 404
    assert desk.get(f"/desk/people/claims/{claim.pk}/").status_code == 404
    assert "Gunvor" not in body(desk.get("/desk/people/claims/")) + body(desk.get("/desk/"))


class TestKeeping:
    """What is deleted when, for leaders."""

    def test_is_for_leaders_alone(self, desk, leader):
        assert desk.get("/desk/keeping/").status_code == 403
        page = body(leader.get("/desk/keeping/"))
        assert "Meldinger mellom deg og oss" in page and "2 år fra" in page

    def test_a_leader_chooses_a_time_within_bounds(self, leader):
        address = "/desk/keeping/periods/messages/"
        assert 'id="id_days_error"' in body(leader.post(address, {"days": "3"}))
        assert leader.post(address, {"days": "365"}).status_code == 302
        assert "ett år fra" in body(leader.get("/desk/keeping/"))
        assert leader.get("/desk/keeping/periods/nonsense/").status_code == 404

    def test_whoever_is_soon_forgotten_can_be_held_with_a_reason(self, leader, ola):
        long_ago = clock.now() - dt.timedelta(days=720)
        kari = find_or_add_person("Kari Berg", ["412 34 567"], by=ola, at=long_ago, channel="phone")
        assert "Kari Berg" in body(leader.get("/desk/keeping/people/"))
        address = f"/desk/keeping/people/{kari.pk}/"
        assert 'id="id_reason_error"' in body(leader.post(address, {"until_on": "2099-01-01"}))
        until_on = (clock.today() + dt.timedelta(days=100)).isoformat()
        leader.post(address, {"reason": "Klagesak", "until_on": until_on})
        page = body(leader.get("/desk/keeping/people/"))
        assert page.index("Beholdes lenger") < page.index("Klagesak")
        leader.post(f"/desk/keeping/holds/{Hold.objects.get().pk}/lifting/")
        assert "Klagesak" not in body(leader.get("/desk/keeping/people/"))


def test_everybody_reads_the_very_rules_in_her_own_language(client, town, ola, at):
    choose_period("interests", 90, by=ola, at=at)
    pages = {}
    for language in ("nb", "nn", "en"):
        client.cookies["language"] = language
        pages[language] = body(client.get("/privacy/how-long/", HTTP_HOST="lillevik.test"))
    assert "Hvor lenge vi husker deg" in pages["nb"] and "3 måneder" in pages["nb"]
    assert "Kor lenge vi hugsar deg" in pages["nn"] and "3 månader" in pages["nn"]
    assert "How long we remember you" in pages["en"] and "3 months" in pages["en"]
