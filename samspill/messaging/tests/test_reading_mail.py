"""E-mail as people and mail servers really write it: what is new in it, what it answers, what came back."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.messaging.gateways.smtp.reading import read_mail
from samspill.messaging.rules.newest_part import newest_part
from samspill.messaging.rules.replies import Answer, understand

pytestmark = pytest.mark.one_database

REFERENCE = "0195f3a0-1111-7222-8333-444455556666"
#: How mail programs put the letter that is answered under the answer.
PROGRAMS = {
    "gmail": "Ja takk\n\ntir. 10. mars 2026 kl. 09:14 skrev Sentralen <post@lillevik.test>:\n\n> Kan du?\n",
    "gmail, broken": "Ja takk\n\nDen tir. 10. mars 2026 kl. 09:14 skrev Sentralen\n<post@lillevik.test>:\n\n> Hei",
    "gmail, english": "Yes\n\nOn Tue, Mar 10, 2026 at 9:14 AM Sentralen <post@lillevik.test>\nwrote:\n\n> Hei",
    "outlook": "Ja, jeg kan\n\nMvh Kari Nordvik\n________________________________\nFra: Sentralen\nSendt: tirsdag",
    "outlook, no line": "Ja\r\n\r\nFra: Frivilligsentralen <post@lillevik.test>\r\nEmne: Kan du?\r\n\r\nHei Kari",
    "apple": "Ja\n\nSendt fra min iPhone\n\n> 10. mars 2026 kl. 09:14 skrev Sentralen <post@lillevik.test>:\n> Hei",
    "thunderbird, nynorsk": "Ja\n\nDen 10.03.2026 09:14, skreiv Frivilligsentralen:\n> Hei",
    "signature": "Ja\n-- \nKari Nordvik\nDaglig leder",
    "original": "Ja\n\n-----Opprinnelig melding-----\nHei Kari",
}


def letter(text: str = "Ja", **headings: str) -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"] = headings.pop("From", "Kari Nordvik <Kari@Eksempel.test>")
    made["Message-ID"] = headings.pop("MessageID", "<abc@eksempel.test>")
    for name, value in headings.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_answer_above_the_old_letter_is_understood_from_every_program(program):
    assert understand(newest_part(PROGRAMS[program])).answer == Answer.YES


@pytest.mark.parametrize(
    "text",
    [
        "Jeg skrev feil, jeg mente nei",
        "Den gangen skrev jeg nei\nnå ja",
        "Fra i morgen kan jeg",
        "På fredag skrev du det",
    ],
)
def test_words_that_only_look_like_a_heading_stay_hers(text):
    assert newest_part(text) == text


def test_one_who_answers_below_the_old_letter_is_read_by_a_person():
    assert understand(newest_part("> Kan du hjelpe?\n\nJa")).answer == Answer.UNCLEAR


def test_who_wrote_and_which_letter_is_answered_are_read_from_the_headings():
    made = letter(Subject="Re: Kan du?", In_Reply_To=f"<{REFERENCE}@lillevik.test>")
    read = read_mail(made.as_bytes())
    assert (read.sender, read.subject, read.text) == ("kari@eksempel.test", "Re: Kan du?", "Ja")
    assert (read.provider_id, read.answers) == ("<abc@eksempel.test>", (REFERENCE,))


def test_the_letter_is_found_among_the_references_of_a_long_thread():
    made = letter(References=f"<first@elsewhere.test> <{REFERENCE}@lillevik.test> <second@elsewhere.test>")
    assert read_mail(made.as_bytes()).answers == (REFERENCE,)


def test_a_letter_with_only_html_is_read_without_the_quote_and_the_style():
    made = letter()
    made.set_content(
        "<html><head><style>p{color:red}</style></head><body><p>Ja&nbsp;takk</p>"
        "<blockquote>Kan du hjelpe?</blockquote></body></html>",
        subtype="html",
    )
    assert understand(read_mail(made.as_bytes()).text).answer == Answer.YES


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "x-no-such-charset"])
def test_norwegian_letters_come_through_whatever_the_letter_claims(charset):
    raw = (
        f"From: kari@eksempel.test\r\nContent-Type: text/plain; charset={charset}\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode() + "Jeg må nok takke nei på søndag".encode("utf-8" if charset[0] in "ux" else charset)
    assert read_mail(raw).text == "Jeg må nok takke nei på søndag"


@pytest.mark.parametrize(
    "headings", [{"Auto_Submitted": "auto-replied"}, {"X_Autoreply": "yes"}, {"Precedence": "bulk"}]
)
def test_a_machine_that_answers_is_known_as_one(headings):
    assert read_mail(letter("Jeg er borte til mandag", **headings).as_bytes()).is_automatic
    assert not read_mail(letter().as_bytes()).is_automatic


def test_the_same_letter_without_a_name_is_the_same_again():
    raw = b"From: kari@eksempel.test\r\n\r\nJa"
    assert read_mail(raw).provider_id == read_mail(raw).provider_id
    assert read_mail(raw).provider_id != read_mail(raw + b" takk").provider_id


@given(st.binary(max_size=4000))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_without_a_fault(raw):
    read = read_mail(raw)
    assert len(read.provider_id) <= 120 and isinstance(read.text, str)


@given(
    st.sampled_from(["From", "Subject", "References", "Content-Type", "Message-ID"]), st.text(max_size=300)
)
@settings(max_examples=300, deadline=None)
def test_any_heading_is_read_without_a_fault(name, value):
    raw = f"{name}: {value}\r\n\r\nJa".encode("utf-8", "replace")
    assert len(read_mail(raw).sender) <= 254
