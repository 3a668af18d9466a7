"""Those who want to help at the desk: typed in, talked with, welcomed with all they told; links, slips and doubles."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import NotTheSame, Person
from samspill.volunteering.actions import (
    Asked,
    enrol_volunteer,
    express_interest,
    receive_request,
    register_request,
)
from samspill.volunteering.actions.talks import book_talk
from samspill.volunteering.models import IntakeLink, IntakeTalk, Interest, Offer, Request

PHONE = "+4741234567"


@pytest.fixture
def kari(centre):
    return express_interest("Kari Nordvik", PHONE, words="Liker hunder", wishes=("walk",), at=clock.now())


@pytest.fixture
def known(ola, at):
    """Kari Nordvig, a volunteer already, at the same phone."""
    person = find_or_add_person("Kari Nordvig", [PHONE], by=ola, at=at, channel="phone")
    give_consent(person, source="phone", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("shopping",), note="Har hund")
    return person


@pytest.fixture
def need(centre, ola):
    starts = clock.now() + dt.timedelta(days=3)
    asked = Asked("Moen", "walk", starts, starts + dt.timedelta(hours=1), title="Gå tur med Gunvor")
    return register_request(asked, unit=centre, by=ola, at=clock.now())


def body(response):
    return response.content.decode()


class TestTypedIn:
    """A call, and slips one after the other."""

    def test_a_call_is_one_screen_with_who_took_it_and_when_to_call(self, desk, ola, centre):
        told = {"name": "Kari Nordvik", "phone": "412 34 567", "call_back_words": "Etter kl. 16"}
        answer = desk.post("/desk/interests/new/", told)
        interest = Interest.objects.get()
        assert answer.url == f"/desk/interests/{interest.pk}/"
        assert (interest.channel, interest.taken_by, interest.unit) == ("phone", ola, centre)
        assert "Etter kl. 16" in body(desk.get(answer.url))

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"name": "", "phone": "41234567"}, "Noe mangler"),
            ({"name": "Kari"}, "Skriv et telefonnummer eller en e-postadresse."),
            ({"name": "Kari", "phone": "113"}, "kortnummer"),
            ({"name": "Kari", "email": "kari@"}, "ikke en e-postadresse"),
            ({"name": "Kari", "phone": "41234567", "words": "Født 01019012480"}, "fødselsnummer"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_kept(self, desk, told, words):
        page = body(desk.post("/desk/interests/new/", told))
        assert words in page
        assert not Interest.objects.exists()

    def test_slips_follow_each_other_with_the_day_kept(self, desk, ola):
        for number in range(3):
            answer = desk.post(
                "/desk/interests/slips/",
                {
                    "name": f"Solveig {number}",
                    "phone": f"9234567{number}",
                    "signed_on": "2026-03-05",
                    "language": "nn",
                },
            )
            assert answer.url == "/desk/interests/slips/?signed_on=2026-03-05&language=nn"
        page = body(desk.get(answer.url))
        assert "Solveig 0" in page and "Solveig 2" in page and 'value="2026-03-05"' in page
        assert set(Interest.objects.values_list("channel", "signed_on", "language")) == {
            ("paper", dt.date(2026, 3, 5), "nn")
        }

    def test_the_consent_of_a_slip_is_from_the_day_it_was_signed(self, desk):
        desk.post(
            "/desk/interests/slips/", {"name": "Solveig", "phone": "92345678", "signed_on": "2026-03-05"}
        )
        desk.post(f"/desk/interests/{Interest.objects.get().pk}/welcome/")
        consent = Person.objects.get().consents.get()
        assert (consent.source, clock.local_day(consent.given_at)) == ("paper", dt.date(2026, 3, 5))

    def test_a_slip_cannot_be_signed_tomorrow(self, desk):
        tomorrow = clock.today() + dt.timedelta(days=1)
        told = {"name": "Solveig", "phone": "92345678", "signed_on": f"{tomorrow:%Y-%m-%d}"}
        assert desk.post("/desk/interests/slips/", told).status_code == 422

    @pytest.mark.parametrize(
        "wish", ["", "?language=nn", "?language=en&large=1", "?pictures=1", "?language=xx"]
    )
    def test_the_slip_is_a_tagged_document_on_one_page(self, desk, wish):
        answer = desk.get(f"/desk/interests/slips/paper/{wish}")
        made = answer.content
        assert (answer["Content-Type"], made[:5]) == ("application/pdf", b"%PDF-")
        assert b"/StructTreeRoot" in made
        assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1

    def test_somebody_alike_is_shown_beside_and_one_says_who_it_is(self, desk, known):
        told = {"name": "Kari Nordvik", "phone": PHONE}
        page = body(desk.post("/desk/interests/new/", told))
        assert "Kari Nordvig" in page and "samme telefon eller e-post · nesten samme navn" in page
        assert not Interest.objects.exists()
        desk.post("/desk/interests/new/", told | {"who": str(known.pk)})
        assert Interest.objects.get().person == known

    def test_another_at_the_same_phone_needs_no_question(self, desk, known):
        desk.post("/desk/interests/new/", {"name": "Ola Berg", "phone": PHONE})
        assert Interest.objects.get().person is None


class TestTheConversation:
    """Booked, held, noted."""

    def test_a_time_is_booked_by_words(self, desk, kari, ola):
        answer = desk.post(f"/desk/interests/{kari.pk}/talks/", {"when": "i morgen kl 10.30"})
        assert answer.status_code == 302
        talk = IntakeTalk.objects.get()
        assert clock.local(talk.booked_for_at).strftime("%H.%M") == "10.30"
        assert (talk.with_staff, talk.told_at is not None) == (ola, True)
        assert "Vi ringer deg" in OutboundMessage.objects.get().body

    @pytest.mark.parametrize("when", ["", "tull", "i morgen", "1.1.2020 kl 10", "i går kl 10"])
    def test_what_is_no_time_is_told(self, desk, kari, when):
        answer = desk.post(f"/desk/interests/{kari.pk}/talks/", {"when": when})
        assert answer.status_code == 422
        assert not IntakeTalk.objects.exists()

    def test_it_is_moved_and_called_off(self, desk, kari):
        desk.post(f"/desk/interests/{kari.pk}/talks/", {"when": "i morgen kl 10"})
        desk.post(f"/desk/interests/{kari.pk}/talks/", {"when": "i morgen kl 12"})
        standing = IntakeTalk.objects.get(cancelled_at__isnull=True)
        assert clock.local(standing.booked_for_at).hour == 12
        desk.post(f"/desk/interests/{kari.pk}/talks/{standing.pk}/removal/")
        assert not IntakeTalk.objects.filter(cancelled_at__isnull=True).exists()

    def test_times_are_offered_with_a_link(self, desk, kari):
        told = {"time_1": "i morgen kl 10", "time_2": "i morgen kl 12", "time_3": ""}
        assert desk.post(f"/desk/interests/{kari.pk}/talks/times/", told).status_code == 302
        message = OutboundMessage.objects.get().body
        assert "1: " in message and "2: " in message
        assert re.search(r"http://lillevik\.test/me/talk/\S+", message)
        assert "Tider å velge mellom:" in body(desk.get(f"/desk/interests/{kari.pk}/"))

    def test_the_times_proposed_can_be_sent_as_they_stand(self, desk, kari):
        page = body(desk.get(f"/desk/interests/{kari.pk}/"))
        told = dict(re.findall(r'name="(time_\d)" value="([^"]+)"', page))
        assert len(told) == 3
        assert desk.post(f"/desk/interests/{kari.pk}/talks/times/", told).status_code == 302
        assert kari.times.count() == 3

    def test_called_in_vain_three_times_moves_her_to_a_list_of_her_own(self, desk, kari):
        for _ in range(3):
            desk.post(f"/desk/interests/{kari.pk}/not-reached/")
        assert "Kari Nordvik" not in body(desk.get("/desk/interests/"))
        assert "Kari Nordvik" in body(desk.get("/desk/interests/?show=not_reached"))
        assert "ringt 3 ganger" in body(desk.get("/desk/interests/?show=not_reached"))
        assert OutboundMessage.objects.count() == 1

    def test_the_page_follows_the_conversation_and_saves_all_of_it(self, desk, kari, ola):
        book_talk(kari, starts_at=clock.now() + dt.timedelta(hours=3), with_staff=ola, by=ola, at=clock.now())
        page = body(desk.get(f"/desk/interests/{kari.pk}/conversation/"))
        order = [
            "Hva liker du",
            "Hva vil du ikke",
            "Når kan du",
            "Hvor?",
            "Hvilke språk",
            "Hva kan du",
            "Det vi venter",
        ]
        assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
        assert "Du får ikke lønn." in page and "penger fra NAV" in page
        told = {
            "name": "Kari Nordvik", "phone": PHONE, "wishes": ["walk", "visit"], "wish_words": "Med hund",
            "unwanted": ["garden"], "availability": ["tu-morning"], "languages": ["nb", "ar"], "birth_year": "1960",
            "skills": ["driving_licence"], "brings_words": "Mona", "note_words": "Fin samtale", "is_told": "on",
        }  # fmt: skip
        answer = desk.post(f"/desk/interests/{kari.pk}/conversation/", told)
        person = Person.objects.get()
        assert answer.url == f"/desk/people/{person.pk}/"
        made = person.volunteer
        assert (made.wishes, made.unwanted, made.skills, made.brings_words, made.availability) == (
            ("walk", "visit"), ("garden",), ("driving_licence",), "Mona", 16
        )  # fmt: skip
        assert (person.languages, person.birth_year) == (("nb", "ar"), 1960)
        assert IntakeTalk.objects.get().note == "Fin samtale"
        assert "Fin samtale" in body(desk.get(f"/desk/interests/{kari.pk}/"))

    def test_the_same_person_is_filled_in_and_another_is_remembered_as_two(self, desk, kari, known):
        address, told = f"/desk/interests/{kari.pk}/conversation/", {"name": "Kari Nordvik", "phone": PHONE}
        assert "Er det en av disse?" in body(desk.post(address, told))
        assert Person.objects.count() == 1
        desk.post(address, told | {"wishes": ["walk"], "who": "another"})
        assert Person.objects.count() == 2
        pair = NotTheSame.objects.get()
        assert {pair.first, pair.second} == set(Person.objects.all())

    def test_choosing_the_same_keeps_what_was_told_before(self, desk, kari, known):
        told = {
            "name": "Kari Nordvik",
            "phone": PHONE,
            "wishes": ["walk"],
            "languages": ["so"],
            "who": str(known.pk),
        }
        desk.post(f"/desk/interests/{kari.pk}/conversation/", told)
        known.refresh_from_db()
        known.volunteer.refresh_from_db()
        assert (known.volunteer.wishes, known.volunteer.note) == (("shopping", "walk"), "Har hund")
        assert known.languages == ("so",)

    @pytest.mark.parametrize(
        "wrong", [{"note_words": "01019012480"}, {"wish_words": "01019012480"}, {"phone": "12"}]
    )
    def test_nothing_is_half_saved(self, desk, kari, wrong):
        told = {"name": "Kari Nordvik", "phone": PHONE} | wrong
        assert desk.post(f"/desk/interests/{kari.pk}/conversation/", told).status_code == 422
        assert not Person.objects.exists()
        kari.refresh_from_db()
        assert kari.settled_at is None


def test_a_known_volunteer_is_talked_with_in_the_same_way(desk, known):
    for _ in range(2):
        answer = desk.post(f"/desk/people/{known.pk}/talk/")
    interest = Interest.objects.get()
    assert answer.url == f"/desk/interests/{interest.pk}/"
    assert (interest.person, interest.phone) == (known, PHONE)
    desk.post(
        f"/desk/interests/{interest.pk}/conversation/",
        {"name": "Kari Nordvig", "phone": PHONE, "wishes": ["visit"]},
    )
    known.volunteer.refresh_from_db()
    assert known.volunteer.wishes == ("shopping", "visit")
    assert Person.objects.count() == 1


class TestATaskForHer:
    """Each finds a task from what she herself wants."""

    def test_what_fits_is_shown_with_reasons_and_asked_about_with_one_press(self, desk, kari, need):
        page = body(desk.get(f"/desk/interests/{kari.pk}/"))
        assert "Gå tur med Gunvor" in page and "gå tur" in page.lower()
        desk.post(f"/desk/interests/{kari.pk}/welcome/", {"shift": str(need.shifts.get().pk)})
        assert Offer.objects.get().person == Person.objects.get()

    def test_on_the_page_of_a_volunteer(self, desk, known, need):
        address = f"/desk/people/{known.pk}/"
        assert "Åpne oppdrag som passer" in body(desk.get(address))
        for _ in range(2):
            desk.post(f"{address}tasks/", {"shift": str(need.shifts.get().pk)})
        assert Offer.objects.get().person == known
        assert "Er spurt" in body(desk.get(address))

    @pytest.mark.parametrize("shift", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
    def test_a_task_that_is_none_is_told(self, desk, known, shift):
        desk.post(f"/desk/people/{known.pk}/tasks/", {"shift": shift})
        assert not Offer.objects.exists()


class TestLinks:
    """Given once, renewed, closed."""

    def make(self, desk, **told):
        answer = desk.post(
            "/desk/interests/links/", {"label": "Nordsida omsorgssenter", "kind": "help", **told}
        )
        return desk.get(answer.url)

    def test_the_address_is_shown_once_with_a_square_to_print(self, desk):
        first = body(self.make(desk))
        address = re.search(r"http://lillevik\.test/by/[\w-]+/", first)[0]
        assert "<svg" in first
        link = IntakeLink.objects.get()
        assert address.split("/")[-2] not in link.token_hash
        again = body(desk.get(f"/desk/interests/links/{link.pk}/sheet/"))
        assert address not in again and "vist én gang" in again

    def test_renewing_and_closing(self, desk):
        first = re.search(r"/by/[\w-]+/", body(self.make(desk)))[0]
        link = IntakeLink.objects.get()
        renewed = desk.get(desk.post(f"/desk/interests/links/{link.pk}/renewal/").url)
        second = re.search(r"/by/[\w-]+/", body(renewed))[0]
        assert desk.get(first).status_code == 410
        assert desk.get(second).status_code == 200
        standing = IntakeLink.objects.get(closed_at__isnull=True)
        desk.post(f"/desk/interests/links/{standing.pk}/closing/")
        assert desk.get(second).status_code == 410
        assert body(desk.get("/desk/interests/links/")).count("Stengt") == 2

    @pytest.mark.parametrize("told", [{"label": ""}, {"kind": "nonsense"}, {"label": "01019012480"}])
    def test_a_link_without_a_name_is_refused(self, desk, told):
        answer = desk.post("/desk/interests/links/", {"label": "Nordsida", "kind": "help", **told})
        assert answer.status_code == 422
        assert not IntakeLink.objects.exists()

    def test_what_came_by_it_is_prefilled_in_the_new_request(self, desk, centre):
        self.make(desk)
        link = IntakeLink.objects.get()
        asked = receive_request(
            "Marit Lie", "73000055", words="Følge", at=clock.now(), unit=centre, on_behalf_of=link.label,
            for_whom="Astrid", link=link,
        )  # fmt: skip
        page = body(desk.get(f"/desk/needs/requests/{asked.pk}/"))
        assert "Nordsida omsorgssenter" in page and "Til: Astrid" in page
        form = body(desk.get(f"/desk/needs/new/?request={asked.pk}"))
        assert 'value="Nordsida omsorgssenter"' in form and 'value="Astrid"' in form
        assert Request.objects.count() == 1


class TestDoubles:
    """Two who may be one."""

    @pytest.fixture
    def pair(self, ola, at):
        def add(name, **facts):
            return find_or_add_person(name, [PHONE], by=ola, at=at, channel="phone", is_another=True, **facts)

        return add("Kari Berg", birth_year=1950), add("Kari M Berg", birth_year=1951, gender="f")

    def test_they_are_listed_until_somebody_says_they_are_two(self, desk, pair):
        page = body(desk.get("/desk/people/doubles/"))
        assert "Kari M Berg" in page and "samme telefon eller e-post" in page
        told = {"first": str(pair[0].pk), "second": str(pair[1].pk)}
        desk.post("/desk/people/doubles/", told)
        assert "Ingen står her to ganger" in body(desk.get("/desk/people/doubles/"))
        assert NotTheSame.objects.count() == 1

    def test_what_will_happen_is_shown_before_and_nothing_has_happened(self, desk, pair):
        keep, gone = pair
        express_interest("Kari M Berg", PHONE, person=gone, at=clock.now())
        page = body(desk.get(f"/desk/people/{keep.pk}/merging/?gone={gone.pk}"))
        assert "1 «Jeg vil hjelpe»" in page and "1 nummer eller adresse" in page
        assert "Kari Berg får opplysninger som manglet: Kjønn" in " ".join(page.split())
        assert "kan ikke angres" in page
        gone.refresh_from_db()
        assert gone.merged_into is None
        desk.post(f"/desk/people/{keep.pk}/merging/", {"gone": str(gone.pk)})
        gone.refresh_from_db()
        assert gone.merged_into == keep
        assert Interest.objects.get().person == keep

    def test_nonsense_merges_nobody(self, desk, pair):
        for address in ("?gone=nonsense", f"?gone={pair[0].pk}"):
            assert desk.get(f"/desk/people/{pair[0].pk}/merging/{address}").status_code == 302
        desk.post("/desk/people/doubles/", {"first": "x", "second": "y"})
        assert not NotTheSame.objects.exists()

    def test_a_new_volunteer_who_is_known_is_asked_about(self, desk, known):
        told = {"name": "Kari Nordvik", "phone": PHONE, "skills": ["driving_licence"], "consent": "on"}
        assert "Er det en av disse?" in body(desk.post("/desk/people/new/", told))
        assert Person.objects.count() == 1
        desk.post("/desk/people/new/", told | {"who": str(known.pk)})
        known.volunteer.refresh_from_db()
        assert known.volunteer.skills == ("driving_licence",)
        assert Person.objects.count() == 1


def test_days_away_are_taken_back_at_the_desk(desk, known):
    desk.post(f"/desk/people/{known.pk}/absences/", {"from_on": "2027-07-01", "until_on": "2027-07-14"})
    absence = known.volunteer.absences.get()
    assert "1. juli 2027" in body(desk.get(f"/desk/people/{known.pk}/papers/"))
    desk.post(f"/desk/people/{known.pk}/absences/{absence.pk}/removal/")
    assert not known.volunteer.absences.exists()


def test_what_she_changed_herself_stands_in_the_history(desk, known):
    from samspill.volunteering.actions import change_volunteer

    change_volunteer(known.volunteer, by=known, at=clock.now(), channel="web", wishes=("visit",))
    page = " ".join(body(desk.get(f"/desk/people/{known.pk}/history/")).split())
    assert "Ønsker og tider ble endret" in page and "Nettside · av personen selv" in page
    assert "Ola Strand" in page
