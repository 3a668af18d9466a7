"""What pages show of the yearly question: one press answers it, and the desk calls those who did not."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from samspill.foundation import clock
from samspill.foundation.models import AuditEntry
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import confirm_page
from samspill.organisations.actions.freshness import ask_whether_pages_are_right

DAY = dt.timedelta(days=1)


def asked():
    return OutboundMessage.objects.filter(key__startswith="page_right:").order_by("queued_at")


def test_it_is_reminded_once_and_then_it_is_for_somebody_who_calls(choir, secretary, desk):
    now = clock.now()
    confirm_page(choir, by="system", at=now - 420 * DAY)
    days = [40, 30, 20, 10, 0]
    for day in days:
        ask_whether_pages_are_right(now - day * DAY)
    assert asked().count() == 2 and "ikke mer" in asked().last().body
    listed = reverse("desk:organisations:list")
    assert "Én forening er spurt forgjeves" in desk.get(listed).content.decode()
    assert choir.name in desk.get(listed, {"vain": "1"}).content.decode()
    desk.post(reverse("desk:organisations:confirmation", args=[choir.pk]))
    assert AuditEntry.objects.filter(verb="confirm_page", channel="phone").count() == 1
    assert "spurt forgjeves om" not in desk.get(listed).content.decode()


def test_one_press_on_the_page_answers_it_too(choir, token, phone):
    now = clock.now()
    confirm_page(choir, by="system", at=now - 400 * DAY)
    ask_whether_pages_are_right(now - 20 * DAY)
    phone.post(reverse("ours:page_confirmation", args=[token, choir.pk]))
    assert ask_whether_pages_are_right(clock.now()) == 0
