"""A volunteer sees and changes all that is hers by one link: every change is her own, on the web, and staff see it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.foundation.actions import make_link, subject_of
from samspill.foundation.models import AuditEntry
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import add_contact_point, find_or_add_person, give_consent, merge_persons
from samspill.volunteering.actions import (
    Asked,
    answer_offer,
    enrol_volunteer,
    express_interest,
    publish_need,
    register_request,
    send_wave,
)
from samspill.volunteering.actions.talks import book_talk, offer_times
from samspill.volunteering.models import Assignment, IntakeTalk, Interest, Offer, Shift
from samspill.web.access.links import OWN_PAGE

PHONE, NEW = "+4741234567", "+4792345678"


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Berg", [PHONE], by=ola, at=at, channel="phone", language="nb")
    give_consent(person, source="phone", by=ola, at=at)
    enrol_volunteer(person, by=ola, at=at, channel="phone", wishes=("visit",), note="Liker hunder")
    return person


@pytest.fixture
def browser():
    return Client(HTTP_HOST="lillevik.test")


@pytest.fixture
def mine(kari):
    """Kari's link."""
    return link_to(kari)


@pytest.fixture
def need(centre, ola):
    """A visit in three days, open to all, with a private part that opens the day before."""
    starts = clock.now() + dt.timedelta(days=3)
    asked = Asked(
        "Sykepleier Moen", "visit", starts, starts + dt.timedelta(hours=1), title="Besøk hos en som bor alene",
        private_address="Strandveien 4", private_text="Dørkode 1234", meet_name="Gunvor Lie", reveal_hours=24,
    )  # fmt: skip
    made = register_request(asked, unit=centre, by=ola, at=clock.now())
    publish_need(made, by=ola, at=clock.now())
    return made


@pytest.fixture
def offer(need, kari, ola):
    send_wave(need.shifts.get().pk, [kari.pk], by=ola, at=clock.now())
    return Offer.objects.get()


def link_to(person):
    token = make_link(OWN_PAGE, str(person.pk), at=clock.now(), valid_for=dt.timedelta(days=7))
    return f"/me/{token}/"


def body(response):
    return response.content.decode()


def last_message():
    return OutboundMessage.objects.order_by("queued_at", "pk").last()


def trail_of(person):
    rows = AuditEntry.objects.filter(subject=subject_of(person), actor=subject_of(person)).order_by(
        "at", "pk"
    )
    return list(rows.values_list("verb", "channel"))


def test_a_question_is_answered_on_her_page(browser, mine, offer, kari):
    assert "Besøk hos en som bor alene" in body(browser.get(mine))
    browser.post(f"{mine}questions/{offer.pk}/answer/", {"answer": "yes"})
    assignment = Assignment.objects.get()
    assert (assignment.person, assignment.channel, assignment.entered_by) == (kari, "web", None)
    page = body(browser.get(mine))
    assert "Takk! Det er ditt." in page
    assert "Besøk hos en som bor alene" in page and "Strandveien" not in page


def test_a_no_and_nonsense(browser, mine, offer):
    browser.post(f"{mine}questions/{offer.pk}/answer/", {"answer": "perhaps"})
    offer.refresh_from_db()
    assert offer.answer == ""
    browser.post(f"{mine}questions/{offer.pk}/answer/", {"answer": "no"})
    offer.refresh_from_db()
    assert (offer.answer, offer.answer_channel) == ("no", "web")


def test_the_private_part_is_shown_when_it_is_time_and_not_before(browser, mine, offer, kari):
    answer_offer(offer.pk, "yes", channel="sms", by=kari, at=clock.now())
    assert "Strandveien 4" not in body(browser.get(mine))
    soon = clock.now() + dt.timedelta(hours=20)
    Shift.objects.update(starts_at=soon, ends_at=soon + dt.timedelta(hours=1))
    page = body(browser.get(mine))
    assert "Strandveien 4" in page and "Dørkode 1234" in page and "Gunvor Lie" in page


def test_cannot_after_all_is_asked_once_and_then_done(browser, mine, offer, kari):
    assignment = answer_offer(offer.pk, "yes", channel="sms", by=kari, at=clock.now()).assignment
    address = f"{mine}tasks/{assignment.pk}/cancellation/"
    assert browser.get(address).status_code == 200
    assignment.refresh_from_db()
    assert assignment.released_at is None
    for _ in range(2):
        browser.post(address)
    assignment.refresh_from_db()
    assert (assignment.released_reason, assignment.released_channel) == ("withdrew", "web")


def test_i_can_lands_with_those_who_asked(browser, mine, need, kari, centre):
    assert "Kanskje dette er noe for deg?" in body(browser.get(mine))
    for _ in range(2):
        browser.post(f"{mine}needs/{need.pk}/")
    interest = Interest.objects.get()
    assert (interest.person, interest.need, interest.unit, interest.channel) == (kari, need, centre, "web")
    assert "Du har sagt at du kan" in body(browser.get(mine))


def test_what_does_not_fit_or_is_not_open_cannot_be_taken(browser, mine, need, kari):
    kari.volunteer.unwanted = ("visit",)
    kari.volunteer.save()
    assert browser.post(f"{mine}needs/{need.pk}/").status_code == 404
    assert not Interest.objects.exists()


def test_wishes_are_changed_and_what_staff_noted_stays(browser, mine, kari):
    answer = browser.post(
        f"{mine}wishes/",
        {
            "wishes": ["escort", "walk"], "wish_words": "Gjerne med hund", "unwanted": ["garden"],
            "skills": ["driving_licence", "car"], "languages": ["nb", "ar"], "brings_words": "Mannen min",
            "availability": ["tu-morning", "th-evening"],
        },
    )  # fmt: skip
    assert answer.status_code == 302
    kari.refresh_from_db()
    told = kari.volunteer
    assert (told.wishes, told.unwanted, told.skills) == (
        ("escort", "walk"), ("garden",), ("driving_licence", "car")
    )  # fmt: skip
    assert (told.wish_words, told.brings_words, told.note) == (
        "Gjerne med hund",
        "Mannen min",
        "Liker hunder",
    )
    assert kari.languages == ("nb", "ar")
    assert trail_of(kari) == [("change_person", "web"), ("change_volunteer", "web")]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"wish_words": "Jeg er 01019012480"}, "fødselsnummer"),
        ({"wishes": ["walk"], "unwanted": ["walk"]}, "Det samme er krysset av"),
        ({"wishes": ["nonsense"]}, "Noe mangler eller stemmer ikke"),
    ],
)
def test_what_cannot_be_right_is_told_and_nothing_is_kept(browser, mine, kari, given, words):
    answer = browser.post(f"{mine}wishes/", given)
    assert answer.status_code == 422
    assert words in body(answer)
    kari.volunteer.refresh_from_db()
    assert kari.volunteer.wishes == ("visit",)


def test_days_away_are_added_and_taken_back(browser, mine, kari):
    browser.post(f"{mine}absences/", {"from_on": "2027-07-01", "until_on": "14.7.2027"})
    absence = kari.volunteer.absences.get()
    assert absence.until_on == dt.date(2027, 7, 14)
    assert "juli 2027" in body(browser.get(f"{mine}away/"))
    wrong = browser.post(f"{mine}absences/", {"from_on": "2027-07-14", "until_on": "2027-07-01"})
    assert wrong.status_code == 422
    browser.post(f"{mine}absences/{absence.pk}/removal/")
    assert not kari.volunteer.absences.exists()


def test_a_break_leaving_and_coming_back(browser, mine, kari):
    browser.post(f"{mine}break/")
    kari.volunteer.refresh_from_db()
    assert kari.volunteer.is_paused_from
    browser.post(f"{mine}break/", {"back": "1"})
    assert browser.get(f"{mine}leaving/").status_code == 200
    browser.post(f"{mine}leaving/")
    kari.volunteer.refresh_from_db()
    assert kari.volunteer.left_at and not kari.volunteer.is_paused_from
    browser.post(f"{mine}leaving/", {"back": "1"})
    kari.volunteer.refresh_from_db()
    assert kari.volunteer.left_at is None


def test_a_new_phone_is_hers_when_she_can_read_what_is_sent_there(browser, mine, kari):
    assert browser.post(f"{mine}contact-points/", {"where": "923 45 678"}).status_code == 200
    message = last_message()
    assert (message.address, message.channel) == (NEW, "sms")
    code = re.search(r"\d{6}", message.body)[0]
    wrong = browser.post(
        f"{mine}contact-points/code/", {"where": NEW, "code": "000000" if code != "000000" else "1"}
    )
    assert wrong.status_code == 422
    assert kari.contact_points.count() == 1
    browser.post(f"{mine}contact-points/code/", {"where": NEW, "code": f" {code[:3]} {code[3:]}"})
    point = kari.contact_points.get(value=NEW)
    assert point.verified_at
    browser.post(f"{mine}contact-points/{point.pk}/preference/")
    point.refresh_from_db()
    assert point.is_preferred
    again = browser.post(f"{mine}contact-points/code/", {"where": NEW, "code": code})
    assert again.status_code == 422


def test_a_code_for_one_number_does_not_open_another_and_guessing_ends(browser, mine, kari):
    browser.post(f"{mine}contact-points/", {"where": NEW})
    code = re.search(r"\d{6}", last_message().body)[0]
    other = {"where": "+4799999999", "code": code}
    answers = [browser.post(f"{mine}contact-points/code/", other).status_code for _ in range(7)]
    assert set(answers) == {422, 429}
    assert kari.contact_points.count() == 1


def test_only_few_codes_are_sent_from_her_page(browser, mine):
    answers = [
        browser.post(f"{mine}contact-points/", {"where": f"9234567{number}"}).status_code
        for number in range(6)
    ]
    assert answers.count(200) == 4 and answers.count(429) == 2


def test_a_new_email_is_confirmed_as_well(browser, mine, kari):
    browser.post(f"{mine}contact-points/", {"where": "Kari@Example.no"})
    assert last_message().channel == "email"
    code = re.search(r"\d{6}", last_message().body)[0]
    browser.post(f"{mine}contact-points/code/", {"where": "kari@example.no", "code": code})
    assert kari.contact_points.filter(kind="email", value="kari@example.no").exists()


@pytest.mark.parametrize("where", ["", "ring meg", "113", "kari@", "🦄"])
def test_what_is_no_number_is_told(browser, mine, where):
    assert browser.post(f"{mine}contact-points/", {"where": where}).status_code == 422
    assert not OutboundMessage.objects.exists()


def test_the_channel_and_the_language_are_hers_to_choose_and_the_page_follows(browser, mine, kari):
    browser.post(f"{mine}reach/", {"preferred_channel": "email", "language": "en"})
    kari.refresh_from_db()
    assert (kari.preferred_channel, kari.language) == ("email", "en")
    assert "Hello Kari" in body(browser.get(mine))
    browser.cookies["language"] = "nn"
    assert "Hello Kari" not in body(browser.get(mine))


def test_one_who_is_no_volunteer_becomes_one_by_saying_what_she_wants(browser, ola, at):
    person = find_or_add_person("Per Vik", ["92345678"], by=ola, at=at, channel="phone")
    mine = link_to(person)
    assert "Jeg vil hjelpe" in body(browser.get(mine))
    browser.post(f"{mine}wishes/", {"wishes": ["walk"]})
    person.refresh_from_db()
    assert person.volunteer.wishes == ("walk",)


def test_our_talk_is_chosen_and_called_off_there(browser, mine, kari, ola):
    interest = express_interest("Kari Berg", PHONE, person=kari, at=clock.now())
    soon = clock.now() + dt.timedelta(days=1)
    offer_times(interest, [soon, soon + dt.timedelta(hours=2)], with_staff=ola, by=ola, at=clock.now())
    chosen = interest.times.get(number=2)
    browser.post(f"{mine}talk/", {"time": str(chosen.pk)})
    assert IntakeTalk.objects.get().booked_for_at == chosen.starts_at
    assert "Vi ringer deg" in body(browser.get(mine))
    browser.post(f"{mine}talk/removal/")
    assert IntakeTalk.objects.get().cancelled_channel == "web"


def test_an_old_link_leads_to_the_one_she_turned_out_to_be(browser, mine, kari, ola, at):
    keep = find_or_add_person("Kari Berg Lie", ["92345678"], by=ola, at=at, channel="phone")
    merge_persons(keep, kari, by=ola, at=at, channel="web")
    page = body(browser.get(mine))
    assert "Kari Berg Lie" in page and "923 45 678" in page


def test_nothing_of_somebody_else_is_reached_by_her_link(browser, mine, ola, at, need):
    other = find_or_add_person("Per Vik", ["92345678"], by=ola, at=at, channel="phone")
    give_consent(other, source="phone", by=ola, at=at)
    enrol_volunteer(other, by=ola, at=at, channel="phone")
    send_wave(need.shifts.get().pk, [other.pk], by=ola, at=clock.now())
    offer = Offer.objects.get()
    assert browser.post(f"{mine}questions/{offer.pk}/answer/", {"answer": "yes"}).status_code == 404
    assignment = answer_offer(offer.pk, "yes", channel="sms", by=other, at=clock.now()).assignment
    assert browser.post(f"{mine}tasks/{assignment.pk}/cancellation/").status_code == 404
    assignment.refresh_from_db()
    assert assignment.released_at is None


class TestAskingForTheLink:
    """By the word MEG, or on the square."""

    def send(self, text, sender=PHONE):
        return receive_inbound(
            gateway="simulator", provider_id=f"m-{text}-{sender}-{clock.ticks()}", channel="sms", sender=sender,
            body=text, at=clock.now(),
        )  # fmt: skip

    @pytest.mark.parametrize("word", ["MEG", "meg.", "Min side", "MINSIDE", "my page"])
    def test_the_word_brings_the_link_and_it_opens_her_page(self, kari, browser, word):
        assert self.send(word).outcome == "own_page"
        link = re.search(r"http://lillevik\.test[^/]*(/me/\S+)", last_message().body)[1]
        assert "Hei Kari" in body(browser.get(link))

    def test_two_at_one_phone_get_a_link_each_with_their_names(self, kari, ola, at):
        find_or_add_person("Per Berg", [PHONE], by=ola, at=at, channel="phone")
        self.send("MEG")
        texts = OutboundMessage.objects.values_list("body", flat=True)
        assert sorted(text.split("!")[0] for text in texts) == ["Hei Kari", "Hei Per"]

    def test_an_unknown_number_is_read_by_a_person(self, town):
        assert self.send("MEG").waits_since_at is not None
        assert not OutboundMessage.objects.exists()

    def test_asking_again_and_again_sends_only_a_few(self, kari):
        outcomes = {self.send("MEG").outcome for _ in range(6)}
        assert outcomes == {"own_page"}
        assert OutboundMessage.objects.count() == 3

    @pytest.mark.parametrize("where", ["412 34 567", "+4799999999", "nobody@example.no"])
    def test_the_square_says_the_same_whoever_asks(self, kari, browser, where):
        answer = browser.post("/me/", {"where": where})
        assert "Hvis vi kjenner deg" in body(answer)
        assert "Kari" not in body(answer)
        assert OutboundMessage.objects.count() == (1 if where == "412 34 567" else 0)

    def test_one_with_an_address_alone_gets_it_by_email(self, browser, ola, at):
        person = find_or_add_person("Ali Hassan", [], ["ali@example.no"], by=ola, at=at, channel="web")
        add_contact_point(person, "phone", "73 00 11 22", by=ola, at=at, channel="web")
        browser.post("/me/", {"where": "ali@example.no"})
        assert (last_message().channel, last_message().address) == ("email", "ali@example.no")

    def test_a_network_that_asks_for_everybody_has_to_wait(self, browser, town):
        answers = [browser.post("/me/", {"where": f"4000000{n}"}).status_code for n in range(10)]
        assert 429 not in answers
        assert browser.post("/me/", {"where": "40000010"}).status_code == 429

    @pytest.mark.parametrize("where", ["", "hei", "kari@"])
    def test_what_is_no_address_is_told(self, browser, town, where):
        assert browser.post("/me/", {"where": where}).status_code == 422


def test_the_link_to_choose_a_time_needs_nobody_known(browser, ola, centre):
    from django.test import RequestFactory

    from samspill.web.access.talk_link import link_to_times

    interest = express_interest("Ny Person", "92345678", language="nn", at=clock.now())
    soon = clock.now() + dt.timedelta(days=1)
    offer_times(interest, [soon, soon + dt.timedelta(hours=2)], with_staff=ola, by=ola, at=clock.now())
    request = RequestFactory(HTTP_HOST="lillevik.test").get("/")
    link = link_to_times(request, interest, at=clock.now()).removeprefix("http://lillevik.test")
    page = browser.get(link)
    assert page["Cache-Control"] == "private, no-store" and "Når kan vi snakke saman?" in body(page)
    assert not IntakeTalk.objects.exists()
    taken, free = interest.times.order_by("number")
    other = express_interest("Ali Hassan", "41234568", at=clock.now())
    book_talk(other, starts_at=taken.starts_at, with_staff=ola, by=ola, at=clock.now())
    assert browser.post(link, {"time": str(taken.pk)}).status_code == 409
    assert browser.post(link, {"time": str(free.pk)}).status_code == 200
    assert interest.talks.get().booked_channel == "web"
    assert browser.get("/me/talk/nonsense/").status_code == 410
