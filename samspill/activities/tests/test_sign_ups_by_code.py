"""A place by name, phone and a code, from the square: nothing is kept before the code is back."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.activities.actions.from_the_square import ask_for_place, take_place
from samspill.activities.models import SignUp
from samspill.foundation.limits import TooOften
from samspill.foundation.one_time_codes import WrongCode
from samspill.foundation.phones import NotAPhone
from samspill.messaging.actions.confirming import NotAMobile
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import (
    HoldsNationalId,
    NameMissing,
)
from samspill.people.models import Person

DAY = dt.timedelta(days=1)


def test_name_phone_and_a_code_are_enough_and_nothing_is_stored_before_the_code(course, at):
    time = course()
    asked = ask_for_place(time.pk, "Julie Nygård", "400 00 951", language="nb", at=at)
    assert not Person.objects.exists() and not SignUp.objects.exists() and "951" not in asked
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    row = take_place(asked, f" {code[:3]} {code[3:]}", at=at + dt.timedelta(minutes=3))
    assert row.person.name == "Julie Nygård" and row.channel == "web"
    assert take_place(asked, code, at=at + dt.timedelta(minutes=4)) == row


def test_a_wrong_code_an_old_code_and_a_changed_page_give_no_place(course, at):
    time = course()
    asked = ask_for_place(time.pk, "Julie Nygård", "400 00 951", language="nb", at=at)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    wrong = "000000"
    for given, when in ((wrong, at), (code, at + dt.timedelta(hours=1)), ("", at)):
        with pytest.raises(WrongCode):
            take_place(asked, given, at=when)
    with pytest.raises(WrongCode):
        take_place(asked[:-6] + "AAAA==", code, at=at)
    assert not SignUp.objects.exists()


def test_a_code_cannot_be_guessed_by_trying(course, at):
    asked = ask_for_place(course().pk, "Julie Nygård", "400 00 951", language="nb", at=at)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    for _ in range(6):
        with pytest.raises(WrongCode):
            take_place(asked, "000000", at=at)
    with pytest.raises(TooOften):
        take_place(asked, code, at=at)


@pytest.mark.parametrize(("name", "phone", "complaint"), [
    ("", "400 00 951", NameMissing), ("Julie", "", NotAPhone), ("Julie", "22 22", NotAPhone),
    ("Julie", "73 00 00 00", NotAMobile), ("15076500565 Julie", "400 00 951", HoldsNationalId),
])  # fmt: skip
def test_bad_input_sends_nothing(course, at, name, phone, complaint):
    time = course()
    with pytest.raises(complaint):
        ask_for_place(time.pk, name, phone, language="nb", at=at)
    assert not OutboundMessage.objects.exists()


def test_one_phone_gets_a_few_codes_and_no_more(course, at):
    time = course()
    for _ in range(3):
        ask_for_place(time.pk, "Julie", "400 00 951", language="nb", at=at)
    with pytest.raises(TooOften):
        ask_for_place(time.pk, "Julie", "400 00 951", language="nb", at=at)
