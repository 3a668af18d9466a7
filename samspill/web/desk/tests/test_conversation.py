"""The page of a conversation: one box for SMS, e-mail, letter and call, drafts, and colleagues seen."""

from __future__ import annotations

import re

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.messaging.actions import note_call, receive_inbound
from samspill.messaging.actions.templates import save_template
from samspill.messaging.models import InboundMessage, OutboundMessage, PhoneNote, ThreadDraft
from samspill.messaging.rules.templates import Words
from samspill.people.actions import add_contact_point, find_or_add_person
from samspill.people.models import Person

PHONE = "+4741234567"


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Solvang", [PHONE], by=ola, at=at, channel="phone")
    add_contact_point(person, "post", "Torggata 12, 9999 Lillevik", by=ola, at=at, channel="phone")
    return person


@pytest.fixture
def page(kari):
    return f"/desk/people/{kari.pk}/conversation/"


@pytest.fixture
def mona(centre, at):
    return browser_of(make_staff("Mona Vik", centre, "coordinator", at=at), "lillevik.test")


def body(response) -> str:
    return response.content.decode()


def box(browser, page) -> dict[str, str]:
    """The hidden fields of the box as the page shows it."""
    shown = body(browser.get(page))
    return {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', shown)[1] for name in ("key",)} | {
        "seen": (re.search(r'name="seen" value="([^"]*)"', shown) or ["", ""])[1]
    }


def write(browser, page, text, channel="sms", **more):
    return browser.post(page, box(browser, page) | {"channel": channel, "body": text} | more)


def came(text, number="1"):
    return receive_inbound(
        gateway="simulator", provider_id=number, channel="sms", sender=PHONE, body=text, at=clock.now()
    )


def test_the_same_box_writes_sms_letter_and_call(desk, page, kari):
    for channel in ("sms", "letter", "phone"):
        assert write(desk, page, f"hei på {channel}", channel).status_code == 302
    shown = body(desk.get(page))
    assert all(f"hei på {channel}" in shown for channel in ("sms", "letter", "phone"))
    assert {row.channel for row in OutboundMessage.objects.all()} == {"sms", "letter"}
    assert PhoneNote.objects.get().text == "hei på phone"
    assert "Torggata 12" in OutboundMessage.objects.get(channel="letter").address


def test_an_email_has_a_title_and_stands_among_the_rest(desk, page, kari, ola, at):
    add_contact_point(kari, "email", "kari@example.no", by=ola, at=at, channel="phone")
    write(desk, page, "Velkommen", "email", subject="Kurs")
    write(desk, page, "Hun ringte tilbake", "phone")
    sent = OutboundMessage.objects.get()
    assert (sent.address, sent.subject) == ("kari@example.no", "Kurs")
    shown = body(desk.get(page))
    assert shown.index("Velkommen") < shown.index("Hun ringte tilbake")


def test_the_same_press_twice_is_one_message(desk, page):
    pressed = box(desk, page) | {"channel": "sms", "body": "Hei"}
    for _ in range(2):
        assert desk.post(page, pressed).status_code == 302
    assert OutboundMessage.objects.count() == 1


@pytest.mark.parametrize("channel", ["sms", "phone"])
def test_an_identity_number_is_neither_sent_nor_noted(desk, page, channel):
    refused = write(desk, page, "født 01010012356", channel)
    assert refused.status_code == 200 and "fødselsnummer" in body(refused)
    assert not OutboundMessage.objects.exists() and not PhoneNote.objects.exists()


def test_a_link_she_was_sent_opens_nothing_for_who_reads_along(desk, page, kari):
    desk.post(f"/desk/people/{kari.pk}/link/")
    key = re.search(r"/me/([\w-]{22})", OutboundMessage.objects.get().body)[1]
    shown = body(desk.get(page))
    assert "/me/•••" in shown and key not in shown


def test_the_best_channel_is_chosen_and_one_she_has_not_is_not_offered(desk, page, kari):
    shown = body(desk.get(page))
    assert re.search(r'<option value="sms" selected', shown)
    assert '<option value="email"' not in shown
    kari.contact_points.filter(kind="phone").update(unusable_at=clock.now())
    assert re.search(r'<option value="letter" selected', body(desk.get(page)))


def test_a_call_is_noted_with_one_press(desk, page):
    assert 'data-key="p 1"' in body(desk.get(page))
    desk.post(f"{page}calls/", {"note": "not_reached"})
    assert PhoneNote.objects.get().text == "Ringte. Ingen svarte."
    desk.post(f"{page}calls/", {"note": "nonsense"})
    assert PhoneNote.objects.count() == 1


def test_a_long_message_is_sent_only_after_its_length_and_cost_were_shown(desk, page):
    long_text = "Velkommen til lunsj! " * 12
    first = write(desk, page, long_text)
    assert first.status_code == 200 and "Dette er 2 SMS-er." in body(first)
    assert not OutboundMessage.objects.exists()
    assert write(desk, page, long_text, shown="2").status_code == 302
    assert OutboundMessage.objects.get().segments == 2


def test_signs_that_make_it_dearer_are_replaced_by_a_press_and_letters_of_a_name_are_not(desk, page):
    shown = body(write(desk, page, "«Hei» – Máret", plain="1"))
    assert "&quot;Hei&quot; - Máret" in shown and "La dem stå" in shown
    assert not OutboundMessage.objects.exists()


def test_a_draft_is_kept_without_scripts_and_while_one_writes(desk, page, kari):
    answer = desk.post(f"{page}draft/", {"channel": "sms", "body": "Hei Kari, kan"}, follow=True)
    assert "Utkastet er lagret." in body(answer) and "Hei Kari, kan" in body(answer)
    piece = desk.post(
        f"{page}draft/", {"channel": "sms", "body": "Hei Kari, kan du"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in body(piece) and "Dette er én SMS." in body(piece) and "lagret kl." in body(piece)
    assert ThreadDraft.objects.get().body == "Hei Kari, kan du"
    desk.post(f"{page}draft/removal/")
    assert not ThreadDraft.objects.exists()


def test_a_draft_with_a_national_id_is_not_kept_and_says_why(desk, page):
    piece = desk.post(
        f"{page}draft/", {"channel": "sms", "body": "født 01010012356"}, headers={"HX-Request": "true"}
    )
    assert "fødselsnummer" in body(piece) and not ThreadDraft.objects.exists()


def test_colleagues_see_each_other_and_what_each_has_begun(desk, mona, page):
    mona.get(page)
    assert "Mona Vik er også her" in body(desk.get(page))
    mona.post(f"{page}draft/", {"channel": "sms", "body": "Hei fra Mona"})
    shown = body(desk.get(page))
    assert "Mona Vik skriver nå" in shown and "Hei fra Mona" in shown
    draft = ThreadDraft.objects.get()
    again = body(desk.post(f"{page}draft/taking-over/", {"draft": str(draft.pk)}, follow=True))
    assert "Hei fra Mona</textarea>" in again
    late = desk.post(f"{page}draft/taking-over/", {"draft": str(draft.pk)}, follow=True)
    assert "sendt eller kastet allerede" in body(late)


def test_the_second_of_two_is_told_before_hers_is_sent_and_may_send_it_all_the_same(desk, mona, page):
    seen_by_ola = box(desk, page)
    write(mona, page, "fra Mona")
    answer = desk.post(page, seen_by_ola | {"channel": "sms", "body": "fra Ola"})
    shown = body(answer)
    assert "Mona Vik skrev til samme person" in shown and "fra Mona" in shown
    assert "fra Ola</textarea>" in shown and OutboundMessage.objects.count() == 1
    assert ThreadDraft.objects.get().body == "fra Ola", "what she wrote is not lost"
    seen = re.search(r'name="seen" value="([^"]*)"', shown)[1]
    assert (
        desk.post(page, seen_by_ola | {"seen": seen, "channel": "sms", "body": "fra Ola"}).status_code == 302
    )
    assert [row.body for row in OutboundMessage.objects.order_by("pk")] == ["fra Mona", "fra Ola"]


def test_the_living_piece_says_nothing_until_something_is_said(desk, page):
    shown = body(desk.get(page))
    address = re.search(r'hx-get="([^"]+living[^"]+)"', shown)[1].replace("&amp;", "&")
    assert desk.get(address).status_code == 204
    came("Hei!")
    living = body(desk.get(address))
    assert "Hei!" in living and "<form" not in living
    assert "venter på noen" in living


def test_what_came_since_one_last_looked_is_marked_as_new_once(desk, mona, page):
    desk.get(page)
    came("Er det noen der?")
    assert "Én linje er ny for deg." in body(desk.get(page))
    assert "ny for deg" not in body(desk.get(page))


def test_who_has_taken_a_message_is_seen(desk, mona, page):
    came("Kan vi ta det en annen dag?")
    message = InboundMessage.objects.get()
    mona.post(f"/desk/inbox/{message.pk}/owner/")
    assert "Mona Vik tar seg av det som kom" in body(desk.get(page))


def test_older_lines_have_pages_of_their_own(desk, page, kari, ola, at):
    import datetime as dt

    for n in range(60):
        note_call(kari, f"notat {n}.", by=ola, at=at + n * dt.timedelta(minutes=1))
    shown = body(desk.get(page))
    assert "notat 59." in shown and "notat 3." not in shown
    earlier = re.search(r'href="([^"]+before=[^"]+)"', shown)[1].replace("&amp;", "&")
    assert "notat 3." in body(desk.get(earlier))
    assert desk.get(f"{page}?before=nonsense").status_code == 200


def test_a_template_is_put_in_filled_in_and_in_her_language(desk, page, kari, centre, ola, at):
    Person.objects.filter(pk=kari.pk).update(language="nn")
    made = save_template(
        "Takk", {"nb": Words("Takk, {fornavn}!"), "nn": Words("Tusen takk, {fornavn}!")}, unit=centre,
        purpose="thanks", by=ola, at=at,
    )  # fmt: skip
    assert "Tusen takk, Kari!</textarea>" in body(desk.get(f"{page}?template={made.pk}"))
    assert desk.get(f"{page}?template=nonsense").status_code == 200


@pytest.mark.parametrize(
    "text", ["👍", "", "x" * 1000, "مرحبا، لا أستطيع يوم الثلاثاء", "<script>alert(1)</script>"]
)
def test_whatever_she_writes_is_shown_as_it_is(desk, page, text):
    came(text)
    shown = body(desk.get(page))
    assert "<script>alert" not in shown
    words = {"": "En tom melding", "<script>alert(1)</script>": "&lt;script&gt;"}.get(text, text)
    assert words in shown


def test_one_who_was_merged_away_leads_to_the_one_who_was_kept(desk, kari, ola, at):
    from samspill.people.actions import merge_persons

    double = find_or_add_person("Kari S", ["92345678"], by=ola, at=at, channel="phone")
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert desk.get(f"/desk/people/{double.pk}/conversation/").url == f"/desk/people/{kari.pk}/conversation/"
