"""A place by its private link or by an invitation: seen, given back, one evening left out."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.activities.actions import (
    Announcement,
    cancel_occurrence,
    publish_activity,
)
from samspill.activities.actions.telling import LINK
from samspill.activities.models import SignUp
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.volunteering.actions.onboarding import INVITATION, PATH
from samspill.web.public.tests.sign_ups.from_the_square import (
    DAY,
    ask,
    body,
    join,
    private_link,
    sealed,
)


def invitation(person):
    token = make_link(INVITATION, str(person.pk), at=clock.now(), valid_for=dt.timedelta(days=60))
    return PATH.format(token=token)


@pytest.fixture
def term(centre):
    """Three evenings one signs up for once."""
    told = Announcement(
        title={"nb": "Swingkurs"},
        unit=centre,
        place_text="Huset",
        takes_sign_ups=True,
        for_all_times=True,
        places=2,
    )
    first = clock.today() + 5 * DAY
    pattern = Pattern(
        kind="daily", every=7, starts_on=first, ends_on=first + 14 * DAY, starts_time=dt.time(18), minutes=60,
        skips_public_holidays=False,
    )  # fmt: skip
    made = publish_activity(told, [pattern], by="system", at=clock.now())
    return list(made.occurrences.order_by("starts_at"))


def test_one_signs_up_once_for_all_the_times_and_says_which_one_cannot_come_to(browser, term):
    activity = term[0].activity
    assert "én gang for alle gangene. Det er 2 plasser" in body(browser.get(f"/activities/{activity.pk}/"))
    form = body(browser.get(f"/activities/{activity.pk}/sign-up/"))
    assert form.count('type="radio" name="time"') == 1 and "alle gangene fra" in form
    asked = sealed(ask(browser, term[0]))
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.latest("queued_at").body)[0]
    taken = browser.post(f"/activities/{activity.pk}/sign-up/code/", {"asked": asked, "code": code})
    assert "Swingkurs" in body(taken)
    link = private_link()
    page = body(browser.get(link))
    assert page.count("Jeg kan ikke komme") == len(term)
    second = SignUp.objects.get(occurrence=term[1])
    browser.post(f"{link}absence/", {"time": second.pk})
    assert "Du kommer ikke" in body(browser.get(link))
    assert SignUp.objects.filter(cancelled_at=None).count() == len(term) - 1
    browser.post(f"{link}absence/", {"time": second.pk, "undo": "1"})
    assert "Du kommer ikke" not in body(browser.get(link))
    browser.post(f"{link}cancellation/")
    assert "gitt plassen fra deg" in body(browser.get(link))
    assert not SignUp.objects.filter(cancelled_at=None).exists()


def test_nobody_says_that_another_cannot_come(browser, term, somebody):
    mine, hers = join(term[0], somebody()), join(term[0], somebody("Ida Dahl", "41234568"))
    link = f"/sign-up/{make_link(LINK, str(mine.pk), at=clock.now(), valid_for=DAY)}/"
    assert browser.post(f"{link}absence/", {"time": hers.pk}).status_code == 404
    assert SignUp.objects.filter(person=hers.person, cancelled_at=None).count() == len(term)


def test_the_private_link_shows_the_place_and_gives_it_back(browser, course, somebody):
    time = course()
    join(time, somebody())
    link = private_link()
    assert "Torggata 7" in body(browser.get(link)) and SignUp.objects.filter(cancelled_at=None).exists()
    browser.get(f"{link}cancellation/")
    assert SignUp.objects.filter(cancelled_at=None).exists()
    for _ in range(2):
        assert browser.post(f"{link}cancellation/").status_code == 302
    assert not SignUp.objects.filter(cancelled_at=None).exists()
    assert "gitt plassen fra deg" in body(browser.get(link))


def test_a_link_to_what_is_called_off_says_so(browser, course, somebody, ola):
    time = course()
    join(time, somebody())
    link = private_link()
    cancel_occurrence(time, by=ola, at=clock.now())
    page = body(browser.get(link))
    assert "Dette er avlyst" in page and "cancellation" not in page
    assert f'href="/activities/{time.activity_id}/"' in page


def test_a_wrong_private_link_opens_nothing(browser, town):
    assert browser.get("/sign-up/nonsense/").status_code == 410
    assert browser.get("/course/nonsense/").status_code == 410


def test_an_invitation_is_one_press(browser, course, somebody):
    kari, time = somebody(), course()
    link = invitation(kari)
    page = body(browser.get(link))
    assert "Kari Berg" in page and str(time.pk) in page and not SignUp.objects.exists()
    assert browser.post(link, {"time": time.pk}).status_code == 302
    assert browser.post(link, {"time": time.pk}).status_code == 302
    assert "Du har plass på kurset" in body(browser.get(link)) and SignUp.objects.get().person == kari


def test_an_invitation_without_a_choice_or_to_a_full_day_is_said_in_words(browser, course, somebody):
    full, other = course(places=1), course(days=9)
    join(full, somebody("Ali Hassan", "92345678"))
    link = invitation(somebody())
    assert "Disse dagene er fulle" in body(browser.get(link))
    for time in ("", str(full.pk)):
        answer = browser.post(link, {"time": time})
        assert answer.status_code == 422
    assert SignUp.objects.count() == 1 and other.pk
