"""What tests of signing up from the square share: what is typed, sent and read."""

from __future__ import annotations

import datetime as dt
import re

from samspill.activities.actions import (
    sign_up,
)
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage

DAY = dt.timedelta(days=1)


ASKED = [
    {"words": "Allergier?", "kind": "text", "choices": [], "must": False},
    {"words": "Mat?", "kind": "choice", "choices": ["Fisk", "Kjøtt"], "must": True},
]


CHILDREN = {"for_whom": "child", "children": "Ola og Siri", "answer_0": "Nøtter", "answer_1": "Fisk"}


def body(response):
    return response.content.decode()


def join(time, person):
    return sign_up(time.pk, person, channel="phone", by=person, at=clock.now())


def private_link():
    return re.search(
        r"http://lillevik\.test\S*?(/sign-up/\S+/)", OutboundMessage.objects.latest("queued_at").body
    )[1]


def sealed(response):
    return re.search(r'name="asked" value="([^"]+)"', body(response))[1]


def ask(browser, day, **more):
    told = {"time": day.pk, "name": "Julie Nygård", "phone": "400 00 951", **more}
    return browser.post(f"/activities/{day.activity_id}/sign-up/", told)


def wait_for(browser, time, **more):
    """From the square into the line; gives the last page and the private link."""
    page = ask(browser, time, **more)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("queued_at").body)[0]
    told = {"asked": sealed(page), "code": code, "waits": "yes"}
    done = browser.post(f"/activities/{time.activity_id}/sign-up/code/", told)
    return done, re.search(r"(/waiting/[\w-]+/)", OutboundMessage.objects.latest("queued_at").body)[1]


def confirm(browser, page, time):
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("queued_at").body)[0]
    return browser.post(
        f"/activities/{time.activity_id}/sign-up/code/", {"asked": sealed(page), "code": code}
    )


def type_a_wrong_code(browser, time):
    """With all that the page carries, as a browser sends it."""
    page = ask(browser, time)
    waits = re.search(r'name="waits"(?: value="([^"]*)")?', body(page))[1] or ""
    told = {"asked": sealed(page), "waits": waits, "code": "000000"}
    return browser.post(f"/activities/{time.activity_id}/sign-up/code/", told)
